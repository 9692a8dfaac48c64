#include "ui/pages/own_commands.hpp"

namespace pim::ui {
namespace {

RequestSchedule about(const AssignmentRow& row, const Schedule& schedule, Action action) {
    RequestSchedule command;
    command.kind = schedule.kind;
    command.action = action;
    command.principal = row.holder;
    command.role = schedule.role;
    command.scope = schedule.scope;
    command.has_schedule = false;
    command.target = schedule.id;
    return command;
}

}  // namespace

RequestSchedule activation_of(const Tenant& tenant, const AssignmentRow& row) {
    RequestSchedule command = about(row, *row.schedule, Action::self_activate);
    command.kind = AssignmentKind::active;
    command.has_schedule = true;
    command.schedule.expiration.type = ExpirationType::after_duration;
    command.schedule.expiration.duration =
        policy_of(tenant, row.schedule->role).activation_expiration.maximum;
    return command;
}

RequestSchedule deactivation_of(const AssignmentRow& row) {
    return about(row, *row.schedule, Action::self_deactivate);
}

RequestSchedule extension_of(const Tenant& tenant, const AssignmentRow& row) {
    const Schedule* concerned = row.schedule;
    if (concerned->type == AssignmentType::activated) {
        const Schedule* behind = tenant.schedules.find(concerned->activated_using);
        if (behind != nullptr) concerned = behind;
    }
    return about(row, *concerned, Action::self_extend);
}

RequestSchedule renewal_of(const AssignmentRow& row) {
    return about(row, *row.schedule, Action::self_renew);
}

}  // namespace pim::ui
