#include "core/access.hpp"

#include <algorithm>

namespace pim {

namespace {

/// True where an assignment over `held` reaches `wanted`: the tenant covers everything.
bool covers(const Scope& held, const Scope& wanted) {
    return held.type == ScopeType::tenant || held == wanted;
}

bool is_member(const Tenant& tenant, const Guid& group, const Guid& principal) {
    const Group* row = tenant.groups.find(group);
    return row && row->members.count(principal) != 0;
}

bool is_owner(const Tenant& tenant, const Guid& group, const Guid& principal) {
    const Group* row = tenant.groups.find(group);
    return row && row->owners.count(principal) != 0;
}

/// Whether the principal has a live row of some sort, itself or through a group.
template <class Wanted>
bool has_live_row(const Tenant& tenant, const Guid& principal, Wanted wanted) {
    const auto has = [&](const Guid& holder) {
        const Slots& slots = slots_of(tenant.schedules_by_principal, holder);
        return std::any_of(slots.begin(), slots.end(), [&](Slot slot) {
            const Schedule& schedule = tenant.schedules.at(slot);
            return schedule.live() && wanted(schedule);
        });
    };
    const auto groups = tenant.groups_by_member.find(principal);
    return has(principal) || (groups != tenant.groups_by_member.end() &&
                              std::any_of(groups->second.begin(), groups->second.end(), has));
}

/// Whether the principal holds one of some roles in force over a scope: its own rows and those of
/// its groups are looked at, never everybody's.
bool holds_any(const Tenant& tenant, const Guid& principal, std::initializer_list<Guid> roles,
               const Scope& scope = {}) {
    return has_live_row(tenant, principal, [&](const Schedule& schedule) {
        return schedule.kind == AssignmentKind::active && schedule.running() &&
               std::find(roles.begin(), roles.end(), schedule.role) != roles.end() &&
               covers(schedule.scope, scope);
    });
}

/// The same, or over an administrative unit that the object is a member of.
bool holds_any_over(const Tenant& tenant, const Guid& principal, const Guid& object,
                    std::initializer_list<Guid> roles) {
    if (holds_any(tenant, principal, roles)) return true;
    const auto units = tenant.units_by_member.find(object);
    if (units == tenant.units_by_member.end()) return false;
    return std::any_of(units->second.begin(), units->second.end(), [&](const Guid& unit) {
        return holds_any(tenant, principal, roles, {ScopeType::administrative_unit, unit});
    });
}

void add_holder(std::vector<Recipient>& holders, const Guid& user, Because because,
                const Guid& group) {
    for (const Recipient& known : holders) {
        if (known.principal == user) return;
    }
    holders.push_back(Recipient{user, {}, because, group});
}

}  // namespace

bool holds_role(const Tenant& tenant, const Guid& principal, const Guid& role, const Scope& scope) {
    return holds_any(tenant, principal, {role}, scope);
}

bool administers_roles(const Tenant& tenant, const Guid& principal) {
    return principal.is_null() ||
           holds_any(tenant, principal,
                     {role::global_administrator, role::privileged_role_administrator});
}

bool reads_roles(const Tenant& tenant, const Guid& principal) {
    return administers_roles(tenant, principal) ||
           holds_any(tenant, principal,
                     {role::security_administrator, role::security_operator, role::security_reader,
                      role::global_reader});
}

bool reads_alerts(const Tenant& tenant, const Guid& principal) {
    return administers_roles(tenant, principal) ||
           holds_any(tenant, principal,
                     {role::security_administrator, role::security_reader, role::global_reader});
}

bool reads_audit(const Tenant& tenant, const Guid& principal) {
    return reads_roles(tenant, principal) || holds_any(tenant, principal, {role::reports_reader});
}

bool sees_request(const Tenant& tenant, const Guid& principal, const Request& request) {
    return request.principal == principal || request.created_by == principal ||
           reads_roles(tenant, principal) || may_approve(tenant, principal, request);
}

bool sees_assignments_of(const Tenant& tenant, const Guid& principal,
                         const std::optional<Guid>& other) {
    return other == principal || reads_roles(tenant, principal);
}

bool sees_schedule(const Tenant& tenant, const Guid& principal, const Schedule& schedule) {
    return schedule.principal == principal || is_member(tenant, schedule.principal, principal) ||
           reads_roles(tenant, principal);
}

bool sees_policy(const Tenant& tenant, const Guid& principal, const Guid& role) {
    return reads_roles(tenant, principal) ||
           has_live_row(tenant, principal,
                        [&](const Schedule& schedule) { return schedule.role == role; });
}

bool sees_any_policy(const Tenant& tenant, const Guid& principal) {
    return reads_roles(tenant, principal) ||
           has_live_row(tenant, principal, [](const Schedule&) { return true; });
}

bool administers_users(const Tenant& tenant, const Guid& principal) {
    return principal.is_null() ||
           holds_any(tenant, principal, {role::global_administrator, role::user_administrator});
}

bool administers_user(const Tenant& tenant, const Guid& principal, const Guid& user) {
    return administers_users(tenant, principal) ||
           holds_any_over(tenant, principal, user, {role::user_administrator});
}

bool administers_group(const Tenant& tenant, const Guid& principal, bool role_assignable,
                       const Guid& group) {
    if (is_owner(tenant, group, principal)) return true;
    if (role_assignable) return administers_roles(tenant, principal);
    return administers_users(tenant, principal) ||
           holds_any_over(tenant, principal, group,
                          {role::user_administrator, role::groups_administrator});
}

bool administers_applications(const Tenant& tenant, const Guid& principal) {
    return principal.is_null() ||
           holds_any(tenant, principal,
                     {role::global_administrator, role::application_administrator,
                      role::cloud_application_administrator});
}

bool administers_units(const Tenant& tenant, const Guid& principal) {
    return administers_roles(tenant, principal);
}

std::vector<Guid> users_of(const Tenant& tenant, const Approver& approver) {
    std::vector<Guid> users;
    if (!approver.group) {
        if (tenant.users.find(approver.id)) users.push_back(approver.id);
        return users;
    }
    if (const Group* group = tenant.groups.find(approver.id)) {
        for (const Guid& member : group->members) {
            if (tenant.users.find(member)) users.push_back(member);
        }
    }
    return users;
}

bool may_approve(const Tenant& tenant, const Guid& principal, const Request& request) {
    if (!request.approval || principal == request.principal || principal == request.created_by) {
        return false;
    }
    if (!tenant.users.find(principal)) return false;
    for (const Approver& approver : request.approval->approvers) {
        const bool listed =
            approver.group ? is_member(tenant, approver.id, principal) : approver.id == principal;
        if (listed) return true;
    }
    return false;
}

std::vector<Recipient> active_holders(const Tenant& tenant, const Guid& role, Because because) {
    std::vector<Recipient> holders;
    for (const Slot slot : slots_of(tenant.holders_by_role, role)) {
        const Schedule& schedule = tenant.schedules.at(slot);
        if (schedule.scope.type != ScopeType::tenant) continue;
        if (tenant.users.find(schedule.principal)) {
            add_holder(holders, schedule.principal, because, Guid{});
        } else if (const Group* group = tenant.groups.find(schedule.principal)) {
            for (const Guid& member : group->members) {
                if (tenant.users.find(member)) add_holder(holders, member, because, group->id);
            }
        }
    }
    return holders;
}

std::vector<const Schedule*> own_schedules(const Tenant& tenant, const Guid& principal,
                                           const Guid& role, const Scope& scope) {
    std::vector<const Schedule*> rows;
    for (const Slot slot : slots_of(tenant.schedules_by_principal, principal)) {
        const Schedule& schedule = tenant.schedules.at(slot);
        if (schedule.live() && schedule.role == role && schedule.scope == scope) {
            rows.push_back(&schedule);
        }
    }
    return rows;
}

const Schedule* usable_eligibility(const Tenant& tenant, const Guid& principal, const Guid& role,
                                   const Scope& scope) {
    const auto running_of = [&](const Guid& holder) -> const Schedule* {
        for (const Schedule* schedule : own_schedules(tenant, holder, role, scope)) {
            if (schedule->kind == AssignmentKind::eligible && schedule->running()) return schedule;
        }
        return nullptr;
    };
    // The one that lasts longest carries the activation; of equal ones the principal's own.
    const Schedule* best = running_of(principal);
    const auto groups = tenant.groups_by_member.find(principal);
    if (groups == tenant.groups_by_member.end()) return best;
    for (const Guid& group : groups->second) {
        const Schedule* inherited = running_of(group);
        if (!inherited) continue;
        const bool longer = best && best->end && (!inherited->end || *inherited->end > *best->end);
        if (!best || longer) best = inherited;
    }
    return best;
}

std::size_t count_active_holders(const Tenant& tenant, const Guid& role,
                                 const std::vector<Guid>& without_schedules) {
    std::set<Guid> holders;
    for (const Slot slot : slots_of(tenant.holders_by_role, role)) {
        const Schedule& schedule = tenant.schedules.at(slot);
        if (schedule.scope.type != ScopeType::tenant) continue;
        if (std::find(without_schedules.begin(), without_schedules.end(), schedule.id) !=
            without_schedules.end()) {
            continue;
        }
        if (const Group* group = tenant.groups.find(schedule.principal)) {
            holders.insert(group->members.begin(), group->members.end());
        } else {
            holders.insert(schedule.principal);
        }
    }
    return holders.size();
}

}  // namespace pim
