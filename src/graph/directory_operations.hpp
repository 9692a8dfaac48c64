#pragma once

#include "graph/exchange.hpp"

namespace pim::graph {

// The operations of the directory (endpoints.md, section I); each answers its exchange exactly
// once.

// me, users, groups, servicePrincipals, applications, administrativeUnits, directoryObjects
void show_me(Exchange& exchange);
void list_users(Exchange& exchange);
void show_user(Exchange& exchange);
void create_user(Exchange& exchange);
void update_user(Exchange& exchange);
void delete_user(Exchange& exchange);
void list_groups(Exchange& exchange);
void show_group(Exchange& exchange);
void create_group(Exchange& exchange);
void update_group(Exchange& exchange);
void delete_group(Exchange& exchange);
void list_service_principals(Exchange& exchange);
void show_service_principal(Exchange& exchange);
void create_service_principal(Exchange& exchange);
void update_service_principal(Exchange& exchange);
void delete_service_principal(Exchange& exchange);
void list_applications(Exchange& exchange);
void show_application(Exchange& exchange);
void create_application(Exchange& exchange);
void update_application(Exchange& exchange);
void delete_application(Exchange& exchange);
void list_units(Exchange& exchange);
void show_unit(Exchange& exchange);
void create_unit(Exchange& exchange);
void update_unit(Exchange& exchange);
void delete_unit(Exchange& exchange);
void invite_guest(Exchange& exchange);
void show_directory_object(Exchange& exchange);
void delete_directory_object(Exchange& exchange);
void find_directory_objects(Exchange& exchange);
void list_member_groups(Exchange& exchange);
void list_own_member_groups(Exchange& exchange);

// members of groups, administrativeUnits and directoryRoles; owners of groups
void list_group_members(Exchange& exchange);
void add_group_member(Exchange& exchange);
void remove_group_member(Exchange& exchange);
void list_group_owners(Exchange& exchange);
void add_group_owner(Exchange& exchange);
void remove_group_owner(Exchange& exchange);
void list_unit_members(Exchange& exchange);
void add_unit_member(Exchange& exchange);
void remove_unit_member(Exchange& exchange);
void list_directory_role_members(Exchange& exchange);
void add_directory_role_member(Exchange& exchange);
void remove_directory_role_member(Exchange& exchange);
void list_scoped_role_members(Exchange& exchange);
void show_scoped_role_member(Exchange& exchange);
void add_scoped_role_member(Exchange& exchange);
void remove_scoped_role_member(Exchange& exchange);

// directoryRoles, directoryRoleTemplates, organization, subscribedSkus
void list_directory_roles(Exchange& exchange);
void show_directory_role(Exchange& exchange);
void activate_directory_role(Exchange& exchange);
void list_directory_role_templates(Exchange& exchange);
void show_directory_role_template(Exchange& exchange);
void list_organizations(Exchange& exchange);
void show_organization(Exchange& exchange);
void list_subscribed_skus(Exchange& exchange);

}  // namespace pim::graph
