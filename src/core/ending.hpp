#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/event.hpp"
#include "core/rule.hpp"
#include "core/tenant.hpp"

namespace pim {

class Deciding;

/// Adds the event that follows the tenant's last one and those in `events`.
Event& add_event(Events& events, const Tenant& tenant, Instant at, EventBody body);

/// Takes the events of one decision or one due moment, in order.
using Emit = std::function<void(EventBody, std::vector<Notice>)>;

/// Takes them into a decision.
Emit emitter(Deciding& d);

/// Tells its holder that an activation ended with its eligibility (ruling 13).
Notice notice_of_end(const Tenant& tenant, const Schedule& activation);

/// The eligibility that takes the place of an ended one at once.
struct Survivor {
    Guid id;
    std::optional<Instant> end;  ///< none: permanent
};

/// True where an activation goes on when its eligibility ends: another carries it from then on,
/// and lasts beyond its start.
bool outlives(const Schedule& activation, const std::optional<Survivor>& survivor);

/// Ends a schedule and what cannot outlive it: activations of an ended eligibility (ruling 13),
/// the granted request behind a start that will not come, and a pending request to extend it.
/// `by_request` is the request that asks for the end; null where none does. Without a survivor no
/// activation goes on; with one it ends with the survivor at the latest.
void end_schedule(const Emit& emit, const Tenant& tenant, const Schedule& schedule,
                  EndReason reason, std::vector<Notice> notices,
                  const std::optional<Survivor>& survivor, const RuleSet& switched_off,
                  const Guid& by_request = {});

}  // namespace pim
