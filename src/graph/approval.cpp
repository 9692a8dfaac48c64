#include "graph/approval.hpp"

#include <array>

#include "core/access.hpp"

namespace pim::graph {

namespace {

using Row = ScheduleRequest;

Value reviewed_at(const Row& row, const View&) {
    return row.approval->reviewed_at ? Value{*row.approval->reviewed_at} : Value{};
}

void write_reviewer(JsonWriter& out, const Row& row, const View& view) {
    const Guid& reviewer = row.approval->reviewer;
    if (reviewer.is_null()) {
        out.null();
        return;
    }
    out.begin_object();
    out.member("displayName", display_name(view.tenant, reviewer));
    out.member("id", to_text(reviewer));
    out.end_object();
}

const std::array<Property<Row>, 8> properties = {{
    {"id", PropertyType::guid,
     [](const Row& row, const View&) { return guid_or_null(row.approval->id); }, nullptr},
    {"displayName", PropertyType::text, [](const Row&, const View&) { return Value{}; }, nullptr},
    {"reviewedDateTime", PropertyType::instant, reviewed_at, nullptr},
    {"reviewResult", PropertyType::text,
     [](const Row& row, const View&) { return Value{std::string(name(row.approval->result))}; },
     nullptr},
    {"status", PropertyType::text,
     [](const Row& row, const View&) { return Value{std::string(name(row.approval->status))}; },
     nullptr},
    {"assignedToMe", PropertyType::boolean,
     [](const Row& row, const View& view) {
         return Value{may_approve(view.tenant, view.caller, row)};
     },
     nullptr},
    // Empty, not null, before the review (S4).
    {"justification", PropertyType::text,
     [](const Row& row, const View&) { return Value{row.approval->justification}; }, nullptr},
    {"reviewedBy", PropertyType::complex, nullptr, write_reviewer},
}};

const EntityType<Row> step_type{"approvalStep", properties};

}  // namespace

const EntityType<ScheduleRequest>& approval_step_type() {
    return step_type;
}

std::string approvals_context() {
    return cat(root_of(Version::beta),
               "/$metadata#roleManagement/directory/roleAssignmentApprovals");
}

std::string steps_context(const ScheduleRequest& request) {
    return cat(approvals_context(), "('", to_text(request.id), "')/steps");
}

void write_approval(JsonWriter& out, const ScheduleRequest& request, const View& view) {
    out.member("id", to_text(request.id));
    out.member("steps@odata.context", steps_context(request));
    out.key("steps").begin_array().begin_object();
    write_members(out, step_type, request, view);
    out.end_object().end_array();
}

}  // namespace pim::graph
