#include "core/alert_scan.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace pim {

namespace {

/// The moment before which something must have happened last to count as idle.
Instant idle_before(Instant now, const AlertConfiguration& settings) {
    // Months never stand in these settings: decide_alert.cpp takes whole days.
    return shift(now, -settings.duration.ticks);
}

const IdleIndex& idle_index_of(const Tenant& tenant, AlertKind alert) {
    return alert == AlertKind::stale_sign_in ? tenant.alert_index.stale : tenant.alert_index.unused;
}

/// The principals that hold Global Administrator by an assignment made until some moment, each
/// once, in the order of their assignments.
std::vector<const Schedule*> global_administrators(const Tenant& tenant, Instant until) {
    std::vector<const Schedule*> rows;
    std::set<Guid> known;
    for (const Slot slot : slots_of(tenant.schedules_by_role, role::global_administrator)) {
        const Schedule& schedule = tenant.schedules.at(slot);
        if (stands(schedule) && schedule.created <= until &&
            known.insert(schedule.principal).second) {
            rows.push_back(&schedule);
        }
    }
    return rows;
}

/// Both criteria must hold: so many, and so large a share of all assignments.
std::int64_t count_too_many(const Tenant& tenant, const AlertConfiguration& settings, Instant now) {
    const auto count = static_cast<std::int64_t>(global_administrators(tenant, now).size());
    const bool share = count * 100 >= settings.percentage * tenant.alert_index.standing;
    return count >= settings.count && share ? count : 0;
}

/// A role whose activation asks neither for MFA nor for an authentication context, which asks for
/// no less (behaviours.md §6).
bool lacks_mfa(const Policy& policy) {
    return !policy.activation_enablement.mfa && !policy.authentication_context.enabled;
}

std::vector<Guid> roles_without_mfa(const Tenant& tenant) {
    std::vector<Guid> roles;
    for (const auto& [role, policy] : tenant.policies) {
        if (lacks_mfa(policy) && tenant.roles.find(role)) roles.push_back(role);
    }
    return roles;
}

/// The window with the most activations, if it has enough of them; `starts` rises.
std::optional<ActivationSequence> densest(const std::vector<Instant>& starts,
                                          const AlertConfiguration& settings) {
    ActivationSequence best;
    std::size_t first = 0;
    for (std::size_t last = 0; last < starts.size(); ++last) {
        while (starts[last].ticks - starts[first].ticks > settings.duration.ticks) ++first;
        const int count = static_cast<int>(last - first) + 1;
        if (count <= best.count) continue;
        best.count = count;
        best.start = starts[first];
        best.end = starts[last];
    }
    if (best.count < settings.count) return std::nullopt;
    return best;
}

std::vector<ActivationSequence> sequences(const Tenant& tenant, const AlertConfiguration& settings,
                                          Instant now) {
    std::map<std::pair<Guid, Guid>, std::vector<Instant>> starts;
    const std::vector<std::size_t>& places = audit_of(tenant, activation_activity);
    for (auto place = places.rbegin(); place != places.rend(); ++place) {
        const AuditRow& row = tenant.audit[*place];
        if (row.at < shift(now, -activations_watched_ticks)) break;
        starts[{row.principal, row.role}].push_back(row.at);
    }
    std::vector<ActivationSequence> found;
    for (auto& [who, moments] : starts) {
        std::reverse(moments.begin(), moments.end());
        std::optional<ActivationSequence> sequence = densest(moments, settings);
        if (!sequence) continue;
        sequence->principal = who.first;
        sequence->role = who.second;
        found.push_back(*sequence);
    }
    return found;
}

void count_incidents(AlertResult& result, const Tenant& tenant, const AlertConfiguration& settings,
                     Instant now) {
    switch (result.alert) {
        case AlertKind::invalid_license:
            result.count = tenant.licensed ? 0 : 1;
            return;
        case AlertKind::no_mfa_on_activation:
            result.roles = roles_without_mfa(tenant);
            result.count = static_cast<std::int64_t>(result.roles.size());
            return;
        case AlertKind::redundant_assignment:
        case AlertKind::stale_sign_in:
            result.count = idle_index_of(tenant, result.alert).count(idle_before(now, settings));
            return;
        case AlertKind::assigned_outside:
            result.count = static_cast<std::int64_t>(tenant.alert_index.outside.size());
            return;
        case AlertKind::sequential_activations:
            result.sequences = sequences(tenant, settings, now);
            result.count = static_cast<std::int64_t>(result.sequences.size());
            return;
        case AlertKind::too_many_global_administrators:
            result.count = count_too_many(tenant, settings, now);
            return;
    }
}

/// What stands of one alert: all of it, or what an id names.
class Standing {
public:
    Standing(const Tenant& tenant, AlertKind kind)
        : tenant_(tenant), kind_(kind), alert_(alert_of(tenant, kind)) {}

    /// Visits each until `visit` gives false.
    void each(const std::function<bool(const AlertIncident&)>& visit) const {
        if (!found_any()) return;
        const auto seen = [&](Slot slot) {
            const Schedule& schedule = tenant_.schedules.at(slot);
            return !is_seen(schedule) || visit(incident_of(schedule));
        };
        switch (kind_) {
            case AlertKind::redundant_assignment:
            case AlertKind::stale_sign_in:
                idle_index_of(tenant_, kind_).each(idle_until(), seen);
                return;
            case AlertKind::assigned_outside:
                for (const Slot slot : tenant_.alert_index.outside) {
                    if (!seen(slot)) return;
                }
                return;
            case AlertKind::too_many_global_administrators:
                for (const Schedule* row : global_administrators(tenant_, *alert_.scanned)) {
                    if (!visit(incident_of(*row))) return;
                }
                return;
            default:
                for (const AlertIncident& incident : noted()) {
                    if (!visit(incident)) return;
                }
        }
    }

    std::optional<AlertIncident> find(const Guid& id) const {
        if (!found_any()) return std::nullopt;
        switch (kind_) {
            case AlertKind::redundant_assignment:
            case AlertKind::stale_sign_in:
            case AlertKind::assigned_outside: {
                const std::optional<Slot> slot = tenant_.schedules.slot_of(id);
                if (!slot || !is_named(*slot)) return std::nullopt;
                return incident_of(tenant_.schedules.at(*slot));
            }
            case AlertKind::too_many_global_administrators:
                for (const Slot slot : slots_of(tenant_.schedules_by_principal, id)) {
                    const Schedule& schedule = tenant_.schedules.at(slot);
                    const bool holds = schedule.role == role::global_administrator &&
                                       stands(schedule) && is_seen(schedule);
                    if (holds) return incident_of(schedule);
                }
                return std::nullopt;
            default:
                for (const AlertIncident& incident : noted()) {
                    if (incident.id == id) return incident;
                }
                return std::nullopt;
        }
    }

private:
    bool found_any() const {
        return alert_.configuration.enabled && alert_.result.count > 0 && alert_.scanned;
    }
    Instant idle_until() const { return idle_before(*alert_.scanned, alert_.configuration); }
    /// Whether the assignment was there when the last scan looked.
    bool is_seen(const Schedule& schedule) const { return schedule.created <= *alert_.scanned; }
    /// Whether an assignment is what this alert looks for.
    bool is_named(Slot slot) const {
        if (!is_seen(tenant_.schedules.at(slot))) return false;
        if (kind_ == AlertKind::assigned_outside)
            return tenant_.alert_index.outside.count(slot) != 0;
        const std::optional<Instant> since = idle_index_of(tenant_, kind_).since(slot);
        return since && *since <= idle_until();
    }

    AlertIncident incident_of(const Schedule& schedule) const {
        AlertIncident incident;
        const bool by_principal = kind_ == AlertKind::too_many_global_administrators;
        incident.id = by_principal ? schedule.principal : schedule.id;
        incident.principal = schedule.principal;
        incident.role = schedule.role;
        incident.schedule = &schedule;
        if (kind_ == AlertKind::stale_sign_in) {
            const User* const user = tenant_.users.find(schedule.principal);
            if (user) incident.last = user->last_sign_in;
        } else if (kind_ == AlertKind::redundant_assignment) {
            const auto& known = tenant_.alert_index.last_activations;
            const auto last = known.find(
                {schedule.principal, schedule.role, schedule.scope.type, schedule.scope.id});
            if (last != known.end()) incident.last = last->second;
        }
        return incident;
    }

    /// What the scan noted because no row tells it: a few.
    std::vector<AlertIncident> noted() const {
        std::vector<AlertIncident> incidents;
        if (kind_ == AlertKind::invalid_license && !tenant_.licensed) {
            incidents.emplace_back().id = tenant_.id;
        }
        for (const Guid& role : alert_.result.roles) {
            if (!tenant_.roles.find(role) || !lacks_mfa(policy_of(tenant_, role))) continue;
            AlertIncident& incident = incidents.emplace_back();
            incident.id = role;
            incident.role = role;
        }
        for (const ActivationSequence& sequence : alert_.result.sequences) {
            AlertIncident& incident = incidents.emplace_back();
            incident.id = derive_guid(sequence.principal, sequence.role, 0);
            incident.principal = sequence.principal;
            incident.role = sequence.role;
            incident.sequence = sequence;
        }
        return incidents;
    }

    const Tenant& tenant_;
    AlertKind kind_;
    const Alert& alert_;
};

}  // namespace

AlertResult scan_alert(const Tenant& tenant, AlertKind alert, const AlertConfiguration& settings,
                       Instant now, bool wakes) {
    AlertResult result;
    result.alert = alert;
    count_incidents(result, tenant, settings, now);
    result.dismissed = alert_of(tenant, alert).result.dismissed && !wakes && result.count > 0;
    return result;
}

AlertsScanned scan_alerts(const Tenant& tenant, std::optional<AlertKind> only, Instant now,
                          bool wakes) {
    AlertsScanned scanned{only, {}};
    for (const AlertKind kind : all_alerts) {
        const Alert& alert = alert_of(tenant, kind);
        if (only ? *only != kind : !alert.configuration.enabled) continue;
        AlertResult result = scan_alert(tenant, kind, alert.configuration, now, wakes);
        if (!(result == alert.result)) scanned.changed.push_back(std::move(result));
    }
    return scanned;
}

void each_incident(const Tenant& tenant, AlertKind alert,
                   const std::function<bool(const AlertIncident&)>& visit) {
    Standing(tenant, alert).each(visit);
}

std::vector<AlertIncident> incidents_of(const Tenant& tenant, AlertKind alert) {
    std::vector<AlertIncident> incidents;
    each_incident(tenant, alert, [&](const AlertIncident& incident) {
        incidents.push_back(incident);
        return true;
    });
    return incidents;
}

std::optional<AlertIncident> find_incident(const Tenant& tenant, AlertKind alert, const Guid& id) {
    return Standing(tenant, alert).find(id);
}

std::optional<Instant> next_scan(const Tenant& tenant) {
    if (tenant.id.is_null()) return std::nullopt;
    const std::int64_t day = tenant.changed.ticks / ticks_per_day;
    return Instant{(day + 1) * ticks_per_day};
}

const Alert& alert_of(const Tenant& tenant, AlertKind alert) {
    return tenant.alerts[static_cast<std::size_t>(alert)];
}

}  // namespace pim
