#include "graph/request_body.hpp"

#include "core/text.hpp"
#include "graph/json_writer.hpp"

namespace pim::graph {

namespace {

void write_schedule(JsonWriter& out, const ScheduleInfo& schedule) {
    out.key("scheduleInfo").begin_object();
    if (schedule.start) out.member("startDateTime", to_text(*schedule.start));
    out.key("expiration").begin_object();
    out.member("type", name(schedule.expiration.type));
    if (schedule.expiration.end) out.member("endDateTime", to_text(*schedule.expiration.end));
    if (schedule.expiration.duration) {
        out.member("duration", to_text(*schedule.expiration.duration));
    }
    out.end_object().end_object();
}

}  // namespace

std::string_view collection_of(AssignmentKind kind) {
    return kind == AssignmentKind::eligible ? "roleEligibilityScheduleRequests"
                                            : "roleAssignmentScheduleRequests";
}

std::string body_of(const RequestSchedule& command) {
    JsonWriter out;
    out.begin_object();
    out.member("action", name(command.action));
    if (!command.justification.empty()) out.member("justification", command.justification);
    out.member("roleDefinitionId", to_text(command.role));
    out.member("directoryScopeId", to_text(command.scope));
    out.member("principalId", to_text(command.principal));
    if (command.validation_only) out.member("isValidationOnly", true);
    if (command.has_schedule) write_schedule(out, command.schedule);
    if (command.ticket != Ticket{}) {
        out.key("ticketInfo").begin_object();
        out.member_or_null("ticketNumber", command.ticket.number);
        out.member_or_null("ticketSystem", command.ticket.system);
        out.end_object();
    }
    out.end_object();
    return out.take();
}

}  // namespace pim::graph
