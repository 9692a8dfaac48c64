#pragma once

#include "core/command.hpp"
#include "lab/lookup.hpp"
#include "lab/scenario.hpp"

namespace pim::lab {

/// A line as a command: names looked up, times resolved.
struct Composed {
    Command command;
    Guid caller;
};

/// The command of a line that is neither a stage direction nor an expectation. `caller` is who
/// acts where the line names nobody; lines of a persona's own fall back on the persona.
/// An error names what the line refers to and the tenant lacks.
Outcome<Composed> compose(const Line& line, const Tenant& tenant, Lookup& lookup,
                          const Guid& caller, Instant now);

/// The latest request of a principal for a role, an open one before all others.
const Request* latest_request(const Tenant& tenant, const Guid& principal, const Guid& role,
                              const std::optional<Scope>& scope);

}  // namespace pim::lab
