#include "core/view.hpp"

#include <algorithm>

#include "core/access.hpp"
#include "core/replacement.hpp"

namespace pim {

namespace {

void add_rows(std::vector<AssignmentRow>& rows, const Tenant& tenant, const Guid& owner,
              const Guid& holder, AssignmentKind kind) {
    for (const Slot slot : slots_of(tenant.schedules_by_principal, owner)) {
        const Schedule& schedule = tenant.schedules.at(slot);
        if (!schedule.live() || schedule.kind != kind) continue;
        AssignmentRow row{&schedule, holder, MemberType::direct, {}};
        if (!(owner == holder)) {
            row.member = MemberType::group;
            row.via_group = owner;
        }
        rows.push_back(row);
    }
}

bool belongs(const Tenant& tenant, const Schedule& schedule, AssignmentTab tab) {
    switch (tab) {
        case AssignmentTab::eligible:
            return schedule.live() && schedule.kind == AssignmentKind::eligible;
        case AssignmentTab::active:
            return schedule.live() && schedule.kind == AssignmentKind::active;
        case AssignmentTab::expired:
            return !schedule.live() && schedule.type == AssignmentType::assigned &&
                   schedule.end_reason == EndReason::expired && !renewed_since(tenant, schedule);
    }
    return false;
}

void sort_oldest_first(std::vector<const Request*>& rows) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Request* a, const Request* b) { return a->created < b->created; });
}

}  // namespace

std::vector<AssignmentRow> assignments_of(const Tenant& tenant, const Guid& principal,
                                          AssignmentKind kind) {
    std::vector<AssignmentRow> rows;
    add_rows(rows, tenant, principal, principal, kind);
    const auto groups = tenant.groups_by_member.find(principal);
    if (groups != tenant.groups_by_member.end()) {
        for (const Guid& group : groups->second) add_rows(rows, tenant, group, principal, kind);
    }
    return rows;
}

bool renewed_since(const Tenant& tenant, const Schedule& expired) {
    for (const Slot slot : slots_of(tenant.schedules_by_principal, expired.principal)) {
        const Schedule& row = tenant.schedules.at(slot);
        if (row.id == expired.id || row.role != expired.role || !(row.scope == expired.scope) ||
            row.type != AssignmentType::assigned || row.created < *expired.ended_at) {
            continue;
        }
        const bool began = !row.ended_at || *row.ended_at > row.start;
        if (!began) continue;
        // An administrator may have renewed it as the other type.
        const Request* request = tenant.requests.find(row.created_using);
        if (row.kind == expired.kind ||
            (request && request->action == Action::self_renew && request->kind == expired.kind)) {
            return true;
        }
    }
    return false;
}

std::vector<AssignmentRow> expired_of(const Tenant& tenant, const Guid& principal,
                                      AssignmentKind kind) {
    std::vector<AssignmentRow> rows;
    for (const Slot slot : slots_of(tenant.schedules_by_principal, principal)) {
        const Schedule& schedule = tenant.schedules.at(slot);
        if (schedule.kind == kind && belongs(tenant, schedule, AssignmentTab::expired)) {
            rows.push_back(AssignmentRow{&schedule, principal, MemberType::direct, {}});
        }
    }
    return rows;
}

std::vector<AssignmentRow> assignments_of_role(const Tenant& tenant, const Guid& role,
                                               AssignmentTab tab) {
    std::vector<AssignmentRow> rows;
    for (const Slot slot : slots_of(tenant.schedules_by_role, role)) {
        const Schedule& schedule = tenant.schedules.at(slot);
        if (belongs(tenant, schedule, tab)) {
            rows.push_back(AssignmentRow{&schedule, schedule.principal, MemberType::direct, {}});
        }
    }
    return rows;
}

std::vector<AssignmentRow> all_assignments(const Tenant& tenant, AssignmentTab tab) {
    std::vector<AssignmentRow> rows;
    for (const RoleDefinition* role : roles_by_name(tenant)) {
        for (const AssignmentRow& row : assignments_of_role(tenant, role->id, tab)) {
            rows.push_back(row);
        }
    }
    return rows;
}

std::vector<AssignmentRow> expired_newest_first(const Tenant& tenant, std::size_t skip,
                                                std::size_t count) {
    std::vector<AssignmentRow> rows;
    for (auto at = tenant.expired.rbegin(); at != tenant.expired.rend(); ++at) {
        if (rows.size() == count) break;
        const Schedule& schedule = tenant.schedules.at(at->second);
        if (renewed_since(tenant, schedule)) continue;
        if (skip > 0) {
            --skip;
            continue;
        }
        rows.push_back(AssignmentRow{&schedule, schedule.principal, MemberType::direct, {}});
    }
    return rows;
}

std::vector<const Request*> pending_requests(const Tenant& tenant, const Guid& viewer) {
    std::vector<const Request*> rows;
    const bool everybody = administers_roles(tenant, viewer);
    for (const Slot slot : tenant.open_requests) {
        const Request& request = tenant.requests.at(slot);
        if (everybody || request.created_by == viewer || request.principal == viewer) {
            rows.push_back(&request);
        }
    }
    sort_oldest_first(rows);
    std::reverse(rows.begin(), rows.end());
    return rows;
}

std::vector<const Request*> activations_to_approve(const Tenant& tenant, const Guid& viewer) {
    std::vector<const Request*> rows;
    for (const Slot slot : tenant.open_requests) {
        const Request& request = tenant.requests.at(slot);
        if (request.status == RequestStatus::pending_approval &&
            may_approve(tenant, viewer, request)) {
            rows.push_back(&request);
        }
    }
    sort_oldest_first(rows);
    return rows;
}

std::vector<const Request*> requests_to_decide(const Tenant& tenant, const Guid& viewer) {
    std::vector<const Request*> rows;
    if (!administers_roles(tenant, viewer)) return rows;
    for (const Slot slot : tenant.open_requests) {
        const Request& request = tenant.requests.at(slot);
        if (request.status == RequestStatus::pending_admin_decision &&
            request.principal != viewer) {
            rows.push_back(&request);
        }
    }
    sort_oldest_first(rows);
    return rows;
}

const Request* waiting_request(const Tenant& tenant, const RequestSchedule& like) {
    const bool activation = like.action == Action::self_activate;
    for (const Slot slot : slots_of(tenant.requests_by_principal, like.principal)) {
        const Request& request = tenant.requests.at(slot);
        if (!request.undecided() || request.role != like.role || !(request.scope == like.scope)) {
            continue;
        }
        if (activation == (request.action == Action::self_activate) &&
            (activation || request.kind == like.kind)) {
            return &request;
        }
    }
    return nullptr;
}

Instant lapses_at(const Request& request) {
    return shift(request.created, approval_window_ticks);
}

std::vector<Guid> default_approvers(const Tenant& tenant, const Guid& requester) {
    std::vector<Guid> users;
    for (const Guid& role : {role::privileged_role_administrator, role::global_administrator}) {
        for (const Recipient& holder : active_holders(tenant, role, Because::approver)) {
            const bool listed =
                std::find(users.begin(), users.end(), holder.principal) != users.end();
            if (holder.principal != requester && !listed) users.push_back(holder.principal);
        }
    }
    return users;
}

bool group_held_both_ways(const Tenant& tenant, const Guid& principal, const Guid& role,
                          bool assigning_in_pim, bool assigning_outside) {
    if (!tenant.groups.find(principal)) return false;
    bool in_pim = assigning_in_pim;
    bool outside = assigning_outside;
    for (const Slot slot : slots_of(tenant.schedules_by_principal, principal)) {
        const Schedule& schedule = tenant.schedules.at(slot);
        if (!schedule.live() || schedule.role != role || schedule.kind != AssignmentKind::active) {
            continue;
        }
        (schedule.outside_pim ? outside : in_pim) = true;
    }
    return in_pim && outside;
}

std::vector<const Schedule*> removed_by_update(const Tenant& tenant, const RequestSchedule& update,
                                               Instant now) {
    const HeldRows held = held_rows(tenant, update.principal, update.role, update.scope);
    const bool in_place = runs_in_kind(held, update.kind);
    const Replacement replacement =
        replacement_by_update(held, update.kind, resolve(tenant, update.schedule, now, in_place));
    std::vector<const Schedule*> rows;
    for (const Schedule* row : replacement.rows()) {
        if (row->kind != update.kind) rows.push_back(row);
        const std::optional<Survivor> survivor = replacement.survivor_of(*row, Guid{});
        for (const Slot slot : slots_of(tenant.activations_by_eligibility, row->id)) {
            const Schedule& activation = tenant.schedules.at(slot);
            if (!outlives(activation, survivor)) rows.push_back(&activation);
        }
    }
    return rows;
}

namespace {

/// The length that was asked for when the assignment was made, as far as a length was asked: a
/// month is a month then.
Duration length_asked(const Tenant& tenant, const Schedule& schedule) {
    if (const Request* request = tenant.requests.find(schedule.created_using)) {
        const ScheduleInfo& asked =
            request->decision ? request->decision->schedule : request->schedule;
        if (asked.expiration.duration) return *asked.expiration.duration;
    }
    return Duration{0, schedule.end->ticks - schedule.start.ticks};
}

}  // namespace

ScheduleInfo extension_offer(const Tenant& tenant, const Schedule& present, AssignmentKind kind,
                             Instant now) {
    ScheduleInfo offer;
    offer.start = present.start;
    offer.expiration.type = ExpirationType::no_expiration;
    if (present.permanent()) return offer;
    const Duration length = length_asked(tenant, present);
    Instant end = add(*present.end, length);
    const ExpirationRule& rule =
        *assignment_demand(policy_of(tenant, present.role), kind).expiration;
    if (rule.required) end = std::min(end, add(now, rule.maximum));
    // The length stays beside the end, so that the extension after this one offers it again.
    offer.expiration = Expiration{ExpirationType::after_date_time, end, length};
    return offer;
}

std::vector<const RoleDefinition*> roles_by_name(const Tenant& tenant) {
    std::vector<const RoleDefinition*> roles;
    tenant.roles.each([&](const RoleDefinition& role) { roles.push_back(&role); });
    std::sort(roles.begin(), roles.end(), [](const RoleDefinition* a, const RoleDefinition* b) {
        const std::string left = to_lower(a->display_name);
        const std::string right = to_lower(b->display_name);
        return left != right ? left < right : a->id < b->id;
    });
    return roles;
}

}  // namespace pim
