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

// roleAssignmentApprovals
void list_approvals(Exchange& exchange);
void list_own_approvals(Exchange& exchange);
void show_approval(Exchange& exchange);
void list_approval_steps(Exchange& exchange);
void show_approval_step(Exchange& exchange);
void answer_approval_step(Exchange& exchange);

}  // namespace pim::graph
