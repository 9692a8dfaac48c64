#include <algorithm>

#include "core/access.hpp"
#include "core/deciding.hpp"
#include "core/ending.hpp"
#include "core/recipients.hpp"
#include "core/request_checks.hpp"
#include "core/window.hpp"

namespace pim {

namespace {

MaybeRefusal check_not_own(const Deciding& d, const Request& request) {
    if (!d.on(Rule::not_own_request)) return std::nullopt;
    if (d.caller() != request.principal && d.caller() != request.created_by) return std::nullopt;
    return no(RefusalCode::insufficient_permissions, {Rule::not_own_request, "", "the requester",
                                                      std::nullopt, "another approver answers it"});
}

MaybeRefusal check_answer(const Deciding& d, ReviewResult result, const std::string& justification,
                          bool justification_required) {
    if (result == ReviewResult::not_reviewed && d.on(Rule::request_form)) {
        return no(RefusalCode::invalid_request,
                  {Rule::request_form, "Approve or Deny", "NotReviewed", std::nullopt, {}});
    }
    if (justification.size() > justification_length_max && d.on(Rule::request_form)) {
        return no(RefusalCode::invalid_request,
                  {Rule::request_form,
                   cat("a justification of ", justification_length_max, " bytes"),
                   cat(justification.size(), " bytes"),
                   std::nullopt,
                   {}});
    }
    if (justification_required && is_blank(justification) && d.on(Rule::decision_justification)) {
        return no(RefusalCode::invalid_request, {Rule::decision_justification, "", "none given",
                                                 std::nullopt, "say why it is approved or denied"});
    }
    return std::nullopt;
}

MaybeRefusal check_undecided(const Deciding& d, const Request& request, RequestStatus wanted) {
    if (request.status == wanted || !d.on(Rule::request_undecided)) return std::nullopt;
    return no(RefusalCode::bad_request,
              {Rule::request_undecided, std::string(name(wanted)),
               std::string(name(request.status)), std::nullopt, "ask for a new request"});
}

/// The notices about an approver's answer: the requester and every approver (S4).
std::vector<Notice> answer_notices(const Deciding& d, const Request& request, MailKind kind) {
    std::vector<Notice> notices;
    notify_holder(notices, d.tenant, request.role, request.principal, kind,
                  RuleId::notification_requestor_end_user_assignment, Because::requester);
    notify_approvers(notices, d.tenant, request, kind,
                     RuleId::notification_approver_end_user_assignment);
    return notices;
}

/// The notices about an administrator's decision: all other administrators, then the holder (S0).
std::vector<Notice> decision_notices(const Deciding& d, const Request& request, MailKind kind) {
    return assignment_notices(d.tenant, request.role, request.principal, request.kind, kind,
                              Audience::deciders, d.caller());
}

void approve_activation(Deciding& d, const Request& request, const std::string& justification) {
    const Schedule* eligibility =
        usable_eligibility(d.tenant, request.principal, request.role, request.scope);
    Window window = resolve(d.tenant, request.schedule, d.now());
    if (request.schedule.expiration.end) {
        // An end given as a date keeps its length: the duration runs from the approval (ruling 26).
        const Instant asked = std::max(request.created, request.schedule.start.value_or(Instant{}));
        window.end = shift(window.start, request.schedule.expiration.end->ticks - asked.ticks);
    }
    if (eligibility && eligibility->end && d.on(Rule::activation_capped_by_eligibility) &&
        (!window.end || *eligibility->end < *window.end)) {
        window.end = eligibility->end;
    }
    // Rules are not checked again, but nothing can be activated any more where the eligibility
    // has ended or leaves less than five minutes (ruling 26).
    const bool possible = eligibility && window.end && window.ticks() >= assignment_ticks_min;
    if (!possible) {
        d.emit(ApprovalGiven{request.id, ReviewResult::approve, justification,
                             RequestStatus::failed, std::nullopt},
               answer_notices(d, request, MailKind::activation_failed));
        return;
    }
    d.emit(ApprovalGiven{request.id, ReviewResult::approve, justification, window.status(),
                         window.start},
           answer_notices(d, request, MailKind::activation_approved));
    Schedule schedule;
    schedule.id = request.id;
    schedule.kind = AssignmentKind::active;
    schedule.type = AssignmentType::activated;
    schedule.principal = request.principal;
    schedule.role = request.role;
    schedule.scope = request.scope;
    schedule.start = window.start;
    schedule.end = window.end;
    schedule.created = d.now();
    schedule.created_using = request.id;
    schedule.activated_using = eligibility->id;
    schedule.state = window.state();
    std::vector<Notice> notices;
    if (schedule.running()) notices = activation_notices(d.tenant, request.role, request.principal);
    d.emit(ScheduleCreated{schedule, ScheduleOrigin::activated}, std::move(notices));
}

/// The window and type that an administrator grants.
struct Grant {
    AssignmentKind kind = AssignmentKind::eligible;
    ScheduleInfo schedule;
    Window window;
};

/// Without a new window an extension gives the present length again, from the present end on.
ScheduleInfo same_length_again(const Schedule& present) {
    ScheduleInfo info;
    info.start = present.start;
    info.expiration.type = ExpirationType::no_expiration;
    if (present.permanent()) return info;
    info.expiration.type = ExpirationType::after_date_time;
    info.expiration.end = shift(*present.end, present.end->ticks - present.start.ticks);
    return info;
}

MaybeRefusal check_grant_form(const Deciding& d, const Request& request, const DecideRequest& c) {
    if (!d.on(Rule::decision_window)) return std::nullopt;
    if (request.action != Action::self_renew) return std::nullopt;
    const bool has_end = c.schedule &&
                         c.schedule->expiration.type != ExpirationType::not_specified &&
                         c.schedule->expiration.type != ExpirationType::no_expiration;
    if (c.kind && c.schedule && c.schedule->start && has_end) return std::nullopt;
    return no(RefusalCode::invalid_request, {Rule::decision_window, "start, end and type",
                                             "not all of them", std::nullopt, "fill all three in"});
}

MaybeRefusal check_later_end(const Deciding& d, const Request& request, const Schedule& present,
                             const Grant& grant) {
    // Another type for a shorter time is what S0 describes; the same type must end later.
    if (request.action != Action::self_extend || grant.kind != request.kind ||
        !d.on(Rule::extend_later_end)) {
        return std::nullopt;
    }
    if (!grant.window.end || !present.end || *grant.window.end > *present.end) return std::nullopt;
    return no(RefusalCode::invalid_request,
              {Rule::extend_later_end, cat("an end after ", to_text(*present.end)),
               to_text(*grant.window.end), std::nullopt, "choose a later end, or another type"});
}

/// A decision may not take the last administrator away either (ruling 17).
MaybeRefusal check_administrator_stays(const Deciding& d, const Request& request,
                                       const Schedule& target, const Grant& grant) {
    const bool runs = grant.window.state() == ScheduleState::running;
    const bool goes_on =
        runs && (grant.kind == AssignmentKind::active || grant.kind == target.kind);
    if (request.action != Action::self_extend || goes_on) return std::nullopt;
    return check_last_administrator(d, {target.id});
}

MaybeRefusal check_grant(const Deciding& d, const Request& request, const DecideRequest& c,
                         const Schedule& target, Grant& grant) {
    if (MaybeRefusal refusal = check_grant_form(d, request, c)) return refusal;
    grant.kind = c.kind.value_or(request.kind);
    grant.schedule = c.schedule ? *c.schedule : same_length_again(target);
    if (MaybeRefusal refusal = check_schedule_form(d, grant.schedule)) return refusal;
    const bool in_place = request.action == Action::self_extend && grant.kind == request.kind;
    grant.window = resolve(d.tenant, grant.schedule, d.now(), in_place);
    if (MaybeRefusal refusal = check_later_end(d, request, target, grant)) return refusal;
    if (MaybeRefusal refusal = check_five_minutes(d, grant.window)) return refusal;
    if (MaybeRefusal refusal = check_administrator_stays(d, request, target, grant)) return refusal;
    return check_policy(d, assignment_demand(policy_of(d.tenant, request.role), grant.kind),
                        grant.window, c.justification, Ticket{"-", "-"}, true);
}

void grant_request(Deciding& d, const Request& request, const DecideRequest& c,
                   const Schedule& target, const Grant& grant) {
    d.emit(RequestDecided{request.id, ReviewResult::approve, c.justification, grant.kind,
                          grant.schedule, grant.window.status(), grant.window.start},
           decision_notices(d, request, MailKind::request_approved));
    const bool takes_over = grant.window.state() == ScheduleState::running;
    const bool extends = request.action == Action::self_extend;
    const HeldRows held = held_rows(d.tenant, request.principal, request.role, request.scope);
    // The request is decided, not made pointless by what it replaces.
    const Emit emit = [&](EventBody body, std::vector<Notice> notices) {
        const RequestClosed* closed = std::get_if<RequestClosed>(&body);
        if (closed != nullptr && closed->request == request.id) return;
        d.emit(std::move(body), std::move(notices));
    };
    const auto replace = [&](const Schedule& row) {
        const bool goes_on = row.kind == AssignmentKind::eligible &&
                             grant.kind == AssignmentKind::eligible && takes_over;
        end_schedule(emit, d.tenant, row, EndReason::replaced, {}, goes_on ? request.id : Guid{},
                     d.context.switched_off);
    };
    // The granted kind stands once: what is extended goes, and what stands in that kind already.
    const Schedule* same_kind =
        grant.kind == AssignmentKind::eligible ? held.eligible : held.assigned;
    if (extends) replace(target);
    if (same_kind && same_kind->id != target.id) replace(*same_kind);
    Schedule schedule;
    schedule.id = request.id;
    schedule.kind = grant.kind;
    schedule.principal = request.principal;
    schedule.role = request.role;
    schedule.scope = request.scope;
    schedule.start = grant.window.start;
    schedule.end = grant.window.end;
    schedule.created = d.now();
    schedule.created_using = request.id;
    schedule.state = grant.window.state();
    d.emit(ScheduleCreated{schedule, extends ? ScheduleOrigin::extended : ScheduleOrigin::renewed});
}

}  // namespace

MaybeRefusal decide_approval(Deciding& d, const AnswerApproval& c) {
    if (MaybeRefusal refusal = check_licence(d)) return refusal;
    const Request* request = d.tenant.requests.find(c.request);
    if (!request || !request->approval || (!c.step.is_null() && request->approval->id != c.step)) {
        return object_not_found(c.step.is_null() ? c.request : c.step);
    }
    if (MaybeRefusal refusal = check_not_own(d, *request)) return refusal;
    if (!may_approve(d.tenant, d.caller(), *request) && d.caller() != request->principal &&
        d.on(Rule::approver_listed)) {
        return no(RefusalCode::insufficient_permissions,
                  {Rule::approver_listed, "", "somebody who is not", std::nullopt,
                   "ask one of its approvers"});
    }
    if (MaybeRefusal refusal = check_undecided(d, *request, RequestStatus::pending_approval)) {
        return refusal;
    }
    const bool justify = policy_of(d.tenant, request->role).approval.approver_justification;
    if (MaybeRefusal refusal = check_answer(d, c.result, c.justification, justify)) return refusal;
    d.accepted.subject = request->id;
    if (c.result == ReviewResult::approve) {
        approve_activation(d, *request, c.justification);
    } else {
        d.emit(ApprovalGiven{request->id, c.result, c.justification, RequestStatus::denied,
                             std::nullopt},
               answer_notices(d, *request, MailKind::activation_denied));
    }
    return std::nullopt;
}

MaybeRefusal decide_decision(Deciding& d, const DecideRequest& c) {
    if (MaybeRefusal refusal = check_licence(d)) return refusal;
    const Request* request = d.tenant.requests.find(c.request);
    if (!request ||
        (request->action != Action::self_extend && request->action != Action::self_renew)) {
        return object_not_found(c.request);
    }
    if (!administers_roles(d.tenant, d.caller()) && d.on(Rule::administrator_right)) {
        return no(RefusalCode::insufficient_permissions,
                  {Rule::administrator_right, "", "a caller without either role", std::nullopt,
                   "activate one of them first"});
    }
    if (MaybeRefusal refusal = check_not_own(d, *request)) return refusal;
    if (MaybeRefusal refusal =
            check_undecided(d, *request, RequestStatus::pending_admin_decision)) {
        return refusal;
    }
    if (MaybeRefusal refusal = check_answer(d, c.result, c.justification, true)) return refusal;
    d.accepted.subject = request->id;
    if (c.result == ReviewResult::deny) {
        d.emit(RequestDecided{request->id,
                              c.result,
                              c.justification,
                              request->kind,
                              {},
                              RequestStatus::denied,
                              std::nullopt},
               decision_notices(d, *request, MailKind::request_denied));
        return std::nullopt;
    }
    const Schedule* target = d.tenant.schedules.find(request->target_schedule);
    if (!target) return object_not_found(request->target_schedule);
    Grant grant;
    if (MaybeRefusal refusal = check_grant(d, *request, c, *target, grant)) return refusal;
    grant_request(d, *request, c, *target, grant);
    return std::nullopt;
}

MaybeRefusal decide_cancel(Deciding& d, const CancelRequest& c) {
    if (MaybeRefusal refusal = check_licence(d)) return refusal;
    const Request* request = d.tenant.requests.find(c.request);
    if (!request) return object_not_found(c.request);
    const bool own = d.caller() == request->created_by;
    if (!own && !administers_roles(d.tenant, d.caller()) && d.on(Rule::cancel_right)) {
        return no(RefusalCode::insufficient_permissions,
                  {Rule::cancel_right, "", "somebody else", std::nullopt, {}});
    }
    if (!request->open() && d.on(Rule::cancel_open)) {
        return no(RefusalCode::bad_request,
                  {Rule::cancel_open, "a request that waits", std::string(name(request->status)),
                   std::nullopt, "remove the assignment instead"});
    }
    d.accepted.subject = request->id;
    d.emit(RequestClosed{request->id, RequestStatus::canceled});
    const Schedule* schedule = d.tenant.schedules.find(request->id);
    if (schedule && schedule->state == ScheduleState::scheduled) {
        d.emit(ScheduleEnded{schedule->id, EndReason::canceled, request->id});
    }
    return std::nullopt;
}

}  // namespace pim
