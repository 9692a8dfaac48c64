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

using enum PropertyType;

const auto user_object_properties = and_on_request(std::array<Property, 11>{{
    {"id", guid, id_of<User>},
    {"displayName", text, display_name_of<User>},
    principal_name_property("userPrincipalName"),
    principal_name_property("mail"),
    {"businessPhones", complex, nullptr, write_nothing},
    profile_property<ProfileText::given_name>,
    profile_property<ProfileText::job_title>,
    profile_property<ProfileText::mobile_phone>,
    profile_property<ProfileText::office_location>,
    profile_property<ProfileText::preferred_language>,
    profile_property<ProfileText::surname>,
}});
const std::array<Property, 9> group_object_properties = {{
    {"id", guid, id_of<Group>},
    {"displayName", text, display_name_of<Group>},
    {"description", text, group_description},
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
const std::array<Property, 4> unit_object_properties = {{
    {"id", guid, id_of<AdministrativeUnit>},
    {"displayName", text, display_name_of<AdministrativeUnit>},
    {"description", text, unit_description},
    {"visibility", text, no_value},
}};
const std::array<Property, 4> any_object_properties = {{
    {"id", guid},
    {"displayName", text},
    principal_name_of_any("userPrincipalName"),
    {"appId", guid},
}};

const EntityType user_object{"user", user_object_properties, {}, {}, "users", texts_in_any_case};
const EntityType group_object{"group",  group_object_properties, {}, {},
                              "groups", texts_in_any_case};
const EntityType service_principal_entity{
    "servicePrincipal", service_principal_properties, {}, {}, "servicePrincipals",
    texts_in_any_case};
const EntityType application_entity{"application",  application_properties, {}, {},
                                    "applications", texts_in_any_case};
const EntityType unit_object{
    "administrativeUnit", unit_object_properties, {}, {}, "directory/administrativeUnits",
    texts_in_any_case};
const std::array<const EntityType*, 5> objects = {
    &user_object, &group_object, &service_principal_entity, &application_entity, &unit_object};
const EntityType object_entity{"directoryObject", any_object_properties, {},
                               objects,           "directoryObjects",    texts_in_any_case};

const std::array<Property, 3> app_scope_properties = {{
    {"id", text, no_value},
    {"displayName", text, no_value},
    {"type", text, no_value},
}};
const EntityType app_scope_entity{"appScope", app_scope_properties};

}  // namespace

const EntityType& directory_object_type() {
    return object_entity;
}
const EntityType& user_type() {
    return user_object;
}
const EntityType& group_type() {
    return group_object;
}
const EntityType& service_principal_type() {
    return service_principal_entity;
}
const EntityType& application_type() {
    return application_entity;
}
const EntityType& administrative_unit_type() {
    return unit_object;
}

const EntityType& app_scope_type() {
    return app_scope_entity;
}

std::optional<Row> directory_row(const Tenant& tenant, const Guid& id) {
    if (auto row = row_in(tenant.users, user_object, id)) return row;
    if (auto row = row_in(tenant.groups, group_object, id)) return row;
    if (auto row = row_in(tenant.service_principals, service_principal_entity, id)) return row;
    if (auto row = row_in(tenant.applications, application_entity, id)) return row;
    return row_in(tenant.administrative_units, unit_object, id);
}

void give_directory_object(const Guid& id, const View& view, const Found& found) {
    if (const auto row = directory_row(view.tenant, id)) found(*row);
}

void give_scope_object(const Scope& scope, const View& view, const Found& found) {
    if (scope.type != ScopeType::tenant) give_directory_object(scope.id, view, found);
}

}  // namespace pim::graph
