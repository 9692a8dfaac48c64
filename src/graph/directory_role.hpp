#pragma once

#include "graph/entity.hpp"

namespace pim::graph {

// The older view on roles: directoryRoles are the built-in roles of the tenant under ids of their
// own, directoryRoleTemplates the catalogue. Every built-in role counts as activated, since PIM
// activates a role by itself when it is first assigned (decision).

const EntityType& directory_role_type();
const EntityType& directory_role_template_type();
/// Who holds a role over an administrative unit.
const EntityType& scoped_role_membership_type();

/// Whether an assignment is shown as such: active, in force, over an administrative unit.
bool is_scoped_membership(const Schedule& schedule);

/// The id of a built-in role among the directoryRoles.
Guid directory_role_id(const Tenant& tenant, const Guid& role);

/// The role that a path or a body names: the id of the directoryRole, or `roleTemplateId=…`. Null
/// where there is none.
const RoleDefinition* find_directory_role(const Tenant& tenant, std::string_view key);

}  // namespace pim::graph
