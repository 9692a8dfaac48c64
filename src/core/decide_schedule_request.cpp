#include "core/recipients.hpp"
#include "core/replacement.hpp"
#include "core/view.hpp"

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
    request.custom_data = c.custom_data;
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

void complete(Request& request, const Window& window) {
    request.status = window.status();
    request.target_schedule = request.id;
    request.start = window.start;
    request.completed = window.start;
}

// One function an action: everything that concerns it alone has been checked before.

struct PutInForce {
    ScheduleOrigin origin;
    MailKind mail;
    Audience audience;
};

PutInForce put_in_force_by(Action action) {
    switch (action) {
        case Action::admin_update:
            return {ScheduleOrigin::updated, MailKind::updated, Audience::watchers};
        case Action::admin_extend:
            return {ScheduleOrigin::extended, MailKind::extended, Audience::deciders};
        case Action::admin_renew:
            return {ScheduleOrigin::renewed, MailKind::renewed, Audience::deciders};
        default:
            return {ScheduleOrigin::assigned, MailKind::assigned, Audience::watchers};
    }
}

/// An administrator assigns, updates, extends or renews; the other administrators are told of the
/// last two (S0).
void administer(Deciding& d, Request request, const Replacement& replacement) {
    complete(request, replacement.window);
    if (!record(d, request, {})) return;
    const PutInForce how = put_in_force_by(request.action);
    const Guid except = how.audience == Audience::deciders ? d.caller() : Guid{};
    put_in_force(d, request, replacement, how.origin,
                 assignment_notices(d.tenant, request.role, request.principal, request.kind,
                                    how.mail, how.audience, except));
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
ApprovalStep approval_step(Deciding& d, const Guid& requester, const Policy& policy) {
    ApprovalStep step;
    step.id = d.next_id();
    step.approvers = policy.approval.approvers;
    step.default_approvers = step.approvers.empty();
    if (!step.default_approvers) return step;
    for (const Guid& user : default_approvers(d.tenant, requester)) {
        step.approvers.push_back(Approver{user, false});
    }
    return step;
}

void activate(Deciding& d, const RequestSchedule& c, Request request, const Window& window,
              const Schedule& eligibility) {
    const Policy& policy = policy_of(d.tenant, c.role);
    request.target_schedule = request.id;
    if (policy.approval.required) {
        request.status = RequestStatus::pending_approval;
        request.approval = approval_step(d, c.principal, policy);
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
        case Action::admin_renew:
        case Action::admin_update:
        case Action::admin_extend:
            return administer(d, request, replacement_by(c, found));
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
