#include "core/ending.hpp"

#include "core/deciding.hpp"
#include "core/recipients.hpp"

namespace pim {

namespace {

/// The request for a schedule that has not begun is not open any more.
void close_granted(const Emit& emit, const Tenant& tenant, const Schedule& schedule,
                   RequestStatus status) {
    if (schedule.state != ScheduleState::scheduled) return;
    const Request* request = tenant.requests.find(schedule.created_using);
    if (request && request->open()) emit(RequestClosed{request->id, status}, {});
}

/// Nothing is left that a pending request could extend (ruling 2).
void close_extensions(const Emit& emit, const Tenant& tenant, const Schedule& schedule) {
    for (const Slot slot : slots_of(tenant.undecided_by_target, schedule.id)) {
        const Request& request = tenant.requests.at(slot);
        if (request.action == Action::self_extend) {
            emit(RequestClosed{request.id, RequestStatus::failed}, {});
        }
    }
}

/// The activation ends with the eligibility that carries it from now on, where that is earlier
/// (ruling 13).
ActivationRebased rebased(const Schedule& activation, const Survivor& survivor,
                          const RuleSet& switched_off) {
    ActivationRebased event{activation.id, survivor.id, std::nullopt};
    const bool earlier = survivor.end && (!activation.end || *survivor.end < *activation.end);
    if (earlier && in_force(Rule::activation_capped_by_eligibility, switched_off)) {
        event.end = survivor.end;
    }
    return event;
}

}  // namespace

Event& add_event(Events& events, const Tenant& tenant, Instant at, EventBody body) {
    const auto before = static_cast<std::int64_t>(events.size());
    Event& event = events.emplace_back();
    event.sequence = tenant.sequence + 1 + before;
    event.at = at;
    event.body = std::move(body);
    return event;
}

Emit emitter(Deciding& d) {
    return [&d](EventBody body, std::vector<Notice> notices) {
        d.emit(std::move(body), std::move(notices));
    };
}

Notice notice_of_end(const Tenant& tenant, const Schedule& activation) {
    return notice_to(tenant, activation.principal, MailKind::activation_ended, Because::requester);
}

bool outlives(const Schedule& activation, const std::optional<Survivor>& survivor) {
    return survivor && (!survivor->end || *survivor->end > activation.start);
}

void end_schedule(const Emit& emit, const Tenant& tenant, const Schedule& schedule,
                  EndReason reason, std::vector<Notice> notices,
                  const std::optional<Survivor>& survivor, const RuleSet& switched_off,
                  const Guid& by_request) {
    emit(ScheduleEnded{schedule.id, reason, by_request}, std::move(notices));
    close_granted(emit, tenant, schedule, RequestStatus::canceled);
    if (in_force(Rule::extend_request_pointless, switched_off)) {
        close_extensions(emit, tenant, schedule);
    }
    if (schedule.kind != AssignmentKind::eligible) return;
    for (const Slot slot : slots_of(tenant.activations_by_eligibility, schedule.id)) {
        const Schedule& activation = tenant.schedules.at(slot);
        if (outlives(activation, survivor)) {
            emit(rebased(activation, *survivor, switched_off), {});
        } else if (in_force(Rule::eligibility_end_ends_activation, switched_off)) {
            emit(ScheduleEnded{activation.id, EndReason::eligibility_ended, {}},
                 {notice_of_end(tenant, activation)});
            close_granted(emit, tenant, activation, RequestStatus::failed);
        }
    }
}

}  // namespace pim
