#pragma once

#include <optional>

#include "core/command.hpp"

namespace pim::tests {

/// A request over the whole directory, for a time or permanent, as most tests begin with one.
inline RequestSchedule schedule_request(AssignmentKind kind, Action action, const Guid& principal,
                                        const Guid& role,
                                        const std::optional<Duration>& duration = {}) {
    RequestSchedule command;
    command.kind = kind;
    command.action = action;
    command.principal = principal;
    command.role = role;
    command.justification = "set-up";
    command.schedule.expiration.type =
        duration ? ExpirationType::after_duration : ExpirationType::no_expiration;
    command.schedule.expiration.duration = duration;
    return command;
}

}  // namespace pim::tests
