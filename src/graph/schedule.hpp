#pragma once

#include "core/schedule.hpp"
#include "graph/entity.hpp"

namespace pim::graph {

// Assignments as Graph shows them: as schedules (running and future ones), as schedule instances
// (running ones) and, where active, as role assignments. All rows point at a Schedule; `about` is
// the principal for whom it is shown, a group's member or the schedule's own.

/// unifiedRoleEligibilitySchedule or unifiedRoleAssignmentSchedule.
const EntityType& schedule_type(AssignmentKind kind);
inline const EntityType& eligibility_schedule_type() {
    return schedule_type(AssignmentKind::eligible);
}
inline const EntityType& assignment_schedule_type() {
    return schedule_type(AssignmentKind::active);
}
/// unifiedRoleEligibilityScheduleInstance or unifiedRoleAssignmentScheduleInstance.
const EntityType& instance_type(AssignmentKind kind);
/// unifiedRoleAssignment.
const EntityType& role_assignment_type();
/// The same for what a principal has transitively: filters ask for the member, the answer names
/// the principal of the assignment, which may be its group.
const EntityType& transitive_assignment_type();
/// unifiedRoleScheduleBase and unifiedRoleScheduleInstanceBase: abstract, of both kinds.
const EntityType& schedule_base_type();
const EntityType& instance_base_type();

/// `roleEligibilitySchedules` and so on, with the path to it.
std::string schedules_path(AssignmentKind kind);
std::string instances_path(AssignmentKind kind);
constexpr std::string_view role_assignments_path = "roleManagement/directory/roleAssignments";

/// A row for the schedule's own principal, or for a member of it.
Row schedule_row(const EntityType& type, const Schedule& schedule, const Guid& holder,
                 std::int64_t cursor = 0);

/// Gives the live schedule of an id as the schedule of its kind.
void give_schedule(const Guid& id, const View& view, const Found& found);

}  // namespace pim::graph
