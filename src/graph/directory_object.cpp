#include "graph/directory_object.hpp"

#include <array>

#include "graph/directory_values.hpp"

namespace pim::graph {

namespace {

Value unit_description(const Row& row, const View&) {
    return text_or_null(row.as<AdministrativeUnit>().description);
}
Value kind_of_service_principal(const Row&, const View&) {
    return Value{std::string("Application")};
}
Value audience_of_application(const Row&, const View&) {
    return Value{std::string("AzureADMyOrg")};
}
void write_app_id(JsonWriter& out, const Row& row, const View&) {
    out.begin_array().text(to_text(row.as<ServicePrincipal>().app_id)).end_array();
}

constexpr auto text = PropertyType::text;
constexpr auto guid = PropertyType::guid;
constexpr auto instant = PropertyType::instant;
constexpr auto boolean = PropertyType::boolean;
constexpr auto complex = PropertyType::complex;

const std::array<Property, 13> user_properties = {{
    {"id", guid, id_of<User>},
    {"displayName", text, display_name_of<User>},
    {"userPrincipalName", text, user_principal_name},
    {"mail", text, user_principal_name},
    {"businessPhones", complex, nullptr, write_nothing},
    {"givenName", text, no_value},
    {"jobTitle", text, no_value},
    {"mobilePhone", text, no_value},
    {"officeLocation", text, no_value},
    {"preferredLanguage", text, no_value},
    {"surname", text, no_value},
    on_request("accountEnabled", boolean, yes),
    on_request("userType", text, user_type_name),
}};
const std::array<Property, 9> group_properties = {{
    {"id", guid, id_of<Group>},
    {"displayName", text, display_name_of<Group>},
    {"description", text, no_value},
    {"groupTypes", complex, nullptr, write_nothing},
    {"isAssignableToRole", boolean, is_assignable_to_role},
    {"mail", text, no_value},
    {"mailEnabled", boolean, no},
    {"securityEnabled", boolean, yes},
    {"visibility", text, no_value},
}};
const std::array<Property, 11> service_principal_properties = {{
    {"id", guid, id_of<ServicePrincipal>},
    {"deletedDateTime", instant, no_value},
    {"accountEnabled", boolean, yes},
    {"alternativeNames", complex, nullptr, write_nothing},
    {"appDisplayName", text, display_name_of<ServicePrincipal>},
    {"appId", guid, app_id_of<ServicePrincipal>},
    {"displayName", text, display_name_of<ServicePrincipal>},
    {"homepage", text, no_value},
    {"servicePrincipalNames", complex, nullptr, write_app_id},
    {"servicePrincipalType", text, kind_of_service_principal},
    {"tags", complex, nullptr, write_nothing},
}};
const std::array<Property, 8> application_properties = {{
    {"id", guid, id_of<Application>},
    {"deletedDateTime", instant, no_value},
    {"appId", guid, app_id_of<Application>},
    {"createdDateTime", instant, no_value},
    {"displayName", text, display_name_of<Application>},
    {"description", text, no_value},
    {"identifierUris", complex, nullptr, write_nothing},
    {"signInAudience", text, audience_of_application},
}};
const std::array<Property, 4> unit_properties = {{
    {"id", guid, id_of<AdministrativeUnit>},
    {"displayName", text, display_name_of<AdministrativeUnit>},
    {"description", text, unit_description},
    {"visibility", text, no_value},
}};
const std::array<Property, 4> object_properties = {{
    {"id", guid},
    {"displayName", text},
    {"userPrincipalName", text},
    {"appId", guid},
}};

const EntityType user{"user", user_properties, {}, {}, "users"};
const EntityType group{"group", group_properties, {}, {}, "groups"};
const EntityType service_principal{
    "servicePrincipal", service_principal_properties, {}, {}, "servicePrincipals"};
const EntityType application{"application", application_properties, {}, {}, "applications"};
const EntityType unit{
    "administrativeUnit", unit_properties, {}, {}, "directory/administrativeUnits"};
const std::array<const EntityType*, 5> objects = {&user, &group, &service_principal, &application,
                                                  &unit};
const EntityType object{"directoryObject", object_properties, {}, objects, "directoryObjects"};

const std::array<Property, 3> app_scope_properties = {{
    {"id", text, no_value},
    {"displayName", text, no_value},
    {"type", text, no_value},
}};
const EntityType app_scope{"appScope", app_scope_properties};

template <class T>
std::optional<Row> row_in(const Table<T>& table, const EntityType& type, const Guid& id) {
    const auto slot = table.slot_of(id);
    if (!slot) return std::nullopt;
    return row_of(type, table.at(*slot), *slot);
}

}  // namespace

const EntityType& directory_object_type() {
    return object;
}
const EntityType& user_type() {
    return user;
}
const EntityType& group_type() {
    return group;
}
const EntityType& service_principal_type() {
    return service_principal;
}
const EntityType& application_type() {
    return application;
}
const EntityType& administrative_unit_type() {
    return unit;
}

const EntityType& app_scope_type() {
    return app_scope;
}

std::optional<Row> directory_row(const Tenant& tenant, const Guid& id) {
    if (auto row = row_in(tenant.users, user, id)) return row;
    if (auto row = row_in(tenant.groups, group, id)) return row;
    if (auto row = row_in(tenant.service_principals, service_principal, id)) return row;
    if (auto row = row_in(tenant.applications, application, id)) return row;
    return row_in(tenant.administrative_units, unit, id);
}

void give_directory_object(const Guid& id, const View& view, const Found& found) {
    if (const auto row = directory_row(view.tenant, id)) found(*row);
}

void give_scope_object(const Scope& scope, const View& view, const Found& found) {
    if (scope.type != ScopeType::tenant) give_directory_object(scope.id, view, found);
}

}  // namespace pim::graph
