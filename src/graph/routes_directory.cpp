#include <array>

#include "graph/directory_operations.hpp"
#include "graph/routes_more.hpp"

namespace pim::graph {

namespace {

using enum Versions;

// The permissions of these operations as the reference pages list them, the least ones first; the
// directory refuses.
constexpr Permissions directory_permissions(std::string_view names) {
    return {names, names, false};
}
constexpr Permissions me_reads{
    "User.Read | User.ReadWrite User.ReadBasic.All User.Read.All User.ReadWrite.All "
    "Directory.Read.All Directory.ReadWrite.All",
    {},
    false};
constexpr Permissions user_reads{
    "User.ReadBasic.All | User.Read.All User.ReadWrite.All Directory.Read.All "
    "Directory.ReadWrite.All",
    "User.Read.All | User.ReadWrite.All Directory.Read.All Directory.ReadWrite.All", false};
constexpr Permissions user_writes =
    directory_permissions("User.ReadWrite.All | Directory.ReadWrite.All");
constexpr Permissions invitations =
    directory_permissions("User.Invite.All | User.ReadWrite.All Directory.ReadWrite.All");
constexpr Permissions group_reads = directory_permissions(
    "GroupMember.Read.All | Group.Read.All Group.ReadWrite.All Directory.Read.All "
    "Directory.ReadWrite.All");
constexpr Permissions group_writes =
    directory_permissions("Group.ReadWrite.All | Directory.ReadWrite.All");
constexpr Permissions member_writes = directory_permissions(
    "GroupMember.ReadWrite.All | Group.ReadWrite.All Directory.ReadWrite.All");
constexpr Permissions application_reads = directory_permissions(
    "Application.Read.All | Application.ReadWrite.All Directory.Read.All "
    "Directory.ReadWrite.All");
constexpr Permissions application_writes =
    directory_permissions("Application.ReadWrite.All | Directory.ReadWrite.All");
constexpr Permissions unit_reads = directory_permissions(
    "AdministrativeUnit.Read.All | AdministrativeUnit.ReadWrite.All Directory.Read.All "
    "Directory.ReadWrite.All");
constexpr Permissions unit_writes =
    directory_permissions("AdministrativeUnit.ReadWrite.All | Directory.ReadWrite.All");
constexpr Permissions role_reads = directory_permissions(
    "RoleManagement.Read.Directory | Directory.Read.All RoleManagement.ReadWrite.Directory "
    "Directory.ReadWrite.All");
constexpr Permissions role_writes = directory_permissions("RoleManagement.ReadWrite.Directory |");
constexpr Permissions object_reads =
    directory_permissions("Directory.Read.All | Directory.ReadWrite.All");
constexpr Permissions object_writes = directory_permissions("Directory.ReadWrite.All |");
constexpr Permissions member_group_reads{
    "User.Read | User.Read.All GroupMember.Read.All Directory.Read.All Directory.ReadWrite.All",
    "GroupMember.Read.All | User.Read.All Directory.Read.All Directory.ReadWrite.All", false};
constexpr Permissions organization_reads{
    "User.Read | Organization.Read.All Directory.Read.All Organization.ReadWrite.All "
    "Directory.ReadWrite.All",
    "Organization.Read.All | Directory.Read.All Organization.ReadWrite.All "
    "Directory.ReadWrite.All",
    false};
constexpr Permissions sku_reads = directory_permissions(
    "LicenseAssignment.Read.All | Organization.Read.All Directory.Read.All "
    "Organization.ReadWrite.All Directory.ReadWrite.All");

// endpoints.md, section I: people and groups.
constexpr std::array<Route, 25> people = {{
    {"GET", "me", both, show_me, me_reads},
    {"POST", "me/getMemberGroups", both, list_own_member_groups, member_group_reads},
    {"GET", "users", both, list_users, user_reads},
    {"POST", "users", both, create_user, user_writes},
    {"GET", "users/{id}", both, show_user, user_reads},
    {"PATCH", "users/{id}", both, update_user, user_writes},
    {"DELETE", "users/{id}", both, delete_user, user_writes},
    {"POST", "users/{id}/getMemberGroups", both, list_member_groups, member_group_reads},
    {"POST", "invitations", both, invite_guest, invitations},
    {"GET", "groups", both, list_groups, group_reads},
    {"POST", "groups", both, create_group, group_writes},
    {"GET", "groups/{id}", both, show_group, group_reads},
    {"PATCH", "groups/{id}", both, update_group, group_writes},
    {"DELETE", "groups/{id}", both, delete_group, group_writes},
    {"GET", "groups/{id}/members", both, list_group_members, group_reads},
    {"POST", "groups/{id}/members/$ref", both, add_group_member, member_writes},
    {"DELETE", "groups/{id}/members/{id}/$ref", both, remove_group_member, member_writes},
    {"GET", "groups/{id}/owners", both, list_group_owners, group_reads},
    {"POST", "groups/{id}/owners/$ref", both, add_group_owner, group_writes},
    {"DELETE", "groups/{id}/owners/{id}/$ref", both, remove_group_owner, group_writes},
    {"POST", "directoryObjects/getByIds", both, find_directory_objects, object_reads},
    {"GET", "directoryObjects/{id}", both, show_directory_object, object_reads},
    {"DELETE", "directoryObjects/{id}", both, delete_directory_object, object_writes},
    {"POST", "directoryObjects/{id}/getMemberGroups", both, list_member_groups, member_group_reads},
    {"POST", "servicePrincipals/{id}/getMemberGroups", both, list_member_groups,
     member_group_reads},
}};

// Applications, roles and the tenant.
constexpr std::array<Route, 21> things = {{
    {"GET", "servicePrincipals", both, list_service_principals, application_reads},
    {"POST", "servicePrincipals", both, create_service_principal, application_writes},
    {"GET", "servicePrincipals/{id}", both, show_service_principal, application_reads},
    {"PATCH", "servicePrincipals/{id}", both, update_service_principal, application_writes},
    {"DELETE", "servicePrincipals/{id}", both, delete_service_principal, application_writes},
    {"GET", "applications", both, list_applications, application_reads},
    {"POST", "applications", both, create_application, application_writes},
    {"GET", "applications/{id}", both, show_application, application_reads},
    {"PATCH", "applications/{id}", both, update_application, application_writes},
    {"DELETE", "applications/{id}", both, delete_application, application_writes},
    {"GET", "directoryRoles", both, list_directory_roles, role_reads},
    {"POST", "directoryRoles", both, activate_directory_role, role_writes},
    {"GET", "directoryRoles/{id}", both, show_directory_role, role_reads},
    {"GET", "directoryRoles/{id}/members", both, list_directory_role_members, role_reads},
    {"POST", "directoryRoles/{id}/members/$ref", both, add_directory_role_member, role_writes},
    {"DELETE", "directoryRoles/{id}/members/{id}/$ref", both, remove_directory_role_member,
     role_writes},
    {"GET", "directoryRoleTemplates", both, list_directory_role_templates, role_reads},
    {"GET", "directoryRoleTemplates/{id}", both, show_directory_role_template, role_reads},
    {"GET", "organization", both, list_organizations, organization_reads},
    {"GET", "organization/{id}", both, show_organization, organization_reads},
    {"GET", "subscribedSkus", both, list_subscribed_skus, sku_reads},
}};

// Administrative units stand at another path in each version: below `directory` in v1.0.
constexpr std::string_view unit_folder = "directory/";
constexpr std::array<Route, 12> units_of_v1 = {{
    {"GET", "directory/administrativeUnits", v1_only, list_units, unit_reads},
    {"POST", "directory/administrativeUnits", v1_only, create_unit, unit_writes},
    {"GET", "directory/administrativeUnits/{id}", v1_only, show_unit, unit_reads},
    {"PATCH", "directory/administrativeUnits/{id}", v1_only, update_unit, unit_writes},
    {"DELETE", "directory/administrativeUnits/{id}", v1_only, delete_unit, unit_writes},
    {"GET", "directory/administrativeUnits/{id}/members", v1_only, list_unit_members, unit_reads},
    {"POST", "directory/administrativeUnits/{id}/members/$ref", v1_only, add_unit_member,
     unit_writes},
    {"DELETE", "directory/administrativeUnits/{id}/members/{id}/$ref", v1_only, remove_unit_member,
     unit_writes},
    {"GET", "directory/administrativeUnits/{id}/scopedRoleMembers", v1_only,
     list_scoped_role_members, role_reads},
    {"POST", "directory/administrativeUnits/{id}/scopedRoleMembers", v1_only,
     add_scoped_role_member, role_writes},
    {"GET", "directory/administrativeUnits/{id}/scopedRoleMembers/{id}", v1_only,
     show_scoped_role_member, role_reads},
    {"DELETE", "directory/administrativeUnits/{id}/scopedRoleMembers/{id}", v1_only,
     remove_scoped_role_member, role_writes},
}};

constexpr auto routes_of_units() {
    std::array<Route, 2 * units_of_v1.size()> routes{};
    for (std::size_t i = 0; i < units_of_v1.size(); ++i) {
        routes[i] = units_of_v1[i];
        Route& other = routes[units_of_v1.size() + i];
        other = units_of_v1[i];
        other.path.remove_prefix(unit_folder.size());
        other.versions = beta_only;
    }
    return routes;
}
constexpr auto units = routes_of_units();

}  // namespace

std::span<const Route> people_routes() {
    return people;
}
std::span<const Route> thing_routes() {
    return things;
}
std::span<const Route> unit_routes() {
    return units;
}

}  // namespace pim::graph
