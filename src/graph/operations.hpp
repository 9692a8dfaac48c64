#pragma once

#include "graph/exchange.hpp"

namespace pim::graph {

// The operations that the table of routes names. Each answers its exchange exactly once.

// roleAssignmentScheduleRequests
void list_assignment_requests(Exchange& exchange);
void create_assignment_request(Exchange& exchange);
void list_own_assignment_requests(Exchange& exchange);
void show_assignment_request(Exchange& exchange);
void cancel_assignment_request(Exchange& exchange);

// roleEligibilityScheduleRequests
void list_eligibility_requests(Exchange& exchange);
void create_eligibility_request(Exchange& exchange);
void list_own_eligibility_requests(Exchange& exchange);
void show_eligibility_request(Exchange& exchange);
void cancel_eligibility_request(Exchange& exchange);

// roleAssignmentSchedules, roleEligibilitySchedules and their instances
void list_assignment_schedules(Exchange& exchange);
void list_own_assignment_schedules(Exchange& exchange);
void show_assignment_schedule(Exchange& exchange);
void list_eligibility_schedules(Exchange& exchange);
void list_own_eligibility_schedules(Exchange& exchange);
void show_eligibility_schedule(Exchange& exchange);
void list_assignment_instances(Exchange& exchange);
void list_own_assignment_instances(Exchange& exchange);
void show_assignment_instance(Exchange& exchange);
void list_eligibility_instances(Exchange& exchange);
void list_own_eligibility_instances(Exchange& exchange);
void show_eligibility_instance(Exchange& exchange);
void list_role_schedules(Exchange& exchange);
void list_role_schedule_instances(Exchange& exchange);

// roleDefinitions
void list_role_definitions(Exchange& exchange);
void create_role_definition(Exchange& exchange);
void show_role_definition(Exchange& exchange);
void update_role_definition(Exchange& exchange);
void delete_role_definition(Exchange& exchange);

// roleAssignments and transitiveRoleAssignments
void list_role_assignments(Exchange& exchange);
void create_role_assignment(Exchange& exchange);
void show_role_assignment(Exchange& exchange);
void delete_role_assignment(Exchange& exchange);
void list_transitive_role_assignments(Exchange& exchange);

// roleAssignmentApprovals
void list_approvals(Exchange& exchange);
void list_own_approvals(Exchange& exchange);
void show_approval(Exchange& exchange);
void list_approval_steps(Exchange& exchange);
void show_approval_step(Exchange& exchange);
void answer_approval_step(Exchange& exchange);

// roleManagementPolicies, their rules, and roleManagementPolicyAssignments
void list_policies(Exchange& exchange);
void show_policy(Exchange& exchange);
void update_policy(Exchange& exchange);
void list_policy_rules(Exchange& exchange);
void list_effective_rules(Exchange& exchange);
void show_policy_rule(Exchange& exchange);
void update_policy_rule(Exchange& exchange);
void list_policy_assignments(Exchange& exchange);
void show_policy_assignment(Exchange& exchange);

}  // namespace pim::graph
