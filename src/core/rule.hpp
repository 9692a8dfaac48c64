#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <string_view>

namespace pim {

/// Every rule by which the core refuses a command or acts by itself when time passes. A test can
/// switch each off (Context::switched_off) and must then see a scenario fail.
enum class Rule {
    licence,
    administrator_right,
    caller_is_principal,
    directory_right,
    request_form,
    schedule_form,
    action_of_collection,
    role_exists,
    subject_exists,
    subject_can_hold,
    scope_possible,
    assignment_is_new,
    assignment_exists,
    not_yet_active,
    one_pending_request,
    five_minutes_long,
    five_minutes_old,
    last_administrator,
    extend_time_bound,
    extend_window,
    extend_later_end,
    extend_not_inherited,
    renew_window,
    eligibility,
    expiration,
    justification,
    ticketing,
    mfa,
    authentication_context,
    approver_listed,
    not_own_request,
    request_undecided,
    decision_window,
    decision_justification,
    cancel_open,
    cancel_right,
    policy_form,
    policy_bounds,
    mfa_and_context,
    name_is_new,
    object_exists,
    built_in_role,
    group_may_hold_members,
    group_keeps_owner,
    outside_pim_only,
    activation_capped_by_eligibility,
    eligibility_end_ends_activation,
    activation_request_lapses,
    extend_request_pointless,
    renew_request_pointless,
    expired_rows_purged,
    requests_purged,
    expiry_reminders,
    alert_bounds,
    alert_remediable,
    alert_has_incidents,
    alerts_scanned_daily,
    dismissed_alert_stays,
};
constexpr std::size_t pim_rule_count = static_cast<std::size_t>(Rule::dismissed_alert_stays) + 1;

/// Where a rule comes from (rulings.md).
enum class RuleSource { documented, measured, decision };

/// What the product says about a rule, in tooltips, errors and lessons alike.
struct RuleText {
    std::string_view id;         ///< stable kebab-case word
    std::string_view statement;  ///< one sentence
    std::string_view place;      ///< seed, ruling or Graph page
    RuleSource source;
};

const RuleText& text_of(Rule rule);

using RuleSet = std::bitset<pim_rule_count>;

/// False only where a test has switched the rule off.
inline bool in_force(Rule rule, const RuleSet& switched_off) {
    return !switched_off[static_cast<std::size_t>(rule)];
}

}  // namespace pim
