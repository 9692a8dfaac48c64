#include "ui/pages/alert_words.hpp"

#include "core/text.hpp"
#include "ui/local_time.hpp"

namespace pim::ui {
namespace {

std::string since_text(std::string_view what, const std::optional<Instant>& last) {
    return last ? cat(what, " ", local_text(*last)) : cat("No ", to_lower(what), " yet");
}

}  // namespace

std::string_view risk_text(AlertSeverity severity) {
    switch (severity) {
        case AlertSeverity::high:
            return "High";
        case AlertSeverity::medium:
            return "Medium";
        case AlertSeverity::low:
            break;
    }
    return "Low";
}

kit::Tone risk_tone(AlertSeverity severity) {
    switch (severity) {
        case AlertSeverity::high:
            return kit::Tone::danger;
        case AlertSeverity::medium:
            return kit::Tone::warning;
        case AlertSeverity::low:
            break;
    }
    return kit::Tone::info;
}

std::string_view state_text(const Alert& alert) {
    if (!alert.configuration.enabled) return "Switched off";
    if (alert.active()) return "Active";
    if (alert.result.dismissed) return "Dismissed";
    return alert.scanned ? "No incidents" : "Not scanned yet";
}

kit::Tone state_tone(const Alert& alert) {
    if (alert.active()) return kit::Tone::warning;
    const bool quiet = !alert.configuration.enabled || alert.result.dismissed || !alert.scanned;
    return quiet ? kit::Tone::neutral : kit::Tone::success;
}

std::string incident_count_text(const Alert& alert) {
    return cat(alert.result.count, alert.result.count == 1 ? " incident" : " incidents");
}

std::string subject_text(const Tenant& tenant, const AlertIncident& incident) {
    if (!incident.principal.is_null()) return display_name(tenant, incident.principal);
    if (!incident.role.is_null()) return display_name(tenant, incident.role);
    return tenant.display_name;
}

std::string detail_text(const Tenant& tenant, AlertKind alert, const AlertIncident& incident) {
    switch (alert) {
        case AlertKind::invalid_license:
            return "No Microsoft Entra ID P2 or ID Governance licence";
        case AlertKind::no_mfa_on_activation:
            return "Activated without multifactor authentication";
        case AlertKind::stale_sign_in:
            return since_text("Sign-in", incident.last);
        case AlertKind::redundant_assignment:
            return since_text("Activation", incident.last);
        case AlertKind::sequential_activations:
            return cat(incident.sequence.count, " activations from ",
                       local_text(incident.sequence.start), " to ",
                       local_text(incident.sequence.end));
        default:
            break;
    }
    if (incident.schedule == nullptr) return {};
    return cat(name(incident.schedule->kind), " over ",
               display_name(tenant, incident.schedule->scope), " since ",
               local_text(incident.schedule->start));
}

RemedyText remedy_text(const Tenant& tenant, AlertKind alert, const AlertIncident& incident) {
    if (!text_of(alert).remediable) return {};
    const std::string role = display_name(tenant, incident.role);
    if (alert == AlertKind::no_mfa_on_activation) {
        return {"Require MFA",
                cat("Require multifactor authentication on every activation of ", role, "?")};
    }
    return {"Remove",
            cat("Take the role ", role, " away from ", display_name(tenant, incident.principal),
                alert == AlertKind::too_many_global_administrators
                    ? "? Every assignment of the role to this principal ends"
                    : "? This assignment ends at once")};
}

std::string alert_address(AlertKind alert) {
    return cat("#/alerts/", name(alert));
}

}  // namespace pim::ui
