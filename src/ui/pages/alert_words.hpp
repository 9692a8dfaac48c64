#pragma once

#include <string>

#include "core/alert_scan.hpp"
#include "ui/kit/widgets.hpp"

namespace pim::ui {

// How the portal words the security alerts.

/// `High`, `Medium`, `Low`, and how it looks.
std::string_view risk_text(AlertSeverity severity);
kit::Tone risk_tone(AlertSeverity severity);

/// Whether an alert waits for somebody: `Active`, `Dismissed`, `No incidents`, `Not scanned yet`
/// or `Switched off`.
std::string_view state_text(const Alert& alert);
kit::Tone state_tone(const Alert& alert);

/// `1 incident`, `3 incidents`.
std::string incident_count_text(const Alert& alert);

/// Whom or what an incident is about, and what there is to tell beside the role.
std::string subject_text(const Tenant& tenant, const AlertIncident& incident);
std::string detail_text(const Tenant& tenant, AlertKind alert, const AlertIncident& incident);

/// What Fix does for an incident of the alert: `Remove the assignment`; the button's verb and what
/// the person is asked. Empty where the alert has no remedy.
struct RemedyText {
    std::string_view button;
    std::string question;
};
RemedyText remedy_text(const Tenant& tenant, AlertKind alert, const AlertIncident& incident);

/// The address of an alert's page.
std::string alert_address(AlertKind alert);

}  // namespace pim::ui
