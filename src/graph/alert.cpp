#include "graph/alert.hpp"

#include <array>

#include "core/text.hpp"
#include "graph/policy.hpp"

namespace pim::graph {

namespace {

using enum PropertyType;

const Alert& alert_in(const Row& row) {
    return row.as<Alert>();
}
AlertKind kind_in(const Row& row) {
    return alert_in(row).result.alert;
}
const AlertText& text_in(const Row& row) {
    return text_of(kind_in(row));
}
const AlertConfiguration& settings_in(const Row& row) {
    return alert_in(row).configuration;
}

/// What the service prints where an alert never changed, or was never scanned.
Value moment_or_never(const std::optional<Instant>& moment) {
    return moment ? Value{*moment} : Value{std::string("0001-01-01T08:00:00Z")};
}

Value id_of_alert(const Row& row, const View& view) {
    return Value{alert_id(view.tenant, kind_in(row))};
}
template <std::string_view AlertText::*member>
Value words(const Row& row, const View&) {
    return Value{std::string(text_in(row).*member)};
}
template <bool AlertText::*member>
Value flag(const Row& row, const View&) {
    return Value{text_in(row).*member};
}
Value count(const Row& row, const View&) {
    return Value{std::int64_t{settings_in(row).count}};
}
Value percentage(const Row& row, const View&) {
    return Value{std::int64_t{settings_in(row).percentage}};
}
Value duration(const Row& row, const View&) {
    return Value{to_text(settings_in(row).duration)};
}

void find_definition(const Row& row, const View& view, const Found& found) {
    found(alert_row(alert_definition_type(), view.tenant, kind_in(row)));
}
void find_configuration(const Row& row, const View& view, const Found& found) {
    found(configuration_row(view.tenant, kind_in(row)));
}
void find_incidents(const Row& row, const View& view, const Found& found) {
    offer_incidents(view.tenant, kind_in(row), -1, [&](const Row& incident) {
        found(incident);
        return true;
    });
}
std::string context_of_incidents(const Row& row, const View& view) {
    return cat(root_of(view), "/$metadata#", incidents_path(view.tenant, kind_in(row)));
}

constexpr Property alert_id_property{"id", text, id_of_alert};
constexpr Property alert_definition_id{"alertDefinitionId", text, id_of_alert};
constexpr Property alert_scope_id{"scopeId", text, scope_id_of_directory};
constexpr Property alert_scope_type{"scopeType", text,           scope_type_of_directory,
                                    nullptr,     Versions::both, canonical_scope_type};
constexpr Property enabled_property{"isEnabled", boolean, [](const Row& row, const View&) {
                                        return Value{settings_in(row).enabled};
                                    }};

const std::array<Property, 8> alert_properties = {{
    alert_id_property,
    alert_definition_id,
    alert_scope_id,
    alert_scope_type,
    {"incidentCount", integer,
     [](const Row& row, const View&) { return Value{alert_in(row).result.count}; }},
    {"isActive", boolean,
     [](const Row& row, const View&) { return Value{alert_in(row).active()}; }},
    {"lastModifiedDateTime", instant,
     [](const Row& row, const View&) { return moment_or_never(alert_in(row).modified); }},
    {"lastScannedDateTime", instant,
     [](const Row& row, const View&) { return moment_or_never(alert_in(row).scanned); }},
}};
const std::array<Navigation, 3> alert_navigations = {{
    {"alertConfiguration", alert_configuration_type, false, find_configuration},
    {"alertDefinition", alert_definition_type, false, find_definition},
    {"alertIncidents", alert_incident_type, true, find_incidents, Versions::both,
     Unexpanded::nothing, true, context_of_incidents},
}};
const std::array<Property, 11> alert_definition_properties = {{
    alert_id_property,
    {"displayName", text, words<&AlertText::display_name>},
    alert_scope_type,
    alert_scope_id,
    {"description", text, words<&AlertText::description>},
    {"severityLevel", text,
     [](const Row& row, const View&) { return Value{std::string(name(text_in(row).severity))}; }},
    {"securityImpact", text, words<&AlertText::impact>},
    {"mitigationSteps", text, words<&AlertText::mitigation>},
    {"howToPrevent", text, words<&AlertText::prevention>},
    {"isRemediatable", boolean, flag<&AlertText::remediable>},
    {"isConfigurable", boolean, flag<&AlertText::configurable>},
}};

const std::array<Navigation, 1> configuration_navigations = {{
    {"alertDefinition", alert_definition_type, false, find_definition},
}};
const std::array<Property, 5> plain_properties = {
    {alert_id_property, alert_definition_id, alert_scope_type, alert_scope_id, enabled_property}};
const std::array<Property, 6> idle_properties = {{alert_id_property,
                                                  alert_definition_id,
                                                  alert_scope_type,
                                                  alert_scope_id,
                                                  enabled_property,
                                                  {"duration", text, duration}}};
const std::array<Property, 7> sequential_properties = {
    {alert_id_property,
     alert_definition_id,
     alert_scope_type,
     alert_scope_id,
     enabled_property,
     {"timeIntervalBetweenActivations", text, duration},
     {"sequentialActivationCounterThreshold", integer, count}}};
const std::array<Property, 7> too_many_properties = {
    {alert_id_property,
     alert_definition_id,
     alert_scope_type,
     alert_scope_id,
     enabled_property,
     {"globalAdminCountThreshold", integer, count},
     {"percentageOfGlobalAdminsOutOfRolesThreshold", integer, percentage}}};

// In the order of AlertKind.
const std::array<EntityType, alert_count> configurations = {{
    {"invalidLicenseAlertConfiguration", plain_properties, configuration_navigations},
    {"noMfaOnRoleActivationAlertConfiguration", plain_properties, configuration_navigations},
    {"redundantAssignmentAlertConfiguration", idle_properties, configuration_navigations},
    {"rolesAssignedOutsidePrivilegedIdentityManagementAlertConfiguration", plain_properties,
     configuration_navigations},
    {"sequentialActivationRenewalsAlertConfiguration", sequential_properties,
     configuration_navigations},
    {"staleSignInAlertConfiguration", idle_properties, configuration_navigations},
    {"tooManyGlobalAdminsAssignedToTenantAlertConfiguration", too_many_properties,
     configuration_navigations},
}};
const std::array<const EntityType*, alert_count> configuration_types = {
    &configurations[0], &configurations[1], &configurations[2], &configurations[3],
    &configurations[4], &configurations[5], &configurations[6]};

/// An operation points at the tenant; `number` is one beyond the alert, 0 for all of them.
std::optional<AlertKind> refreshed_in(const Row& row) {
    if (row.number == 0) return std::nullopt;
    return static_cast<AlertKind>(row.number - 1);
}
Value refreshed_at(const Row& row, const View& view) {
    const std::optional<AlertKind> only = refreshed_in(row);
    std::optional<Instant> last;
    for (const AlertKind alert : all_alerts) {
        const std::optional<Instant>& scanned = alert_of(view.tenant, alert).scanned;
        if ((!only || *only == alert) && scanned && (!last || *scanned > *last)) last = scanned;
    }
    return instant_or_null(last);
}
Value refreshed_place(const Row& row, const View& view) {
    const std::optional<AlertKind> only = refreshed_in(row);
    const std::string place = cat(root_of(view), '/', alerts_path);
    return Value{only ? cat(place, '/', alert_id(view.tenant, *only)) : place};
}
const std::array<Property, 6> operation_properties = {{
    {"id", text,
     [](const Row& row, const View& view) {
         return Value{refresh_id(view.tenant, refreshed_in(row))};
     }},
    {"createdDateTime", instant, refreshed_at},
    {"lastActionDateTime", instant, refreshed_at},
    {"resourceLocation", text, refreshed_place},
    // A scan here is over before its answer is given.
    {"status", text, [](const Row&, const View&) { return Value{std::string("succeeded")}; }},
    {"statusDetail", text, no_value},
}};

const EntityType alert_entity{
    "unifiedRoleManagementAlert", alert_properties, alert_navigations, {}, alerts_path};
const EntityType definition_entity{"unifiedRoleManagementAlertDefinition",
                                   alert_definition_properties,
                                   {},
                                   {},
                                   alert_definitions_path};
const EntityType configuration_entity{"unifiedRoleManagementAlertConfiguration", plain_properties,
                                      configuration_navigations, configuration_types,
                                      alert_configurations_path};
const EntityType operation_entity{
    "longRunningOperation", operation_properties, {}, {}, alert_operations_path};

std::string id_prefix(const Tenant& tenant) {
    return cat("DirectoryRole_", to_text(tenant.id));
}

}  // namespace

const EntityType& alert_type() {
    return alert_entity;
}
const EntityType& alert_definition_type() {
    return definition_entity;
}
const EntityType& alert_configuration_type() {
    return configuration_entity;
}
const EntityType& alert_operation_type() {
    return operation_entity;
}
const EntityType& configuration_type_of(AlertKind kind) {
    return configurations[static_cast<std::size_t>(kind)];
}

std::string alert_id(const Tenant& tenant, AlertKind kind) {
    return cat(id_prefix(tenant), '_', name(kind));
}

std::optional<AlertKind> alert_of_id(const Tenant& tenant, std::string_view id) {
    for (const AlertKind kind : all_alerts) {
        if (equals_ignoring_case(id, alert_id(tenant, kind))) return kind;
    }
    return std::nullopt;
}

std::string refresh_id(const Tenant& tenant, std::optional<AlertKind> only) {
    return cat("refresh:", only ? alert_id(tenant, *only) : id_prefix(tenant));
}

Response accepted_refresh(const View& view, std::optional<AlertKind> only, const Stamp& stamp) {
    Response response = answer(202, {}, stamp);
    response.headers.emplace_back("Location", cat(root_of(view), '/', alert_operations_path, '/',
                                                  refresh_id(view.tenant, only)));
    return response;
}

ThresholdNames threshold_names(AlertKind kind) {
    switch (kind) {
        case AlertKind::redundant_assignment:
        case AlertKind::stale_sign_in:
            return {{}, {}, "duration"};
        case AlertKind::sequential_activations:
            return {"sequentialActivationCounterThreshold", {}, "timeIntervalBetweenActivations"};
        case AlertKind::too_many_global_administrators:
            return {"globalAdminCountThreshold", "percentageOfGlobalAdminsOutOfRolesThreshold", {}};
        default:
            return {};
    }
}

Row alert_row(const EntityType& type, const Tenant& tenant, AlertKind kind) {
    return row_of(type, alert_of(tenant, kind), static_cast<std::int64_t>(kind));
}

Row configuration_row(const Tenant& tenant, AlertKind kind) {
    return alert_row(configuration_type_of(kind), tenant, kind);
}

std::string incidents_path(const Tenant& tenant, AlertKind kind) {
    return cat(alerts_path, "('", alert_id(tenant, kind), "')/alertIncidents");
}

}  // namespace pim::graph
