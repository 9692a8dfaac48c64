#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/decide.hpp"
#include "core/ending.hpp"

namespace pim {

/// What the parts of `decide` share: the tenant as it is, who asks, and the events so far.
class Deciding {
public:
    Deciding(const Tenant& tenant_now, const Context& context_now)
        : tenant(tenant_now), context(context_now) {}

    const Tenant& tenant;
    const Context& context;
    Accepted accepted;

    Instant now() const { return context.now; }
    const Guid& caller() const { return context.caller; }
    const Guid& authority() const { return context.authority ? *context.authority : caller(); }
    /// False only where a test has switched the rule off.
    bool on(Rule rule) const { return in_force(rule, context.switched_off); }
    /// The next id that this command makes.
    Guid next_id() { return derive_guid(tenant.id, context.command, ordinal_++); }

    void emit(EventBody body, std::vector<Notice> notices = {}) {
        // A request ends once, whatever else ends with the same command.
        if (const auto* closed = std::get_if<RequestClosed>(&body)) {
            for (const Event& earlier : accepted.events) {
                const auto* same = std::get_if<RequestClosed>(&earlier.body);
                if (same && same->request == closed->request) return;
            }
        }
        Event& event = add_event(accepted.events, tenant, context.now, std::move(body));
        event.actor = context.caller;
        event.command = context.command;
        event.notices = std::move(notices);
    }

    /// Whether the caller's sign-in has passed MFA. Applications and the owner are not asked.
    bool mfa_done() const;
    bool meets_context(const std::string& claim) const;

private:
    std::uint32_t ordinal_ = 0;
};

/// Nothing, or a "no".
using MaybeRefusal = std::optional<Refusal>;

inline Refusal no(RefusalCode code, Reason reason) {
    Refusal refusal;
    refusal.code = code;
    refusal.reasons.push_back(std::move(reason));
    return refusal;
}

/// The "no" to an id that names nothing.
Refusal object_not_found(const Guid& id);

// The parts of `decide`, one file each. They leave their events in `d.accepted`.

MaybeRefusal decide_tenant(Deciding& d, const CreateTenant& command);
MaybeRefusal decide_licence(Deciding& d, const SetLicence& command);
MaybeRefusal decide_delay(Deciding& d, const SetProvisioningDelay& command);

MaybeRefusal decide_user(Deciding& d, const SaveUser& command);
MaybeRefusal decide_group(Deciding& d, const SaveGroup& command);
MaybeRefusal decide_service_principal(Deciding& d, const SaveServicePrincipal& command);
MaybeRefusal decide_application(Deciding& d, const SaveApplication& command);
MaybeRefusal decide_unit(Deciding& d, const SaveAdministrativeUnit& command);
MaybeRefusal decide_delete(Deciding& d, const DeleteObject& command);
MaybeRefusal decide_add_member(Deciding& d, const AddMember& command);
MaybeRefusal decide_remove_member(Deciding& d, const RemoveMember& command);
MaybeRefusal decide_add_owner(Deciding& d, const AddOwner& command);
MaybeRefusal decide_remove_owner(Deciding& d, const RemoveOwner& command);
MaybeRefusal decide_sign_in(Deciding& d, const SignIn& command);
MaybeRefusal decide_mfa(Deciding& d, const CompleteMfa& command);
MaybeRefusal decide_role(Deciding& d, const SaveRole& command);
MaybeRefusal decide_delete_role(Deciding& d, const DeleteRole& command);

MaybeRefusal decide_policy(Deciding& d, const UpdatePolicy& command);

MaybeRefusal decide_schedule_request(Deciding& d, const RequestSchedule& command);
MaybeRefusal decide_approval(Deciding& d, const AnswerApproval& command);
MaybeRefusal decide_decision(Deciding& d, const DecideRequest& command);
MaybeRefusal decide_cancel(Deciding& d, const CancelRequest& command);
MaybeRefusal decide_assign_outside(Deciding& d, const AssignOutside& command);
MaybeRefusal decide_remove_outside(Deciding& d, const RemoveOutside& command);

MaybeRefusal decide_refresh_alerts(Deciding& d, const RefreshAlerts& command);
MaybeRefusal decide_alert_active(Deciding& d, const SetAlertActive& command);
MaybeRefusal decide_alert_settings(Deciding& d, const ConfigureAlert& command);
MaybeRefusal decide_remediate(Deciding& d, const RemediateIncident& command);

MaybeRefusal decide_mail_read(Deciding& d, const MarkMailRead& command);
MaybeRefusal decide_draw(Deciding& d, const DrawApprovals& command);

/// Refuses who is no active Global or Privileged Role Administrator.
MaybeRefusal check_administrator(const Deciding& d, RefusalCode code);

/// Refuses where the tenant has lost its licence (ruling 18).
MaybeRefusal check_licence(const Deciding& d);

}  // namespace pim
