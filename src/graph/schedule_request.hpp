#pragma once

#include "core/request.hpp"
#include "graph/entity.hpp"
#include "graph/permission.hpp"
#include "graph/rejection.hpp"

namespace pim::graph {

/// The core's request, as distinct from an HTTP one.
using ScheduleRequest = pim::Request;

/// unifiedRoleEligibilityScheduleRequest or unifiedRoleAssignmentScheduleRequest, members in the
/// order of the seeds' answers; rows point at ScheduleRequest.
const EntityType& request_type(AssignmentKind kind);

/// Whether an action ends something.
bool removes(Action action);

/// What a token must permit for whoever reads, makes and cancels requests of a kind; the
/// permissions that only remove suffice for those that do (endpoints.md, sections C and D).
constexpr Permissions request_permissions(AssignmentKind kind) {
    constexpr std::string_view eligible =
        "RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory";
    constexpr std::string_view active =
        "RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory";
    return kind == AssignmentKind::eligible ? Permissions{eligible, eligible}
                                            : Permissions{active, active};
}

/// 201 with the request and, unless it was only validated, its `Location`.
Response created_request(const ScheduleRequest& request, const View& view, const Stamp& stamp);

}  // namespace pim::graph
