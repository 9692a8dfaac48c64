#include "ui/success.hpp"

#include "core/text.hpp"
#include "ui/parts.hpp"
#include "ui/title.hpp"

namespace pim::ui {
namespace {

std::string_view done_word(Action action) {
    switch (action) {
        case Action::admin_assign:
            return "Assigned";
        case Action::admin_update:
            return "Updated";
        case Action::admin_remove:
            return "Removed";
        case Action::self_activate:
            return "Activated";
        case Action::self_deactivate:
            return "Deactivated";
        case Action::admin_extend:
        case Action::self_extend:
            return "Extended";
        case Action::admin_renew:
        case Action::self_renew:
            return "Renewed";
    }
    return "Done";
}

kit::Toast toast(std::string title) {
    kit::Toast made;
    made.title = std::move(title);
    made.tone = kit::Tone::success;
    return made;
}

}  // namespace

kit::Toast success_of(const Tenant& tenant, const Request& request) {
    const std::string role = display_name(tenant, request.role);
    kit::Toast note = toast({});
    switch (request.status) {
        case RequestStatus::pending_approval:
        case RequestStatus::pending_admin_decision:
            note.tone = kit::Tone::info;
            note.title = cat("Your request to ", verb_of(request.action), " ", role,
                             request.approval ? " is pending for approval"
                                              : " waits for an administrator's decision");
            note.detail = "Nothing changes until somebody answers it";
            break;
        case RequestStatus::granted:
            note.title = cat(done_word(request.action), " ", role, " for a later start");
            break;
        case RequestStatus::pending_provisioning:
            note.tone = kit::Tone::info;
            note.title = cat(role, " is being provisioned");
            break;
        case RequestStatus::canceled:
        case RequestStatus::denied:
        case RequestStatus::failed:
        case RequestStatus::revoked:
            note.tone = kit::Tone::info;
            note.title = cat("Request to ", verb_of(request.action), " ", role, ": ",
                             to_lower(status_text(request.status)));
            break;
        default:
            note.title = cat(done_word(request.action), " ", role);
            if (!is_own(request.action)) {
                note.title += cat(" for ", display_name(tenant, request.principal));
            }
            return note;
    }
    note.href = cat("#/pending-requests/", to_text(request.id));
    note.action = "Pending requests";
    return note;
}

namespace {

std::string answered(ReviewResult result, const Tenant& tenant, const Guid& id) {
    const Request* request = tenant.requests.find(id);
    const std::string_view word = result == ReviewResult::approve ? "Approved" : "Denied";
    if (request == nullptr) return std::string(word);
    return cat(word, " ", display_name(tenant, request->role), " for ",
               display_name(tenant, request->principal));
}

struct Text {
    const Tenant& tenant;

    std::string operator()(const AnswerApproval& c) const {
        return answered(c.result, tenant, c.request);
    }
    std::string operator()(const DecideRequest& c) const {
        return answered(c.result, tenant, c.request);
    }
    std::string operator()(const CancelRequest&) const { return "Request cancelled"; }
    std::string operator()(const UpdatePolicy& c) const {
        return cat("Settings of ", display_name(tenant, c.policy.role), " updated");
    }
    std::string operator()(const SaveUser& c) const { return saved(c.user.display_name); }
    std::string operator()(const SaveGroup& c) const { return saved(c.group.display_name); }
    std::string operator()(const SaveServicePrincipal& c) const {
        return saved(c.service_principal.display_name);
    }
    std::string operator()(const SaveApplication& c) const {
        return saved(c.application.display_name);
    }
    std::string operator()(const SaveAdministrativeUnit& c) const {
        return saved(c.administrative_unit.display_name);
    }
    std::string operator()(const SaveRole& c) const { return saved(c.role.display_name); }
    std::string operator()(const AddMember& c) const {
        return cat(display_name(tenant, c.member), " added to ", display_name(tenant, c.container));
    }
    std::string operator()(const RemoveMember& c) const {
        return cat(display_name(tenant, c.member), " removed from ",
                   display_name(tenant, c.container));
    }
    std::string operator()(const AddOwner& c) const {
        return cat(display_name(tenant, c.owner), " owns ", display_name(tenant, c.group), " now");
    }
    std::string operator()(const RemoveOwner& c) const {
        return cat(display_name(tenant, c.owner), " does not own ", display_name(tenant, c.group),
                   " any more");
    }
    std::string operator()(const AssignOutside& c) const {
        return cat(display_name(tenant, c.role), " assigned outside PIM");
    }
    std::string operator()(const RemoveOutside&) const { return "Assignment removed outside PIM"; }
    std::string operator()(const SetLicence& c) const {
        return c.licensed ? "The tenant has its P2 licence" : "The tenant's licence is taken away";
    }
    std::string operator()(const DrawApprovals&) const { return "Approvals drawn for review"; }
    std::string operator()(const SetProvisioningDelay& c) const {
        return cat("Provisioning takes ", to_words(c.delay));
    }
    std::string operator()(const RefreshAlerts& c) const {
        return c.only ? cat("Scanned: ", text_of(*c.only).display_name) : "All alerts scanned";
    }
    std::string operator()(const SetAlertActive& c) const {
        return c.active ? "Alert taken up again" : "Alert dismissed";
    }
    std::string operator()(const ConfigureAlert&) const { return "Alert settings saved"; }
    std::string operator()(const RemediateIncident&) const { return "Incident fixed"; }
    std::string operator()(const DeleteObject&) const { return "Deleted"; }
    std::string operator()(const DeleteRole&) const { return "Role deleted"; }
    std::string operator()(const CompleteMfa&) const { return "Multifactor authentication passed"; }
    template <class Quiet>
    std::string operator()(const Quiet&) const {
        return {};  // signing in and reading a mail show by themselves
    }

    static std::string saved(const std::string& name) { return cat(name, " saved"); }
};

}  // namespace

std::string_view verb_of(Action action) {
    switch (action) {
        case Action::admin_assign:
            return "assign";
        case Action::admin_update:
            return "update";
        case Action::admin_remove:
            return "remove";
        case Action::self_activate:
            return "activate";
        case Action::self_deactivate:
            return "deactivate";
        case Action::admin_extend:
        case Action::self_extend:
            return "extend";
        case Action::admin_renew:
        case Action::self_renew:
            return "renew";
    }
    return "change";
}

kit::Toast success_of(const Tenant& tenant, const Command& command, const Accepted& accepted) {
    if (accepted.validated) {
        return toast("The request would be accepted");
    }
    if (std::holds_alternative<RequestSchedule>(command)) {
        if (const Request* request = tenant.requests.find(accepted.subject)) {
            return success_of(tenant, *request);
        }
    }
    return toast(std::visit(Text{tenant}, command));
}

}  // namespace pim::ui
