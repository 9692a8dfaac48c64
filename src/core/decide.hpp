#pragma once

#include <optional>

#include "core/command.hpp"
#include "core/event.hpp"
#include "core/refusal.hpp"
#include "core/tenant.hpp"

namespace pim {

/// A "yes": the events that the command leads to.
struct Accepted {
    Events events;                     ///< empty where nothing changes
    Guid subject;                      ///< the request, object or schedule made or changed
    std::optional<Request> validated;  ///< of a validation-only request: what it would have been
    bool repeated = false;             ///< the command id was carried out before
};

/// Yes with events, or no with every reason.
using Decision = tl::expected<Accepted, Refusal>;

/// Answers a command. Pure: the same tenant, command and context give the same decision. The
/// tenant must have been advanced to `context.now`.
Decision decide(const Tenant& tenant, const Command& command, const Context& context);

/// Whether the command would be accepted now, without carrying it out: what a button needs to be
/// enabled, or to say why it is not.
std::optional<Refusal> refusal_of(const Tenant& tenant, const Command& command,
                                  const Context& context);

}  // namespace pim
