#include "core/ending.hpp"

#include "core/deciding.hpp"
#include "core/recipients.hpp"

namespace pim {

namespace {

bool on(const RuleSet& switched_off, Rule rule) {
    return !switched_off[static_cast<std::size_t>(rule)];
}

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

}  // namespace

Emit emitter(Deciding& d) {
    return [&d](EventBody body, std::vector<Notice> notices) {
        d.emit(std::move(body), std::move(notices));
    };
}

void end_schedule(const Emit& emit, const Tenant& tenant, const Schedule& schedule,
                  EndReason reason, std::vector<Notice> notices, const Guid& survivor,
                  const RuleSet& switched_off, const Guid& by_request) {
    emit(ScheduleEnded{schedule.id, reason, by_request}, std::move(notices));
    close_granted(emit, tenant, schedule, RequestStatus::canceled);
    if (on(switched_off, Rule::extend_request_pointless)) {
        close_extensions(emit, tenant, schedule);
    }
    if (schedule.kind != AssignmentKind::eligible) return;
    for (const Slot slot : slots_of(tenant.activations_by_eligibility, schedule.id)) {
        const Schedule& activation = tenant.schedules.at(slot);
        if (!survivor.is_null()) {
            emit(ActivationRebased{activation.id, survivor}, {});
        } else if (on(switched_off, Rule::eligibility_end_ends_activation)) {
            emit(ScheduleEnded{activation.id, EndReason::eligibility_ended, {}},
                 {notice_to(tenant, activation.principal, MailKind::activation_ended,
                            Because::requester)});
            close_granted(emit, tenant, activation, RequestStatus::failed);
        }
    }
}

}  // namespace pim
