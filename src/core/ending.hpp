#pragma once

#include <functional>
#include <vector>

#include "core/event.hpp"
#include "core/rule.hpp"
#include "core/tenant.hpp"

namespace pim {

class Deciding;

/// Takes the events of one decision or one due moment, in order.
using Emit = std::function<void(EventBody, std::vector<Notice>)>;

/// Takes them into a decision.
Emit emitter(Deciding& d);

/// Ends a schedule and what cannot outlive it: activations of an ended eligibility (ruling 13),
/// the granted request behind a start that will not come, and a pending request to extend it.
/// `by_request` is the request that asks for the end; null where none does. `survivor` is the
/// eligibility that takes the place of the ended one at once, so that its running activation goes
/// on; null where none does.
void end_schedule(const Emit& emit, const Tenant& tenant, const Schedule& schedule,
                  EndReason reason, std::vector<Notice> notices, const Guid& survivor,
                  const RuleSet& switched_off, const Guid& by_request = {});

}  // namespace pim
