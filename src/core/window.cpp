#include "core/window.hpp"

#include "core/access.hpp"

namespace pim {

namespace {

std::string words_of(std::int64_t ticks) {
    return to_words(Duration{0, ticks});
}

Reason five_minutes_reason(Rule rule, std::string asked) {
    return Reason{rule, words_of(assignment_ticks_min), std::move(asked), std::nullopt, {}};
}

bool too_long(const ExpirationRule& rule, const Window& window) {
    return window.end && add(window.start, rule.maximum) < *window.end;
}

}  // namespace

RequestStatus Window::status() const {
    if (later) return RequestStatus::granted;
    return delayed ? RequestStatus::pending_provisioning : RequestStatus::provisioned;
}

ScheduleState Window::state() const {
    return later || delayed ? ScheduleState::scheduled : ScheduleState::running;
}

Window resolve(const Tenant& tenant, const ScheduleInfo& asked, Instant now, bool in_place) {
    Window window;
    const Instant earliest = in_place ? now : add(now, tenant.provisioning_delay);
    window.later = asked.start && *asked.start > earliest;
    window.delayed = !window.later && earliest > now;
    window.start = window.later ? *asked.start : earliest;
    switch (asked.expiration.type) {
        case ExpirationType::after_duration:
            window.end = add(window.start, asked.expiration.duration.value_or(Duration{}));
            break;
        case ExpirationType::after_date_time:
            window.end = asked.expiration.end;
            break;
        case ExpirationType::no_expiration:
        case ExpirationType::not_specified:
            break;
    }
    return window;
}

MaybeRefusal check_schedule_form(const Deciding& d, const ScheduleInfo& asked) {
    if (!d.on(Rule::schedule_form)) return std::nullopt;
    const auto bad = [](std::string limit, std::string value) {
        return no(RefusalCode::invalid_schedule,
                  {Rule::schedule_form, std::move(limit), std::move(value), std::nullopt, {}});
    };
    const Expiration& expiration = asked.expiration;
    if (expiration.type == ExpirationType::after_duration && !expiration.duration) {
        return bad("a duration with afterDuration", "none");
    }
    if (expiration.type == ExpirationType::after_date_time) {
        if (!expiration.end) return bad("an end date-time with afterDateTime", "none");
        const Window window = resolve(d.tenant, asked, d.now());
        if (*window.end <= window.start) {
            return bad(cat("an end after ", to_text(window.start)), to_text(*expiration.end));
        }
    }
    return std::nullopt;
}

MaybeRefusal check_five_minutes(const Deciding& d, const Window& window, std::string_view because) {
    if (!d.on(Rule::five_minutes_long) || !window.end) return std::nullopt;
    if (window.ticks() >= assignment_ticks_min) return std::nullopt;
    return no(RefusalCode::active_duration_too_short,
              five_minutes_reason(Rule::five_minutes_long, cat(words_of(window.ticks()), because)));
}

MaybeRefusal check_age(const Deciding& d, const Schedule& schedule) {
    if (!d.on(Rule::five_minutes_old)) return std::nullopt;
    const Instant from = shift(schedule.created, assignment_ticks_min);
    if (d.now() >= from) return std::nullopt;
    Reason reason = five_minutes_reason(
        Rule::five_minutes_old, cat("after ", words_of(d.now().ticks - schedule.created.ticks)));
    reason.allowed_from = from;
    return no(RefusalCode::active_duration_too_short, std::move(reason));
}

MaybeRefusal check_age_with_activations(const Deciding& d, const Schedule& schedule) {
    if (MaybeRefusal refusal = check_age(d, schedule)) return refusal;
    for (const Slot slot : slots_of(d.tenant.activations_by_eligibility, schedule.id)) {
        const Schedule& activation = d.tenant.schedules.at(slot);
        if (!activation.running()) continue;
        if (MaybeRefusal refusal = check_age(d, activation)) return refusal;
    }
    return std::nullopt;
}

MaybeRefusal check_last_administrator(const Deciding& d, std::vector<Guid> schedules) {
    if (!d.on(Rule::last_administrator)) return std::nullopt;
    // An eligibility takes the activations with it that rest on it.
    for (std::size_t i = 0, given = schedules.size(); i < given; ++i) {
        for (const Slot slot : slots_of(d.tenant.activations_by_eligibility, schedules[i])) {
            schedules.push_back(d.tenant.schedules.at(slot).id);
        }
    }
    const auto leaves_none = [&](const Guid& role) {
        const std::size_t before = count_active_holders(d.tenant, role, {});
        return before > 0 && count_active_holders(d.tenant, role, schedules) == 0;
    };
    const auto refused = [&](const Guid& role) {
        return no(RefusalCode::invalid_request,
                  {Rule::last_administrator, "at least one",
                   cat("none active as ", display_name(d.tenant, role)), std::nullopt,
                   "assign somebody else first"});
    };
    if (leaves_none(role::global_administrator)) return refused(role::global_administrator);
    if (count_active_holders(d.tenant, role::global_administrator, schedules) == 0 &&
        leaves_none(role::privileged_role_administrator)) {
        return refused(role::privileged_role_administrator);
    }
    return std::nullopt;
}

MaybeRefusal check_policy(const Deciding& d, const PolicyDemand& demand, const Window& window,
                          const std::string& justification, const Ticket& ticket,
                          const std::string& lacks_eligibility) {
    Refusal refusal;
    refusal.code = RefusalCode::policy_validation_failed;
    const auto fail = [&](Rule rule, std::string limit, std::string asked, std::string help) {
        if (!d.on(rule)) return;
        refusal.reasons.push_back(
            Reason{rule, std::move(limit), std::move(asked), std::nullopt, std::move(help)});
    };
    if (!lacks_eligibility.empty()) {
        fail(Rule::eligibility, "", lacks_eligibility, "ask an administrator for an assignment");
    }
    if (demand.expiration) {
        const ExpirationRule& rule = *demand.expiration;
        const bool permanent = !window.end;
        if (permanent && (rule.required || !demand.permanent_allowed)) {
            fail(Rule::expiration, to_words(rule.maximum), "no end", "choose an end");
        } else if (rule.required && too_long(rule, window)) {
            fail(Rule::expiration, to_words(rule.maximum), words_of(window.ticks()),
                 "choose an earlier end");
        }
    }
    if (demand.enablement.justification && is_blank(justification)) {
        fail(Rule::justification, "", "none given", "say why the role is needed");
    }
    if (demand.enablement.ticketing) {
        const bool number = !is_blank(ticket.number);
        const bool system = !is_blank(ticket.system);
        if (!number || !system) {
            fail(Rule::ticketing, "a number and a system",
                 number   ? "no system"
                 : system ? "no number"
                          : "none given",
                 "name the ticket's number and system");
        }
    }
    if (demand.enablement.mfa && !d.mfa_done()) {
        fail(Rule::mfa, "", "a sign-in without it", "complete the MFA prompt");
    }
    if (refusal.reasons.empty()) return std::nullopt;
    return refusal;
}

PolicyDemand assignment_demand(const Policy& policy, AssignmentKind kind) {
    PolicyDemand demand;
    const bool eligible = kind == AssignmentKind::eligible;
    demand.expiration = eligible ? &policy.eligible_expiration : &policy.active_expiration;
    demand.enablement = eligible ? policy.eligible_enablement : policy.active_enablement;
    return demand;
}

}  // namespace pim
