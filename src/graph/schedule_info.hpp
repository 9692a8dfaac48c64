#pragma once

#include <optional>

#include "core/schedule.hpp"
#include "graph/json_writer.hpp"

namespace pim::graph {

/// Writes a requestSchedule: what a request asked for, or what a schedule came to.
void write_schedule_info(JsonWriter& out, const std::optional<Instant>& start,
                         const Expiration& expiration);

}  // namespace pim::graph
