#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/duration.hpp"
#include "core/guid.hpp"
#include "core/instant.hpp"
#include "core/names.hpp"

namespace pim {

/// The seven security alerts of Microsoft Entra roles, in the order of Graph's answers
/// (behaviours.md §10).
enum class AlertKind {
    invalid_license,
    no_mfa_on_activation,
    redundant_assignment,
    assigned_outside,
    sequential_activations,
    stale_sign_in,
    too_many_global_administrators,
};
constexpr std::size_t alert_count = 7;
constexpr std::array<AlertKind, alert_count> all_alerts = {
    AlertKind::invalid_license,
    AlertKind::no_mfa_on_activation,
    AlertKind::redundant_assignment,
    AlertKind::assigned_outside,
    AlertKind::sequential_activations,
    AlertKind::stale_sign_in,
    AlertKind::too_many_global_administrators};

/// As Graph ranks them; ruling 7 follows the API.
enum class AlertSeverity { low, medium, high };

/// What the product says about an alert.
struct AlertText {
    std::string_view display_name;  ///< as Graph names it
    AlertSeverity severity;
    std::string_view description;
    std::string_view impact;
    std::string_view mitigation;
    std::string_view prevention;
    bool remediable;    ///< its incidents can be fixed from the alert
    bool configurable;  ///< it has thresholds
};
const AlertText& text_of(AlertKind alert);

// The bounds of the thresholds (behaviours.md §10); those of the time between activations are the
// simulator's own.
constexpr int alert_count_least = 2;
constexpr int alert_count_most = 100;
constexpr int alert_percentage_most = 100;
constexpr int stale_days_least = 1;
constexpr int stale_days_most = 365;
constexpr int unused_days_most = 100;
constexpr Duration activation_interval_least = minutes(1);
constexpr Duration activation_interval_most = days(1);

/// Looks for frequent activations as far back as an ended activation is kept.
constexpr std::int64_t activations_watched_ticks = 30 * ticks_per_day;

/// The settings of an alert. Each alert uses the members that `uses` names and leaves the others.
struct AlertConfiguration {
    bool enabled = true;  ///< false: it is not scanned, and so never active
    int count = 0;        ///< Global Administrators, or activations in a row
    int percentage = 0;   ///< Global Administrators among all assignments
    Duration duration;    ///< without sign-in, without activation, or between activations

    friend bool operator==(const AlertConfiguration&, const AlertConfiguration&) = default;
};

/// Which thresholds an alert has.
struct AlertThresholds {
    bool count = false;
    bool percentage = false;
    bool duration = false;
};
AlertThresholds thresholds_of(AlertKind alert);

/// The settings that a new tenant begins with (ruling 33).
AlertConfiguration default_configuration(AlertKind alert);

/// One user who activated one role too often.
struct ActivationSequence {
    Guid principal;
    Guid role;
    int count = 0;
    Instant start;  ///< of the first activation
    Instant end;    ///< start of the last

    friend bool operator==(const ActivationSequence&, const ActivationSequence&) = default;
};

/// What a scan found for one alert. What rows of the tenant tell is counted only; what they do not
/// keep stands here.
struct AlertResult {
    AlertKind alert = AlertKind::invalid_license;
    std::int64_t count = 0;  ///< incidents
    bool dismissed = false;  ///< somebody put the alert aside, and nothing has woken it since
    std::vector<Guid> roles;
    std::vector<ActivationSequence> sequences;

    friend bool operator==(const AlertResult&, const AlertResult&) = default;
};

/// An alert of the tenant: its settings, and how the last scan left it.
struct Alert {
    AlertConfiguration configuration;
    AlertResult result;
    std::optional<Instant> modified;  ///< when the result last changed
    std::optional<Instant> scanned;

    bool active() const { return configuration.enabled && result.count > 0 && !result.dismissed; }
    friend bool operator==(const Alert&, const Alert&) = default;
};

using Alerts = std::array<Alert, alert_count>;

/// The alerts of a new tenant: nothing scanned.
Alerts default_alerts();

}  // namespace pim

template <>
struct pim::Names<pim::AlertKind> {
    static constexpr std::array<std::string_view, pim::alert_count> texts = {
        "InvalidLicenseAlert",
        "NoMfaOnRoleActivationAlert",
        "RedundantAssignmentAlert",
        "RolesAssignedOutsidePimAlert",
        "SequentialActivationRenewalsAlert",
        "StaleSignInAlert",
        "TooManyGlobalAdminsAssignedToTenantAlert"};
};
template <>
struct pim::Names<pim::AlertSeverity> {
    static constexpr std::array<std::string_view, 3> texts = {"low", "medium", "high"};
};
