#pragma once

#include "graph/message.hpp"

namespace pim::graph {

/// The id under which the core remembers what a request did. Where a change carries a
/// `client-request-id` that is a GUID, the id follows from caller, that GUID, method, address and
/// body: a client that lost the answer sends the same again and is given what was recorded, and
/// one that uses a GUID for several requests is not harmed. Otherwise it is the request's own.
Guid command_id(const Request& request);

}  // namespace pim::graph
