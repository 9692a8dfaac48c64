#pragma once

#include "graph/entity.hpp"
#include "graph/json_value.hpp"

namespace pim::graph {

/// Refuses what would be answered as done and dropped: a member of the body that nobody read, with
/// another value than the row will show. Annotations, and what says nothing (null, an empty list,
/// an object of such), may stand there.
void refuse_dropped(MemberReader& members, const JsonValue& body, const Row& row, const View& view);

}  // namespace pim::graph
