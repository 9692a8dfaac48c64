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

/// The row of a principal that stands for its membership of a role, an active assignment in force:
/// the first of those over the same scope. Null where there is none.
const Schedule* role_membership(const Tenant& tenant, const Guid& principal, const Guid& role,
                                const Scope& scope);

/// Gives who holds a role over the tenant, each once and behind a cursor, until `offer` says no.
void offer_role_members(const Guid& role, const View& view, std::int64_t after,
                        const std::function<bool(const Row&)>& offer);

/// The id of a built-in role among the directoryRoles.
Guid directory_role_id(const Tenant& tenant, const Guid& role);

/// The role that a path or a body names: the id of the directoryRole, or `roleTemplateId=…`. Null
/// where there is none.
const RoleDefinition* find_directory_role(const Tenant& tenant, std::string_view key);

}  // namespace pim::graph
