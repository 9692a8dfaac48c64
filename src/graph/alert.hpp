#pragma once

#include "core/alert_scan.hpp"
#include "graph/entity.hpp"
#include "graph/rejection.hpp"

namespace pim::graph {

// The security alerts as Graph shows them: an alert, its definition and its configuration share an
// id, and rows of all three point at the core's Alert. Incidents are made for an answer.

const EntityType& alert_type();             ///< unifiedRoleManagementAlert
const EntityType& alert_definition_type();  ///< unifiedRoleManagementAlertDefinition
const EntityType&
alert_configuration_type();                ///< unifiedRoleManagementAlertConfiguration, abstract
const EntityType& alert_incident_type();   ///< unifiedRoleManagementAlertIncident, abstract
const EntityType& alert_operation_type();  ///< longRunningOperation

constexpr std::string_view alerts_path = "identityGovernance/roleManagementAlerts/alerts";
constexpr std::string_view alert_definitions_path =
    "identityGovernance/roleManagementAlerts/alertDefinitions";
constexpr std::string_view alert_configurations_path =
    "identityGovernance/roleManagementAlerts/alertConfigurations";
constexpr std::string_view alert_operations_path =
    "identityGovernance/roleManagementAlerts/operations";

/// `DirectoryRole_<tenant>_<name>`, and the way back.
std::string alert_id(const Tenant& tenant, AlertKind alert);
std::optional<AlertKind> alert_of_id(const Tenant& tenant, std::string_view id);

/// The operation that a refresh of one alert, or of all, leaves behind: `refresh:<id>`.
std::string refresh_id(const Tenant& tenant, std::optional<AlertKind> only);

/// 202 with the address of that operation.
Response accepted_refresh(const View& view, std::optional<AlertKind> only, const Stamp& stamp);

/// The derived type of an alert's configuration.
const EntityType& configuration_type_of(AlertKind alert);

/// The names of a configuration's thresholds, which each derived type has of its own; empty where
/// it has none.
struct ThresholdNames {
    std::string_view count;
    std::string_view percentage;
    std::string_view duration;
};
ThresholdNames threshold_names(AlertKind alert);

/// A row over an alert of the tenant, as one of the three.
Row alert_row(const EntityType& type, const Tenant& tenant, AlertKind alert);
Row configuration_row(const Tenant& tenant, AlertKind alert);

/// Gives the incidents of an alert beyond a cursor, rising in it, until `offer` is false.
void offer_incidents(const Tenant& tenant, AlertKind alert, std::int64_t after,
                     const std::function<bool(const Row&)>& offer);
/// A row over one of them.
Row incident_row(AlertKind alert, const AlertIncident& incident);
/// `identityGovernance/roleManagementAlerts/alerts('id')/alertIncidents`
std::string incidents_path(const Tenant& tenant, AlertKind alert);

}  // namespace pim::graph
