#include <array>

#include "graph/operations.hpp"
#include "graph/routes.hpp"

namespace pim::graph {

namespace {

constexpr auto both = Versions::both;

constexpr std::string_view delegated_read =
    "RoleManagementPolicy.Read.Directory | RoleManagement.Read.All RoleManagement.Read.Directory "
    "RoleManagement.ReadWrite.Directory RoleManagementPolicy.ReadWrite.Directory";
constexpr std::string_view application_read =
    "RoleManagement.Read.Directory | RoleManagement.Read.All RoleManagement.ReadWrite.Directory";
constexpr std::string_view application_assignment_read =
    "RoleManagement.Read.All | RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory";
// Listed as delegated only; an application's call has been seen to succeed (behaviours.md §11).
constexpr std::string_view write =
    "RoleManagementPolicy.ReadWrite.Directory | RoleManagement.ReadWrite.Directory";

constexpr Permissions reads{delegated_read, application_read};
constexpr Permissions assignment_reads{delegated_read, application_assignment_read};
constexpr Permissions writes{write, write};

// endpoints.md, section F.
constexpr std::array<Route, 9> table = {{
    {"GET", "policies/roleManagementPolicies", both, list_policies, reads},
    {"GET", "policies/roleManagementPolicies/{id}", both, show_policy, reads},
    {"PATCH", "policies/roleManagementPolicies/{id}", Versions::v1_only, update_policy, writes},
    {"GET", "policies/roleManagementPolicies/{id}/rules", both, list_policy_rules, reads},
    {"GET", "policies/roleManagementPolicies/{id}/effectiveRules", both, list_effective_rules,
     reads},
    {"GET", "policies/roleManagementPolicies/{id}/rules/{id}", both, show_policy_rule, reads},
    {"PATCH", "policies/roleManagementPolicies/{id}/rules/{id}", both, update_policy_rule, writes},
    {"GET", "policies/roleManagementPolicyAssignments", both, list_policy_assignments,
     assignment_reads},
    {"GET", "policies/roleManagementPolicyAssignments/{id}", both, show_policy_assignment,
     assignment_reads},
}};

}  // namespace

std::span<const Route> policy_routes() {
    return table;
}

}  // namespace pim::graph
