#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/alert_scan.hpp"
#include "ui/app.hpp"
#include "ui/kit/table.hpp"

namespace pim::ui {

/// Manage > Alerts: the security alerts of the tenant.
class AlertsPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    kit::TableState table_;
    Cached<std::string> against_scan_;
};

/// `#/alerts/<name>`: one alert, why it matters, and whom it concerns.
class AlertPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    void draw_commands(PortalContext& context, AlertKind alert);
    void draw_incidents(PortalContext& context, AlertKind alert);

    kit::TableState table_;
    Cached<std::vector<AlertIncident>> incidents_;
    Cached<std::string> against_scan_;
};

}  // namespace pim::ui
