#include "core/due.hpp"

#include "core/request.hpp"
#include "core/schedule.hpp"

namespace pim {

namespace {

/// The moment of the reminder `days` ahead of the end, unless the whole assignment is shorter
/// than that lead (ruling 31) or it was sent.
std::optional<Instant> reminder(const Schedule& schedule, int days) {
    const std::int64_t lead = days * ticks_per_day;
    const bool sent = schedule.reminded_days != 0 && schedule.reminded_days <= days;
    if (sent || schedule.end->ticks - schedule.start.ticks < lead) return std::nullopt;
    return shift(*schedule.end, -lead);
}

}  // namespace

std::optional<Due> next_due(const Schedule& schedule, std::uint32_t slot) {
    switch (schedule.state) {
        case ScheduleState::scheduled:
            return Due{schedule.start, DueKind::starts, DueOwner::schedule, slot};
        case ScheduleState::ended:
            return Due{shift(*schedule.ended_at, renew_window_ticks), DueKind::purges,
                       DueOwner::schedule, slot};
        case ScheduleState::running:
            break;
    }
    if (schedule.permanent()) return std::nullopt;
    if (schedule.type == AssignmentType::assigned) {
        for (const int days : {14, 1}) {
            if (const std::optional<Instant> at = reminder(schedule, days)) {
                return Due{*at, DueKind::reminds, DueOwner::schedule, slot};
            }
        }
    }
    return Due{*schedule.end, DueKind::ends, DueOwner::schedule, slot};
}

std::optional<Due> next_due(const Request& request, std::uint32_t slot) {
    if (request.status == RequestStatus::pending_approval) {
        return Due{shift(request.created, approval_window_ticks), DueKind::lapses,
                   DueOwner::request, slot};
    }
    if (request.status == RequestStatus::canceled && request.completed) {
        return Due{shift(*request.completed, request_kept_ticks), DueKind::purges,
                   DueOwner::request, slot};
    }
    return std::nullopt;
}

}  // namespace pim
