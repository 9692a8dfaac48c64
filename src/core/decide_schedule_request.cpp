#include <algorithm>

#include "core/access.hpp"
#include "core/deciding.hpp"
#include "core/ending.hpp"
#include "core/recipients.hpp"
#include "core/request_checks.hpp"
#include "core/window.hpp"

namespace pim {

namespace {

/// The request as it is recorded, before its status is known.
Request recorded(const Deciding& d, const RequestSchedule& c, const Guid& id) {
    Request request;
    request.id = id;
    request.kind = c.kind;
    request.action = c.action;
    request.principal = c.principal;
    request.role = c.role;
    request.scope = c.scope;
    request.schedule = c.schedule;
    request.has_schedule = c.has_schedule;
    request.justification = c.justification;
    request.ticket = c.ticket;
    request.validation_only = c.validation_only;
    request.created = d.now();
    request.created_by = d.caller();
    return request;
}

/// Records the request, or hands it back where only its validity was asked.
bool record(Deciding& d, const Request& request, std::vector<Notice> notices) {
    d.accepted.subject = request.id;
    if (request.validation_only) {
        d.accepted.validated = request;
        return false;
    }
    d.emit(RequestMade{request}, std::move(notices));
    return true;
}

Schedule made(const Deciding& d, const Request& request, AssignmentKind kind,
              const Window& window) {
    Schedule schedule;
    schedule.id = request.id;
    schedule.kind = kind;
    schedule.principal = request.principal;
    schedule.role = request.role;
    schedule.scope = request.scope;
    schedule.start = window.start;
    schedule.end = window.end;
    schedule.created = d.now();
    schedule.created_using = request.id;
    schedule.state = window.state();
    return schedule;
}

void complete(Request& request, const Window& window) {
    request.status = window.status();
    request.target_schedule = request.id;
    request.start = window.start;
    request.completed = window.start;
}

// One function an action: everything that concerns it alone has been checked before.

/// A request to renew what stands again has become pointless (ruling 2).
void close_renewals(Deciding& d, const Request& made) {
    if (!d.on(Rule::renew_request_pointless)) return;
    for (const Slot slot : slots_of(d.tenant.requests_by_principal, made.principal)) {
        const Request& request = d.tenant.requests.at(slot);
        if (request.undecided() && request.action == Action::self_renew &&
            request.role == made.role && request.scope == made.scope && request.kind == made.kind) {
            d.emit(RequestClosed{request.id, RequestStatus::failed});
        }
    }
}

void assign(Deciding& d, Request request, const Window& window, ScheduleOrigin origin) {
    complete(request, window);
    if (!record(d, request, {})) return;
    close_renewals(d, request);
    const bool renewed = origin == ScheduleOrigin::renewed;
    d.emit(ScheduleCreated{made(d, request, request.kind, window), origin},
           assignment_notices(d.tenant, request.role, request.principal, request.kind,
                              renewed ? MailKind::renewed : MailKind::assigned,
                              renewed ? Audience::deciders : Audience::watchers,
                              renewed ? d.caller() : Guid{}));
}

void extend(Deciding& d, Request request, const Window& window, const Schedule& present) {
    complete(request, window);
    if (!record(d, request, {})) return;
    const Guid survivor = window.state() == ScheduleState::running ? request.id : Guid{};
    end_schedule(emitter(d), d.tenant, present, EndReason::replaced, {}, survivor,
                 d.context.switched_off, request.id);
    d.emit(ScheduleCreated{made(d, request, request.kind, window), ScheduleOrigin::extended},
           assignment_notices(d.tenant, request.role, request.principal, request.kind,
                              MailKind::extended, Audience::deciders, d.caller()));
}

void update(Deciding& d, Request request, const Window& window, const HeldRows& held) {
    complete(request, window);
    if (!record(d, request, {})) return;
    const bool eligible = request.kind == AssignmentKind::eligible;
    const Guid survivor =
        eligible && window.state() == ScheduleState::running ? request.id : Guid{};
    for (const Schedule* row : {held.eligible, held.assigned}) {
        if (!row) continue;
        end_schedule(emitter(d), d.tenant, *row, EndReason::replaced, {}, survivor,
                     d.context.switched_off, request.id);
    }
    d.emit(ScheduleCreated{made(d, request, request.kind, window), ScheduleOrigin::updated},
           assignment_notices(d.tenant, request.role, request.principal, request.kind,
                              MailKind::updated, Audience::watchers));
}

void end_by_request(Deciding& d, Request request, const Schedule& row, EndReason reason) {
    request.status = RequestStatus::revoked;
    request.has_schedule = false;
    request.schedule = ScheduleInfo{};
    request.target_schedule = row.id;
    if (!record(d, request, {})) return;
    std::vector<Notice> notices;
    if (row.type == AssignmentType::assigned) {
        notices = assignment_notices(d.tenant, row.role, row.principal, row.kind, MailKind::removed,
                                     Audience::watchers);
    } else if (reason == EndReason::removed) {
        notices = assignment_notices(d.tenant, row.role, row.principal, AssignmentKind::active,
                                     MailKind::removed, Audience::watchers);
    }
    end_schedule(emitter(d), d.tenant, row, reason, std::move(notices), {}, d.context.switched_off,
                 request.id);
}

/// Whom an activation of the role asks (rulings 9, 26).
ApprovalStep approval_step(Deciding& d, const RequestSchedule& c, const Policy& policy) {
    ApprovalStep step;
    step.id = d.next_id();
    step.approvers = policy.approval.approvers;
    step.default_approvers = step.approvers.empty();
    if (!step.default_approvers) return step;
    std::vector<Notice> asked;
    for (const Guid& role : {role::privileged_role_administrator, role::global_administrator}) {
        for (const Recipient& holder : active_holders(d.tenant, role, Because::approver)) {
            const Approver approver{holder.principal, false};
            const bool listed = std::find(step.approvers.begin(), step.approvers.end(), approver) !=
                                step.approvers.end();
            if (holder.principal != c.principal && !listed) step.approvers.push_back(approver);
        }
    }
    return step;
}

void activate(Deciding& d, const RequestSchedule& c, Request request, const Window& window,
              const Schedule& eligibility) {
    const Policy& policy = policy_of(d.tenant, c.role);
    request.target_schedule = request.id;
    if (policy.approval.required) {
        request.status = RequestStatus::pending_approval;
        request.approval = approval_step(d, c, policy);
        std::vector<Notice> notices;
        notify_approvers(notices, d.tenant, request, MailKind::activation_requested,
                         RuleId::notification_approver_end_user_assignment);
        record(d, request, std::move(notices));
        return;
    }
    complete(request, window);
    if (!record(d, request, {})) return;
    Schedule schedule = made(d, request, AssignmentKind::active, window);
    schedule.type = AssignmentType::activated;
    schedule.activated_using = eligibility.id;
    std::vector<Notice> notices;
    if (schedule.running()) notices = activation_notices(d.tenant, c.role, c.principal);
    d.emit(ScheduleCreated{schedule, ScheduleOrigin::activated}, std::move(notices));
}

void ask_administrators(Deciding& d, Request request, const Schedule& target) {
    request.status = RequestStatus::pending_admin_decision;
    request.target_schedule = target.id;
    std::vector<Notice> notices;
    notify_administrators(notices, d.tenant, request.role,
                          request.action == Action::self_extend ? MailKind::extend_requested
                                                                : MailKind::renew_requested,
                          approver_rule(request.kind), Audience::deciders);
    record(d, request, std::move(notices));
}

/// True for the actions that concern a row which must be there. Its absence was refused, unless a
/// test has switched that rule off: then nothing happens.
bool lacks_target(Action action, const Findings& found) {
    return found.target == nullptr && action != Action::admin_assign &&
           action != Action::admin_renew && action != Action::admin_update;
}

void carry_out(Deciding& d, const RequestSchedule& c, const Findings& found) {
    if (lacks_target(c.action, found)) return;
    Request request = recorded(d, c, d.next_id());
    switch (c.action) {
        case Action::admin_assign:
            return assign(d, request, found.window, ScheduleOrigin::assigned);
        case Action::admin_renew:
            return assign(d, request, found.window, ScheduleOrigin::renewed);
        case Action::admin_update:
            return update(d, request, found.window, found.held);
        case Action::admin_extend:
            return extend(d, request, found.window, *found.target);
        case Action::admin_remove:
            return end_by_request(d, request, *found.target, EndReason::removed);
        case Action::self_deactivate:
            return end_by_request(
                d, request, *found.target,
                c.kind == AssignmentKind::active ? EndReason::deactivated : EndReason::removed);
        case Action::self_activate:
            return activate(d, c, request, found.window, *found.target);
        case Action::self_extend:
        case Action::self_renew:
            return ask_administrators(d, request, *found.target);
    }
}

}  // namespace

MaybeRefusal decide_schedule_request(Deciding& d, const RequestSchedule& command) {
    Findings found;
    if (MaybeRefusal refusal = check_schedule_request(d, command, found)) return refusal;
    carry_out(d, command, found);
    return std::nullopt;
}

}  // namespace pim
