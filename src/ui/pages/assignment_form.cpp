#include "ui/pages/assignment_form.hpp"

#include <algorithm>

#include "core/view.hpp"

namespace pim::ui {
namespace {

/// A window of the wanted length from now on, cut to what the settings allow.
void fill_end(AssignmentForm& form, const ExpirationRule& rule, Instant now, Instant wanted) {
    form.lasting = Lasting::until;
    form.end = rule.required ? std::min(wanted, add(now, rule.maximum)) : wanted;
}

}  // namespace

void fill_form(Draft& draft, const AssignmentForm& form) {
    draft.set_number("kind", static_cast<int>(form.kind));
    draft.set_number("lasting", static_cast<int>(form.lasting));
    draft.set_number("later", form.starts_later ? 1 : 0);
    draft.set("start", form.start);
    draft.set("end", form.end);
    draft.set_number("length", form.length);
    draft.set_number("unit", static_cast<int>(form.unit));
    draft.set("reason", form.justification);
    draft.set("ticket", form.ticket_number);
    draft.set("ticketSystem", form.ticket_system);
}

AssignmentForm take_form(const Draft& draft) {
    AssignmentForm form;
    form.kind = static_cast<AssignmentKind>(draft.number("kind", 0, 1, 0));
    form.lasting = static_cast<Lasting>(draft.number("lasting", 0, 2, 0));
    form.starts_later = draft.number("later", 0, 1, 0) == 1;
    form.start = draft.moment("start");
    form.end = draft.moment("end");
    form.length = draft.number("length", 1, length_most, form.length);
    form.unit = static_cast<LengthUnit>(draft.number("unit", 0, 3, 1));
    form.justification = draft.text("reason");
    form.ticket_number = draft.text("ticket");
    form.ticket_system = draft.text("ticketSystem");
    return form;
}

Duration length_of(const AssignmentForm& form) {
    switch (form.unit) {
        case LengthUnit::minutes:
            return minutes(form.length);
        case LengthUnit::hours:
            return hours(form.length);
        case LengthUnit::days:
            return days(form.length);
        case LengthUnit::months:
            return {form.length, 0};
    }
    return {};
}

ScheduleInfo schedule_of(const AssignmentForm& form) {
    ScheduleInfo info;
    if (form.starts_later) info.start = form.start;
    switch (form.lasting) {
        case Lasting::permanent:
            info.expiration.type = ExpirationType::no_expiration;
            break;
        case Lasting::until:
            info.expiration.type = ExpirationType::after_date_time;
            info.expiration.end = form.end;
            break;
        case Lasting::duration:
            info.expiration.type = ExpirationType::after_duration;
            info.expiration.duration = length_of(form);
            break;
    }
    return info;
}

RequestSchedule request_of(const AssignmentForm& form, const AssignmentSubject& subject,
                           Action action) {
    RequestSchedule request;
    request.kind = form.kind;
    request.action = action;
    request.principal = subject.principal;
    request.role = subject.role;
    request.scope = subject.scope;
    request.schedule = schedule_of(form);
    request.justification = form.justification;
    request.ticket = {form.ticket_number, form.ticket_system};
    request.target = subject.schedule;
    return request;
}

AssignmentSubject subject_of(const Schedule& schedule) {
    return {schedule.principal, schedule.role, schedule.scope, schedule.id};
}

const ExpirationRule& expiration_rule(const Policy& policy, AssignmentKind kind) {
    return kind == AssignmentKind::eligible ? policy.eligible_expiration : policy.active_expiration;
}

const EnablementRule& enablement_rule(const Policy& policy, AssignmentKind kind) {
    return kind == AssignmentKind::eligible ? policy.eligible_enablement : policy.active_enablement;
}

AssignmentForm new_assignment_form(const Tenant& tenant, const Guid& role, AssignmentKind kind,
                                   Instant now) {
    AssignmentForm form;
    form.kind = kind;
    const ExpirationRule& rule = expiration_rule(policy_of(tenant, role), kind);
    if (rule.required) fill_end(form, rule, now, add(now, rule.maximum));
    return form;
}

AssignmentForm update_form(const Tenant& tenant, const Schedule& schedule, Instant now) {
    AssignmentForm form = new_assignment_form(tenant, schedule.role, schedule.kind, now);
    if (schedule.end) {
        form.lasting = Lasting::until;
        form.end = schedule.end;
    }
    if (schedule.state == ScheduleState::scheduled) {
        form.starts_later = true;
        form.start = schedule.start;
    }
    return form;
}

AssignmentForm extend_form(const Tenant& tenant, const Schedule& schedule, Instant now) {
    AssignmentForm form;
    form.kind = schedule.kind;
    if (schedule.permanent()) return form;
    form.lasting = Lasting::until;
    form.end = extension_offer(tenant, schedule, schedule.kind, now).expiration.end;
    return form;
}

AssignmentForm renew_form(const Tenant& tenant, const Schedule& schedule, Instant now) {
    AssignmentForm form;
    form.kind = schedule.kind;
    if (schedule.permanent()) return form;
    const std::int64_t length = schedule.end->ticks - schedule.start.ticks;
    fill_end(form, expiration_rule(policy_of(tenant, schedule.role), schedule.kind), now,
             shift(now, length));
    return form;
}

RequestSchedule removal_of(const Schedule& schedule, std::string justification) {
    RequestSchedule request;
    request.kind = schedule.kind;
    request.action = Action::admin_remove;
    request.principal = schedule.principal;
    request.role = schedule.role;
    request.scope = schedule.scope;
    request.has_schedule = false;
    request.justification = std::move(justification);
    request.target = schedule.id;
    return request;
}

}  // namespace pim::ui
