#include "core/alert_index.hpp"

#include <algorithm>

#include "core/tenant.hpp"

namespace pim {

namespace {

ActivationKey key_of(const Guid& principal, const Guid& role, const Scope& scope) {
    return {principal, role, scope.type, scope.id};
}

void save_unused(AlertIndex& index, const Schedule& schedule, Slot slot) {
    const auto last =
        index.last_activations.find(key_of(schedule.principal, schedule.role, schedule.scope));
    const bool used = last != index.last_activations.end() && last->second > schedule.start;
    index.unused.save(slot, used ? last->second : schedule.start);
}

void save_stale(AlertIndex& index, const User& user, const Schedule& schedule, Slot slot) {
    index.stale.save(slot, user.last_sign_in.value_or(schedule.start));
}

}  // namespace

bool stands(const Schedule& schedule) {
    return schedule.running() && schedule.type == AssignmentType::assigned;
}

AlertIndex alert_index_of(const Tenant& tenant) {
    AlertIndex index;
    for (Slot slot = 0; slot < tenant.schedules.slot_end(); ++slot) {
        const Schedule* const row = tenant.schedules.row(slot);
        if (row && stands(*row)) index_for_alerts(index, tenant, slot);
    }
    for (const std::size_t place : audit_of(tenant, activation_activity)) {
        index_activation(index, tenant, tenant.audit[place]);
    }
    return index;
}

void index_for_alerts(AlertIndex& index, const Tenant& tenant, Slot slot) {
    const Schedule& schedule = tenant.schedules.at(slot);
    ++index.standing;
    if (schedule.outside_pim) index.outside.insert(slot);
    const User* const user = tenant.users.find(schedule.principal);
    if (!user) return;
    save_stale(index, *user, schedule, slot);
    if (schedule.kind == AssignmentKind::eligible) save_unused(index, schedule, slot);
}

void unindex_for_alerts(AlertIndex& index, Slot slot) {
    --index.standing;
    index.outside.erase(slot);
    index.stale.drop(slot);
    index.unused.drop(slot);
}

void index_sign_in(AlertIndex& index, const Tenant& tenant, const Guid& id) {
    const User* const user = tenant.users.find(id);
    if (!user) return;
    for (const Slot slot : slots_of(tenant.schedules_by_principal, id)) {
        const Schedule& schedule = tenant.schedules.at(slot);
        if (stands(schedule)) save_stale(index, *user, schedule, slot);
    }
}

void index_activation(AlertIndex& index, const Tenant& tenant, const AuditRow& row) {
    if (row.activity != activation_activity) return;
    index.last_activations[key_of(row.principal, row.role, row.scope)] = row.at;
    for (const Slot slot : slots_of(tenant.schedules_by_principal, row.principal)) {
        const Schedule& schedule = tenant.schedules.at(slot);
        if (stands(schedule) && schedule.kind == AssignmentKind::eligible &&
            schedule.role == row.role && schedule.scope == row.scope) {
            save_unused(index, schedule, slot);
        }
    }
}

}  // namespace pim
