// Goal: documented requests get answers of the documented form: status, members, their order, their
// types and nulls.
// Method: pairs.tsv holds the form of each documented answer as facts; every difference of ours is
// a line of pair_exceptions.tsv with its reason, and a line there that is no difference is an
// error.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <map>
#include <set>

#include "core/text.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

using Cells = std::vector<std::string>;

Cells split(const std::string& line, char divider) {
    Cells cells;
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find(divider, at), line.size());
        cells.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return cells;
}

/// The rows of a table without its comments and its header.
std::vector<Cells> table(const std::string& name) {
    std::ifstream file(cat(PIMLAB_SOURCE_DIR, "/tests/graph/", name));
    BOOST_REQUIRE_MESSAGE(file, name);
    std::vector<Cells> rows;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line[0] != '#') rows.push_back(split(line, '\t'));
    }
    rows.erase(rows.begin());
    return rows;
}

/// Members in order, as `path` and type; of a list the first item, of `value` the one told.
using Form = std::vector<std::pair<std::string, std::string>>;

void add_form(Form& form, const JsonValue& value, const std::string& path, std::size_t row) {
    const auto below = [&](const std::string& name) {
        return path.empty() ? name : cat(path, '.', name);
    };
    switch (value.type) {
        case JsonValue::Type::object:
            if (!path.empty()) form.emplace_back(path, "{}");
            for (std::size_t i = 0; i < value.names.size(); ++i) {
                add_form(form, value.items[i], below(value.names[i]), row);
            }
            return;
        case JsonValue::Type::array: {
            form.emplace_back(path, "[]");
            const std::size_t item = path == "value" ? row : 0;
            if (item < value.items.size()) add_form(form, value.items[item], path + ".0", row);
            return;
        }
        case JsonValue::Type::null:
            form.emplace_back(path, "null");
            return;
        case JsonValue::Type::boolean:
            form.emplace_back(path, "boolean");
            return;
        case JsonValue::Type::number:
            form.emplace_back(path, "number");
            return;
        case JsonValue::Type::text:
            form.emplace_back(path, "text");
            return;
    }
}

Form printed_form(const std::string& members) {
    Form form;
    if (members == "-") return form;
    for (const std::string& member : split(members, ' ')) {
        const std::size_t equals = member.rfind('=');
        form.emplace_back(member.substr(0, equals), member.substr(equals + 1));
    }
    return form;
}

using Differences = std::set<std::string>;

/// True where something that holds the member differs already.
bool is_within(const std::string& path, const std::set<std::string>& different) {
    for (std::size_t dot = path.find('.'); dot != std::string::npos;
         dot = path.find('.', dot + 1)) {
        if (different.count(path.substr(0, dot)) != 0) return true;
    }
    return false;
}

/// `member TAB printed TAB answered`, one for each difference.
Differences differences(const Form& printed, const Form& answered) {
    const std::map<std::string, std::string> before(printed.begin(), printed.end());
    const std::map<std::string, std::string> after(answered.begin(), answered.end());
    Differences found;
    std::set<std::string> different;
    const auto note = [&](const std::string& path, const std::string& a, const std::string& b) {
        if (a == b || is_within(path, different)) return;
        different.insert(path);
        found.insert(cat(path, '\t', a, '\t', b));
    };
    const auto type_in = [](const std::map<std::string, std::string>& form,
                            const std::string& path) {
        const auto at = form.find(path);
        return at == form.end() ? std::string("(none)") : at->second;
    };
    for (const auto& [path, type] : printed) note(path, type, type_in(after, path));
    for (const auto& [path, type] : answered) note(path, type_in(before, path), type);
    const auto common = [&](const Form& form, const std::map<std::string, std::string>& other) {
        Cells paths;
        for (const auto& [path, type] : form) {
            if (other.count(path) != 0) paths.push_back(path);
        }
        return paths;
    };
    if (common(printed, after) != common(answered, before)) found.insert("(order)\tprinted\tours");
    return found;
}

/// A tenant in which each documented request has something to work on.
struct Documented : Lab {
    std::map<std::string, Guid> callers;
    std::map<std::string, std::string> names;

    Documented() {
        SaveUser save;
        save.user.display_name = "Noor";
        save.user.user_principal_name = "noor@fernhill.example";
        const Guid subject = must(save, admin);
        callers = {{"admin", admin}, {"holder", holder}, {"asker", asker}, {"subject", subject}};
        for (const auto& [name, id] : callers) names[name] = to_text(id);
        names["role"] = to_text(user_administrator);
        names["mail_role"] = to_text(mail_role);
        names["open_role"] = to_text(user_administrator);
        names["outside_role"] = to_text(global_reader);
        names["application_role"] = to_text(role::application_administrator);
        names["application"] = to_text(application);
        names["nobody"] = "99999999-9999-4999-8999-999999999999";
        names["tenant"] = to_text(tenant().id);
        names["outside_assignment"] =
            to_text(must(AssignOutside{subject, global_reader, {}}, admin));
        must(AddMember{plain_group, subject}, admin);
        SaveAdministrativeUnit schools;
        schools.administrative_unit.display_name = "Schools";
        schools.administrative_unit.description = "Schools of the district";
        const Scope district{ScopeType::administrative_unit, must(schools, admin)};
        must(AssignOutside{holder, user_administrator, district}, admin);
        names["unit"] = to_text(district.id);
        assign();
        SaveRole custom;
        custom.role.display_name = "Sign-in Watcher";
        custom.role.description = "Looks on";
        custom.role.permissions = {"microsoft.directory/applications/allProperties/read"};
        names["custom_role"] = to_text(must(custom));
        look_up(subject);
        look_up_directory();
        wait(ticks_per_hour);
        raise_alerts();
    }

    /// Two Global Administrators are enough for their alert, and one assignment outside PIM for
    /// its.
    void raise_alerts() {
        made(AssignmentKind::eligible, second, role::global_administrator, {}, std::nullopt);
        must(ConfigureAlert{AlertKind::too_many_global_administrators, {true, 2, 10, {}}}, admin);
        must(RefreshAlerts{}, admin);
    }

    Guid made(AssignmentKind kind, const Guid& principal, const Guid& role, const Scope& scope,
              std::optional<Instant> end, std::optional<Instant> start = std::nullopt) {
        RequestSchedule command;
        command.kind = kind;
        command.principal = principal;
        command.role = role;
        command.scope = scope;
        command.schedule.start = start;
        command.schedule.expiration.type =
            end ? ExpirationType::after_date_time : ExpirationType::no_expiration;
        command.schedule.expiration.end = end;
        command.justification = "set-up";
        return must(command, admin);
    }
    void assign() {
        constexpr auto eligible = AssignmentKind::eligible;
        constexpr auto active = AssignmentKind::active;
        const Instant year_end = shift(sandbox->now(), 300 * ticks_per_day);
        const Instant next_week = shift(sandbox->now(), 7 * ticks_per_day);
        const Scope north{ScopeType::administrative_unit, unit};
        names["eligibility"] = to_text(made(eligible, holder, mail_role, {}, year_end));
        names["endless"] = to_text(made(eligible, holder, user_administrator, north, std::nullopt));
        made(eligible, asker, user_administrator, {}, std::nullopt);
        made(eligible, group, directory_readers, {}, year_end);
        names["request"] = to_text(made(active, admin, mail_role, {}, std::nullopt));
        names["later_eligibility"] =
            to_text(made(eligible, holder, global_reader, {}, std::nullopt, next_week));
        names["later_assignment"] =
            to_text(made(active, holder, global_reader, {}, std::nullopt, next_week));
        RequestSchedule activation;
        activation.kind = active;
        activation.action = Action::self_activate;
        activation.principal = asker;
        activation.role = directory_readers;
        activation.schedule.expiration = {ExpirationType::after_duration, std::nullopt, hours(5)};
        activation.justification = "set-up";
        names["approval"] = to_text(must(activation, asker));
    }
    void look_up(const Guid& subject) {
        caller = admin;
        const std::string root_of_roles = "/v1.0/roleManagement/directory/";
        names["assignment"] = at(get(cat(root_of_roles, "roleAssignments?$filter=principalId eq '",
                                         to_text(subject), "'")),
                                 "value.0.id");
        names["unit_instance"] =
            at(get(cat(root_of_roles,
                       "roleEligibilityScheduleInstances?$filter=directoryScopeId ne '/'")),
               "value.0.id");
        names["policy"] =
            at(get(cat("/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and "
                       "scopeType eq 'DirectoryRole' and roleDefinitionId eq '",
                       names["role"], "'")),
               "value.0.policyId");
    }
    std::string directory_role(const Guid& role) {
        return at(get(cat("/v1.0/directoryRoles(roleTemplateId='", to_text(role), "')")), "id");
    }
    void look_up_directory() {
        names["directory_role"] = directory_role(user_administrator);
        names["mail_directory_role"] = directory_role(mail_role);
        names["audit"] =
            at(get("/v1.0/auditLogs/directoryAudits?$filter=activityDisplayName eq 'Add user'"),
               "value.0.id");
    }
    std::string filled(std::string text) const {
        for (const auto& [name, value] : names) {
            const std::string place = cat('{', name, '}');
            for (std::size_t at = text.find(place); at != std::string::npos;
                 at = text.find(place, at)) {
                text.replace(at, place.size(), value);
            }
        }
        return text;
    }
};

/// How our answer to a pair's request differs from the documented one.
Differences differences_of(const Cells& pair) {
    Documented lab;
    lab.caller = lab.callers.at(pair[1]);
    const std::string body = pair[4] == "-" ? std::string() : lab.filled(pair[4]);
    const Response response = lab.send(pair[2], '/' + lab.filled(pair[3]), body);
    const Form printed = printed_form(pair[6]);
    Differences found;
    if (!response.body.empty()) {
        const JsonValue tree = tree_of(response);
        const JsonValue* value = tree.member("value");
        const std::size_t rows =
            value == nullptr ? 1 : std::max<std::size_t>(1, value->items.size());
        // Of a list the item that comes nearest to the printed one counts.
        for (std::size_t row = 0; row < rows; ++row) {
            Form answered;
            add_form(answered, tree, {}, row);
            Differences here = differences(printed, answered);
            if (row == 0 || here.size() < found.size()) found = std::move(here);
        }
    } else if (!printed.empty()) {
        found.insert("(body)\tprinted\t(none)");
    }
    if (cat(response.status) != pair[5]) {
        found.insert(cat("(status)\t", pair[5], '\t', response.status));
    }
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(pairs_test)

BOOST_AUTO_TEST_CASE(each_pair_is_answered_in_its_form) {
    std::map<std::string, Differences> exceptions;
    for (const Cells& row : table("pair_exceptions.tsv")) {
        BOOST_REQUIRE(row.size() == 5U);
        BOOST_TEST(!row[4].empty());
        exceptions[row[0]].insert(cat(row[1], '\t', row[2], '\t', row[3]));
    }
    for (const Cells& pair : table("pairs.tsv")) {
        BOOST_REQUIRE(pair.size() == 7U);
        const Differences found = differences_of(pair);
        const Differences& allowed = exceptions[pair[0]];
        for (const std::string& difference : found) {
            if (allowed.count(difference) == 0) BOOST_ERROR(cat(pair[0], '\t', difference));
        }
        for (const std::string& difference : allowed) {
            if (found.count(difference) == 0) {
                BOOST_ERROR(cat(pair[0], "\tno difference any more: ", difference));
            }
        }
        exceptions.erase(pair[0]);
    }
    for (const auto& [pair, left] : exceptions) BOOST_ERROR(cat(pair, " is no pair"));
}

BOOST_AUTO_TEST_SUITE_END()
