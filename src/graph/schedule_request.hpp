#pragma once

#include "core/request.hpp"
#include "graph/entity.hpp"
#include "graph/rejection.hpp"

namespace pim::graph {

/// The core's request, as distinct from an HTTP one.
using ScheduleRequest = pim::Request;

/// unifiedRoleEligibilityScheduleRequest or unifiedRoleAssignmentScheduleRequest, members in the
/// order of the seeds' answers; rows point at ScheduleRequest.
const EntityType& request_type(AssignmentKind kind);

/// 201 with the request and, unless it was only validated, its `Location`.
Response created_request(const ScheduleRequest& request, const View& view, const Stamp& stamp);

}  // namespace pim::graph
