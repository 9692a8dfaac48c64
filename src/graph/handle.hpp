#pragma once

#include <functional>

#include "graph/faults.hpp"
#include "graph/message.hpp"
#include "graph/rejection.hpp"
#include "sandbox/sandbox.hpp"

namespace pim::graph {

/// When and for which request an answer is given; the ids follow from those of the request.
Stamp stamp_of(const sandbox::Sandbox& sandbox, const Request& request);

/// Answers a Graph request over a sandbox. `done` is called once: at once for reads and refusals,
/// and for changes when they are durable (design.md, "Confirmed"). Where there are `faults`, the
/// request meets its own first; a batch leaves that to its parts, as the service does. The sandbox
/// and the faults must outlive it.
void handle(sandbox::Sandbox& sandbox, const Request& request, std::function<void(Response)> done,
            Faults* faults = nullptr);

/// The same for a store that commits at once (tests, memory): commits and gives the answer. Where
/// the commit is still under way it is a 503, and the change may become durable later.
Response handle(sandbox::Sandbox& sandbox, const Request& request);

}  // namespace pim::graph
