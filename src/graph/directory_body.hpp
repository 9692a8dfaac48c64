#pragma once

#include "core/command.hpp"
#include "graph/exchange.hpp"

namespace pim::graph {

// The bodies of POST and PATCH on directory objects as commands. `id` is null for a new object,
// which needs the members that the documentation requires; a PATCH lays what it names over the
// object. What the sandbox keeps nothing of, or would mean something else than what is done, is
// refused by name; the first password of a new user alone is passed over.

Reading<Command> read_user(const Exchange& exchange, const JsonValue& body, const Guid& id);
Reading<Command> read_group(const Exchange& exchange, const JsonValue& body, const Guid& id);
Reading<Command> read_service_principal(const Exchange& exchange, const JsonValue& body,
                                        const Guid& id);
Reading<Command> read_application(const Exchange& exchange, const JsonValue& body, const Guid& id);
Reading<Command> read_unit(const Exchange& exchange, const JsonValue& body, const Guid& id);
Reading<SaveUser> read_invitation(const JsonValue& body);

/// The object that the `@odata.id` of a body refers to.
Reading<Guid> read_reference(const Exchange& exchange, const JsonValue& body);

}  // namespace pim::graph
