#include <array>

#include "graph/operations.hpp"
#include "graph/routes.hpp"
#include "graph/schedule_request.hpp"

namespace pim::graph {

namespace {

using enum Versions;

// Those that only remove suffice for a POST that removes; the operation holds them to it.
constexpr std::string_view assignment_post_permissions =
    "RoleAssignmentSchedule.ReadWrite.Directory | RoleManagement.ReadWrite.Directory "
    "RoleAssignmentSchedule.Remove.Directory RoleEligibilitySchedule.Remove.Directory";
constexpr std::string_view eligibility_post_permissions =
    "RoleEligibilitySchedule.ReadWrite.Directory | RoleManagement.ReadWrite.Directory "
    "RoleAssignmentSchedule.Remove.Directory RoleEligibilitySchedule.Remove.Directory";
constexpr std::string_view assignment_read_permissions =
    "RoleAssignmentSchedule.Read.Directory | RoleAssignmentSchedule.ReadWrite.Directory "
    "RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory";
constexpr std::string_view eligibility_read_permissions =
    "RoleEligibilitySchedule.Read.Directory | RoleEligibilitySchedule.ReadWrite.Directory "
    "RoleManagement.Read.All RoleManagement.Read.Directory RoleManagement.ReadWrite.Directory";
constexpr std::string_view privileged_access_permissions =
    "PrivilegedAccess.Read.AzureAD | PrivilegedAccess.ReadWrite.AzureAD";

constexpr Permissions schedule_permissions(std::string_view names) {
    return {names, names};
}
constexpr Permissions assignment_requests = request_permissions(AssignmentKind::active);
constexpr Permissions eligibility_requests = request_permissions(AssignmentKind::eligible);
constexpr Permissions assignment_posts = schedule_permissions(assignment_post_permissions);
constexpr Permissions eligibility_posts = schedule_permissions(eligibility_post_permissions);
constexpr Permissions assignment_schedule_reads = schedule_permissions(assignment_read_permissions);
constexpr Permissions eligibility_schedule_reads =
    schedule_permissions(eligibility_read_permissions);
constexpr Permissions function_reads = schedule_permissions(privileged_access_permissions);

// endpoints.md, sections C, D and K.
constexpr std::array<Route, 24> schedule_routes_table = {{
    {"GET", "roleManagement/directory/roleAssignmentScheduleRequests", both,
     list_assignment_requests, assignment_requests},
    {"POST", "roleManagement/directory/roleAssignmentScheduleRequests", both,
     create_assignment_request, assignment_posts},
    {"GET", "roleManagement/directory/roleAssignmentScheduleRequests/filterByCurrentUser()", both,
     list_own_assignment_requests, assignment_requests},
    {"GET", "roleManagement/directory/roleAssignmentScheduleRequests/{id}", both,
     show_assignment_request, assignment_requests},
    {"POST", "roleManagement/directory/roleAssignmentScheduleRequests/{id}/cancel", both,
     cancel_assignment_request, assignment_requests},
    {"GET", "roleManagement/directory/roleAssignmentSchedules", both, list_assignment_schedules,
     assignment_schedule_reads},
    {"GET", "roleManagement/directory/roleAssignmentSchedules/filterByCurrentUser()", both,
     list_own_assignment_schedules, assignment_schedule_reads},
    {"GET", "roleManagement/directory/roleAssignmentSchedules/{id}", both, show_assignment_schedule,
     assignment_schedule_reads},
    {"GET", "roleManagement/directory/roleAssignmentScheduleInstances", both,
     list_assignment_instances, assignment_schedule_reads},
    {"GET", "roleManagement/directory/roleAssignmentScheduleInstances/filterByCurrentUser()", both,
     list_own_assignment_instances, assignment_schedule_reads},
    {"GET", "roleManagement/directory/roleAssignmentScheduleInstances/{id}", both,
     show_assignment_instance, assignment_schedule_reads},
    {"GET", "roleManagement/directory/roleEligibilityScheduleRequests", both,
     list_eligibility_requests, eligibility_requests},
    {"POST", "roleManagement/directory/roleEligibilityScheduleRequests", both,
     create_eligibility_request, eligibility_posts},
    {"GET", "roleManagement/directory/roleEligibilityScheduleRequests/filterByCurrentUser()", both,
     list_own_eligibility_requests, eligibility_requests},
    {"GET", "roleManagement/directory/roleEligibilityScheduleRequests/{id}", both,
     show_eligibility_request, eligibility_requests},
    {"POST", "roleManagement/directory/roleEligibilityScheduleRequests/{id}/cancel", both,
     cancel_eligibility_request, eligibility_requests},
    {"GET", "roleManagement/directory/roleEligibilitySchedules", both, list_eligibility_schedules,
     eligibility_schedule_reads},
    {"GET", "roleManagement/directory/roleEligibilitySchedules/filterByCurrentUser()", both,
     list_own_eligibility_schedules, eligibility_schedule_reads},
    {"GET", "roleManagement/directory/roleEligibilitySchedules/{id}", both,
     show_eligibility_schedule, eligibility_schedule_reads},
    {"GET", "roleManagement/directory/roleEligibilityScheduleInstances", both,
     list_eligibility_instances, eligibility_schedule_reads},
    {"GET", "roleManagement/directory/roleEligibilityScheduleInstances/filterByCurrentUser()", both,
     list_own_eligibility_instances, eligibility_schedule_reads},
    {"GET", "roleManagement/directory/roleEligibilityScheduleInstances/{id}", both,
     show_eligibility_instance, eligibility_schedule_reads},
    {"GET", "roleManagement/directory/roleSchedules()", beta_only, list_role_schedules,
     function_reads},
    {"GET", "roleManagement/directory/roleScheduleInstances()", beta_only,
     list_role_schedule_instances, function_reads},
}};

// endpoints.md, section E: no list of permissions names these.
constexpr std::array<Route, 6> approvals = {{
    {"GET", "roleManagement/directory/roleAssignmentApprovals", beta_only, list_approvals},
    {"GET", "roleManagement/directory/roleAssignmentApprovals/filterByCurrentUser()", beta_only,
     list_own_approvals},
    {"GET", "roleManagement/directory/roleAssignmentApprovals/{id}", beta_only, show_approval},
    {"GET", "roleManagement/directory/roleAssignmentApprovals/{id}/steps", beta_only,
     list_approval_steps},
    {"GET", "roleManagement/directory/roleAssignmentApprovals/{id}/steps/{id}", beta_only,
     show_approval_step},
    {"PATCH", "roleManagement/directory/roleAssignmentApprovals/{id}/steps/{id}", beta_only,
     answer_approval_step},
}};

}  // namespace

std::span<const Route> schedule_routes() {
    return schedule_routes_table;
}

std::span<const Route> approval_routes() {
    return approvals;
}

}  // namespace pim::graph
