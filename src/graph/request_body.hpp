#pragma once

#include <string>

#include "core/command.hpp"
#include "graph/json_value.hpp"

namespace pim::graph {

/// The collection that holds the requests of a kind: `roleEligibilityScheduleRequests` or
/// `roleAssignmentScheduleRequests`.
std::string_view collection_of(AssignmentKind kind);

/// The body of a POST to a request collection; what was not given is left out.
std::string body_of(const RequestSchedule& command);

/// Reads such a body. Names and enumeration members count in any case; unknown members and a
/// `targetScheduleId` are passed over (behaviours.md §3); a member of the
/// wrong type is a 400 that names its place.
Reading<RequestSchedule> read_request(AssignmentKind kind, const JsonValue& body);

/// Reads a requestSchedule; `place` names it in `problem`, which keeps the first thing that is
/// wrong, under `code`.
ScheduleInfo read_schedule(const JsonValue& object, const std::string& place,
                           std::optional<Rejection>& problem,
                           std::string_view code = pim_member_code);

}  // namespace pim::graph
