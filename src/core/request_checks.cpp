#include "core/replacement.hpp"

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

/// An activation ends with its eligibility at the latest (ruling 13): true where that is earlier.
bool cap_by_eligibility(const Deciding& d, Window& window, const Schedule& eligibility) {
    if (!d.on(Rule::activation_capped_by_eligibility) || !eligibility.end) return false;
    if (window.end && *window.end <= *eligibility.end) return false;
    window.end = eligibility.end;
    return true;
}

/// Rulings 3 and 17 for whatever the request ends.
MaybeRefusal check_ends(const Deciding& d, const RequestSchedule& c, const Findings& found) {
    if (!takes_away(c.action)) return check_replacement(d, replacement_by(c, found));
    if (!found.target) return std::nullopt;
    if (MaybeRefusal refusal = check_age_with_activations(d, *found.target)) return refusal;
    return check_last_administrator(d, {found.target->id});
}

/// True where the request puts a new window in the place of one that runs in the same kind.
bool replaces_running(const RequestSchedule& c, const HeldRows& held) {
    if (c.action != Action::admin_extend && c.action != Action::admin_update) return false;
    return runs_in_kind(held, c.kind);
}

/// The eligibility that the activation rests on, and the end that it sets (ruling 13).
MaybeRefusal check_eligibility(const Deciding& d, Findings& found, std::string& lacks) {
    if (!found.target) {
        lacks = "none is running";
    } else if (found.target->end && *found.target->end <= found.window.start) {
        lacks = cat("it ends on ", to_text(*found.target->end), ", before the asked start");
        found.target = nullptr;
    } else if (cap_by_eligibility(d, found.window, *found.target)) {
        return check_five_minutes(
            d, found.window, cat(" until the eligibility ends on ", to_text(*found.window.end)));
    }
    return std::nullopt;
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
    if (MaybeRefusal refusal = check_names(d, c.role, c.principal)) return refusal;
    if (!takes_away(c.action)) {
        if (MaybeRefusal refusal = check_assignable(d, c.role, c.principal, c.kind, c.scope)) {
            return refusal;
        }
    }

    found.held = held_rows(d.tenant, c.principal, c.role, c.scope);
    const bool windowed = asks_window(c.action);
    if (windowed) {
        found.window = resolve(d.tenant, c.schedule, d.now(), replaces_running(c, found.held));
    }
    // What is asked is held against the role's limit before the eligibility's end cuts it short.
    const Window asked = found.window;
    if (MaybeRefusal refusal = check_standing(d, c, found)) return refusal;
    if (windowed) {
        if (MaybeRefusal refusal = check_five_minutes(d, found.window)) return refusal;
    }
    std::string lacks;
    if (c.action == Action::self_activate) {
        if (MaybeRefusal refusal = check_eligibility(d, found, lacks)) return refusal;
    }
    if (MaybeRefusal refusal = check_ends(d, c, found)) return refusal;
    const PolicyDemand demand = demand_of(policy_of(d.tenant, c.role), c);
    if (MaybeRefusal refusal = check_policy(d, demand, asked, c.justification, c.ticket, lacks)) {
        return refusal;
    }
    return check_context(d, c);
}

}  // namespace pim
