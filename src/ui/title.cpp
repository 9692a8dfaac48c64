#include "ui/title.hpp"

#include "core/text.hpp"
#include "ui/pages/policy_words.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

/// `Ann Lee's request to activate Security Reader`.
std::string request_words(const Tenant& tenant, const Guid& id) {
    const Request* request = tenant.requests.find(id);
    if (request == nullptr) return "a request";
    std::string text = cat(display_name(tenant, request->created_by), "'s request to ",
                           to_lower(action_text(request->action)), " ",
                           role_over_scope(tenant, request->role, request->scope));
    if (!is_own(request->action)) text += cat(" for ", display_name(tenant, request->principal));
    return text;
}

std::string named_alert(AlertKind alert) {
    return cat("the alert ", text_of(alert).display_name);
}

struct Title {
    const Tenant& tenant;

    std::string operator()(const RequestSchedule& c) const {
        std::string text =
            cat(action_text(c.action), " ", role_over_scope(tenant, c.role, c.scope));
        if (!is_own(c.action)) text += cat(" for ", display_name(tenant, c.principal));
        if (c.action == Action::self_activate || c.action == Action::self_deactivate) return text;
        return cat(text, c.kind == AssignmentKind::eligible ? ", eligible" : ", active");
    }
    std::string operator()(const AnswerApproval& c) const { return answer(c.result, c.request); }
    std::string operator()(const DecideRequest& c) const { return answer(c.result, c.request); }
    std::string operator()(const CancelRequest& c) const {
        return cat("Cancel ", request_words(tenant, c.request));
    }
    std::string operator()(const UpdatePolicy& c) const {
        const std::string rules = rule_words(policy_of(tenant, c.policy.role), c.policy);
        return cat("Change settings of ", display_name(tenant, c.policy.role),
                   rules.empty() ? "" : ": ", rules);
    }
    std::string operator()(const SaveUser& c) const { return save(tenant.users, "user", c.user); }
    std::string operator()(const SaveGroup& c) const {
        return save(tenant.groups, "group", c.group);
    }
    std::string operator()(const SaveServicePrincipal& c) const {
        return save(tenant.service_principals, "service principal", c.service_principal);
    }
    std::string operator()(const SaveApplication& c) const {
        return save(tenant.applications, "application", c.application);
    }
    std::string operator()(const SaveAdministrativeUnit& c) const {
        return save(tenant.administrative_units, "administrative unit", c.administrative_unit);
    }
    std::string operator()(const SaveRole& c) const { return save(tenant.roles, "role", c.role); }
    std::string operator()(const DeleteObject& c) const {
        return cat("Delete ", display_name(tenant, c.id));
    }
    std::string operator()(const DeleteRole& c) const {
        return cat("Delete the role ", display_name(tenant, c.id));
    }
    std::string operator()(const AddMember& c) const {
        return cat("Add ", display_name(tenant, c.member), " to ",
                   display_name(tenant, c.container));
    }
    std::string operator()(const RemoveMember& c) const {
        return cat("Remove ", display_name(tenant, c.member), " from ",
                   display_name(tenant, c.container));
    }
    std::string operator()(const AddOwner& c) const {
        return cat("Add ", display_name(tenant, c.owner), " as an owner of ",
                   display_name(tenant, c.group));
    }
    std::string operator()(const RemoveOwner& c) const {
        return cat("Remove ", display_name(tenant, c.owner), " as an owner of ",
                   display_name(tenant, c.group));
    }
    std::string operator()(const AssignOutside& c) const {
        return cat("Assign ", role_over_scope(tenant, c.role, c.scope), " to ",
                   display_name(tenant, c.principal), " outside PIM");
    }
    std::string operator()(const RemoveOutside& c) const {
        const Schedule* schedule = tenant.schedules.find(c.schedule);
        if (schedule == nullptr) return "Remove an assignment outside PIM";
        return cat("Remove ", role_over_scope(tenant, schedule->role, schedule->scope), " from ",
                   display_name(tenant, schedule->principal), " outside PIM");
    }
    std::string operator()(const SetLicence& c) const {
        return c.licensed ? "Give the tenant its P2 licence" : "Take the tenant's licence away";
    }
    std::string operator()(const DrawApprovals&) const { return "Draw approvals for review"; }
    std::string operator()(const SetProvisioningDelay& c) const {
        return cat("Let provisioning take ", to_words(c.delay));
    }
    std::string operator()(const RefreshAlerts& c) const {
        return cat("Scan for ", c.only ? named_alert(*c.only) : "all alerts");
    }
    std::string operator()(const SetAlertActive& c) const {
        return cat(c.active ? "Take up again " : "Dismiss ", named_alert(c.alert));
    }
    std::string operator()(const ConfigureAlert& c) const {
        return cat("Change settings of ", named_alert(c.alert));
    }
    std::string operator()(const RemediateIncident& c) const {
        return cat("Fix an incident of ", named_alert(c.alert));
    }
    std::string operator()(const CompleteMfa&) const { return "Pass multifactor authentication"; }
    template <class Quiet>
    std::string operator()(const Quiet&) const {
        return {};  // signing in and reading a mail show by themselves
    }

    std::string answer(ReviewResult result, const Guid& request) const {
        return cat(result == ReviewResult::approve ? "Approve " : "Deny ",
                   request_words(tenant, request));
    }
    template <class Table, class Object>
    static std::string save(const Table& table, std::string_view what, const Object& object) {
        return cat(table.find(object.id) == nullptr ? "Create the " : "Change the ", what, " ",
                   object.display_name);
    }
};

}  // namespace

bool is_own(Action action) {
    return action == Action::self_activate || action == Action::self_deactivate ||
           action == Action::self_extend || action == Action::self_renew;
}

std::string title_of(const Tenant& tenant, const Command& command) {
    return std::visit(Title{tenant}, command);
}

}  // namespace pim::ui
