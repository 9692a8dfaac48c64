#include "ui/pages/assignment_lines.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace pim::ui {
namespace {

/// Compares two lines by what a column shows: below, equal or above zero.
int compare(const AssignmentLine& a, const AssignmentLine& b, AssignmentOrder order) {
    const auto by_text = [](const std::string& x, const std::string& y) {
        return to_lower(x).compare(to_lower(y));
    };
    const auto by_instant = [](Instant x, Instant y) {
        return x < y ? -1 : static_cast<int>(y < x);
    };
    switch (order) {
        case AssignmentOrder::principal:
            return by_text(a.principal, b.principal);
        case AssignmentOrder::role:
            return by_text(a.role, b.role);
        case AssignmentOrder::scope:
            return by_text(a.scope, b.scope);
        case AssignmentOrder::start:
            return by_instant(a.row.schedule->start, b.row.schedule->start);
        case AssignmentOrder::end:
            return by_instant(a.row.schedule->end.value_or(instant_max),
                              b.row.schedule->end.value_or(instant_max));
        case AssignmentOrder::as_listed:
            break;
    }
    return 0;
}

}  // namespace

bool holds_text(std::string_view whole, std::string_view part) {
    return part.empty() || to_lower(whole).find(to_lower(part)) != std::string::npos;
}

std::vector<AssignmentLine> assignment_lines(const Tenant& tenant, const AssignmentQuery& query) {
    const std::vector<AssignmentRow> rows =
        query.role ? assignments_of_role(tenant, *query.role, query.tab)
                   : all_assignments(tenant, query.tab);
    std::vector<AssignmentLine> lines;
    lines.reserve(rows.size());
    for (const AssignmentRow& row : rows) {
        AssignmentLine line{row, display_name(tenant, row.holder),
                            display_name(tenant, row.schedule->role),
                            display_name(tenant, row.schedule->scope)};
        if (holds_text(line.principal, query.search) || holds_text(line.role, query.search) ||
            holds_text(line.scope, query.search)) {
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

void sort_lines(std::vector<AssignmentLine>& lines, AssignmentOrder order, bool descending) {
    if (order == AssignmentOrder::as_listed) return;
    std::stable_sort(lines.begin(), lines.end(),
                     [order, descending](const AssignmentLine& a, const AssignmentLine& b) {
                         const int difference = compare(a, b, order);
                         return descending ? difference > 0 : difference < 0;
                     });
}

std::string_view principal_type_text(const Tenant& tenant, const Guid& principal) {
    switch (object_type(tenant, principal)) {
        case ObjectType::user:
            return tenant.users.find(principal)->type == UserType::guest ? "Guest" : "User";
        case ObjectType::group:
            return "Group";
        case ObjectType::service_principal:
            return "Service principal";
        case ObjectType::application:
            return "Application";
        case ObjectType::administrative_unit:
            return "Administrative unit";
        case ObjectType::none:
            break;
    }
    return "Deleted";
}

std::string_view state_text(const Schedule& schedule) {
    if (schedule.state == ScheduleState::ended) return "Expired";
    if (schedule.state == ScheduleState::scheduled) return "Scheduled";
    return schedule.kind == AssignmentKind::eligible ? name(schedule.kind) : name(schedule.type);
}

std::vector<RoleLine> role_lines(const Tenant& tenant, std::string_view search) {
    std::vector<RoleLine> lines;
    for (const RoleDefinition* role : roles_by_name(tenant)) {
        if (!holds_text(role->display_name, search) && !holds_text(role->description, search)) {
            continue;
        }
        RoleLine line{role, {}};
        for (const Slot slot : slots_of(tenant.schedules_by_role, role->id)) {
            const Schedule& schedule = tenant.schedules.at(slot);
            if (!schedule.live()) continue;
            ++(schedule.kind == AssignmentKind::eligible ? line.counts.eligible
                                                         : line.counts.active);
        }
        lines.push_back(line);
    }
    return lines;
}

}  // namespace pim::ui
