#pragma once

#include <cstdint>
#include <functional>

#include "graph/faults.hpp"
#include "graph/message.hpp"
#include "sandbox/sandbox.hpp"

namespace pim::graph {

/// Answers a request that came without a socket, from other code in the same browser: as `handle`
/// does, for the principal of its token (unsigned ones count: nobody else can reach in), else for
/// `persona`. `wall_seconds` since 1970 are what the token's lifetime goes by. A body longer than
/// body_bytes_max is a 413. `request.id` must be set.
void handle_nearby(sandbox::Sandbox& sandbox, Request request, const Guid& persona,
                   std::int64_t wall_seconds, const std::function<void(Response)>& done,
                   Faults* faults = nullptr);

}  // namespace pim::graph
