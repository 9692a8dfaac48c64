#pragma once

#include "graph/property.hpp"
#include "graph/schedule_request.hpp"

namespace pim::graph {

/// approvalStep: the step of a request that has an approval, members in the order of S4.
const EntityType<ScheduleRequest>& approval_step_type();

/// The `@odata.context` of an approval, of its steps and of one of them.
std::string approvals_context();
std::string steps_context(const ScheduleRequest& request);

/// The members of an approval with its steps inline; `context` only where it stands alone.
void write_approval(JsonWriter& out, const ScheduleRequest& request, const View& view);

}  // namespace pim::graph
