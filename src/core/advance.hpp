#pragma once

#include <functional>
#include <optional>

#include "core/event.hpp"
#include "core/rule.hpp"
#include "core/tenant.hpp"

namespace pim {

/// The moment of the next thing that happens to an assignment, a request or the digest by itself;
/// none where nothing will. The daily scan of the alerts does not count: nobody waits for it.
std::optional<Instant> next_due(const Tenant& tenant);

/// Lets everything happen that is due up to and including `to`, in order: next due → decide →
/// apply. Each event is applied, then given to `seen`. Returns how many there were.
std::size_t advance(Tenant& tenant, Instant to, const std::function<void(const Event&)>& seen,
                    const RuleSet& switched_off = {});

}  // namespace pim
