#include "core/decide.hpp"

#include <algorithm>

#include "core/access.hpp"
#include "core/deciding.hpp"

namespace pim {

namespace {

struct Dispatch {
    Deciding& d;

    MaybeRefusal operator()(const CreateTenant& c) { return decide_tenant(d, c); }
    MaybeRefusal operator()(const SetLicence& c) { return decide_licence(d, c); }
    MaybeRefusal operator()(const SetProvisioningDelay& c) { return decide_delay(d, c); }
    MaybeRefusal operator()(const SaveUser& c) { return decide_user(d, c); }
    MaybeRefusal operator()(const SaveGroup& c) { return decide_group(d, c); }
    MaybeRefusal operator()(const SaveServicePrincipal& c) {
        return decide_service_principal(d, c);
    }
    MaybeRefusal operator()(const SaveApplication& c) { return decide_application(d, c); }
    MaybeRefusal operator()(const SaveAdministrativeUnit& c) { return decide_unit(d, c); }
    MaybeRefusal operator()(const DeleteObject& c) { return decide_delete(d, c); }
    MaybeRefusal operator()(const AddMember& c) { return decide_add_member(d, c); }
    MaybeRefusal operator()(const RemoveMember& c) { return decide_remove_member(d, c); }
    MaybeRefusal operator()(const AddOwner& c) { return decide_add_owner(d, c); }
    MaybeRefusal operator()(const RemoveOwner& c) { return decide_remove_owner(d, c); }
    MaybeRefusal operator()(const SignIn& c) { return decide_sign_in(d, c); }
    MaybeRefusal operator()(const CompleteMfa& c) { return decide_mfa(d, c); }
    MaybeRefusal operator()(const SaveRole& c) { return decide_role(d, c); }
    MaybeRefusal operator()(const DeleteRole& c) { return decide_delete_role(d, c); }
    MaybeRefusal operator()(const UpdatePolicy& c) { return decide_policy(d, c); }
    MaybeRefusal operator()(const RequestSchedule& c) { return decide_schedule_request(d, c); }
    MaybeRefusal operator()(const AnswerApproval& c) { return decide_approval(d, c); }
    MaybeRefusal operator()(const DecideRequest& c) { return decide_decision(d, c); }
    MaybeRefusal operator()(const CancelRequest& c) { return decide_cancel(d, c); }
    MaybeRefusal operator()(const AssignOutside& c) { return decide_assign_outside(d, c); }
    MaybeRefusal operator()(const RemoveOutside& c) { return decide_remove_outside(d, c); }
    MaybeRefusal operator()(const MarkMailRead& c) { return decide_mail_read(d, c); }
    MaybeRefusal operator()(const DrawApprovals& c) { return decide_draw(d, c); }
    MaybeRefusal operator()(const RefreshAlerts& c) { return decide_refresh_alerts(d, c); }
    MaybeRefusal operator()(const SetAlertActive& c) { return decide_alert_active(d, c); }
    MaybeRefusal operator()(const ConfigureAlert& c) { return decide_alert_settings(d, c); }
    MaybeRefusal operator()(const RemediateIncident& c) { return decide_remediate(d, c); }
};

}  // namespace

bool Deciding::mfa_done() const {
    if (context.mfa_done) return *context.mfa_done;
    const User* user = tenant.users.find(context.caller);
    return !user || user->mfa_done;
}

bool Deciding::meets_context(const std::string& claim) const {
    const User* user = tenant.users.find(context.caller);
    if (!context.authentication_contexts && !user) return true;
    const std::vector<std::string>& met = context.authentication_contexts
                                              ? *context.authentication_contexts
                                              : user->authentication_contexts;
    return std::find(met.begin(), met.end(), claim) != met.end();
}

Refusal object_not_found(const Guid& id) {
    return no(RefusalCode::resource_not_found,
              {Rule::object_exists, "", to_text(id), std::nullopt, "look it up again"});
}

MaybeRefusal check_administrator(const Deciding& d, RefusalCode code) {
    if (administers_roles(d.tenant, d.authority()) || !d.on(Rule::administrator_right)) {
        return std::nullopt;
    }
    return no(code, {Rule::administrator_right, "", "a caller without either role", std::nullopt,
                     "activate one of them first"});
}

MaybeRefusal check_licence(const Deciding& d) {
    if (!d.on(Rule::licence) || d.tenant.licensed) return std::nullopt;
    return no(RefusalCode::premium_license_required,
              {Rule::licence, "", "", std::nullopt, "give the licence back on the sandbox page"});
}

Decision decide(const Tenant& tenant, const Command& command, const Context& context) {
    Deciding d(tenant, context);
    const auto known = tenant.subject_by_command.find(context.command);
    if (!context.command.is_null() && known != tenant.subject_by_command.end()) {
        d.accepted.subject = known->second;
        d.accepted.repeated = true;
        return std::move(d.accepted);
    }
    if (MaybeRefusal refusal = std::visit(Dispatch{d}, command)) {
        return tl::unexpected<Refusal>(std::move(*refusal));
    }
    return std::move(d.accepted);
}

std::optional<Refusal> refusal_of(const Tenant& tenant, const Command& command,
                                  const Context& context) {
    Decision decision = decide(tenant, command, context);
    if (decision) return std::nullopt;
    return std::move(decision.error());
}

}  // namespace pim
