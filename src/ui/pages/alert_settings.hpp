#pragma once

#include "core/alert.hpp"
#include "ui/app.hpp"
#include "ui/pages/assignment_fields.hpp"

namespace pim::ui {

/// The settings of one alert: whether it is scanned, and its thresholds.
class AlertSettingsPanel : public Panel {
public:
    AlertSettingsPanel(AlertKind alert, const AlertConfiguration& settings);
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    AlertKind alert_;
    AlertConfiguration settings_;
    int length_ = 0;  ///< of the duration, in days or in minutes between activations
    Cached<std::optional<Refusal>> refusal_;  ///< of the settings as they stand
    FormFoot foot_;
};

}  // namespace pim::ui
