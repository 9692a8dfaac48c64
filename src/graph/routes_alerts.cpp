#include <array>

#include "graph/alert_operations.hpp"
#include "graph/routes.hpp"

namespace pim::graph {

namespace {

constexpr auto beta = Versions::beta_only;

constexpr std::string_view read =
    "RoleManagementAlert.Read.Directory | RoleManagementAlert.ReadWrite.Directory";
constexpr std::string_view write = "RoleManagementAlert.ReadWrite.Directory |";
constexpr Permissions reads{read, read};
constexpr Permissions writes{write, write};

// endpoints.md, section G. The collection's own actions stand before what takes an id.
constexpr std::array<Route, 14> table = {{
    {"GET", "identityGovernance/roleManagementAlerts/alerts", beta, list_alerts, reads},
    {"POST", "identityGovernance/roleManagementAlerts/alerts/refresh", beta, refresh_alerts,
     writes},
    {"GET", "identityGovernance/roleManagementAlerts/alerts/{id}", beta, show_alert, reads},
    {"PATCH", "identityGovernance/roleManagementAlerts/alerts/{id}", beta, update_alert, writes},
    {"POST", "identityGovernance/roleManagementAlerts/alerts/{id}/refresh", beta, refresh_alert,
     writes},
    {"GET", "identityGovernance/roleManagementAlerts/alerts/{id}/alertIncidents", beta,
     list_alert_incidents, reads},
    {"GET", "identityGovernance/roleManagementAlerts/alerts/{id}/alertIncidents/{id}", beta,
     show_alert_incident, reads},
    {"POST", "identityGovernance/roleManagementAlerts/alerts/{id}/alertIncidents/{id}/remediate",
     beta, remediate_incident, writes},
    {"GET", "identityGovernance/roleManagementAlerts/alertDefinitions", beta,
     list_alert_definitions, reads},
    {"GET", "identityGovernance/roleManagementAlerts/alertDefinitions/{id}", beta,
     show_alert_definition, reads},
    {"GET", "identityGovernance/roleManagementAlerts/alertConfigurations", beta,
     list_alert_configurations, reads},
    {"GET", "identityGovernance/roleManagementAlerts/alertConfigurations/{id}", beta,
     show_alert_configuration, reads},
    {"PATCH", "identityGovernance/roleManagementAlerts/alertConfigurations/{id}", beta,
     update_alert_configuration, writes},
    {"GET", "identityGovernance/roleManagementAlerts/operations/{id}", beta, show_alert_operation,
     reads},
}};

}  // namespace

std::span<const Route> alert_routes() {
    return table;
}

}  // namespace pim::graph
