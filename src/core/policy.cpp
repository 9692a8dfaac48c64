#include "core/policy.hpp"

namespace pim {

namespace {

/// Where a notification rule stands in Policy::notifications.
std::size_t notification_place(RuleId rule) {
    const auto number = static_cast<std::size_t>(rule);
    const auto eligibility = static_cast<std::size_t>(RuleId::notification_admin_admin_eligibility);
    const auto assignment = static_cast<std::size_t>(RuleId::notification_admin_admin_assignment);
    const auto end_user = static_cast<std::size_t>(RuleId::notification_admin_end_user_assignment);
    if (number >= end_user) return 6 + number - end_user;
    if (number >= assignment) return 3 + number - assignment;
    return number - eligibility;
}

}  // namespace

bool is_notification(RuleId rule) {
    return name(rule).substr(0, 13) == std::string_view("Notification_");
}

const NotificationRule& Policy::notification(RuleId rule) const {
    return notifications[notification_place(rule)];
}

NotificationRule& Policy::notification(RuleId rule) {
    return notifications[notification_place(rule)];
}

std::vector<RuleId> differing_rules(const Policy& before, const Policy& after) {
    std::vector<RuleId> rules;
    for (std::size_t i = 0; i < rule_count; ++i) {
        const auto rule = static_cast<RuleId>(i);
        bool differs = false;
        switch (rule) {
            case RuleId::expiration_admin_eligibility:
                differs = before.eligible_expiration != after.eligible_expiration;
                break;
            case RuleId::enablement_admin_eligibility:
                differs = before.eligible_enablement != after.eligible_enablement;
                break;
            case RuleId::expiration_admin_assignment:
                differs = before.active_expiration != after.active_expiration;
                break;
            case RuleId::enablement_admin_assignment:
                differs = before.active_enablement != after.active_enablement;
                break;
            case RuleId::expiration_end_user_assignment:
                differs = before.activation_expiration != after.activation_expiration;
                break;
            case RuleId::enablement_end_user_assignment:
                differs = before.activation_enablement != after.activation_enablement;
                break;
            case RuleId::approval_end_user_assignment:
                differs = before.approval != after.approval;
                break;
            case RuleId::authentication_context_end_user_assignment:
                differs = before.authentication_context != after.authentication_context;
                break;
            default:
                differs = before.notification(rule) != after.notification(rule);
        }
        if (differs) rules.push_back(rule);
    }
    return rules;
}

}  // namespace pim
