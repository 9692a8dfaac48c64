// Goal: every operation answers each kind of caller as the table authorization.tsv says.
// Method: each cell on a tenant of its own where the operation changes something; reads share one.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <memory>
#include <set>

#include "core/text.hpp"
#include "graph/graph_support.hpp"
#include "graph/routes.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

using Cells = std::vector<std::string>;
constexpr std::size_t first_cell = 4;

std::vector<Cells> table() {
    std::ifstream file(cat(PIMLAB_SOURCE_DIR, "/tests/graph/authorization.tsv"));
    BOOST_REQUIRE(file);
    std::vector<Cells> rows;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        Cells row;
        for (std::size_t at = 0; at <= line.size();) {
            const std::size_t tab = std::min(line.find('\t', at), line.size());
            row.push_back(line.substr(at, tab - at));
            at = tab + 1;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

/// A tenant with one of each kind of caller, and something to do everything with.
struct Crowd : Lab {
    std::map<std::string, Guid> callers;
    std::map<std::string, std::string> names;  ///< what stands for {…}

    Crowd() {
        const Guid subject = person("Noor");
        add_callers();
        names["incident"] = to_text(must(AssignOutside{subject, global_reader, {}}, admin));
        const RequestSchedule eligible = request(AssignmentKind::eligible, subject, mail_role);
        const Guid eligibility = must(eligible);
        const Guid active = must(request(AssignmentKind::active, subject, mail_role));
        SaveRole custom;
        custom.role.display_name = "Sign-in Watcher";
        names["custom_role"] = to_text(must(custom));
        names["role"] = to_text(user_administrator);
        names["subject"] = to_text(subject);
        names["eligible_role"] = to_text(directory_readers);
        names["eligibility_schedule"] = to_text(eligibility);
        names["assignment_schedule"] = to_text(active);
        pending(subject);
        const std::string of_subject = cat("?$filter=principalId eq '", to_text(subject), "'");
        const auto id_in = [&](std::string_view collection) {
            return at(get(cat("/v1.0/roleManagement/directory/", collection, of_subject)),
                      "value.0.id");
        };
        names["assignment"] = id_in("roleAssignments");
        names["assignment_instance"] = id_in("roleAssignmentScheduleInstances");
        names["eligibility_instance"] = id_in("roleEligibilityScheduleInstances");
        names["policy"] = policy_of_role(user_administrator);
        names["eligible_policy"] = policy_of_role(directory_readers);
        add_surroundings();
    }

    /// What the directory's own operations work on, and an alert with an incident.
    void add_surroundings() {
        const Guid unit_member = person("Uma");
        must(AddMember{unit, unit_member});
        must(AssignOutside{unit_member, user_administrator,
                           Scope{ScopeType::administrative_unit, unit}},
             admin);
        SaveServicePrincipal other;
        other.service_principal.display_name = "Other service";
        names["other_service"] = to_text(must(other));
        names["service"] = to_text(service);
        names["application"] = to_text(application);
        names["app_id"] = to_text(tenant().applications.find(application)->app_id);
        names["group"] = to_text(group);
        names["plain_group"] = to_text(plain_group);
        names["member"] = to_text(holder);
        names["unit"] = to_text(unit);
        names["person"] = to_text(unit_member);
        add_owners(unit_member);
        names["tenant"] = to_text(tenant().id);
        names["outside_role"] = to_text(global_reader);
        names["scoped_member"] = at(
            get(cat("/v1.0/directory/administrativeUnits/", names["unit"], "/scopedRoleMembers")),
            "value.0.id");
        names["directory_role"] =
            at(get(cat("/v1.0/directoryRoles(roleTemplateId='", names["role"], "')")), "id");
        names["audit_row"] = at(get("/v1.0/auditLogs/directoryAudits?$top=1"), "value.0.id");
        names["alert"] = cat("DirectoryRole_", names["tenant"], "_RolesAssignedOutsidePimAlert");
        must(RefreshAlerts{}, admin);
    }

    /// A group with two owners, and one that the plain user owns alone.
    void add_owners(const Guid& other) {
        names["owner"] = to_text(holder);
        must(AddOwner{group, holder});
        must(AddOwner{group, other});
        SaveGroup owned;
        owned.group.display_name = "Owned";
        owned.group.role_assignable = true;
        owned.group.owners = {callers["plain_user"]};
        names["owned_group"] = to_text(must(owned));
        names["plain_owner"] = to_text(callers["plain_user"]);
    }

    Guid person(const std::string& name) {
        SaveUser save;
        save.user.display_name = name;
        save.user.user_principal_name = cat(name, "@fernhill.example");
        return must(save);
    }
    static RequestSchedule request(AssignmentKind kind, const Guid& principal, const Guid& role) {
        RequestSchedule command;
        command.kind = kind;
        command.principal = principal;
        command.role = role;
        command.schedule.expiration.type = ExpirationType::no_expiration;
        command.justification = "set-up";
        return command;
    }
    void add_callers() {
        callers = {{"global_administrator", admin},
                   {"privileged_role_administrator", second},
                   {"global_reader", reader},
                   {"eligible_user", asker},
                   {"plain_user", person("Pia")},
                   {"service_principal", service},
                   {"security_administrator", person("Sol")},
                   {"security_reader", person("Rui")},
                   {"active_user", person("Ada")},
                   {"anonymous", Guid{}}};
        must(AssignOutside{callers["security_administrator"], role::security_administrator, {}},
             admin);
        must(AssignOutside{callers["security_reader"], role::security_reader, {}}, admin);
        must(AssignOutside{callers["active_user"], mail_role, {}}, admin);
    }
    /// Requests that wait: one of each kind for later, and an activation for an approver chosen by
    /// nobody.
    void pending(const Guid& subject) {
        for (const AssignmentKind kind : {AssignmentKind::active, AssignmentKind::eligible}) {
            RequestSchedule later = request(kind, subject, user_administrator);
            later.scope = {ScopeType::administrative_unit, unit};
            later.schedule.start = shift(sandbox->now(), ticks_per_day);
            names[kind == AssignmentKind::active ? "assignment_request" : "eligibility_request"] =
                to_text(must(later));
        }
        Policy policy = policy_of(tenant(), global_reader);
        policy.role = global_reader;
        policy.approval.required = true;
        must(UpdatePolicy{policy});
        must(request(AssignmentKind::eligible, asker, global_reader));
        RequestSchedule activation = request(AssignmentKind::active, asker, global_reader);
        activation.action = Action::self_activate;
        activation.schedule.expiration = {ExpirationType::after_duration, std::nullopt, hours(1)};
        names["approval"] = to_text(must(activation, asker));
    }
    std::string policy_of_role(const Guid& role) {
        return at(get(cat("/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' "
                          "and scopeType eq 'DirectoryRole' and roleDefinitionId eq '",
                          to_text(role), "'")),
                  "value.0.policyId");
    }
    std::string filled(const std::string& text, const Guid& who) const {
        std::string out;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = text[at] == '{' ? text.find('}', at) : std::string::npos;
            const std::string name =
                end == std::string::npos ? std::string() : text.substr(at + 1, end - at - 1);
            if (name == "caller") {
                out += to_text(who);
                at = end + 1;
            } else if (names.count(name) != 0) {
                out += names.at(name);
                at = end + 1;
            } else {
                out += text[at++];
            }
        }
        return out;
    }
    int status(const Cells& row, const std::string& kind) {
        caller = callers.at(kind);
        const std::string body = row[3] == "-" ? std::string() : filled(row[3], caller);
        return send(row[1], '/' + filled(row[2], caller), body).status;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(authorization_test)

BOOST_AUTO_TEST_CASE(each_operation_and_each_caller) {
    const std::vector<Cells> rows = table();
    Crowd shared;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const Cells& row = rows[i];
        BOOST_REQUIRE(row.size() == rows[0].size());
        for (std::size_t cell = first_cell; cell + 1 < row.size(); ++cell) {
            BOOST_TEST_CONTEXT(row[0] << " by " << rows[0][cell]) {
                // A change that is allowed must not be there for the next caller.
                const bool changes = row[1] != "GET" && row[cell][0] == '2';
                const int status = changes ? Crowd().status(row, rows[0][cell])
                                           : shared.status(row, rows[0][cell]);
                BOOST_TEST(status == std::stoi(row[cell]));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(no_operation_is_left_out) {
    std::set<const Route*> covered;
    Crowd crowd;
    const std::vector<Cells> rows = table();
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const auto url = parse_url('/' + crowd.filled(rows[i][2], crowd.admin));
        BOOST_REQUIRE(url);
        const auto match = find_route(rows[i][1], *url);
        BOOST_TEST_CONTEXT(rows[i][0]) {
            BOOST_REQUIRE(match);
        }
        covered.insert(match->route);
    }
    for (const auto& part : route_tables()) {
        for (const Route& route : part) {
            BOOST_TEST_CONTEXT(route.method << ' ' << route.path) {
                BOOST_TEST(covered.count(&route) == 1U);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
