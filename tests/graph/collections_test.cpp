// Goal: role definitions, role assignments, schedules and instances, by list, by id and for
// oneself, show what the tenant holds, to those who may see it.
#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

constexpr std::string_view directory = "/v1.0/roleManagement/directory/";

/// The holder's group is eligible for the mail role, the holder itself for another in the unit; the
/// holder has a role outside PIM, and one from next week on.
struct Collections : Lab {
    std::string outside_id;

    Collections() {
        assign(AssignmentKind::eligible, group, mail_role, {});
        assign(AssignmentKind::eligible, holder, user_administrator,
               {ScopeType::administrative_unit, unit});
        must(AssignOutside{holder, user_administrator, {}}, admin);
        RequestSchedule later = request(AssignmentKind::active, holder, global_reader);
        later.schedule.start = shift(sandbox->now(), 7 * ticks_per_day);
        must(later);
        outside_id = at(get(own("roleAssignments")), "value.0.id");
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
    void assign(AssignmentKind kind, const Guid& principal, const Guid& role, const Scope& scope) {
        RequestSchedule command = request(kind, principal, role);
        command.scope = scope;
        must(command);
    }
    std::string all(std::string_view collection, std::string_view rest = {}) const {
        return cat(directory, collection, rest);
    }
    std::string own(std::string_view collection) const {
        return all(collection, cat("?$filter=principalId eq '", to_text(holder), "'"));
    }
    /// "404 UnknownError" of a refused request, else the status.
    std::string outcome(const Response& response) {
        if (response.status < 400) return cat(response.status);
        return cat(response.status, ' ', at(response, "error.code"));
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(collections_test, Collections)

BOOST_AUTO_TEST_CASE(schedules_hold_the_future_too_and_instances_do_not) {
    BOOST_TEST(at(get(own("roleAssignmentSchedules")), "value") == "[2]");
    BOOST_TEST(at(get(own("roleAssignmentScheduleInstances")), "value") == "[1]");
    const Response later =
        get(own("roleAssignmentSchedules") + " and status eq 'Granted'&$expand=roleDefinition");
    BOOST_TEST(at(later, "value.0.roleDefinition.displayName") == "Global Reader");
    BOOST_TEST(at(later, "value.0.scheduleInfo.startDateTime") ==
               to_text(shift(sandbox->now(), 7 * ticks_per_day)));
    BOOST_TEST(at(later, "value.0.scheduleInfo.expiration.type") == "noExpiration");
    wait(8 * ticks_per_day);
    BOOST_TEST(at(get(own("roleAssignmentScheduleInstances")), "value") == "[2]");
    BOOST_TEST(at(get(own("roleAssignmentSchedules") + " and status eq 'Granted'"), "value") ==
               "[0]");
}

BOOST_AUTO_TEST_CASE(what_was_made_outside_has_one_id_everywhere) {
    const Response row = get(own("roleAssignmentScheduleInstances"));
    for (const std::string_view member :
         {"id", "roleAssignmentOriginId", "roleAssignmentScheduleId"}) {
        BOOST_TEST(at(row, cat("value.0.", member)) == outside_id);
    }
    BOOST_TEST(outside_id.substr(outside_id.size() - 2) == "-1");
    BOOST_TEST(at(row, "value.0.startDateTime") == "null");
    const Response schedule = get(all(cat("roleAssignmentSchedules/", outside_id)));
    BOOST_TEST(at(schedule, "id") == outside_id);
    BOOST_TEST(at(schedule, "createdUsing") == "null");
    BOOST_TEST(at(schedule, "createdDateTime") == "null");
    BOOST_TEST(at(get(all(cat("roleAssignments/", outside_id))), "principalId") == to_text(holder));
}

BOOST_AUTO_TEST_CASE(what_a_group_gives_is_shown_with_its_member) {
    // Named by principal or for oneself it comes as the member's; else only the group's own row.
    const std::string instances = "roleEligibilityScheduleInstances";
    const Response named = get(own(instances));
    BOOST_TEST(at(named, "value") == "[2]");
    BOOST_TEST(at(named, "value.0.memberType") == "Group");
    BOOST_TEST(at(named, "value.0.principalId") == to_text(holder));
    BOOST_TEST(at(named, "value.1.memberType") == "Direct");
    const std::string direct = "?$filter=memberType eq 'Direct'&$count=true";
    BOOST_TEST(at(get(all(instances, direct)), "@odata.count") == "3");
    BOOST_TEST(at(get(all(instances, "?$filter=memberType eq 'Group'")), "value") == "[0]");
    caller = holder;
    const std::string mine = "/filterByCurrentUser(on='principal')";
    const Response self = get(all(instances, mine));
    BOOST_TEST(at(self, "value") == "[2]");
    BOOST_TEST(at(self, "value.0.@odata.type") ==
               "#microsoft.graph.unifiedRoleEligibilityScheduleInstance");
    BOOST_TEST(at(self, "@odata.context") ==
               "https://graph.microsoft.com/v1.0/$metadata#Collection("
               "unifiedRoleEligibilityScheduleInstance)");
    BOOST_TEST(at(get(all("roleEligibilitySchedules", mine)), "value") == "[2]");
    BOOST_TEST(outcome(get(all(instances, "/filterByCurrentUser(on='approver')"))) ==
               "400 BadRequest");
}

BOOST_AUTO_TEST_CASE(the_filters_that_clients_send) {
    const auto found = [&](std::string_view collection, const std::string& filter) {
        return at(get(all(collection, cat("?$filter=", filter))), "value");
    };
    const std::string instances = "roleEligibilityScheduleInstances";
    BOOST_TEST(found(instances, cat("principal/id eq '", to_text(holder),
                                    "' and tolower(roleDefinition/displayName) eq "
                                    "'user administrator'")) == "[1]");
    BOOST_TEST(found(instances, cat("PrincipalId eq '", to_text(holder),
                                    "' and RoleDefinitionId eq "
                                    "'",
                                    to_text(mail_role), "'")) == "[1]");
    BOOST_TEST(found(instances, cat("roleDefinitionId in ('", to_text(mail_role), "','",
                                    to_text(user_administrator), "')")) == "[2]");
    BOOST_TEST(found(instances, cat("directoryScopeId eq '/administrativeUnits/", to_text(unit),
                                    "'")) == "[1]");
    BOOST_TEST(found("roleAssignmentScheduleInstances", "assignmentType eq 'Activated'") == "[0]");
    BOOST_TEST(found("roleAssignmentScheduleInstances", "startDateTime ge 2020-01-01T00:00:00Z") ==
               "[3]");
    const std::string scheduled =
        at(get(own("roleAssignmentSchedules") + " and status eq 'Granted'"), "value.0.id");
    BOOST_TEST(found("roleAssignmentSchedules",
                     cat("id in ('", scheduled, "','", outside_id, "')")) == "[2]");
    BOOST_TEST(found("roleAssignmentScheduleInstances",
                     cat("roleAssignmentScheduleId in ('", scheduled, "','", outside_id, "')")) ==
               "[1]");
    BOOST_TEST(found("roleEligibilitySchedules", "createdUsing ne null and appScopeId eq null") ==
               "[3]");
}

BOOST_AUTO_TEST_CASE(activations_name_the_eligibility_behind_them) {
    caller = holder;
    const Response asked =
        send("POST", assignment_requests,
             request_body("selfActivate", holder, mail_role,
                          R"({"expiration":{"type":"afterDuration","duration":"PT1H"}})"));
    BOOST_REQUIRE_MESSAGE(asked.status == 201, asked.body);
    const std::string expand = "&$expand=activatedUsing,targetSchedule,principal,roleDefinition";
    const Response requests = get(cat(assignment_requests, "?$filter=principalId eq '",
                                      to_text(holder), "' and action eq 'SelfActivate'", expand));
    BOOST_TEST(at(requests, "value.0.activatedUsing.principalId") == to_text(group));
    BOOST_TEST(at(requests, "value.0.targetSchedule.assignmentType") == "Activated");
    const Response instance = get(own("roleAssignmentScheduleInstances") +
                                  " and assignmentType eq 'Activated'&$expand=activatedUsing");
    BOOST_TEST(at(instance, "value.0.activatedUsing.roleDefinitionId") == to_text(mail_role));
    BOOST_TEST(at(instance, "value.0.endDateTime") ==
               to_text(shift(sandbox->now(), ticks_per_hour)));
}

BOOST_AUTO_TEST_CASE(by_id_as_far_as_one_may_see) {
    const std::string schedule = at(get(own("roleEligibilitySchedules")), "value.1.id");
    const std::string instance = at(get(own("roleEligibilityScheduleInstances")), "value.1.id");
    BOOST_TEST(instance.substr(instance.size() - 4) == "-2-e");
    for (const Guid& who : {admin, reader, holder}) {
        caller = who;
        BOOST_TEST(outcome(get(all("roleEligibilitySchedules/", schedule))) == "200");
        BOOST_TEST(outcome(get(all("roleEligibilityScheduleInstances/", instance))) == "200");
    }
    BOOST_TEST(outcome(get(all("roleAssignmentSchedules/", schedule))) == "404 UnknownError");
    BOOST_TEST(outcome(get(all("roleEligibilitySchedules/", instance))) == "404 UnknownError");
    BOOST_TEST(outcome(get(all("roleEligibilitySchedules/", "nonsense"))) == "404 UnknownError");
    BOOST_TEST(at(get(all("roleEligibilitySchedules/", "nonsense")), "error.message").empty());
    caller = asker;
    BOOST_TEST(outcome(get(all("roleEligibilitySchedules/", schedule))) ==
               "403 InsufficientPermissions");
    BOOST_TEST(outcome(get(own("roleEligibilitySchedules"))) == "403 InsufficientPermissions");
    BOOST_TEST(outcome(get(all(cat("roleAssignments/", outside_id)))) ==
               "403 Authorization_RequestDenied");
    caller = holder;
    BOOST_TEST(outcome(get(own("roleEligibilitySchedules"))) == "200");
}

BOOST_AUTO_TEST_CASE(role_assignments_outside_pim) {
    const std::string body =
        cat(R"({"@odata.type":"#microsoft.graph.unifiedRoleAssignment","roleDefinitionId":")",
            to_text(mail_role), R"(","principalId":")", to_text(holder),
            R"(","directoryScopeId":"/"})");
    const Response made = send("POST", all("roleAssignments"), body);
    BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
    const std::string id = at(made, "id");
    BOOST_TEST(header(made.headers, "Location") ==
               cat("https://graph.microsoft.com", all("roleAssignments/", id)));
    BOOST_TEST(outcome(send("POST", all("roleAssignments"), body)) == "400 RoleAssignmentExists");
    BOOST_TEST(outcome(send("POST", all("roleAssignments"), R"({"principalId":"x"})")) ==
               "400 Request_BadRequest");
    const std::string one = all("roleAssignments/", id);
    BOOST_TEST(at(get(cat(one, "?$expand=roleDefinition")), "roleDefinition.id") ==
               to_text(mail_role));
    BOOST_TEST(outcome(send("DELETE", one)) == "204");
    BOOST_TEST(outcome(send("DELETE", one)) == "404 Request_ResourceNotFound");
    caller = holder;
    BOOST_TEST(outcome(send("POST", all("roleAssignments"), body)) ==
               "403 Authorization_RequestDenied");
    BOOST_TEST(outcome(send("DELETE", all("roleAssignments/", outside_id))) ==
               "403 Authorization_RequestDenied");
}

BOOST_AUTO_TEST_CASE(members_that_are_only_asked_for) {
    const Response row = get(all("roleAssignments",
                                 "?$top=1&$filter=appScopeId eq "
                                 "null&$select=id,appScopeId,condition,principalOrganizationId"));
    BOOST_TEST(at(row, "value.0.appScopeId") == "null");
    BOOST_TEST(at(row, "value.0.condition") == "null");
    BOOST_TEST(at(row, "value.0.principalOrganizationId") == to_text(tenant().id));
    BOOST_TEST(at(get(all("roleAssignments", "?$top=1")), "value.0.appScopeId") == "(none)");
}

BOOST_AUTO_TEST_CASE(transitive_assignments_name_the_group) {
    must(AssignOutside{group, mail_role, {}}, admin);
    const std::string filter = cat("?$filter=principalId eq '", to_text(holder), "'&$count=true");
    BOOST_TEST(at(get(all("roleAssignments", filter)), "@odata.count") == "1");
    const std::string transitive = "/beta/roleManagement/directory/transitiveRoleAssignments";
    const Response both = get(cat(transitive, filter));
    BOOST_TEST(at(both, "@odata.count") == "2");
    BOOST_TEST(at(both, "value.1.principalId") == to_text(group));
    BOOST_TEST(outcome(get(all("transitiveRoleAssignments"))) == "400 BadRequest");
}

BOOST_AUTO_TEST_CASE(functions_over_both_kinds) {
    const auto found = [&](std::string_view name, const std::string& arguments) {
        return get(cat("/beta/roleManagement/directory/", name, '(', arguments, ')'));
    };
    const std::string who = cat("principalId='", to_text(holder), "'");
    const Response schedules = found("roleSchedules", who);
    BOOST_TEST(at(schedules, "value") == "[4]");
    BOOST_TEST(at(schedules, "value.0.@odata.type") ==
               "#microsoft.graph.unifiedRoleEligibilitySchedule");
    BOOST_TEST(at(found("roleScheduleInstances", who), "value") == "[3]");
    BOOST_TEST(at(found("roleScheduleInstances", cat(who, ",roleDefinitionId='", to_text(mail_role),
                                                     "',directoryScopeId='%2F'")),
                  "value") == "[1]");
    BOOST_TEST(at(found("roleScheduleInstances", "appScopeId=null"), "value") == "[7]");
    caller = asker;
    BOOST_TEST(outcome(found("roleScheduleInstances", "")) == "403 InsufficientPermissions");
    BOOST_TEST(outcome(found("roleScheduleInstances", who)) == "403 InsufficientPermissions");
    caller = holder;
    BOOST_TEST(outcome(found("roleScheduleInstances", who)) == "200");
}

BOOST_AUTO_TEST_CASE(a_custom_role_has_the_id_of_its_template) {
    const auto make = [&](const std::string& id) {
        return send("POST", all("roleDefinitions"),
                    cat(R"({"displayName":"Door Keeper","isEnabled":true,"version":"1.0",)",
                        R"("templateId":")", id, R"(","rolePermissions":[)",
                        R"({"allowedResourceActions":["microsoft.directory/users/basic/read"],)",
                        R"("condition":null}]})"));
    };
    const std::string id = "9d1f7f0c-1111-4222-8333-444455556666";
    const Response made = make(id);
    BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
    BOOST_TEST(at(made, "id") == id);
    BOOST_TEST(at(made, "templateId") == id);
    BOOST_TEST(at(made, "version") == "1.0");
    BOOST_TEST(message(make(id)) == cat("templateId is '", id, "', not an id that is free"));
    BOOST_TEST(make(to_text(mail_role)).status == 400);
    BOOST_TEST(make(to_text(admin)).status == 400);
}

BOOST_AUTO_TEST_CASE(an_assignment_has_no_condition) {
    const auto make = [&](std::string_view member) {
        return send("POST", all("roleAssignments"),
                    cat(R"({"@odata.type":"#microsoft.graph.unifiedRoleAssignment",)",
                        R"("principalId":")", to_text(holder), R"(","roleDefinitionId":")",
                        to_text(mail_role), R"(","directoryScopeId":"/",)", member, '}'));
    };
    BOOST_TEST(message(make(R"("condition":"@Resource eq 1")")) ==
               "condition is not taken here, not kept: a directory role is assigned without "
               "conditions");
    BOOST_TEST(message(make(R"("conditionVersion":"2.0")")) ==
               "conditionVersion is not taken here, not kept: a directory role is assigned without "
               "conditions");
    BOOST_TEST(message(make(R"("appScopeId":"/app")")) ==
               "appScopeId is not taken here, not kept: a directory role is assigned over "
               "directoryScopeId");
    BOOST_TEST(message(make(R"("colour":"red")")) ==
               "colour is unknown, not a property of unifiedRoleAssignment kept here");
    const Response made =
        make(R"("condition":null,"conditionVersion":null,"appScopeId":null,"principal":null)");
    BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
    const std::string one = all("roleAssignments/", at(made, "id"));
    BOOST_TEST(at(get(one), "condition") == "(none)");
    BOOST_TEST(at(get(cat(one, "?$select=condition,appScopeId")), "condition") == "null");
}

BOOST_AUTO_TEST_CASE(custom_roles_come_and_go) {
    const std::string body =
        R"({"displayName":"Sign-in Watcher","description":"Looks on","isEnabled":true,)"
        R"("rolePermissions":[{"allowedResourceActions":["microsoft.directory/users/basic/read"]}]})";
    const Response made = send("POST", all("roleDefinitions"), body);
    BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
    const std::string one = all("roleDefinitions/", at(made, "id"));
    BOOST_TEST(at(made, "isBuiltIn") == "false");
    BOOST_TEST(at(made, "rolePermissions.0.allowedResourceActions.0") ==
               "microsoft.directory/users/basic/read");
    BOOST_TEST(at(made, "inheritsPermissionsFrom") == "[0]");
    const auto with = [&](std::string_view members) {
        return outcome(send("PATCH", one, cat('{', members, '}')));
    };
    BOOST_TEST(with(R"("isEnabled":"True")") == "204");
    BOOST_TEST(with(R"("isEnabled":"yes")") == "400 Request_BadRequest");
    BOOST_TEST(with(R"("version":"2")") == "204");
    BOOST_TEST(at(get(one), "version") == "2");
    BOOST_TEST(with(R"("colour":"red")") == "400 Request_BadRequest");
    BOOST_TEST(with(R"("isBuiltIn":true)") == "400 Request_BadRequest");
    BOOST_TEST(with(R"("isBuiltIn":false,"resourceScopes":["/"],"condition":null)") == "204");
    BOOST_TEST(with(R"("resourceScopes":["/somewhere"])") == "400 Request_BadRequest");
    BOOST_TEST(with(R"("rolePermissions":[{"allowedResourceActions":[],"condition":"x"}])") ==
               "400 Request_BadRequest");
    BOOST_TEST(with(R"("rolePermissions":[{"allowedResourceActions":[],)"
                    R"("excludedResourceActions":["a"]}])") == "400 Request_BadRequest");
    BOOST_TEST(at(get(all("roleDefinitions",
                          "?$filter=resourceScopes/any(s:s eq '/') and isBuiltIn eq false")),
                  "value") == "[1]");
    BOOST_TEST(at(get(cat("/beta", one.substr(5), "?$select=allowedPrincipalTypes")),
                  "allowedPrincipalTypes") == "null");
    BOOST_TEST(outcome(send("PATCH", one, R"({"displayName":"Watcher","isEnabled":false})")) ==
               "204");
    BOOST_TEST(at(get(one), "displayName") == "Watcher");
    BOOST_TEST(at(get(one), "description") == "Looks on");
    BOOST_TEST(at(get(one), "isEnabled") == "false");
    BOOST_TEST(at(get(all("roleDefinitions", "?$filter=isBuiltIn eq false")), "value") == "[1]");
    BOOST_TEST(at(get(all("roleDefinitions", "?$filter=displayName eq 'watcher'")), "value") ==
               "[0]");
    BOOST_TEST(outcome(send("POST", all("roleDefinitions"), R"({"displayName":"x"})")) ==
               "400 Request_BadRequest");
    const std::string built_in = all("roleDefinitions/", to_text(mail_role));
    BOOST_TEST(outcome(send("PATCH", built_in, R"({"displayName":"x"})")).substr(0, 3) == "400");
    BOOST_TEST(outcome(send("DELETE", built_in)).substr(0, 3) == "400");
    BOOST_TEST(at(get(cat(built_in, "?$expand=inheritsPermissionsFrom")),
                  "inheritsPermissionsFrom.0.displayName") == "Directory Readers");
    caller = holder;
    BOOST_TEST(outcome(send("DELETE", one)) == "403 Authorization_RequestDenied");
    caller = second;
    BOOST_TEST(outcome(send("DELETE", one)) == "204");
    BOOST_TEST(outcome(get(one)) == "404 Request_ResourceNotFound");
}

BOOST_AUTO_TEST_SUITE_END()
