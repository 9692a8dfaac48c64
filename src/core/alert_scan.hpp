#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/event.hpp"
#include "core/tenant.hpp"

namespace pim {

// What the alerts find. A scan counts; who is concerned follows from the tenant: what the last
// scan saw and what still stands. The assignments of people and groups themselves count, not what
// members have through a group (decision).

/// One finding of an alert, for a table. What an alert does not tell stays empty.
struct AlertIncident {
    Guid id;         ///< the assignment, role, assignee or tenant that it is about
    Guid principal;  ///< the assignee
    Guid role;
    const Schedule* schedule = nullptr;  ///< the assignment
    std::optional<Instant> last;         ///< sign-in or activation; none: never
    ActivationSequence sequence;         ///< of frequent activations
};

/// What a scan with these settings finds now. A dismissed alert stays so until a scan wakes it, or
/// finds nothing any more (behaviours.md §10).
AlertResult scan_alert(const Tenant& tenant, AlertKind alert, const AlertConfiguration& settings,
                       Instant now, bool wakes);

/// The event of a scan of one alert, or of all that are enabled.
AlertsScanned scan_alerts(const Tenant& tenant, std::optional<AlertKind> only, Instant now,
                          bool wakes);

/// Visits what the last scan found and what still stands, until `visit` gives false.
void each_incident(const Tenant& tenant, AlertKind alert,
                   const std::function<bool(const AlertIncident&)>& visit);
/// All of it.
std::vector<AlertIncident> incidents_of(const Tenant& tenant, AlertKind alert);
/// One of them; costs no walk through the others.
std::optional<AlertIncident> find_incident(const Tenant& tenant, AlertKind alert, const Guid& id);

/// The midnight (UTC) of the next daily scan (ruling 33): the first one after the last event, since
/// every scan is an event itself. None before there is a tenant.
std::optional<Instant> next_scan(const Tenant& tenant);

const Alert& alert_of(const Tenant& tenant, AlertKind alert);

}  // namespace pim
