#include <algorithm>

#include "core/deciding.hpp"

namespace pim {

namespace {

Refusal invalid_settings(Rule rule, std::string limit, std::string asked) {
    return no(RefusalCode::invalid_policy,
              {rule, std::move(limit), std::move(asked), std::nullopt, {}});
}

/// c1…c99.
bool is_claim(const std::string& text) {
    return (text.size() == 2 || text.size() == 3) && text[0] == 'c' && text[1] >= '1' &&
           text[1] <= '9' && (text.size() == 2 || (text[2] >= '0' && text[2] <= '9'));
}

MaybeRefusal check_bounds(const Deciding& d, const Policy& policy) {
    if (!d.on(Rule::policy_bounds)) return std::nullopt;
    const Duration& maximum = policy.activation_expiration.maximum;
    const bool whole = maximum.months == 0 && maximum.ticks % ticks_per_minute == 0;
    if (!whole || maximum.ticks < activation_maximum_least.ticks ||
        maximum.ticks > activation_maximum_most.ticks) {
        return invalid_settings(Rule::policy_bounds, "PT30M to PT24H in minutes", to_text(maximum));
    }
    return std::nullopt;
}

MaybeRefusal check_policy_form(const Deciding& d, const Policy& policy, const Policy& before) {
    if (!d.on(Rule::policy_form)) return std::nullopt;
    if (!policy.activation_expiration.required) {
        return invalid_settings(Rule::policy_form, "activations with an end", "without");
    }
    for (const ExpirationRule* rule : {&policy.eligible_expiration, &policy.active_expiration}) {
        if (rule->required && rule->maximum == Duration{}) {
            return invalid_settings(Rule::policy_form, "a maximum above zero",
                                    to_text(rule->maximum));
        }
    }
    const std::vector<Approver>& known = before.approval.approvers;
    for (const Approver& approver : policy.approval.approvers) {
        // Whoever was chosen and is deleted since stands in the way of no other change.
        if (std::find(known.begin(), known.end(), approver) != known.end()) continue;
        const ObjectType wanted = approver.group ? ObjectType::group : ObjectType::user;
        if (object_type(d.tenant, approver.id) != wanted) {
            return invalid_settings(Rule::policy_form, "users and groups as approvers",
                                    to_text(approver.id));
        }
    }
    if (policy.authentication_context.enabled &&
        !is_claim(policy.authentication_context.claim_value)) {
        return invalid_settings(Rule::policy_form, "a claim value c1 to c99",
                                policy.authentication_context.claim_value);
    }
    for (const NotificationRule& rule : policy.notifications) {
        if (rule.recipients.size() > notification_recipients_max) {
            return invalid_settings(Rule::policy_form,
                                    cat(notification_recipients_max, " recipients"),
                                    cat(rule.recipients.size()));
        }
        for (const std::string& address : rule.recipients) {
            if (address.find('@') == std::string::npos || is_blank(address)) {
                return invalid_settings(Rule::policy_form, "mail addresses as recipients", address);
            }
        }
    }
    return std::nullopt;
}

}  // namespace

MaybeRefusal decide_policy(Deciding& d, const UpdatePolicy& c) {
    if (MaybeRefusal refusal = check_licence(d)) return refusal;
    if (MaybeRefusal refusal = check_administrator(d, RefusalCode::insufficient_permissions)) {
        return refusal;
    }
    if (!d.tenant.roles.find(c.policy.role) && d.on(Rule::role_exists)) {
        return no(RefusalCode::role_not_found,
                  {Rule::role_exists, "", to_text(c.policy.role), std::nullopt, {}});
    }
    const Policy& before = policy_of(d.tenant, c.policy.role);
    if (MaybeRefusal refusal = check_policy_form(d, c.policy, before)) return refusal;
    if (MaybeRefusal refusal = check_bounds(d, c.policy)) return refusal;
    // The service accepts a context on top of MFA, but not MFA on top of a context.
    if (c.policy.activation_enablement.mfa && !before.activation_enablement.mfa &&
        c.policy.authentication_context.enabled && d.on(Rule::mfa_and_context)) {
        return no(RefusalCode::mfa_and_acrs_conflict,
                  {Rule::mfa_and_context, "one of them", "both", std::nullopt,
                   "switch the authentication context off first"});
    }
    d.accepted.subject = c.policy.role;
    const std::vector<RuleId> rules = differing_rules(before, c.policy);
    if (rules.empty()) return std::nullopt;
    Policy policy = c.policy;
    policy.modified = d.now();
    policy.modified_by = d.caller();
    d.emit(PolicyChanged{policy, rules});
    return std::nullopt;
}

}  // namespace pim
