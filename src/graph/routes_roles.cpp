#include <array>

#include "graph/operations.hpp"
#include "graph/routes.hpp"

namespace pim::graph {

namespace {

using enum Versions;

// The directory refuses, not PIM's gateway (behaviours.md §1, row 19).
constexpr std::string_view all_read =
    "RoleManagement.Read.Directory | Directory.Read.All Directory.ReadWrite.All "
    "RoleManagement.Read.All RoleManagement.ReadWrite.Directory";
constexpr std::string_view application_assignment_read =
    "RoleManagement.Read.Directory | Directory.Read.All Directory.ReadWrite.All "
    "RoleManagement.ReadWrite.Directory";
constexpr std::string_view definition_write =
    "RoleManagement.ReadWrite.Directory | Directory.ReadWrite.All";
constexpr std::string_view assignment_write = "RoleManagement.ReadWrite.Directory |";

constexpr Permissions definition_reads{all_read, all_read, false};
constexpr Permissions definition_writes{definition_write, definition_write, false};
constexpr Permissions assignment_reads{all_read, application_assignment_read, false};
constexpr Permissions transitive_reads{application_assignment_read, application_assignment_read,
                                       false};
constexpr Permissions assignment_writes{assignment_write, assignment_write, false};

// endpoints.md, sections A and B.
constexpr std::array<Route, 10> role_routes_table = {{
    {"GET", "roleManagement/directory/roleDefinitions", both, list_role_definitions,
     definition_reads},
    {"POST", "roleManagement/directory/roleDefinitions", both, create_role_definition,
     definition_writes},
    {"GET", "roleManagement/directory/roleDefinitions/{id}", both, show_role_definition,
     definition_reads},
    {"PATCH", "roleManagement/directory/roleDefinitions/{id}", both, update_role_definition,
     definition_writes},
    {"DELETE", "roleManagement/directory/roleDefinitions/{id}", both, delete_role_definition,
     definition_writes},
    {"GET", "roleManagement/directory/roleAssignments", both, list_role_assignments,
     assignment_reads},
    {"POST", "roleManagement/directory/roleAssignments", both, create_role_assignment,
     assignment_writes},
    {"GET", "roleManagement/directory/roleAssignments/{id}", both, show_role_assignment,
     assignment_reads},
    {"DELETE", "roleManagement/directory/roleAssignments/{id}", both, delete_role_assignment,
     assignment_writes},
    {"GET", "roleManagement/directory/transitiveRoleAssignments", beta_only,
     list_transitive_role_assignments, transitive_reads},
}};

}  // namespace

std::span<const Route> role_routes() {
    return role_routes_table;
}

}  // namespace pim::graph
