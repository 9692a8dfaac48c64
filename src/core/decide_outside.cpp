#include "core/alert_scan.hpp"
#include "core/recipients.hpp"
#include "core/replacement.hpp"

namespace pim {

MaybeRefusal decide_assign_outside(Deciding& d, const AssignOutside& c) {
    if (MaybeRefusal refusal = check_administrator(d, RefusalCode::authorization_request_denied)) {
        return refusal;
    }
    if (MaybeRefusal refusal = check_names(d, c.role, c.principal)) return refusal;
    if (MaybeRefusal refusal =
            check_assignable(d, c.role, c.principal, AssignmentKind::active, c.scope)) {
        return refusal;
    }
    const HeldRows held = held_rows(d.tenant, c.principal, c.role, c.scope);
    if (held.assigned && d.on(Rule::assignment_is_new)) {
        return no(RefusalCode::role_assignment_exists,
                  {Rule::assignment_is_new, "", "an active one stands", std::nullopt, {}});
    }
    Schedule schedule;
    schedule.id = d.next_id();
    schedule.kind = AssignmentKind::active;
    schedule.principal = c.principal;
    schedule.role = c.role;
    schedule.scope = c.scope;
    schedule.start = d.now();
    schedule.created = d.now();
    schedule.outside_pim = true;
    schedule.state = ScheduleState::running;
    d.accepted.subject = schedule.id;
    std::vector<Notice> notices;
    // The mail is the alert's (behaviours.md §8).
    if (alert_of(d.tenant, AlertKind::assigned_outside).configuration.enabled) {
        notices.push_back(notice_to_watchers(d.tenant, MailKind::assigned_outside));
    }
    close_renewals(d, schedule);
    d.emit(ScheduleCreated{schedule, ScheduleOrigin::outside}, std::move(notices));
    return std::nullopt;
}

MaybeRefusal decide_remove_outside(Deciding& d, const RemoveOutside& c) {
    if (MaybeRefusal refusal = check_administrator(d, RefusalCode::authorization_request_denied)) {
        return refusal;
    }
    const Schedule* schedule = d.tenant.schedules.find(c.schedule);
    if (!schedule || !schedule->live()) return object_not_found(c.schedule);
    if (!schedule->outside_pim && d.on(Rule::outside_pim_only)) {
        return no(RefusalCode::bad_request,
                  {Rule::outside_pim_only, "", "an assignment made in PIM", std::nullopt,
                   "remove it in PIM"});
    }
    if (MaybeRefusal refusal = check_last_administrator(d, {schedule->id})) return refusal;
    d.accepted.subject = schedule->id;
    d.emit(ScheduleEnded{schedule->id, EndReason::removed_outside, {}});
    return std::nullopt;
}

}  // namespace pim
