#include "graph/schedule_request.hpp"

#include <array>

#include "graph/collection.hpp"
#include "graph/role_in_scope.hpp"
#include "graph/schedule.hpp"
#include "graph/schedule_info.hpp"

namespace pim::graph {

namespace {

const ScheduleRequest& schedule_request_in(const Row& row) {
    return row.as<ScheduleRequest>();
}

/// What ends something has no target and no completion (resources.md §2).
bool is_removal(const ScheduleRequest& request) {
    return removes(request.action);
}

/// v1.0 types the action as an enumeration in camel case, beta as a text in Pascal case.
std::string spelled(Action action, Version version) {
    std::string text(name(action));
    if (version == Version::beta) text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

Value action_value(const Row& row, const View& view) {
    return spelled(schedule_request_in(row).action, view.version);
}

/// When it took effect or, once granted, will take effect; null while somebody must answer.
Value completed_value(const Row& row, const View&) {
    const ScheduleRequest& request = schedule_request_in(row);
    if (is_removal(request) || request.undecided()) return {};
    if (request.status == RequestStatus::granted && request.start) return *request.start;
    return instant_or_null(request.completed);
}

/// Any known spelling as the one of this version.
std::string canonical_action(std::string_view text, Version version) {
    const auto action = parse_name<Action>(text);
    return action ? spelled(*action, version) : std::string(text);
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

void write_created_by(JsonWriter& out, const Row& row, const View& view) {
    const Guid& id = schedule_request_in(row).created_by;
    const bool application = view.tenant.service_principals.find(id) != nullptr;
    out.begin_object();
    write_identity(out, "application", id, application);
    out.member_null("device");
    write_identity(out, "user", id, !application);
    out.end_object();
}

/// What a filter compares: the id of whoever it was.
Value created_by(const Row& row, const View&) {
    return guid_or_null(schedule_request_in(row).created_by);
}

/// The actual start once there is one, none while pending, else what was asked.
std::optional<Instant> shown_start(const ScheduleRequest& request) {
    if (request.undecided()) return std::nullopt;
    if (request.start) return request.start;
    return request.schedule.start;
}

void write_schedule(JsonWriter& out, const Row& row, const View&) {
    const ScheduleRequest& request = schedule_request_in(row);
    if (!request.has_schedule) {
        out.null();
        return;
    }
    write_schedule_info(out, shown_start(request), request.schedule.expiration);
}

void write_ticket_info(JsonWriter& out, const Row& row, const View&) {
    const Ticket& ticket = schedule_request_in(row).ticket;
    out.begin_object();
    out.member_or_null("ticketNumber", ticket.number);
    out.member_or_null("ticketSystem", ticket.system);
    out.end_object();
}

void write_custom_data(JsonWriter& out, const Row& row, const View&) {
    const std::string& text = schedule_request_in(row).custom_data;
    text.empty() ? out.null() : out.text(text);
}

Value schedule_request_id(const Row& row, const View&) {
    return guid_or_null(schedule_request_in(row).id);
}
Value approval_id(const Row& row, const View&) {
    return schedule_request_in(row).approval ? guid_or_null(schedule_request_in(row).id) : Value{};
}
Value target_schedule(const Row& row, const View&) {
    const ScheduleRequest& request = schedule_request_in(row);
    return is_removal(request) ? Value{} : guid_or_null(request.target_schedule);
}

void find_request_principal(const Row& row, const View& view, const Found& found) {
    give_directory_object(schedule_request_in(row).principal, view, found);
}
void find_target(const Row& row, const View& view, const Found& found) {
    const ScheduleRequest& request = schedule_request_in(row);
    if (!is_removal(request)) give_schedule(request.target_schedule, view, found);
}
/// The eligibility that an activation rests on.
void find_activated_using(const Row& row, const View& view, const Found& found) {
    const Schedule* made = view.tenant.schedules.find(schedule_request_in(row).target_schedule);
    if (made != nullptr) give_schedule(made->activated_using, view, found);
}

using enum PropertyType;
using enum Versions;

const std::array<Property, 18> request_properties = {{
    {"id", guid, schedule_request_id},
    {"status", text,
     [](const Row& row, const View&) {
         return Value{std::string(name(schedule_request_in(row).status))};
     }},
    {"createdDateTime", instant,
     [](const Row& row, const View&) { return Value{schedule_request_in(row).created}; }},
    {"completedDateTime", instant, completed_value},
    {"approvalId", guid, approval_id},
    {"customData", complex, nullptr, write_custom_data},  // complex: no filter may name it
    {"action", text, action_value, nullptr, both, canonical_action},
    {"principalId", guid,
     [](const Row& row, const View&) { return guid_or_null(schedule_request_in(row).principal); }},
    {"roleDefinitionId", guid,
     [](const Row& row, const View&) { return guid_or_null(schedule_request_in(row).role); }},
    {"directoryScopeId", text,
     [](const Row& row, const View&) { return Value{to_text(schedule_request_in(row).scope)}; }},
    {"appScopeId", text, no_value},
    {"isValidationOnly", boolean,
     [](const Row& row, const View&) { return Value{schedule_request_in(row).validation_only}; }},
    {"targetScheduleId", guid, target_schedule},
    {"justification", text,
     [](const Row& row, const View&) {
         return text_or_null(schedule_request_in(row).justification);
     }},
    {"createdBy", guid, created_by, write_created_by},
    {"scheduleInfo", complex, nullptr, write_schedule},
    {"ticketInfo", complex, nullptr, write_ticket_info},
    {"createdBy/user/id", guid, created_by},
}};

constexpr Navigation request_to_principal{"principal", directory_object_type, false,
                                          find_request_principal};
constexpr std::array<Navigation, 5> eligibility_request_navigations = {
    {request_to_principal,
     to_role<ScheduleRequest>,
     to_scope<ScheduleRequest>,
     to_app_scope,
     {"targetSchedule", eligibility_schedule_type, false, find_target}}};
constexpr std::array<Navigation, 6> assignment_request_navigations = {
    {{"activatedUsing", eligibility_schedule_type, false, find_activated_using},
     request_to_principal,
     to_role<ScheduleRequest>,
     to_scope<ScheduleRequest>,
     to_app_scope,
     {"targetSchedule", assignment_schedule_type, false, find_target}}};

const EntityType eligibility_request_entity{
    "unifiedRoleEligibilityScheduleRequest",
    request_properties,
    eligibility_request_navigations,
    {},
    "roleManagement/directory/roleEligibilityScheduleRequests"};
const EntityType assignment_request_entity{
    "unifiedRoleAssignmentScheduleRequest",
    request_properties,
    assignment_request_navigations,
    {},
    "roleManagement/directory/roleAssignmentScheduleRequests"};

}  // namespace

bool removes(Action action) {
    return action == Action::admin_remove || action == Action::self_deactivate;
}

const EntityType& request_type(AssignmentKind kind) {
    return kind == AssignmentKind::eligible ? eligibility_request_entity
                                            : assignment_request_entity;
}

Response created_request(const ScheduleRequest& request, const View& view, const Stamp& stamp) {
    const Row row = row_of(request_type(request.kind), request);
    if (!request.validation_only) return created(row, view, stamp);
    return answer(201, entity_body(row, view, row.type->collection), stamp);
}

}  // namespace pim::graph
