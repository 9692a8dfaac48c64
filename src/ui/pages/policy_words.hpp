#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/tenant.hpp"

namespace pim::ui {

/// A setting and its state, as the settings page shows them.
struct SettingLine {
    std::string term;
    std::string value;
};

std::vector<SettingLine> activation_lines(const Tenant& tenant, const Policy& policy);
std::vector<SettingLine> assignment_setting_lines(const Policy& policy);

/// What differs between two settings, rule by rule: `activation maximum duration, notifications`.
std::string rule_words(const Policy& before, const Policy& after);

/// One of the three groups of notification rules.
struct NotificationTrio {
    std::string_view heading;
    std::array<std::string_view, 3> words;  ///< to administrators, to the member, to approvers
    std::array<RuleId, 3> rules;
};
const std::array<NotificationTrio, 3>& notification_groups();

/// `Default recipients and soc@harbour.example, critical emails only`.
std::string notification_text(const NotificationRule& rule);

/// Addresses divided by semicolons; blanks around them and empty ones are left out.
std::vector<std::string> parse_recipients(std::string_view text);
std::string recipients_text(const std::vector<std::string>& recipients);

/// A length after which assignments may be made to expire.
struct ExpiryChoice {
    std::string_view label;
    Duration length;
};
/// The product's choices, shortest first.
const std::vector<ExpiryChoice>& expiry_choices();

/// `8 h`, or `Permanent assignment allowed`.
std::string expiry_text(const ExpirationRule& rule);

}  // namespace pim::ui
