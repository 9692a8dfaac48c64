#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/duration.hpp"
#include "core/guid.hpp"
#include "core/instant.hpp"
#include "core/names.hpp"

namespace pim {

/// The 17 rules of a role's settings, by Graph's ids and in the order of its examples
/// (graph/policy-defaults.json).
enum class RuleId {
    expiration_admin_eligibility,
    enablement_admin_eligibility,
    notification_admin_admin_eligibility,
    notification_requestor_admin_eligibility,
    notification_approver_admin_eligibility,
    expiration_admin_assignment,
    enablement_admin_assignment,
    notification_admin_admin_assignment,
    notification_requestor_admin_assignment,
    notification_approver_admin_assignment,
    expiration_end_user_assignment,
    enablement_end_user_assignment,
    approval_end_user_assignment,
    authentication_context_end_user_assignment,
    notification_admin_end_user_assignment,
    notification_requestor_end_user_assignment,
    notification_approver_end_user_assignment,
};
constexpr std::size_t rule_count = 17;

constexpr Duration activation_maximum_least = minutes(30);  ///< ruling 4
constexpr Duration activation_maximum_most = hours(24);     ///< ruling 4
constexpr std::size_t approvers_recommended_min = 3;        ///< S2, "Single approver"

/// An Expiration_* rule.
struct ExpirationRule {
    bool required = false;  ///< false: permanent assignments are allowed
    Duration maximum;

    friend bool operator==(const ExpirationRule&, const ExpirationRule&) = default;
};

/// An Enablement_* rule.
struct EnablementRule {
    bool mfa = false;
    bool justification = false;
    bool ticketing = false;

    friend bool operator==(const EnablementRule&, const EnablementRule&) = default;
};

/// One entry of primaryApprovers: a user or a group of any sort.
struct Approver {
    Guid id;
    bool group = false;

    friend bool operator==(const Approver&, const Approver&) = default;
};

/// The Approval_EndUser_Assignment rule; one stage only (ruling 28).
struct ApprovalRule {
    bool required = false;
    std::vector<Approver> approvers;  ///< empty: ruling 9 decides
    bool approver_justification = true;

    friend bool operator==(const ApprovalRule&, const ApprovalRule&) = default;
};

/// The AuthenticationContext_EndUser_Assignment rule.
struct AuthenticationContextRule {
    bool enabled = false;
    std::string claim_value;  ///< c1…c99

    friend bool operator==(const AuthenticationContextRule&,
                           const AuthenticationContextRule&) = default;
};

enum class NotificationLevel { none, critical, all };

/// A Notification_* rule.
struct NotificationRule {
    NotificationLevel level = NotificationLevel::all;
    bool default_recipients = true;
    std::vector<std::string> recipients;  ///< additional addresses

    friend bool operator==(const NotificationRule&, const NotificationRule&) = default;
};

constexpr std::size_t notification_recipients_max = 1000;  ///< behaviours.md §8

/// The settings of one role: all 17 rules.
struct Policy {
    Guid role;
    ExpirationRule eligible_expiration{false, days(365)};
    EnablementRule eligible_enablement{};
    ExpirationRule active_expiration{false, days(180)};
    EnablementRule active_enablement{false, true, false};
    ExpirationRule activation_expiration{true, hours(8)};
    EnablementRule activation_enablement{true, true, false};
    ApprovalRule approval{};
    AuthenticationContextRule authentication_context{};
    /// By RuleId order: admin, requestor, approver for eligibility, assignment, activation.
    std::array<NotificationRule, 9> notifications{};
    std::optional<Instant> modified;
    Guid modified_by;

    const NotificationRule& notification(RuleId rule) const;
    NotificationRule& notification(RuleId rule);
};

/// True for the nine Notification_* rules.
bool is_notification(RuleId rule);

/// The rules in which two settings differ, in RuleId order.
std::vector<RuleId> differing_rules(const Policy& before, const Policy& after);

}  // namespace pim

template <>
struct pim::Names<pim::RuleId> {
    static constexpr std::array<std::string_view, 17> texts = {
        "Expiration_Admin_Eligibility",
        "Enablement_Admin_Eligibility",
        "Notification_Admin_Admin_Eligibility",
        "Notification_Requestor_Admin_Eligibility",
        "Notification_Approver_Admin_Eligibility",
        "Expiration_Admin_Assignment",
        "Enablement_Admin_Assignment",
        "Notification_Admin_Admin_Assignment",
        "Notification_Requestor_Admin_Assignment",
        "Notification_Approver_Admin_Assignment",
        "Expiration_EndUser_Assignment",
        "Enablement_EndUser_Assignment",
        "Approval_EndUser_Assignment",
        "AuthenticationContext_EndUser_Assignment",
        "Notification_Admin_EndUser_Assignment",
        "Notification_Requestor_EndUser_Assignment",
        "Notification_Approver_EndUser_Assignment"};
};
template <>
struct pim::Names<pim::NotificationLevel> {
    static constexpr std::array<std::string_view, 3> texts = {"None", "Critical", "All"};
};
