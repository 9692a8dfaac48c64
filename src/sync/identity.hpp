#pragma once

#include <functional>
#include <string>

#include "sync/backend.hpp"
#include "sync/transport.hpp"

namespace pim::sync {

/// Asks whose tenant a token reaches, and whose token it is: the ids of the organization and of who
/// signed in, as one text. Empty where the backend tells neither. All tenants may share one
/// address. An error where nobody answers, or asks for a pause.
void ask_identity(Transport& transport, const Backend& backend,
                  std::function<void(Outcome<std::string>)> done);

}  // namespace pim::sync
