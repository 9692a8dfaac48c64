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

/// The expiration of a scheduleInfo; what does not belong to its type is left out (EasyPIM sends a
/// duration with noExpiration). A length or an end without a type would become permanent: refused.
Expiration read_expiration(MemberReader& members, std::optional<Rejection>& problem) {
    Expiration expiration;
    if (const auto type = members.text("type")) {
        const auto known = parse_name<ExpirationType>(*type);
        if (known) {
            expiration.type = *known;
        } else {
            members.wrong("type", cat('\'', *type, '\''),
                          "one of noExpiration, afterDateTime, afterDuration, notSpecified");
        }
    }
    const auto end = members.instant("endDateTime");
    const auto duration = members.duration("duration");
    if (expiration.type == ExpirationType::not_specified && (end || duration) && !problem) {
        problem = Rejection{
            400, std::string(name(RefusalCode::invalid_schedule)),
            cat(members.place_of(duration ? "duration" : "endDateTime"),
                " stands there without a type: afterDuration, afterDateTime or noExpiration")};
    }
    if (expiration.type == ExpirationType::after_date_time) expiration.end = end;
    if (expiration.type == ExpirationType::after_duration) expiration.duration = duration;
    return expiration;
}

Action read_action(MemberReader& members) {
    const auto text = members.text("action");
    if (!text) {
        members.missing("action", "it is one of adminAssign, adminUpdate, adminRemove, …");
        return Action::admin_assign;
    }
    const auto action = parse_name<Action>(*text);
    if (!action) members.wrong("action", cat('\'', *text, '\''), "an action of this collection");
    return action.value_or(Action::admin_assign);
}

Guid read_required_guid(MemberReader& members, std::string_view name) {
    const auto guid = members.guid(name);
    if (!guid) members.missing(name, "it is the GUID of an object of the tenant");
    return guid.value_or(Guid{});
}

Scope read_scope(MemberReader& members) {
    const auto app_scope = members.text("appScopeId");
    if (app_scope) {
        members.wrong("appScopeId", cat('\'', *app_scope, '\''),
                      "null: directory roles are scoped by directoryScopeId");
    }
    const auto text = members.text("directoryScopeId");
    if (!text) {
        members.missing("directoryScopeId", "'/' is the whole tenant");
        return {};
    }
    const auto scope = parse_scope(*text);
    if (!scope) {
        members.wrong("directoryScopeId", cat('\'', *text, '\''),
                      "'/', '/administrativeUnits/{id}' or '/{id}'");
    }
    return scope.value_or(Scope{});
}

}  // namespace

ScheduleInfo read_schedule(const JsonValue& object, const std::string& place,
                           std::optional<Rejection>& problem, std::string_view code) {
    MemberReader members(object, place + '.', problem, code);
    ScheduleInfo schedule;
    schedule.start = members.instant("startDateTime");
    if (const JsonValue* inner = members.object("expiration")) {
        MemberReader expiration(*inner, members.place_of("expiration."), problem, code);
        schedule.expiration = read_expiration(expiration, problem);
    }
    return schedule;
}

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
    if (!command.custom_data.empty()) out.member("customData", command.custom_data);
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

Reading<RequestSchedule> read_request(AssignmentKind kind, const JsonValue& body) {
    std::optional<Rejection> problem;
    MemberReader members(body, {}, problem);
    RequestSchedule command;
    command.kind = kind;
    command.action = read_action(members);
    command.principal = read_required_guid(members, "principalId");
    command.role = read_required_guid(members, "roleDefinitionId");
    command.scope = read_scope(members);
    command.justification = members.text("justification").value_or(std::string());
    command.validation_only = members.boolean("isValidationOnly", false);
    command.custom_data = members.text("customData").value_or(std::string());
    const JsonValue* schedule = members.object("scheduleInfo");
    command.has_schedule = schedule != nullptr;
    if (schedule != nullptr) {
        command.schedule = read_schedule(*schedule, "scheduleInfo", problem);
    }
    if (const JsonValue* ticket = members.object("ticketInfo")) {
        MemberReader inner(*ticket, "ticketInfo.", problem);
        command.ticket.number = inner.text("ticketNumber").value_or(std::string());
        command.ticket.system = inner.text("ticketSystem").value_or(std::string());
    }
    if (problem) return tl::unexpected(*problem);
    return command;
}

}  // namespace pim::graph
