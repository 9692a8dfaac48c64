#pragma once

#include "graph/entity.hpp"

namespace pim::graph {

/// unifiedRoleDefinition; its rows point at RoleDefinition.
const EntityType& role_definition_type();

/// Gives the role of an id, or nothing where it is gone.
void give_role_definition(const Guid& id, const View& view, const Found& found);

constexpr std::string_view role_definitions_path = "roleManagement/directory/roleDefinitions";

}  // namespace pim::graph
