#include "core/request_checks.hpp"

#include "core/access.hpp"

namespace pim {

namespace {

/// Whoever asks to extend or renew for oneself must have passed MFA and give a reason
/// (behaviours.md §6, S0).
PolicyDemand self_service_demand() {
    PolicyDemand demand;
    demand.enablement = EnablementRule{true, true, false};
    return demand;
}

PolicyDemand demand_of(const Policy& policy, const RequestSchedule& c) {
    switch (c.action) {
        case Action::self_activate: {
            PolicyDemand demand;
            demand.expiration = &policy.activation_expiration;
            demand.enablement = policy.activation_enablement;
            demand.permanent_allowed = false;
            return demand;
        }
        case Action::self_extend:
        case Action::self_renew:
            return self_service_demand();
        case Action::admin_remove:
        case Action::self_deactivate:
            return PolicyDemand{};
        default:
            return assignment_demand(policy, c.kind);
    }
}

/// An activation ends with its eligibility at the latest (ruling 13).
void cap_by_eligibility(const Deciding& d, Window& window, const Schedule& eligibility) {
    if (!d.on(Rule::activation_capped_by_eligibility) || !eligibility.end) return;
    if (!window.end || *eligibility.end < *window.end) window.end = eligibility.end;
}

MaybeRefusal check_ages(const Deciding& d, const RequestSchedule& c, const Findings& found) {
    switch (c.action) {
        case Action::admin_remove:
        case Action::self_deactivate:
            if (!found.target) return std::nullopt;
            return check_age_with_activations(d, *found.target);
        case Action::admin_update:
            for (const Schedule* row : {found.held.eligible, found.held.assigned}) {
                if (!row) continue;
                if (MaybeRefusal refusal = check_age_with_activations(d, *row)) return refusal;
            }
            return std::nullopt;
        default:
            return std::nullopt;
    }
}

/// The running active rows that the request would end without putting another in their place.
std::vector<Guid> active_rows_ended(const RequestSchedule& c, const Findings& found) {
    std::vector<Guid> ended;
    const auto add = [&](const Schedule* row) {
        if (!row) return;
        if (row->kind == AssignmentKind::active) {
            if (row->running()) ended.push_back(row->id);
            return;
        }
        ended.push_back(row->id);
    };
    const bool takes_over = found.window.state() == ScheduleState::running;
    if (c.action == Action::admin_remove || c.action == Action::self_deactivate) add(found.target);
    if (c.action == Action::admin_extend && !takes_over) add(found.target);
    if (c.action == Action::admin_update) {
        if (c.kind == AssignmentKind::active && takes_over) return ended;
        add(found.held.assigned);
        if (c.kind == AssignmentKind::active || !takes_over) add(found.held.eligible);
    }
    return ended;
}

/// True where the request puts a new window in the place of one that runs in the same kind.
bool replaces_running(const RequestSchedule& c, const HeldRows& held) {
    if (c.action != Action::admin_extend && c.action != Action::admin_update) return false;
    const Schedule* row = c.kind == AssignmentKind::eligible ? held.eligible : held.assigned;
    return row && row->running();
}

MaybeRefusal check_context(const Deciding& d, const RequestSchedule& c) {
    const AuthenticationContextRule& rule = policy_of(d.tenant, c.role).authentication_context;
    if (c.action != Action::self_activate || !rule.enabled || !d.on(Rule::authentication_context) ||
        d.meets_context(rule.claim_value)) {
        return std::nullopt;
    }
    return no(RefusalCode::acrs_validation_failed,
              {Rule::authentication_context, rule.claim_value, "a sign-in without it", std::nullopt,
               "meet the authentication context, then activate again"});
}

}  // namespace

MaybeRefusal check_schedule_request(const Deciding& d, const RequestSchedule& c, Findings& found) {
    if (MaybeRefusal refusal = check_licence(d)) return refusal;
    if (MaybeRefusal refusal = check_right(d, c)) return refusal;
    if (MaybeRefusal refusal = check_form(d, c)) return refusal;
    if (MaybeRefusal refusal = check_holder(d, c.role, c.principal, c.kind)) return refusal;
    if (MaybeRefusal refusal = check_scope(d, c.role, c.scope)) return refusal;

    found.held = held_rows(d.tenant, c.principal, c.role, c.scope);
    const bool windowed = asks_window(c.action);
    if (windowed) {
        found.window = resolve(d.tenant, c.schedule, d.now(), replaces_running(c, found.held));
    }
    // What is asked is held against the role's limit before the eligibility's end cuts it short.
    const Window asked = found.window;
    if (MaybeRefusal refusal = check_standing(d, c, found)) return refusal;
    if (c.action == Action::self_activate && found.target) {
        // An eligibility that has ended by the asked start is none for this activation.
        if (found.target->end && *found.target->end <= found.window.start) {
            found.target = nullptr;
        } else {
            cap_by_eligibility(d, found.window, *found.target);
        }
    }

    if (windowed) {
        if (MaybeRefusal refusal = check_five_minutes(d, found.window)) return refusal;
    }
    if (MaybeRefusal refusal = check_ages(d, c, found)) return refusal;
    if (MaybeRefusal refusal = check_last_administrator(d, active_rows_ended(c, found))) {
        return refusal;
    }
    const bool eligible = c.action != Action::self_activate || found.target;
    const PolicyDemand demand = demand_of(policy_of(d.tenant, c.role), c);
    if (MaybeRefusal refusal =
            check_policy(d, demand, asked, c.justification, c.ticket, eligible)) {
        return refusal;
    }
    return check_context(d, c);
}

}  // namespace pim
