#include <algorithm>

#include "core/access.hpp"
#include "core/alert_scan.hpp"
#include "core/deciding.hpp"
#include "core/directory_checks.hpp"
#include "core/window.hpp"

namespace pim {

namespace {

/// The right and the licence that every change of an alert needs.
MaybeRefusal check_change(const Deciding& d) {
    if (MaybeRefusal refusal = check_licence(d)) return refusal;
    return check_administrator(d, RefusalCode::insufficient_permissions);
}

MaybeRefusal check_number(const Deciding& d, std::string_view what, std::int64_t value, int least,
                          int most) {
    if ((value >= least && value <= most) || !d.on(Rule::alert_bounds)) return std::nullopt;
    return bad_request(Rule::alert_bounds, cat(least, " to ", most, " ", what), cat(value),
                       "choose a value between them");
}

MaybeRefusal check_days(const Deciding& d, const Duration& duration, int least, int most) {
    const bool whole = duration.months == 0 && duration.ticks % ticks_per_day == 0;
    if (!whole && d.on(Rule::alert_bounds)) {
        return bad_request(Rule::alert_bounds, "whole days", to_words(duration));
    }
    return check_number(d, "days", duration.ticks / ticks_per_day, least, most);
}

MaybeRefusal check_interval(const Deciding& d, const Duration& interval) {
    const bool possible = interval.months == 0 &&
                          interval.ticks >= activation_interval_least.ticks &&
                          interval.ticks <= activation_interval_most.ticks;
    if (possible || !d.on(Rule::alert_bounds)) return std::nullopt;
    return bad_request(Rule::alert_bounds,
                       cat(to_words(activation_interval_least), " to ",
                           to_words(activation_interval_most), " between activations"),
                       to_words(interval));
}

MaybeRefusal check_thresholds(const Deciding& d, AlertKind alert,
                              const AlertConfiguration& settings) {
    switch (alert) {
        case AlertKind::stale_sign_in:
            return check_days(d, settings.duration, stale_days_least, stale_days_most);
        case AlertKind::redundant_assignment:
            return check_days(d, settings.duration, 0, unused_days_most);
        case AlertKind::sequential_activations:
            if (MaybeRefusal refusal = check_number(d, "activations", settings.count,
                                                    alert_count_least, alert_count_most)) {
                return refusal;
            }
            return check_interval(d, settings.duration);
        case AlertKind::too_many_global_administrators:
            if (MaybeRefusal refusal = check_number(d, "administrators", settings.count,
                                                    alert_count_least, alert_count_most)) {
                return refusal;
            }
            return check_number(d, "percent", settings.percentage, 0, alert_percentage_most);
        default:
            return std::nullopt;
    }
}

/// Takes an assignment away as its administrator would: in PIM, or outside where it was made there.
MaybeRefusal remove_assignment(Deciding& d, const Schedule& schedule, AlertKind alert) {
    if (schedule.outside_pim) return decide_remove_outside(d, RemoveOutside{schedule.id});
    RequestSchedule removal;
    removal.kind = schedule.kind;
    removal.action = Action::admin_remove;
    removal.principal = schedule.principal;
    removal.role = schedule.role;
    removal.scope = schedule.scope;
    removal.has_schedule = false;
    removal.justification = text_of(alert).display_name;
    removal.target = schedule.id;
    return decide_schedule_request(d, removal);
}

/// Every assignment that makes the principal a Global Administrator. Each removal is checked
/// against the tenant as it is, so that together they are looked at first (ruling 17).
MaybeRefusal remove_administrator(Deciding& d, const Guid& principal) {
    std::vector<const Schedule*> rows;
    std::vector<Guid> ids;
    for (const Schedule* row :
         own_schedules(d.tenant, principal, role::global_administrator, Scope{})) {
        if (row->type == AssignmentType::activated) continue;
        rows.push_back(row);
        ids.push_back(row->id);
    }
    if (MaybeRefusal refusal = check_last_administrator(d, ids)) return refusal;
    for (const Schedule* row : rows) {
        if (MaybeRefusal refusal =
                remove_assignment(d, *row, AlertKind::too_many_global_administrators)) {
            return refusal;
        }
    }
    return std::nullopt;
}

MaybeRefusal require_mfa(Deciding& d, const Guid& role) {
    Policy policy = settings_of(d.tenant, role);
    policy.activation_enablement.mfa = true;
    return decide_policy(d, UpdatePolicy{std::move(policy)});
}

/// Carries out what the alert proposes, by the decision that anybody's click would take.
MaybeRefusal remedy(Deciding& d, AlertKind alert, const AlertIncident& incident) {
    switch (alert) {
        case AlertKind::no_mfa_on_activation:
            return require_mfa(d, incident.role);
        case AlertKind::too_many_global_administrators:
            return remove_administrator(d, incident.principal);
        default:
            if (incident.schedule == nullptr) return std::nullopt;
            return remove_assignment(d, *incident.schedule, alert);
    }
}

}  // namespace

MaybeRefusal decide_refresh_alerts(Deciding& d, const RefreshAlerts& c) {
    // Without a licence, too: a scan is what tells of the missing licence (ruling 18).
    if (MaybeRefusal refusal = check_administrator(d, RefusalCode::insufficient_permissions)) {
        return refusal;
    }
    if (c.only && !alert_of(d.tenant, *c.only).configuration.enabled) return std::nullopt;
    d.emit(scan_alerts(d.tenant, c.only, d.now(), true));
    return std::nullopt;
}

MaybeRefusal decide_alert_active(Deciding& d, const SetAlertActive& c) {
    if (MaybeRefusal refusal = check_change(d)) return refusal;
    const AlertResult& result = alert_of(d.tenant, c.alert).result;
    if (result.count == 0 && d.on(Rule::alert_has_incidents)) {
        return bad_request(Rule::alert_has_incidents, "an incident found by the last scan", "none",
                           "scan now, if there may be one by this time");
    }
    if (result.dismissed == c.active) d.emit(AlertActivated{c.alert, c.active});
    return std::nullopt;
}

MaybeRefusal decide_alert_settings(Deciding& d, const ConfigureAlert& c) {
    if (MaybeRefusal refusal = check_change(d)) return refusal;
    if (MaybeRefusal refusal = check_thresholds(d, c.alert, c.configuration)) return refusal;
    if (c.configuration == alert_of(d.tenant, c.alert).configuration) return std::nullopt;
    AlertResult result;
    result.alert = c.alert;
    if (c.configuration.enabled) {
        result = scan_alert(d.tenant, c.alert, c.configuration, d.now(), false);
    }
    d.emit(AlertConfigured{c.alert, c.configuration, std::move(result)});
    return std::nullopt;
}

MaybeRefusal decide_remediate(Deciding& d, const RemediateIncident& c) {
    if (MaybeRefusal refusal = check_change(d)) return refusal;
    const std::optional<AlertIncident> incident = find_incident(d.tenant, c.alert, c.incident);
    if (!incident) return object_not_found(c.incident);
    if (!text_of(c.alert).remediable && d.on(Rule::alert_remediable)) {
        return bad_request(Rule::alert_remediable, "", std::string(text_of(c.alert).display_name),
                           "follow the mitigation steps");
    }
    if (MaybeRefusal refusal = remedy(d, c.alert, *incident)) return refusal;
    const std::int64_t count = alert_of(d.tenant, c.alert).result.count;
    d.emit(IncidentRemediated{c.alert, c.incident, std::max<std::int64_t>(0, count - 1)});
    return std::nullopt;
}

}  // namespace pim
