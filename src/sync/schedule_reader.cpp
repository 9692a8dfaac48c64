#include "core/derived.hpp"
#include "core/text.hpp"
#include "core/view.hpp"
#include "graph/approval.hpp"
#include "graph/request_body.hpp"
#include "sync/building.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;
using graph::MemberReader;

Guid required_guid(MemberReader& members, std::string_view name) {
    const auto id = members.guid(name);
    if (!id) members.missing(name, "an assignment has one");
    return id.value_or(Guid{});
}

Scope read_directory_scope(MemberReader& members) {
    const std::string text = members.text("directoryScopeId").value_or("/");
    const auto scope = parse_scope(text);
    if (!scope) members.wrong("directoryScopeId", cat('\'', text, '\''), "a directory scope");
    return scope.value_or(Scope{});
}

/// What is made outside PIM has no GUID: one that follows from what it is about.
Guid id_of_outside(const Guid& tenant, const Schedule& schedule) {
    const Guid of_role = derive_guid(tenant, schedule.role, 0);
    return derive_guid(of_role, schedule.principal,
                       static_cast<std::uint32_t>(schedule.scope.id.low));
}

void read_window(MemberReader& members, Schedule& schedule) {
    std::optional<graph::Rejection> problem;
    if (const JsonValue* info = members.object("scheduleInfo")) {
        const ScheduleInfo window =
            graph::read_schedule(*info, members.place_of("scheduleInfo"), problem);
        schedule.start = window.start.value_or(schedule.start);
        schedule.end = window.expiration.end;
        const auto& duration = window.expiration.duration;
        if (duration) schedule.end = add(schedule.start, *duration);
    }
    if (problem) members.wrong("scheduleInfo", problem->message, "a schedule");
}

/// The state that its window gives an assignment at the time of reading.
void set_state(Schedule& schedule, const Instant& read) {
    schedule.ended_at.reset();
    schedule.end_reason = EndReason::none;
    const bool ended = schedule.end && *schedule.end <= read;
    if (schedule.start > read) {
        schedule.state = ScheduleState::scheduled;
    } else {
        schedule.state = ended ? ScheduleState::ended : ScheduleState::running;
    }
    if (!ended) return;
    schedule.ended_at = schedule.end;
    schedule.end_reason = EndReason::expired;
}

/// The last reminder that must have been sent before: nobody is told again.
int reminded_days_at(const Schedule& schedule, const Instant& read) {
    if (!schedule.end) return 0;
    const std::int64_t left = schedule.end->ticks - read.ticks;
    if (left <= ticks_per_day) return 1;
    return left <= extend_window_ticks ? 14 : 0;
}

/// An approval that waits: whom it asks stands in the settings, as when it was asked for.
ApprovalStep waiting_step(const Tenant& tenant, const Request& request) {
    ApprovalStep step;
    step.id = derive_guid(tenant.id, request.id, 1);
    step.approvers = policy_of(tenant, request.role).approval.approvers;
    step.default_approvers = step.approvers.empty();
    return step;
}

/// What a group gave stands at the group.
bool is_direct(MemberReader& members) {
    const auto member_type = members.text("memberType");
    return !member_type || equals_ignoring_case(*member_type, "Direct");
}

/// What a schedule and its instance tell alike; `id` is the member that names the schedule, here
/// and in `activatedUsing`.
Schedule read_assignment(Building& building, const Object& object, MemberReader& members,
                         AssignmentKind kind, std::string_view id, std::string_view id_used) {
    Schedule schedule;
    schedule.kind = kind;
    schedule.principal = required_guid(members, "principalId");
    schedule.role = required_guid(members, "roleDefinitionId");
    schedule.scope = read_directory_scope(members);
    const auto known = parse_guid(members.text(id).value_or(std::string()));
    schedule.outside_pim = !known;
    schedule.id = known ? *known : id_of_outside(building.tenant.id, schedule);
    if (members.text("assignmentType").value_or(std::string()) == "Activated") {
        schedule.type = AssignmentType::activated;
    }
    if (const JsonValue* used = members.object("activatedUsing")) {
        MemberReader of_used(*used, object.place + "activatedUsing/", building.problem);
        schedule.activated_using = of_used.guid(id_used).value_or(Guid{});
    }
    return schedule;
}

void keep(Building& building, Schedule schedule) {
    const Instant read = building.tenant.origin->read;
    if (schedule.end && *schedule.end <= schedule.start) return;
    set_state(schedule, read);
    schedule.reminded_days = reminded_days_at(schedule, read);
    building.tenant.schedules.save(std::move(schedule));
}

}  // namespace

void read_schedule_row(Building& building, const Object& object, AssignmentKind kind) {
    MemberReader members(object.json, object.place, building.problem);
    if (!is_direct(members)) return;
    Schedule schedule = read_assignment(building, object, members, kind, "id", "id");
    schedule.created = members.instant("createdDateTime").value_or(building.tenant.origin->read);
    schedule.start = schedule.created;
    read_window(members, schedule);
    const auto created_using = members.text("createdUsing");
    if (created_using) schedule.created_using = parse_guid(*created_using).value_or(Guid{});
    keep(building, std::move(schedule));
}

void read_instance_row(Building& building, const Object& object, AssignmentKind kind) {
    MemberReader members(object.json, object.place, building.problem);
    if (!is_direct(members)) return;
    const bool eligible = kind == AssignmentKind::eligible;
    Schedule schedule =
        read_assignment(building, object, members, kind,
                        eligible ? "roleEligibilityScheduleId" : "roleAssignmentScheduleId",
                        "roleEligibilityScheduleId");
    const auto start = members.instant("startDateTime");
    const auto end = members.instant("endDateTime");
    schedule.created = schedule.start = start.value_or(building.tenant.origin->read);
    if (const Schedule* known = building.tenant.schedules.find(schedule.id)) {
        const Guid used = schedule.activated_using;
        schedule = *known;
        if (schedule.activated_using.is_null()) schedule.activated_using = used;
    }
    // What runs began and ends when its instance says so, whatever was asked for.
    if (start) schedule.start = *start;
    if (end) schedule.end = end;
    keep(building, std::move(schedule));
}

void read_request_row(Building& building, const Object& object, AssignmentKind kind) {
    MemberReader members(object.json, object.place, building.problem);
    const auto status = parse_name<RequestStatus>(members.text("status").value_or(std::string()));
    const auto asked = graph::read_request(kind, object.json);
    // A state or an action that the sandbox does not have: the original keeps it.
    if (!status || !asked) return;
    Request request;
    request.id = required_guid(members, "id");
    request.kind = kind;
    request.action = asked->action;
    request.principal = asked->principal;
    request.role = asked->role;
    request.scope = asked->scope;
    request.schedule = asked->schedule;
    request.has_schedule = asked->has_schedule;
    request.justification = asked->justification;
    request.ticket = asked->ticket;
    request.validation_only = asked->validation_only;
    request.status = *status;
    request.created = members.instant("createdDateTime").value_or(building.tenant.origin->read);
    request.completed = members.instant("completedDateTime");
    const bool granted =
        request.status == RequestStatus::provisioned || request.status == RequestStatus::granted;
    if (granted) request.start = request.schedule.start;
    request.target_schedule = members.guid("targetScheduleId").value_or(Guid{});
    const JsonValue* created_by = members.object("createdBy");
    const JsonValue* user = created_by == nullptr ? nullptr : created_by->member("user");
    const JsonValue* creator = user == nullptr ? nullptr : user->member("id");
    if (creator != nullptr) request.created_by = parse_guid(creator->text).value_or(Guid{});
    if (request.status == RequestStatus::pending_approval) {
        request.approval = waiting_step(building.tenant, request);
    }
    building.tenant.requests.save(std::move(request));
}

void read_approval_step(Building& building, const Object& object) {
    MemberReader members(object.json, object.place, building.problem);
    // The id of an approval is that of its request.
    Request* const request = building.tenant.requests.find(parse_guid(object.key).value_or(Guid{}));
    if (request == nullptr) return;
    ApprovalStep step = waiting_step(building.tenant, *request);
    step.id = members.guid("id").value_or(step.id);
    const std::string status = members.text("status").value_or(std::string());
    step.status = parse_name<StepStatus>(status).value_or(step.status);
    const std::string result = members.text("reviewResult").value_or(std::string());
    step.result = graph::parse_review_result(result).value_or(step.result);
    step.reviewed_at = members.instant("reviewedDateTime");
    step.justification = members.text("justification").value_or(std::string());
    if (const JsonValue* reviewer = members.object("reviewedBy")) {
        MemberReader of_reviewer(*reviewer, object.place + "reviewedBy/", building.problem);
        step.reviewer = of_reviewer.guid("id").value_or(Guid{});
    }
    request->approval = std::move(step);
}

}  // namespace pim::sync
