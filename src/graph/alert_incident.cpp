#include <array>

#include "core/text.hpp"
#include "graph/alert.hpp"

namespace pim::graph {

namespace {

using enum PropertyType;

const AlertIncident& incident_in(const Row& row) {
    return row.as<AlertIncident>();
}

Value assignee_name(const Row& row, const View& view) {
    return Value{display_name(view.tenant, incident_in(row).principal)};
}
Value sign_in_name(const Row& row, const View& view) {
    const User* const user = view.tenant.users.find(incident_in(row).principal);
    return user == nullptr ? Value{} : Value{user->user_principal_name};
}
Value incident_role_id(const Row& row, const View&) {
    return guid_or_null(incident_in(row).role);
}
/// A custom role is no copy of a template.
Value template_id(const Row& row, const View& view) {
    const RoleDefinition* const role = view.tenant.roles.find(incident_in(row).role);
    return role == nullptr || !role->built_in ? Value{} : incident_role_id(row, view);
}
Value role_name(const Row& row, const View& view) {
    return Value{display_name(view.tenant, incident_in(row).role)};
}
Value last(const Row& row, const View&) {
    return instant_or_null(incident_in(row).last);
}
Value incident_created(const Row& row, const View&) {
    const Schedule* const schedule = incident_in(row).schedule;
    return schedule == nullptr ? Value{} : Value{schedule->created};
}

constexpr Property incident_id_property{
    "id", guid, [](const Row& row, const View&) { return guid_or_null(incident_in(row).id); }};
constexpr Property assignee_id{"assigneeId", guid, [](const Row& row, const View&) {
                                   return guid_or_null(incident_in(row).principal);
                               }};
constexpr Property assignee_display_name{"assigneeDisplayName", text, assignee_name};
constexpr Property assignee_sign_in_name{"assigneeUserPrincipalName", text, sign_in_name};
constexpr Property incident_role_definition_id{"roleDefinitionId", guid, incident_role_id};
constexpr Property role_template_id{"roleTemplateId", guid, template_id};
constexpr Property role_display_name{"roleDisplayName", text, role_name};
constexpr Property assignment_created{"assignmentCreatedDateTime", instant, incident_created};

const std::array<Property, 2> license_properties = {{
    incident_id_property,
    {"tenantLicenseStatus", text,
     [](const Row&, const View& view) {
         return Value{std::string(view.tenant.licensed ? "Valid" : "Invalid")};
     }},
}};
const std::array<Property, 3> incident_role_properties = {
    {incident_id_property, role_display_name, role_template_id}};
const std::array<Property, 4> administrator_properties = {
    {incident_id_property, assignee_id, assignee_display_name, assignee_sign_in_name}};
const std::array<Property, 8> outside_properties = {
    {incident_id_property, assignee_id, assignee_display_name, assignee_sign_in_name,
     incident_role_definition_id, role_template_id, role_display_name, assignment_created}};
const std::array<Property, 8> unused_properties = {{incident_id_property,
                                                    assignee_id,
                                                    assignee_display_name,
                                                    assignee_sign_in_name,
                                                    incident_role_definition_id,
                                                    role_template_id,
                                                    role_display_name,
                                                    {"lastActivationDateTime", instant, last}}};
const std::array<Property, 9> stale_properties = {{incident_id_property,
                                                   assignee_id,
                                                   assignee_display_name,
                                                   assignee_sign_in_name,
                                                   incident_role_definition_id,
                                                   role_template_id,
                                                   role_display_name,
                                                   assignment_created,
                                                   {"lastSignInDateTime", instant, last}}};
const std::array<Property, 10> sequence_properties = {{
    incident_id_property,
    assignee_id,
    assignee_display_name,
    assignee_sign_in_name,
    incident_role_definition_id,
    role_template_id,
    role_display_name,
    {"activationCount", integer,
     [](const Row& row, const View&) {
         return Value{std::int64_t{incident_in(row).sequence.count}};
     }},
    {"sequenceStartDateTime", instant,
     [](const Row& row, const View&) { return Value{incident_in(row).sequence.start}; }},
    {"sequenceEndDateTime", instant,
     [](const Row& row, const View&) { return Value{incident_in(row).sequence.end}; }},
}};

// In the order of AlertKind.
const std::array<EntityType, alert_count> incident_types = {{
    {"invalidLicenseAlertIncident", license_properties},
    {"noMfaOnRoleActivationAlertIncident", incident_role_properties},
    {"redundantAssignmentAlertIncident", unused_properties},
    {"rolesAssignedOutsidePrivilegedIdentityManagementAlertIncident", outside_properties},
    {"sequentialActivationRenewalsAlertIncident", sequence_properties},
    {"staleSignInAlertIncident", stale_properties},
    {"tooManyGlobalAdminsAssignedToTenantAlertIncident", administrator_properties},
}};
const std::array<const EntityType*, alert_count> incident_kinds = {
    &incident_types[0], &incident_types[1], &incident_types[2], &incident_types[3],
    &incident_types[4], &incident_types[5], &incident_types[6]};
/// What filters may name, whatever the alert.
const std::array<Property, 4> incident_properties = {
    {{"id", guid}, {"assigneeId", guid}, {"roleDefinitionId", guid}, {"roleTemplateId", guid}}};
const EntityType incident_type{
    "unifiedRoleManagementAlertIncident", incident_properties, {}, incident_kinds};

}  // namespace

const EntityType& alert_incident_type() {
    return incident_type;
}

Row incident_row(AlertKind alert, const AlertIncident& incident) {
    return row_made(incident_types[static_cast<std::size_t>(alert)], incident);
}

void offer_incidents(const Tenant& tenant, AlertKind alert, std::int64_t after,
                     const std::function<bool(const Row&)>& offer) {
    std::int64_t cursor = -1;
    each_incident(tenant, alert, [&](const AlertIncident& incident) {
        if (++cursor <= after) return true;
        Row row = incident_row(alert, incident);
        row.cursor = cursor;
        return offer(row);
    });
}

}  // namespace pim::graph
