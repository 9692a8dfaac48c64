#pragma once

#include "core/command.hpp"
#include "lab/lookup.hpp"
#include "lab/scenario.hpp"

namespace pim::lab {

/// True for the verbs that POST to one of the two request collections.
bool is_schedule_verb(Verb verb);

/// The command of such a line.
Outcome<Command> compose_schedule(const Line& line, const Tenant& tenant, const Lookup& lookup,
                                  const Guid& caller, Instant now);

/// The window that a line writes; none where it writes no end.
std::optional<ScheduleInfo> written_window(const Operation& operation, Instant now);

}  // namespace pim::lab
