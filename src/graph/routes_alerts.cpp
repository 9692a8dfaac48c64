#include <array>

#include "graph/alert_operations.hpp"
#include "graph/routes.hpp"

namespace pim::graph {

namespace {

using enum Versions;

constexpr std::string_view alert_read =
    "RoleManagementAlert.Read.Directory | RoleManagementAlert.ReadWrite.Directory";
constexpr std::string_view alert_write = "RoleManagementAlert.ReadWrite.Directory |";
constexpr Permissions alert_reads{alert_read, alert_read};
constexpr Permissions alert_writes{alert_write, alert_write};

// endpoints.md, section G. The collection's own actions stand before what takes an id.
constexpr std::array<Route, 14> routes_of_alerts = {{
    {"GET", "identityGovernance/roleManagementAlerts/alerts", beta_only, list_alerts, alert_reads},
    {"POST", "identityGovernance/roleManagementAlerts/alerts/refresh", beta_only, refresh_alerts,
     alert_writes},
    {"GET", "identityGovernance/roleManagementAlerts/alerts/{id}", beta_only, show_alert,
     alert_reads},
    {"PATCH", "identityGovernance/roleManagementAlerts/alerts/{id}", beta_only, update_alert,
     alert_writes},
    {"POST", "identityGovernance/roleManagementAlerts/alerts/{id}/refresh", beta_only,
     refresh_alert, alert_writes},
    {"GET", "identityGovernance/roleManagementAlerts/alerts/{id}/alertIncidents", beta_only,
     list_alert_incidents, alert_reads},
    {"GET", "identityGovernance/roleManagementAlerts/alerts/{id}/alertIncidents/{id}", beta_only,
     show_alert_incident, alert_reads},
    {"POST", "identityGovernance/roleManagementAlerts/alerts/{id}/alertIncidents/{id}/remediate",
     beta_only, remediate_incident, alert_writes},
    {"GET", "identityGovernance/roleManagementAlerts/alertDefinitions", beta_only,
     list_alert_definitions, alert_reads},
    {"GET", "identityGovernance/roleManagementAlerts/alertDefinitions/{id}", beta_only,
     show_alert_definition, alert_reads},
    {"GET", "identityGovernance/roleManagementAlerts/alertConfigurations", beta_only,
     list_alert_configurations, alert_reads},
    {"GET", "identityGovernance/roleManagementAlerts/alertConfigurations/{id}", beta_only,
     show_alert_configuration, alert_reads},
    {"PATCH", "identityGovernance/roleManagementAlerts/alertConfigurations/{id}", beta_only,
     update_alert_configuration, alert_writes},
    {"GET", "identityGovernance/roleManagementAlerts/operations/{id}", beta_only,
     show_alert_operation, alert_reads},
}};

}  // namespace

std::span<const Route> alert_routes() {
    return routes_of_alerts;
}

}  // namespace pim::graph
