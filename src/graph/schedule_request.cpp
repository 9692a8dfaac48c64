#include "graph/schedule_request.hpp"

#include <array>

#include "graph/request_body.hpp"

namespace pim::graph {

namespace {

/// Actions that end something: they have no target and no completion (resources.md §2).
bool is_removal(const ScheduleRequest& request) {
    return request.action == Action::admin_remove || request.action == Action::self_deactivate;
}

/// v1.0 types the action as an enumeration in camel case, beta as a text in Pascal case.
Value action_value(const ScheduleRequest& request, const View& view) {
    std::string text(name(request.action));
    if (view.version == Version::beta) text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

/// When it took effect or, once granted, will take effect; null while somebody must answer.
Value completed_value(const ScheduleRequest& request) {
    if (is_removal(request) || request.undecided()) return {};
    if (request.status == RequestStatus::granted && request.start) return *request.start;
    if (request.completed) return *request.completed;
    return {};
}

void write_identity(JsonWriter& out, std::string_view member, const Guid& id, bool present) {
    if (!present) {
        out.member_null(member);
        return;
    }
    out.key(member).begin_object();
    out.member_null("displayName");
    out.member_or_null("id", id.is_null() ? std::string() : to_text(id));
    out.end_object();
}

void write_created_by(JsonWriter& out, const ScheduleRequest& request, const View& view) {
    const Guid& id = request.created_by;
    const bool application = view.tenant.service_principals.find(id) != nullptr;
    out.begin_object();
    write_identity(out, "application", id, application);
    out.member_null("device");
    write_identity(out, "user", id, !application);
    out.end_object();
}

/// The actual start once there is one, none while pending, else what was asked.
std::optional<Instant> shown_start(const ScheduleRequest& request) {
    if (request.undecided()) return std::nullopt;
    if (request.start) return request.start;
    return request.schedule.start;
}

void write_schedule_info(JsonWriter& out, const ScheduleRequest& request, const View&) {
    if (!request.has_schedule) {
        out.null();
        return;
    }
    const Expiration& expiration = request.schedule.expiration;
    const std::optional<Instant> start = shown_start(request);
    out.begin_object();
    out.member_or_null("startDateTime", start ? to_text(*start) : std::string());
    out.member_null("recurrence");
    out.key("expiration").begin_object();
    out.member("type", name(expiration.type));
    out.member_or_null("endDateTime", expiration.end ? to_text(*expiration.end) : std::string());
    out.member_or_null("duration",
                       expiration.duration ? to_text(*expiration.duration) : std::string());
    out.end_object().end_object();
}

void write_ticket_info(JsonWriter& out, const ScheduleRequest& request, const View&) {
    out.begin_object();
    out.member_or_null("ticketNumber", request.ticket.number);
    out.member_or_null("ticketSystem", request.ticket.system);
    out.end_object();
}

using Row = ScheduleRequest;

const std::array<Property<Row>, 17> properties = {{
    {"id", PropertyType::guid, [](const Row& row, const View&) { return guid_or_null(row.id); },
     nullptr},
    {"status", PropertyType::text,
     [](const Row& row, const View&) { return Value{std::string(name(row.status))}; }, nullptr},
    {"createdDateTime", PropertyType::instant,
     [](const Row& row, const View&) { return Value{row.created}; }, nullptr},
    {"completedDateTime", PropertyType::instant,
     [](const Row& row, const View&) { return completed_value(row); }, nullptr},
    {"approvalId", PropertyType::guid,
     [](const Row& row, const View&) { return row.approval ? guid_or_null(row.id) : Value{}; },
     nullptr},
    {"customData", PropertyType::text, [](const Row&, const View&) { return Value{}; }, nullptr},
    {"action", PropertyType::text, action_value, nullptr},
    {"principalId", PropertyType::guid,
     [](const Row& row, const View&) { return guid_or_null(row.principal); }, nullptr},
    {"roleDefinitionId", PropertyType::guid,
     [](const Row& row, const View&) { return guid_or_null(row.role); }, nullptr},
    {"directoryScopeId", PropertyType::text,
     [](const Row& row, const View&) { return Value{to_text(row.scope)}; }, nullptr},
    {"appScopeId", PropertyType::text, [](const Row&, const View&) { return Value{}; }, nullptr},
    {"isValidationOnly", PropertyType::boolean,
     [](const Row& row, const View&) { return Value{row.validation_only}; }, nullptr},
    {"targetScheduleId", PropertyType::guid,
     [](const Row& row, const View&) {
         return is_removal(row) ? Value{} : guid_or_null(row.target_schedule);
     },
     nullptr},
    {"justification", PropertyType::text,
     [](const Row& row, const View&) { return text_or_null(row.justification); }, nullptr},
    {"createdBy", PropertyType::complex, nullptr, write_created_by},
    {"scheduleInfo", PropertyType::complex, nullptr, write_schedule_info},
    {"ticketInfo", PropertyType::complex, nullptr, write_ticket_info},
}};

const EntityType<Row> eligibility_request{"unifiedRoleEligibilityScheduleRequest", properties};
const EntityType<Row> assignment_request{"unifiedRoleAssignmentScheduleRequest", properties};

}  // namespace

const EntityType<ScheduleRequest>& request_type(AssignmentKind kind) {
    return kind == AssignmentKind::eligible ? eligibility_request : assignment_request;
}

std::string entity_of(const ScheduleRequest& request, const View& view,
                      const Selection& selection) {
    const EntityType<Row>& type = request_type(request.kind);
    JsonWriter out;
    out.begin_object();
    out.member("@odata.context",
               cat(root_of(view.version), "/$metadata#roleManagement/directory/",
                   collection_of(request.kind), context_suffix(type, selection), "/$entity"));
    write_members(out, type, request, view, selection);
    out.end_object();
    return out.take();
}

Response created_request(const ScheduleRequest& request, const View& view, const Stamp& stamp) {
    Response response = answer(201, entity_of(request, view), stamp);
    if (!request.validation_only) {
        response.headers.emplace_back("Location",
                                      cat(root_of(view.version), "/roleManagement/directory/",
                                          collection_of(request.kind), '/', to_text(request.id)));
    }
    return response;
}

}  // namespace pim::graph
