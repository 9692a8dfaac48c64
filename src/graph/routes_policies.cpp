#include <array>

#include "graph/operations.hpp"
#include "graph/routes.hpp"

namespace pim::graph {

namespace {

using enum Versions;

constexpr std::string_view delegated_read =
    "RoleManagementPolicy.Read.Directory | RoleManagement.Read.All RoleManagement.Read.Directory "
    "RoleManagement.ReadWrite.Directory RoleManagementPolicy.ReadWrite.Directory";
constexpr std::string_view application_read =
    "RoleManagement.Read.Directory | RoleManagement.Read.All RoleManagement.ReadWrite.Directory";
constexpr std::string_view policy_assignment_read =
    "RoleManagement.Read.All | RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory";
// Listed as delegated only; an application's call has been seen to succeed (behaviours.md §11).
constexpr std::string_view policy_write =
    "RoleManagementPolicy.ReadWrite.Directory | RoleManagement.ReadWrite.Directory";

constexpr Permissions policy_reads{delegated_read, application_read};
constexpr Permissions policy_assignment_reads{delegated_read, policy_assignment_read};
constexpr Permissions policy_writes{policy_write, policy_write};

// endpoints.md, section F.
constexpr std::array<Route, 9> policy_routes_table = {{
    {"GET", "policies/roleManagementPolicies", both, list_policies, policy_reads},
    {"GET", "policies/roleManagementPolicies/{id}", both, show_policy, policy_reads},
    {"PATCH", "policies/roleManagementPolicies/{id}", Versions::v1_only, update_policy,
     policy_writes},
    {"GET", "policies/roleManagementPolicies/{id}/rules", both, list_policy_rules, policy_reads},
    {"GET", "policies/roleManagementPolicies/{id}/effectiveRules", both, list_effective_rules,
     policy_reads},
    {"GET", "policies/roleManagementPolicies/{id}/rules/{id}", both, show_policy_rule,
     policy_reads},
    {"PATCH", "policies/roleManagementPolicies/{id}/rules/{id}", both, update_policy_rule,
     policy_writes},
    {"GET", "policies/roleManagementPolicyAssignments", both, list_policy_assignments,
     policy_assignment_reads},
    {"GET", "policies/roleManagementPolicyAssignments/{id}", both, show_policy_assignment,
     policy_assignment_reads},
}};

}  // namespace

std::span<const Route> policy_routes() {
    return policy_routes_table;
}

}  // namespace pim::graph
