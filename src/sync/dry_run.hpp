#pragma once

#include <vector>

#include "sync/backend.hpp"
#include "sync/operation.hpp"
#include "sync/transport.hpp"

namespace pim::sync {

/// Whether a token may read something.
struct Trial {
    Operation operation = Operation::organization;
    bool allowed = false;
    std::string words;  ///< of the backend, where it refused
};

/// Asks for a little of everything that a mirror reads, in one batch for each version, or one by
/// one where the backend has no batches; nothing is changed by it.
void dry_run(Transport& transport, const Backend& backend,
             std::function<void(Outcome<std::vector<Trial>>)> done);

}  // namespace pim::sync
