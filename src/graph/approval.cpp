#include "graph/approval.hpp"

#include <array>

#include "core/access.hpp"

namespace pim::graph {

namespace {

const ScheduleRequest& request_in(const Row& row) {
    return row.as<ScheduleRequest>();
}
const ApprovalStep& step_in(const Row& row) {
    return *request_in(row).approval;
}

void write_reviewer(JsonWriter& out, const Row& row, const View& view) {
    const Guid& reviewer = step_in(row).reviewer;
    if (reviewer.is_null()) {
        out.null();
        return;
    }
    out.begin_object();
    out.member("displayName", display_name(view.tenant, reviewer));
    out.member("id", to_text(reviewer));
    out.end_object();
}

Value assigned_to_me(const Row& row, const View& view) {
    return Value{may_approve(view.tenant, view.caller, request_in(row))};
}

void find_steps(const Row& row, const View&, const Found& found) {
    found(row_of(approval_step_type(), request_in(row)));
}
template <bool pending>
void find_steps_that_are(const Row& row, const View& view, const Found& found) {
    const bool waits = step_in(row).status == StepStatus::in_progress;
    if (waits == pending) find_steps(row, view, found);
}
/// Declared as the abstract `request`: what stands there says its own type.
const EntityType& declared_request_type() {
    static const std::array<const EntityType*, 1> types = {&request_type(AssignmentKind::active)};
    static const EntityType type{"request", types[0]->properties, types[0]->navigations, types,
                                 types[0]->collection};
    return type;
}
void find_request(const Row& row, const View&, const Found& found) {
    found(row_of(request_type(AssignmentKind::active), request_in(row)));
}

std::string context_of_steps(const Row& row, const View& view) {
    return cat(root_of(view), "/$metadata#", steps_path(request_in(row)));
}

using enum PropertyType;

const std::array<Property, 8> step_properties = {{
    {"id", guid, [](const Row& row, const View&) { return guid_or_null(step_in(row).id); }},
    {"displayName", text, no_value},
    {"reviewedDateTime", instant,
     [](const Row& row, const View&) { return instant_or_null(step_in(row).reviewed_at); }},
    {"reviewResult", text,
     [](const Row& row, const View&) { return Value{std::string(name(step_in(row).result))}; }},
    {"status", text,
     [](const Row& row, const View&) { return Value{std::string(name(step_in(row).status))}; }},
    {"assignedToMe", boolean, assigned_to_me},
    // Empty, not null, before the review (S4).
    {"justification", text,
     [](const Row& row, const View&) { return Value{step_in(row).justification}; }},
    {"reviewedBy", complex, nullptr, write_reviewer},
}};
// The id of an approval is that of its request.
const std::array<Property, 1> approval_properties = {{
    {"id", guid, [](const Row& row, const View&) { return guid_or_null(request_in(row).id); }},
}};
const std::array<Navigation, 4> approval_navigations = {{
    {"request", declared_request_type, false, find_request},
    {"pendingSteps", approval_step_type, true, find_steps_that_are<true>},
    {"completedSteps", approval_step_type, true, find_steps_that_are<false>},
    {"steps", approval_step_type, true, find_steps, Versions::both, Unexpanded::whole, true,
     context_of_steps},
}};

const EntityType step_entity{"approvalStep", step_properties};
const EntityType approval_entity{
    "approval", approval_properties, approval_navigations, {}, approvals_path};

}  // namespace

const EntityType& approval_type() {
    return approval_entity;
}

const EntityType& approval_step_type() {
    return step_entity;
}

std::string steps_path(const ScheduleRequest& request) {
    return cat(approvals_path, "('", to_text(request.id), "')/steps");
}

std::optional<ReviewResult> parse_review_result(std::string_view text) {
    if (equals_ignoring_case(text, "Approved")) return ReviewResult::approve;
    if (equals_ignoring_case(text, "Denied")) return ReviewResult::deny;
    return parse_name<ReviewResult>(text);
}

}  // namespace pim::graph
