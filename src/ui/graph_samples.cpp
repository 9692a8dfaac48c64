#include "ui/graph_samples.hpp"

#include <array>
#include <map>

#include "core/text.hpp"
#include "core/view.hpp"
#include "graph/alert.hpp"
#include "graph/instance_id.hpp"
#include "graph/json_writer.hpp"

namespace pim::ui {
namespace {

/// A sample as it is written: in address and body, `{…}` stands for something of the tenant.
struct Sample {
    std::string_view scenario;
    std::string_view title;
    std::string_view method;
    std::string_view address;  ///< `/v1.0/…` or `/beta/…`
    std::string_view body = {};
};

constexpr std::string_view about_start = "Getting started";
constexpr std::string_view about_active = "Active assignments";
constexpr std::string_view about_activation = "Activate and deactivate";
constexpr std::string_view about_eligible = "Eligible assignments";
constexpr std::string_view about_approval = "Approvals";
constexpr std::string_view about_settings = "Role settings";
constexpr std::string_view about_alerts = "Security alerts";
constexpr std::string_view about_around = "Audit log and directory";

#define PIM_ROLES "/roleManagement/directory/"
#define PIM_ALERTS "/identityGovernance/roleManagementAlerts/"

constexpr std::array<Sample, 55> all_samples = {{
    {about_start, "Who am I?", "GET", "/v1.0/me"},
    {about_start, "Roles that I can activate", "GET",
     "/v1.0" PIM_ROLES "roleEligibilityScheduleInstances/filterByCurrentUser(on='principal')"
     "?$expand=roleDefinition($select=displayName)"},
    {about_start, "Roles that are active for me", "GET",
     "/v1.0" PIM_ROLES "roleAssignmentScheduleInstances/filterByCurrentUser(on='principal')"
     "?$expand=roleDefinition($select=displayName)"},
    {about_start, "Find a role by its name", "GET",
     "/v1.0" PIM_ROLES "roleDefinitions?$filter=displayName eq 'Security Operator'"
     "&$select=id,displayName,description"},
    {about_start, "Several requests at once", "POST", "/v1.0/$batch",
     R"({"requests":[{"id":"1","method":"GET","url":"/me"},{"id":"2","method":"GET",)"
     R"("url":"/roleManagement/directory/roleDefinitions?$top=2&$select=displayName"}]})"},

    {about_active, "Assign a role permanently", "POST",
     "/v1.0" PIM_ROLES "roleAssignmentScheduleRequests",
     R"({"action":"adminAssign","justification":"Runs the service desk",)"
     R"("roleDefinitionId":"{role}","directoryScopeId":"/","principalId":"{user}",)"
     R"("scheduleInfo":{"startDateTime":"{now}","expiration":{"type":"noExpiration"}}})"},
    {about_active, "Assign a role for ten days", "POST",
     "/v1.0" PIM_ROLES "roleAssignmentScheduleRequests",
     R"({"action":"adminAssign","justification":"Covers for a colleague",)"
     R"("roleDefinitionId":"{role}","directoryScopeId":"/","principalId":"{user}",)"
     R"("scheduleInfo":{"startDateTime":"{now}","expiration":{"type":"afterDuration",)"
     R"("duration":"P10D"}}})"},
    {about_active, "Update an assignment", "POST",
     "/v1.0" PIM_ROLES "roleAssignmentScheduleRequests",
     R"({"action":"adminUpdate","justification":"Needed for longer",)"
     R"("roleDefinitionId":"{active.role}","directoryScopeId":"{active.scope}",)"
     R"("principalId":"{active.principal}","scheduleInfo":{"startDateTime":"{now}",)"
     R"("expiration":{"type":"afterDuration","duration":"P30D"}}})"},
    {about_active, "Extend an assignment", "POST",
     "/v1.0" PIM_ROLES "roleAssignmentScheduleRequests",
     R"({"action":"adminExtend","justification":"The project goes on",)"
     R"("roleDefinitionId":"{active.role}","directoryScopeId":"{active.scope}",)"
     R"("principalId":"{active.principal}","scheduleInfo":{"startDateTime":"{now}",)"
     R"("expiration":{"type":"afterDuration","duration":"P90D"}}})"},
    {about_active, "Remove an assignment", "POST",
     "/v1.0" PIM_ROLES "roleAssignmentScheduleRequests",
     R"({"action":"adminRemove","justification":"No longer needed",)"
     R"("roleDefinitionId":"{active.role}","directoryScopeId":"{active.scope}",)"
     R"("principalId":"{active.principal}"})"},
    {about_active, "All requests for active assignments", "GET",
     "/v1.0" PIM_ROLES "roleAssignmentScheduleRequests"},
    {about_active, "One request with its role and principal", "GET",
     "/v1.0" PIM_ROLES "roleAssignmentScheduleRequests/{active.request}"
     "?$expand=roleDefinition,principal"},
    {about_active, "My requests", "GET",
     "/v1.0" PIM_ROLES "roleAssignmentScheduleRequests/filterByCurrentUser(on='principal')"},
    {about_active, "Assignments in force, with their principals", "GET",
     "/v1.0" PIM_ROLES "roleAssignmentScheduleInstances?$expand=principal"},
    {about_active, "Assignments of one person, future ones too", "GET",
     "/v1.0" PIM_ROLES "roleAssignmentSchedules?$filter=principalId eq '{user}'"},

    {about_activation, "Activate a role for two hours", "POST",
     "/v1.0" PIM_ROLES "roleAssignmentScheduleRequests",
     R"({"action":"selfActivate","justification":"Triage of incident 4711",)"
     R"("roleDefinitionId":"{mine.role}","directoryScopeId":"{mine.scope}",)"
     R"("principalId":"{me}","scheduleInfo":{"startDateTime":"{now}",)"
     R"("expiration":{"type":"afterDuration","duration":"PT2H"}},)"
     R"("ticketInfo":{"ticketNumber":"4711","ticketSystem":"Service desk"}})"},
    {about_activation, "Would that activation be accepted?", "POST",
     "/v1.0" PIM_ROLES "roleAssignmentScheduleRequests",
     R"({"action":"selfActivate","justification":"Triage of incident 4711",)"
     R"("roleDefinitionId":"{mine.role}","directoryScopeId":"{mine.scope}",)"
     R"("principalId":"{me}","isValidationOnly":true,"scheduleInfo":{"expiration":)"
     R"({"type":"afterDuration","duration":"PT2H"}}})"},
    {about_activation, "Deactivate a role", "POST",
     "/v1.0" PIM_ROLES "roleAssignmentScheduleRequests",
     R"({"action":"selfDeactivate","roleDefinitionId":"{activated.role}",)"
     R"("directoryScopeId":"{activated.scope}","principalId":"{me}"})"},
    {about_activation, "Ask to extend my eligibility", "POST",
     "/v1.0" PIM_ROLES "roleEligibilityScheduleRequests",
     R"({"action":"selfExtend","justification":"Still on the rota",)"
     R"("roleDefinitionId":"{mine.role}","directoryScopeId":"{mine.scope}",)"
     R"("principalId":"{me}","scheduleInfo":{"expiration":{"type":"afterDuration",)"
     R"("duration":"P90D"}}})"},
    {about_activation, "Cancel a request of mine", "POST",
     "/v1.0" PIM_ROLES "{pending.collection}/{pending.request}/cancel"},
    {about_activation, "Requests that wait for approval", "GET",
     "/v1.0" PIM_ROLES "roleAssignmentScheduleRequests?$filter=status eq 'PendingApproval'"},

    {about_eligible, "Make somebody eligible for a role", "POST",
     "/v1.0" PIM_ROLES "roleEligibilityScheduleRequests",
     R"({"action":"adminAssign","justification":"On call for security",)"
     R"("roleDefinitionId":"{role}","directoryScopeId":"/","principalId":"{user}",)"
     R"("scheduleInfo":{"startDateTime":"{now}","expiration":{"type":"afterDuration",)"
     R"("duration":"P180D"}}})"},
    {about_eligible, "Update an eligibility", "POST",
     "/v1.0" PIM_ROLES "roleEligibilityScheduleRequests",
     R"({"action":"adminUpdate","justification":"Another quarter",)"
     R"("roleDefinitionId":"{eligible.role}","directoryScopeId":"{eligible.scope}",)"
     R"("principalId":"{eligible.principal}","scheduleInfo":{"startDateTime":"{now}",)"
     R"("expiration":{"type":"afterDuration","duration":"P90D"}}})"},
    {about_eligible, "Extend an eligibility", "POST",
     "/v1.0" PIM_ROLES "roleEligibilityScheduleRequests",
     R"({"action":"adminExtend","justification":"The rota goes on",)"
     R"("roleDefinitionId":"{eligible.role}","directoryScopeId":"{eligible.scope}",)"
     R"("principalId":"{eligible.principal}","scheduleInfo":{"startDateTime":"{now}",)"
     R"("expiration":{"type":"afterDuration","duration":"P365D"}}})"},
    {about_eligible, "Remove an eligibility", "POST",
     "/v1.0" PIM_ROLES "roleEligibilityScheduleRequests",
     R"({"action":"adminRemove","justification":"Changed teams",)"
     R"("roleDefinitionId":"{eligible.role}","directoryScopeId":"{eligible.scope}",)"
     R"("principalId":"{eligible.principal}"})"},
    {about_eligible, "All requests for eligibilities", "GET",
     "/v1.0" PIM_ROLES "roleEligibilityScheduleRequests"},
    {about_eligible, "One request with its role and principal", "GET",
     "/v1.0" PIM_ROLES "roleEligibilityScheduleRequests/{eligible.request}"
     "?$expand=roleDefinition,principal"},
    {about_eligible, "My requests", "GET",
     "/v1.0" PIM_ROLES "roleEligibilityScheduleRequests/filterByCurrentUser(on='principal')"},
    {about_eligible, "Who is eligible for what", "GET",
     "/v1.0" PIM_ROLES "roleEligibilityScheduleInstances?$expand=principal,roleDefinition"},
    {about_eligible, "Eligibilities that end, soonest first", "GET",
     "/v1.0" PIM_ROLES "roleEligibilityScheduleInstances?$filter=endDateTime ne null"
     "&$orderby=endDateTime&$top=5"},

    {about_approval, "Requests that wait for me", "GET",
     "/beta" PIM_ROLES "roleAssignmentApprovals/filterByCurrentUser(on='approver')"},
    {about_approval, "One approval with its step", "GET",
     "/beta" PIM_ROLES "roleAssignmentApprovals/{approval}?$expand=steps"},
    {about_approval, "Approve a request", "PATCH",
     "/beta" PIM_ROLES "roleAssignmentApprovals/{approval}/steps/{approval.step}",
     R"({"reviewResult":"Approve","justification":"The incident is real"})"},
    {about_approval, "Deny a request", "PATCH",
     "/beta" PIM_ROLES "roleAssignmentApprovals/{approval}/steps/{approval.step}",
     R"({"reviewResult":"Deny","justification":"Ask the owner of the service"})"},

    {about_settings, "Settings of all roles", "GET",
     "/v1.0/policies/roleManagementPolicies?$filter=scopeId eq '/' and scopeType eq "
     "'DirectoryRole'"},
    {about_settings, "Which settings belong to a role", "GET",
     "/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq "
     "'DirectoryRole' and roleDefinitionId eq '{role}'&$expand=policy($expand=rules)"},
    {about_settings, "Settings with their rules", "GET",
     "/v1.0/policies/roleManagementPolicies/{policy}?$expand=rules"},
    {about_settings, "The rules of a role", "GET",
     "/v1.0/policies/roleManagementPolicies/{policy}/rules"},
    {about_settings, "One rule", "GET",
     "/v1.0/policies/roleManagementPolicies/{policy}/rules/Expiration_EndUser_Assignment"},
    {about_settings, "Shorten activations to four hours", "PATCH",
     "/v1.0/policies/roleManagementPolicies/{policy}/rules/Expiration_EndUser_Assignment",
     R"({"@odata.type":"#microsoft.graph.unifiedRoleManagementPolicyExpirationRule",)"
     R"("id":"Expiration_EndUser_Assignment","isExpirationRequired":true,)"
     R"("maximumDuration":"PT4H","target":{"caller":"EndUser","operations":["All"],)"
     R"("level":"Assignment","inheritableSettings":[],"enforcedSettings":[]}})"},
    {about_settings, "Ask for a reason, MFA and a ticket", "PATCH",
     "/v1.0/policies/roleManagementPolicies/{policy}/rules/Enablement_EndUser_Assignment",
     R"({"@odata.type":"#microsoft.graph.unifiedRoleManagementPolicyEnablementRule",)"
     R"("id":"Enablement_EndUser_Assignment",)"
     R"("enabledRules":["Justification","MultiFactorAuthentication","Ticketing"],)"
     R"("target":{"caller":"EndUser","operations":["All"],)"
     R"("level":"Assignment","inheritableSettings":[],"enforcedSettings":[]}})"},

    {about_alerts, "Alerts with what they mean", "GET",
     "/beta" PIM_ALERTS "alerts?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'"
     "&$expand=alertDefinition"},
    {about_alerts, "Too many global administrators", "GET",
     "/beta" PIM_ALERTS "alerts/{alert}?$expand=alertConfiguration,alertIncidents"},
    {about_alerts, "Scan the tenant for it now", "POST",
     "/beta" PIM_ALERTS "alerts/{alert}/refresh"},
    {about_alerts, "Dismiss it", "PATCH", "/beta" PIM_ALERTS "alerts/{alert}",
     R"({"@odata.type":"#microsoft.graph.unifiedRoleManagementAlert","isActive":false})"},

    {about_around, "What PIM recorded", "GET",
     "/v1.0/auditLogs/directoryAudits?$filter=loggedByService eq 'PIM'&$top=5"},
    {about_around, "Users whose name begins with T", "GET",
     "/v1.0/users?$filter=startswith(displayName,'T')&$select=id,displayName,userPrincipalName"},
    {about_around, "Groups that can hold roles", "GET",
     "/v1.0/groups?$filter=isAssignableToRole eq true&$select=id,displayName"},
    {about_around, "All roles", "GET",
     "/v1.0" PIM_ROLES "roleDefinitions?$select=id,displayName,isBuiltIn&$top=10"},
    {about_around, "Assignments, however they were made", "GET",
     "/v1.0" PIM_ROLES "roleAssignments?$filter=roleDefinitionId eq '{role}'&$expand=principal"},
    {about_around, "Roles of a person, through groups too", "GET",
     "/beta" PIM_ROLES "transitiveRoleAssignments?$count=true&$filter=principalId eq '{user}'"},
    {about_around, "Administrative units", "GET", "/v1.0/directory/administrativeUnits"},
    {about_around, "The organization", "GET", "/v1.0/organization?$select=id,displayName"},
    {about_around, "Licences of the tenant", "GET", "/v1.0/subscribedSkus"},
    {about_around, "A page of two, and the way to the next", "GET",
     "/v1.0/users?$top=2&$select=displayName"},
}};

#undef PIM_ALERTS
#undef PIM_ROLES

/// What stands in the place of a name in braces.
using Values = std::map<std::string, std::string, std::less<>>;

/// Security Operator: nobody holds it in the samples from the start.
constexpr Guid role_to_give{0x5f2222b1'57c3'48baULL, 0x8ad5'd4759f1fde6fULL};

struct Missing {
    std::string_view name;
    std::string_view why;
};
/// Why a name has no value, by its first word.
constexpr std::array<Missing, 7> missing_reasons = {{
    {"user", "there is nobody else in this tenant"},
    {"active", "no active assignment of this tenant ends by itself"},
    {"eligible", "no eligible assignment of this tenant ends by itself"},
    {"mine", "this persona is eligible for no role"},
    {"activated", "this persona has activated no role"},
    {"pending", "no request of this persona waits"},
    {"approval", "no request waits for approval"},
}};

void set_schedule(Values& values, std::string_view name, const Schedule& schedule) {
    values[cat(name, ".role")] = to_text(schedule.role);
    values[cat(name, ".scope")] = to_text(schedule.scope);
    values[cat(name, ".principal")] = to_text(schedule.principal);
    if (!schedule.created_using.is_null()) {
        values[cat(name, ".request")] = to_text(schedule.created_using);
    }
}

/// The first assignment of a kind that runs and has an end.
void set_first(Values& values, std::string_view name, const Tenant& tenant, AssignmentKind kind) {
    for (std::size_t slot = 0; slot < tenant.schedules.slot_end(); ++slot) {
        const Schedule* schedule = tenant.schedules.row(static_cast<Slot>(slot));
        if (schedule == nullptr || schedule->kind != kind || !schedule->running() ||
            schedule->permanent() || schedule->type != AssignmentType::assigned) {
            continue;
        }
        return set_schedule(values, name, *schedule);
    }
}

void set_own(Values& values, const Tenant& tenant, const Guid& persona) {
    for (const AssignmentRow& row : assignments_of(tenant, persona, AssignmentKind::eligible)) {
        if (row.schedule->running()) set_schedule(values, "mine", *row.schedule);
    }
    for (const AssignmentRow& row : assignments_of(tenant, persona, AssignmentKind::active)) {
        if (row.schedule->type == AssignmentType::activated) {
            set_schedule(values, "activated", *row.schedule);
        }
    }
    for (const Request* request : pending_requests(tenant, persona)) {
        const bool is_active = request->kind == AssignmentKind::active;
        values["pending.request"] = to_text(request->id);
        values["pending.collection"] =
            is_active ? "roleAssignmentScheduleRequests" : "roleEligibilityScheduleRequests";
    }
    for (const Slot slot : tenant.open_requests) {
        const Request& request = tenant.requests.at(slot);
        if (!request.approval) continue;
        values["approval"] = to_text(request.id);
        values["approval.step"] = to_text(request.approval->id);
    }
}

Values values_of(const Tenant& tenant, const Guid& persona) {
    Values values;
    values["me"] = to_text(persona);
    for (std::size_t slot = 0; slot < tenant.users.slot_end(); ++slot) {
        const User* user = tenant.users.row(static_cast<Slot>(slot));
        if (user == nullptr || user->id == persona) continue;
        values["user"] = to_text(user->id);
        break;
    }
    values["role"] = to_text(role_to_give);
    values["policy"] = graph::policy_id(tenant, role_to_give);
    values["alert"] = graph::alert_id(tenant, AlertKind::too_many_global_administrators);
    values["now"] = to_text(tenant.changed);
    set_first(values, "active", tenant, AssignmentKind::active);
    set_first(values, "eligible", tenant, AssignmentKind::eligible);
    set_own(values, tenant, persona);
    return values;
}

/// The text with the values in the place of the names; `missing` gets why one has none.
std::string filled(std::string_view text, const Values& values, std::string& missing) {
    std::string out;
    while (!text.empty()) {
        const std::size_t open = std::min(text.find('{'), text.size());
        const std::size_t close = text.find('}', open);
        const std::string_view name = close == std::string_view::npos
                                          ? std::string_view()
                                          : text.substr(open + 1, close - open - 1);
        // Braces of JSON hold quotes, those of a name do not.
        const bool is_name =
            !name.empty() &&
            name.find_first_not_of("abcdefghijklmnopqrstuvwxyz.") == std::string_view::npos;
        out += text.substr(0, open);
        if (!is_name) {
            out += text.substr(open, open < text.size() ? 1 : 0);
            text.remove_prefix(std::min(open + 1, text.size()));
            continue;
        }
        const auto value = values.find(name);
        if (value != values.end()) out += value->second;
        for (const Missing& reason : missing_reasons) {
            const bool told = name.substr(0, name.find('.')) == reason.name;
            if (value == values.end() && told) missing = reason.why;
        }
        text.remove_prefix(close + 1);
    }
    return out;
}

}  // namespace

std::vector<std::string_view> sample_scenarios() {
    std::vector<std::string_view> scenarios;
    for (const Sample& sample : all_samples) {
        if (scenarios.empty() || scenarios.back() != sample.scenario) {
            scenarios.push_back(sample.scenario);
        }
    }
    return scenarios;
}

std::vector<GraphSample> samples_of(std::string_view scenario, const Tenant& tenant,
                                    const Guid& persona) {
    const Values values = values_of(tenant, persona);
    std::vector<GraphSample> made;
    for (const Sample& sample : all_samples) {
        if (sample.scenario != scenario) continue;
        GraphSample& filled_in = made.emplace_back();
        filled_in.title = sample.title;
        filled_in.request.method = sample.method;
        set_address(filled_in.request, filled(sample.address, values, filled_in.missing));
        filled_in.request.body = graph::pretty(filled(sample.body, values, filled_in.missing));
    }
    return made;
}

}  // namespace pim::ui
