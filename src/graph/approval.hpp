#pragma once

#include "graph/entity.hpp"
#include "graph/schedule_request.hpp"

namespace pim::graph {

/// approval, with its steps inline (S4); rows point at a ScheduleRequest that has an approval.
const EntityType& approval_type();
/// approvalStep: the step of such a request, members in the order of S4.
const EntityType& approval_step_type();

/// What follows `$metadata#` for approvals, and for the steps of one.
constexpr std::string_view approvals_path = "roleManagement/directory/roleAssignmentApprovals";
std::string steps_path(const ScheduleRequest& request);

/// The result of a review; `Approved` and `Denied` are tolerated (ruling 10).
std::optional<ReviewResult> parse_review_result(std::string_view text);

}  // namespace pim::graph
