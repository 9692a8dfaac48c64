#pragma once

#include "core/policy.hpp"
#include "graph/filter.hpp"

namespace pim::graph {

// The settings of a role as Graph shows them: a policy with its 17 rules, and the assignment of
// that policy to the role. Rows of both point at a RoleDefinition.

const EntityType& policy_type();             ///< unifiedRoleManagementPolicy
const EntityType& policy_assignment_type();  ///< unifiedRoleManagementPolicyAssignment

constexpr std::string_view policies_path = "policies/roleManagementPolicies";
constexpr std::string_view policy_assignments_path = "policies/roleManagementPolicyAssignments";

/// `DirectoryRole`, which a filter may also call `Directory` (ruling 8). Alerts have it as well.
Value scope_type_of_directory(const Row&, const View&);
std::string canonical_scope_type(std::string_view text, Version version);
/// 400 where a filter does not say the scope: without it neither policies nor alerts are listed.
std::optional<Rejection> missing_scope_filter(const Filter& filter);
/// `/`, the only scope that policies and alerts exist at.
Value scope_id_of_directory(const Row&, const View&);

}  // namespace pim::graph
