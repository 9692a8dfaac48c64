#include <array>

#include "graph/operations.hpp"
#include "graph/routes.hpp"
#include "graph/schedule_request.hpp"

namespace pim::graph {

namespace {

constexpr auto both = Versions::both;
constexpr auto beta = Versions::beta_only;

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

constexpr Permissions same(std::string_view names) {
    return {names, names};
}
constexpr Permissions assignment_requests = request_permissions(AssignmentKind::active);
constexpr Permissions eligibility_requests = request_permissions(AssignmentKind::eligible);
constexpr Permissions assignment_posts = same(assignment_post_permissions);
constexpr Permissions eligibility_posts = same(eligibility_post_permissions);
constexpr Permissions assignment_reads = same(assignment_read_permissions);
constexpr Permissions eligibility_reads = same(eligibility_read_permissions);
constexpr Permissions function_reads = same(privileged_access_permissions);

// endpoints.md, sections C, D and K.
constexpr std::array<Route, 24> table = {{
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
     assignment_reads},
    {"GET", "roleManagement/directory/roleAssignmentSchedules/filterByCurrentUser()", both,
     list_own_assignment_schedules, assignment_reads},
    {"GET", "roleManagement/directory/roleAssignmentSchedules/{id}", both, show_assignment_schedule,
     assignment_reads},
    {"GET", "roleManagement/directory/roleAssignmentScheduleInstances", both,
     list_assignment_instances, assignment_reads},
    {"GET", "roleManagement/directory/roleAssignmentScheduleInstances/filterByCurrentUser()", both,
     list_own_assignment_instances, assignment_reads},
    {"GET", "roleManagement/directory/roleAssignmentScheduleInstances/{id}", both,
     show_assignment_instance, assignment_reads},
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
     eligibility_reads},
    {"GET", "roleManagement/directory/roleEligibilitySchedules/filterByCurrentUser()", both,
     list_own_eligibility_schedules, eligibility_reads},
    {"GET", "roleManagement/directory/roleEligibilitySchedules/{id}", both,
     show_eligibility_schedule, eligibility_reads},
    {"GET", "roleManagement/directory/roleEligibilityScheduleInstances", both,
     list_eligibility_instances, eligibility_reads},
    {"GET", "roleManagement/directory/roleEligibilityScheduleInstances/filterByCurrentUser()", both,
     list_own_eligibility_instances, eligibility_reads},
    {"GET", "roleManagement/directory/roleEligibilityScheduleInstances/{id}", both,
     show_eligibility_instance, eligibility_reads},
    {"GET", "roleManagement/directory/roleSchedules()", beta, list_role_schedules, function_reads},
    {"GET", "roleManagement/directory/roleScheduleInstances()", beta, list_role_schedule_instances,
     function_reads},
}};

// endpoints.md, section E: no list of permissions names these.
constexpr std::array<Route, 6> approvals = {{
    {"GET", "roleManagement/directory/roleAssignmentApprovals", beta, list_approvals},
    {"GET", "roleManagement/directory/roleAssignmentApprovals/filterByCurrentUser()", beta,
     list_own_approvals},
    {"GET", "roleManagement/directory/roleAssignmentApprovals/{id}", beta, show_approval},
    {"GET", "roleManagement/directory/roleAssignmentApprovals/{id}/steps", beta,
     list_approval_steps},
    {"GET", "roleManagement/directory/roleAssignmentApprovals/{id}/steps/{id}", beta,
     show_approval_step},
    {"PATCH", "roleManagement/directory/roleAssignmentApprovals/{id}/steps/{id}", beta,
     answer_approval_step},
}};

}  // namespace

std::span<const Route> schedule_routes() {
    return table;
}

std::span<const Route> approval_routes() {
    return approvals;
}

}  // namespace pim::graph
