#include <algorithm>

#include "core/access.hpp"
#include "core/recipients.hpp"
#include "core/replacement.hpp"
#include "core/view.hpp"

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
    Schedule schedule = made(d, request, AssignmentKind::active, window);
    schedule.type = AssignmentType::activated;
    schedule.activated_using = eligibility->id;
    std::vector<Notice> notices;
    if (schedule.running()) notices = activation_notices(d.tenant, request.role, request.principal);
    d.emit(ScheduleCreated{schedule, ScheduleOrigin::activated}, std::move(notices));
}

/// The window that an administrator grants, as it is recorded and as it is put in force.
struct Grant {
    ScheduleInfo schedule;
    Replacement replacement;
};

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
    if (request.action != Action::self_extend || grant.replacement.kind != request.kind ||
        !d.on(Rule::extend_later_end)) {
        return std::nullopt;
    }
    const std::optional<Instant>& end = grant.replacement.window.end;
    if (!end || !present.end || *end > *present.end) return std::nullopt;
    return no(RefusalCode::invalid_request,
              {Rule::extend_later_end, cat("an end after ", to_text(*present.end)), to_text(*end),
               std::nullopt, "choose a later end, or another type"});
}

/// The granted kind stands once: what is extended goes, and what stands in that kind already.
Replacement replacement_by_grant(const Request& request, const Schedule& target,
                                 AssignmentKind kind, const HeldRows& held) {
    Replacement replacement;
    replacement.kind = kind;
    replacement.extends = request.action == Action::self_extend;
    if (replacement.extends) replacement.predecessor = &target;
    const Schedule* same_kind = held.of(kind);
    if (same_kind != replacement.predecessor) replacement.bystander = same_kind;
    return replacement;
}

MaybeRefusal check_grant(const Deciding& d, const Request& request, const DecideRequest& c,
                         const Schedule& target, Grant& grant) {
    if (MaybeRefusal refusal = check_grant_form(d, request, c)) return refusal;
    const AssignmentKind kind = c.kind.value_or(request.kind);
    if (MaybeRefusal refusal =
            check_assignable(d, request.role, request.principal, kind, request.scope)) {
        return refusal;
    }
    grant.schedule = c.schedule ? *c.schedule : extension_offer(d.tenant, target, kind, d.now());
    if (MaybeRefusal refusal = check_schedule_form(d, grant.schedule)) return refusal;
    const HeldRows held = held_rows(d.tenant, request.principal, request.role, request.scope);
    grant.replacement = replacement_by_grant(request, target, kind, held);
    grant.replacement.window = resolve(d.tenant, grant.schedule, d.now(), runs_in_kind(held, kind));
    if (MaybeRefusal refusal = check_later_end(d, request, target, grant)) return refusal;
    if (MaybeRefusal refusal = check_five_minutes(d, grant.replacement.window)) return refusal;
    if (MaybeRefusal refusal = check_replacement(d, grant.replacement)) return refusal;
    return check_policy(d, assignment_demand(policy_of(d.tenant, request.role), kind),
                        grant.replacement.window, c.justification, Ticket{"-", "-"}, {});
}

void grant_request(Deciding& d, const Request& request, const DecideRequest& c,
                   const Grant& grant) {
    const Window& window = grant.replacement.window;
    d.emit(RequestDecided{request.id, ReviewResult::approve, c.justification,
                          grant.replacement.kind, grant.schedule, window.status(), window.start},
           decision_notices(d, request, MailKind::request_approved));
    put_in_force(d, request, grant.replacement,
                 grant.replacement.extends ? ScheduleOrigin::extended : ScheduleOrigin::renewed,
                 {});
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
    if (MaybeRefusal refusal = check_administrator(d, RefusalCode::insufficient_permissions)) {
        return refusal;
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
    grant_request(d, *request, c, grant);
    return std::nullopt;
}

MaybeRefusal decide_cancel(Deciding& d, const CancelRequest& c) {
    if (MaybeRefusal refusal = check_licence(d)) return refusal;
    const Request* request = d.tenant.requests.find(c.request);
    if (!request) return object_not_found(c.request);
    const bool own = d.caller() == request->created_by;
    if (!own && !administers_roles(d.tenant, d.authority()) && d.on(Rule::cancel_right)) {
        return no(RefusalCode::insufficient_permissions,
                  {Rule::cancel_right, "", "somebody else", std::nullopt, {}});
    }
    if (!request->open() && d.on(Rule::cancel_open)) {
        return no(
            RefusalCode::bad_request,
            {Rule::cancel_open, "a request that waits", std::string(name(request->status)),
             std::nullopt,
             request->status == RequestStatus::provisioned ? "remove the assignment instead" : ""});
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
