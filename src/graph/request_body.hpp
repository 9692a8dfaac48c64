#pragma once

#include <string>

#include "core/command.hpp"

namespace pim::graph {

/// The collection that holds the requests of a kind: `roleEligibilityScheduleRequests` or
/// `roleAssignmentScheduleRequests`.
std::string_view collection_of(AssignmentKind kind);

/// The body of a POST to a request collection; what was not given is left out.
std::string body_of(const RequestSchedule& command);

}  // namespace pim::graph
