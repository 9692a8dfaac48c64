#pragma once

#include "core/event.hpp"
#include "core/tenant.hpp"

namespace pim {

/// Carries an event out. Decides nothing: everything that it needs stands in the event. Events
/// must come in the order of their sequence.
void apply(Tenant& tenant, const Event& event);
/// The same for an event that nobody needs afterwards: its recipients go into the mails.
void apply(Tenant& tenant, Event&& event);

/// Rebuilds what is derived, after the rows were read from a snapshot.
void rebuild_derived(Tenant& tenant);

}  // namespace pim
