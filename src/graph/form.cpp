#include "graph/form.hpp"

#include "core/access.hpp"
#include "core/text.hpp"
#include "graph/alert_form.hpp"
#include "graph/directory_form.hpp"
#include "graph/instance_id.hpp"
#include "graph/policy_rule.hpp"
#include "graph/request_body.hpp"
#include "graph/version.hpp"

namespace pim::graph {

namespace {

GraphForm portal_only(std::string note) {
    return {Offered::portal_only, {}, std::move(note)};
}

/// The path of a request collection.
std::string requests_path(AssignmentKind kind) {
    return cat("/roleManagement/directory/", collection_of(kind));
}

/// Graph names no row: where a principal has an assigned and an activated one, it takes the former.
std::string row_note(const RequestSchedule& command, const Tenant& tenant) {
    const Schedule* meant = tenant.schedules.find(command.target);
    if (command.action != Action::admin_remove || meant == nullptr ||
        meant->type != AssignmentType::activated) {
        return {};
    }
    const auto rows = own_schedules(tenant, command.principal, command.role, command.scope);
    for (const Schedule* row : rows) {
        if (row->kind == AssignmentKind::active && row->type == AssignmentType::assigned) {
            return "a request names no row: sent to Graph, this removes the assigned row, not the "
                   "activated one";
        }
    }
    return {};
}

GraphForm answer_form(const AnswerApproval& command, const Tenant& tenant) {
    const pim::Request* request = tenant.requests.find(command.request);
    Guid step = command.step;
    if (step.is_null() && request != nullptr && request->approval) step = request->approval->id;
    JsonWriter body;
    body.begin_object();
    body.member("reviewResult", name(command.result));
    body.member("justification", command.justification);
    body.end_object();
    return beta_form("PATCH",
                     cat("/roleManagement/directory/roleAssignmentApprovals/",
                         to_text(command.request), "/steps/", to_text(step)),
                     body.take(), "approvals are on the beta endpoint only");
}

GraphForm cancel_form(const CancelRequest& command, const Tenant& tenant) {
    const pim::Request* request = tenant.requests.find(command.request);
    const AssignmentKind kind = request != nullptr ? request->kind : AssignmentKind::active;
    return v1_form("POST", cat(requests_path(kind), '/', to_text(command.request), "/cancel"));
}

GraphForm outside_form(const AssignOutside& command) {
    JsonWriter body;
    body.begin_object();
    body.member("@odata.type", "#microsoft.graph.unifiedRoleAssignment");
    body.member("roleDefinitionId", to_text(command.role));
    body.member("principalId", to_text(command.principal));
    body.member("directoryScopeId", to_text(command.scope));
    body.end_object();
    return v1_form("POST", "/roleManagement/directory/roleAssignments", body.take(),
                   "an assignment outside PIM: no end, no request, an alert");
}

GraphForm remove_outside_form(const RemoveOutside& command, const Tenant& tenant) {
    const Schedule* schedule = tenant.schedules.find(command.schedule);
    if (schedule == nullptr) return portal_only("the assignment is gone");
    return v1_form("DELETE",
                   cat("/roleManagement/directory/roleAssignments/", instance_id(*schedule)));
}

GraphForm policy_form(const UpdatePolicy& command, const Tenant& tenant) {
    const Policy& after = command.policy;
    GraphForm form{Offered::v1, {}, "one request for each rule that changes"};
    for (const RuleId rule : differing_rules(policy_of(tenant, after.role), after)) {
        JsonWriter body;
        write_entity(body, rule_row(after, rule), {tenant, {}}, {}, {true, true});
        form.calls.push_back({"PATCH",
                              cat(root_of(Version::v1), "/policies/roleManagementPolicies/",
                                  policy_id(tenant, after.role), "/rules/", name(rule)),
                              pretty(body.take())});
    }
    if (form.calls.empty()) form.note = "nothing changes, so nothing is sent";
    return form;
}

/// One overload for each command, so that a new command does not compile without its form.
struct FormOf {
    const Tenant& tenant;

    GraphForm operator()(const CreateTenant&) const {
        return portal_only("a tenant is made in the sandbox; Graph works inside one");
    }
    GraphForm operator()(const SetLicence&) const {
        return portal_only("licences are bought, not set by a request; the sandbox has a switch");
    }
    GraphForm operator()(const SetProvisioningDelay&) const {
        return portal_only("the delay belongs to the simulation");
    }
    GraphForm operator()(const SignIn&) const {
        return portal_only("signing in is the identity platform's part; Graph takes the token");
    }
    GraphForm operator()(const CompleteMfa&) const {
        return portal_only("MFA belongs to the sign-in; Graph sees it in the token");
    }
    GraphForm operator()(const DecideRequest&) const {
        return portal_only("approving extend and renew requests is not supported by Graph");
    }
    GraphForm operator()(const MarkMailRead&) const {
        return portal_only("these mailboxes belong to the sandbox");
    }
    GraphForm operator()(const DrawApprovals&) const {
        return portal_only("drawing approvals for review is the sandbox's own");
    }
    GraphForm operator()(const SaveUser& command) const { return form_of_save(command, tenant); }
    GraphForm operator()(const SaveGroup& command) const { return form_of_save(command, tenant); }
    GraphForm operator()(const SaveServicePrincipal& command) const {
        return form_of_save(command, tenant);
    }
    GraphForm operator()(const SaveApplication& command) const {
        return form_of_save(command, tenant);
    }
    GraphForm operator()(const SaveAdministrativeUnit& command) const {
        return form_of_save(command, tenant);
    }
    GraphForm operator()(const SaveRole& command) const { return form_of_save(command, tenant); }
    GraphForm operator()(const DeleteRole& command) const {
        return v1_form("DELETE",
                       cat("/roleManagement/directory/roleDefinitions/", to_text(command.id)));
    }
    GraphForm operator()(const DeleteObject& command) const {
        return form_of_delete(command.id, tenant);
    }
    GraphForm operator()(const AddMember& command) const {
        return form_of_membership(command.container, command.member, true, tenant);
    }
    GraphForm operator()(const RemoveMember& command) const {
        return form_of_membership(command.container, command.member, false, tenant);
    }
    GraphForm operator()(const AddOwner& command) const {
        return form_of_ownership(command.group, command.owner, true);
    }
    GraphForm operator()(const RemoveOwner& command) const {
        return form_of_ownership(command.group, command.owner, false);
    }
    GraphForm operator()(const UpdatePolicy& command) const { return policy_form(command, tenant); }
    GraphForm operator()(const RequestSchedule& command) const {
        return v1_form("POST", requests_path(command.kind), body_of(command),
                       row_note(command, tenant));
    }
    GraphForm operator()(const AnswerApproval& command) const {
        return answer_form(command, tenant);
    }
    GraphForm operator()(const CancelRequest& command) const {
        return cancel_form(command, tenant);
    }
    GraphForm operator()(const AssignOutside& command) const { return outside_form(command); }
    GraphForm operator()(const RemoveOutside& command) const {
        return remove_outside_form(command, tenant);
    }
    GraphForm operator()(const RefreshAlerts& command) const {
        return form_of_alert(command, tenant);
    }
    GraphForm operator()(const SetAlertActive& command) const {
        return form_of_alert(command, tenant);
    }
    GraphForm operator()(const ConfigureAlert& command) const {
        return form_of_alert(command, tenant);
    }
    GraphForm operator()(const RemediateIncident& command) const {
        return form_of_alert(command, tenant);
    }
};

}  // namespace

std::string_view label(Offered offered) {
    switch (offered) {
        case Offered::v1:
            return "v1.0";
        case Offered::beta:
            return "beta";
        case Offered::portal_only:
            break;
    }
    return "portal only";
}

GraphForm form_of(const Command& command, const Tenant& tenant) {
    return std::visit(FormOf{tenant}, command);
}

}  // namespace pim::graph
