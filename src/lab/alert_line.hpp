#pragma once

#include "core/command.hpp"
#include "lab/lookup.hpp"
#include "lab/scenario.hpp"

namespace pim::lab {

/// The command of a line about a security alert: refresh, dismiss, take-up, configure, fix.
Outcome<Command> compose_alert(const Operation& operation, const Tenant& tenant,
                               const Lookup& lookup);

}  // namespace pim::lab
