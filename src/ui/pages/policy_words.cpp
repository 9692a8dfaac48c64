#include "ui/pages/policy_words.hpp"

#include <utility>

#include "core/text.hpp"

namespace pim::ui {
namespace {

std::string yes_no(bool on) {
    return on ? "Yes" : "No";
}

std::string requirement_text(const Policy& policy) {
    if (policy.authentication_context.enabled) {
        return cat("Authentication context ", policy.authentication_context.claim_value);
    }
    return policy.activation_enablement.mfa ? "Multifactor authentication" : "None";
}

std::string approvers_text(const Tenant& tenant, const ApprovalRule& rule) {
    if (!rule.required) return "None";
    if (rule.approvers.empty()) return "Nobody chosen";
    std::string names;
    for (const Approver& approver : rule.approvers) {
        names += cat(names.empty() ? "" : ", ", display_name(tenant, approver.id));
    }
    return names;
}

}  // namespace

std::string expiry_text(const ExpirationRule& rule) {
    for (const ExpiryChoice& choice : expiry_choices()) {
        if (choice.length == rule.maximum) return std::string(choice.label);
    }
    return to_words(rule.maximum);
}

const std::vector<ExpiryChoice>& expiry_choices() {
    static const std::vector<ExpiryChoice> choices = {{"15 days", days(15)},
                                                      {"1 month (30 days)", days(30)},
                                                      {"3 months (90 days)", days(90)},
                                                      {"6 months (180 days)", days(180)},
                                                      {"1 year (365 days)", days(365)}};
    return choices;
}

std::vector<SettingLine> activation_lines(const Tenant& tenant, const Policy& policy) {
    return {
        {"Activation maximum duration", to_words(policy.activation_expiration.maximum)},
        {"On activation, require", requirement_text(policy)},
        {"Require justification on activation", yes_no(policy.activation_enablement.justification)},
        {"Require ticket information on activation",
         yes_no(policy.activation_enablement.ticketing)},
        {"Require approval to activate", yes_no(policy.approval.required)},
        {"Approvers", approvers_text(tenant, policy.approval)}};
}

std::vector<SettingLine> assignment_setting_lines(const Policy& policy) {
    const auto expiry = [](const ExpirationRule& rule) {
        return rule.required ? expiry_text(rule) : std::string("Never");
    };
    return {{"Allow permanent eligible assignment", yes_no(!policy.eligible_expiration.required)},
            {"Expire eligible assignments after", expiry(policy.eligible_expiration)},
            {"Allow permanent active assignment", yes_no(!policy.active_expiration.required)},
            {"Expire active assignments after", expiry(policy.active_expiration)},
            {"Require multifactor authentication on active assignment",
             yes_no(policy.active_enablement.mfa)},
            {"Require justification on active assignment",
             yes_no(policy.active_enablement.justification)}};
}

namespace {

std::string_view words_of(RuleId rule) {
    switch (rule) {
        case RuleId::expiration_admin_eligibility:
            return "expiry of eligible assignments";
        case RuleId::enablement_admin_eligibility:
            return "requirements of eligible assignments";
        case RuleId::expiration_admin_assignment:
            return "expiry of active assignments";
        case RuleId::enablement_admin_assignment:
            return "requirements of active assignments";
        case RuleId::expiration_end_user_assignment:
            return "activation maximum duration";
        case RuleId::enablement_end_user_assignment:
            return "requirements on activation";
        case RuleId::approval_end_user_assignment:
            return "approval to activate";
        case RuleId::authentication_context_end_user_assignment:
            return "authentication context on activation";
        default:
            return "notifications";
    }
}

}  // namespace

std::string rule_words(const Policy& before, const Policy& after) {
    std::string text;
    bool notifications = false;  // there are nine of them
    for (const RuleId rule : differing_rules(before, after)) {
        if (is_notification(rule) && std::exchange(notifications, true)) continue;
        text += cat(text.empty() ? "" : ", ", words_of(rule));
    }
    return text;
}

const std::array<NotificationTrio, 3>& notification_groups() {
    static const std::array<NotificationTrio, 3> groups = {
        {{"When members are assigned as eligible",
          {"Role assignment alert", "Notification to the assigned member",
           "Request to approve a renewal or extension"},
          {RuleId::notification_admin_admin_eligibility,
           RuleId::notification_requestor_admin_eligibility,
           RuleId::notification_approver_admin_eligibility}},
         {"When members are assigned as active",
          {"Role assignment alert", "Notification to the assigned member",
           "Request to approve a renewal or extension"},
          {RuleId::notification_admin_admin_assignment,
           RuleId::notification_requestor_admin_assignment,
           RuleId::notification_approver_admin_assignment}},
         {"When eligible members activate the role",
          {"Role activation alert", "Notification to the activated member",
           "Request to approve an activation"},
          {RuleId::notification_admin_end_user_assignment,
           RuleId::notification_requestor_end_user_assignment,
           RuleId::notification_approver_end_user_assignment}}}};
    return groups;
}

std::string notification_text(const NotificationRule& rule) {
    if (rule.level == NotificationLevel::none) return "None";
    std::string text = rule.default_recipients ? "Default recipients" : "";
    if (!rule.recipients.empty()) {
        text += cat(text.empty() ? "Only " : " and ", recipients_text(rule.recipients));
    }
    if (text.empty()) return "Nobody";
    if (rule.level == NotificationLevel::critical) text += ", critical emails only";
    return text;
}

std::vector<std::string> parse_recipients(std::string_view text) {
    std::vector<std::string> recipients;
    while (!text.empty()) {
        const std::size_t end = text.find(';');
        const std::string_view one = trimmed(text.substr(0, end));
        if (!one.empty()) recipients.emplace_back(one);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return recipients;
}

std::string recipients_text(const std::vector<std::string>& recipients) {
    std::string text;
    for (const std::string& recipient : recipients) {
        text += cat(text.empty() ? "" : "; ", recipient);
    }
    return text;
}

}  // namespace pim::ui
