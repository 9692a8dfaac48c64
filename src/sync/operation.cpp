#include "sync/operation.hpp"

namespace pim::sync {

namespace {

constexpr std::string_view at_directory_roles =
    "$filter=scopeId%20eq%20'/'%20and%20scopeType%20eq%20'DirectoryRole'"
    "&$expand=policy($expand=rules)";
constexpr std::string_view alerts_at_directory_roles =
    "$filter=scopeId%20eq%20'/'%20and%20scopeType%20eq%20'DirectoryRole'"
    "&$expand=alertConfiguration";

constexpr std::array<OperationText, operation_count> texts = {{
    {"Tenant", "organization", "v1.0", "", "User.Read"},
    {"Role definitions", "roleManagement/directory/roleDefinitions", "beta", "",
     "RoleManagement.Read.Directory"},
    {"Role settings", "policies/roleManagementPolicyAssignments", "v1.0", at_directory_roles,
     "RoleManagementPolicy.Read.Directory"},
    {"Eligible assignments", "roleManagement/directory/roleEligibilitySchedules", "v1.0", "",
     "RoleEligibilitySchedule.Read.Directory"},
    {"Active assignments", "roleManagement/directory/roleAssignmentSchedules", "v1.0",
     "$expand=activatedUsing", "RoleAssignmentSchedule.Read.Directory"},
    {"Eligible assignments now", "roleManagement/directory/roleEligibilityScheduleInstances",
     "v1.0", "", "RoleEligibilitySchedule.Read.Directory"},
    {"Active assignments now", "roleManagement/directory/roleAssignmentScheduleInstances", "v1.0",
     "$expand=activatedUsing", "RoleAssignmentSchedule.Read.Directory"},
    {"Alerts", "identityGovernance/roleManagementAlerts/alerts", "beta", alerts_at_directory_roles,
     "RoleManagementAlert.Read.Directory"},
    {"Audit", "auditLogs/directoryAudits", "v1.0", "$filter=loggedByService%20eq%20'PIM'",
     "AuditLog.Read.All"},
    {"Requests for eligibility", "roleManagement/directory/roleEligibilityScheduleRequests", "v1.0",
     "", "RoleEligibilitySchedule.ReadWrite.Directory"},
    {"Requests for active roles", "roleManagement/directory/roleAssignmentScheduleRequests", "v1.0",
     "", "RoleAssignmentSchedule.ReadWrite.Directory"},
    {"Requests to approve",
     "roleManagement/directory/roleAssignmentScheduleRequests/filterByCurrentUser(on='approver')",
     "v1.0", "", "RoleAssignmentSchedule.ReadWrite.Directory"},
    {"Approvals", "roleManagement/directory/roleAssignmentApprovals", "beta", "",
     "RoleAssignmentSchedule.ReadWrite.Directory"},
    {"Users, groups, applications and units", "directoryObjects", "v1.0", "", "Directory.Read.All"},
    {"Members of groups", "groups", "v1.0", "", "GroupMember.Read.All"},
    {"Members of administrative units", "directory/administrativeUnits", "v1.0", "",
     "AdministrativeUnit.Read.All"},
}};

}  // namespace

const OperationText& text_of(Operation operation) {
    return texts[static_cast<std::size_t>(operation)];
}

}  // namespace pim::sync
