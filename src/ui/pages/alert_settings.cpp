#include "ui/pages/alert_settings.hpp"

#include "core/text.hpp"
#include "ui/kit/kit.hpp"

namespace pim::ui {
namespace {

/// How a threshold is asked for; no label: the alert does not have it.
struct NumberText {
    std::string_view label;
    std::string_view unit;
    int minimum = 0;
    int maximum = 0;
};

NumberText count_text(AlertKind alert) {
    if (!thresholds_of(alert).count) return {};
    return {alert == AlertKind::sequential_activations
                ? "Number of activations###count"
                : "Minimum number of Global Administrators###count",
            "", alert_count_least, alert_count_most};
}

NumberText length_text(AlertKind alert) {
    switch (alert) {
        case AlertKind::stale_sign_in:
            return {"Days without sign-in###length", "days", stale_days_least, stale_days_most};
        case AlertKind::redundant_assignment:
            return {"Days without activation###length", "days", 0, unused_days_most};
        case AlertKind::sequential_activations:
            return {"Within###length", "minutes",
                    static_cast<int>(activation_interval_least.ticks / ticks_per_minute),
                    static_cast<int>(activation_interval_most.ticks / ticks_per_minute)};
        default:
            return {};
    }
}

std::int64_t unit_ticks(AlertKind alert) {
    return alert == AlertKind::sequential_activations ? ticks_per_minute : ticks_per_day;
}

void number_field(const NumberText& text, int& value) {
    if (text.label.empty()) return;
    kit::number(
        {.label = text.label, .unit = text.unit, .minimum = text.minimum, .maximum = text.maximum},
        value);
}

}  // namespace

AlertSettingsPanel::AlertSettingsPanel(AlertKind alert, const AlertConfiguration& settings)
    : alert_(alert),
      settings_(settings),
      length_(static_cast<int>(settings.duration.ticks / unit_ticks(alert))) {}

std::string AlertSettingsPanel::title(const PortalContext&) const {
    return cat("Settings – ", text_of(alert_).display_name);
}

void AlertSettingsPanel::draw(PortalContext& context) {
    kit::toggle({.label = "Scan for this alert###enabled",
                 .description = alert_ == AlertKind::assigned_outside
                                    ? "Switched off, assignments outside PIM are not mailed either"
                                    : "Switched off, it is never active"},
                settings_.enabled);
    number_field(count_text(alert_), settings_.count);
    if (thresholds_of(alert_).percentage) {
        number_field(
            {"Minimum share of all assignments###percentage", "percent", 0, alert_percentage_most},
            settings_.percentage);
        kit::prose("Both must be reached", {.secondary = true});
    }
    number_field(length_text(alert_), length_);
    if (thresholds_of(alert_).duration) settings_.duration = {0, length_ * unit_ticks(alert_)};
    const ConfigureAlert command{alert_, settings_};
    // Asking scans: once for each set of settings, not in each frame.
    const std::string asked = cat(settings_.enabled ? "on " : "off ", settings_.count, ' ',
                                  settings_.percentage, ' ', settings_.duration.ticks);
    const std::optional<Refusal>& refusal =
        refusal_.of(context, asked, [&] { return context.refusal_of(command); });
    if (foot_.draw(context, command, refusal, {.button = "Save###send"})) {
        foot_.send(context, {.command = command});
    }
}

}  // namespace pim::ui
