#include "core/access.hpp"
#include "core/directory_checks.hpp"
#include "core/window.hpp"

namespace pim {

namespace {

/// What waits for an answer about the object, as principal or as scope.
void close_open_requests(Deciding& d, const Guid& object) {
    for (const Slot slot : d.tenant.open_requests) {
        const Request& request = d.tenant.requests.at(slot);
        const bool about = request.principal == object || request.scope.id == object;
        if (about && request.undecided()) {
            d.emit(RequestClosed{request.id, RequestStatus::canceled});
        }
    }
}

/// The live rows over the object that somebody else holds.
std::vector<Guid> rows_over(const Deciding& d, const Guid& object) {
    std::vector<Guid> rows;
    for (const Slot slot : slots_of(d.tenant.schedules_by_scope, object)) {
        const Schedule& schedule = d.tenant.schedules.at(slot);
        if (schedule.live() && schedule.principal != object) rows.push_back(schedule.id);
    }
    return rows;
}

/// The deleted object's own rows, and those of groups that it leaves empty.
std::vector<Guid> rows_lost_with(const Deciding& d, const Guid& object, std::vector<Guid> rows) {
    const auto groups = d.tenant.groups_by_member.find(object);
    if (groups == d.tenant.groups_by_member.end()) return rows;
    for (const Guid& id : groups->second) {
        for (const Guid& row : rows_left_empty(d, *d.tenant.groups.find(id), object)) {
            rows.push_back(row);
        }
    }
    return rows;
}

bool may_delete(const Deciding& d, const Guid& id, ObjectType type) {
    switch (type) {
        case ObjectType::user:
            return administers_user(d.tenant, d.authority(), id);
        case ObjectType::group:
            return administers_group(d.tenant, d.authority(),
                                     d.tenant.groups.find(id)->role_assignable, id);
        case ObjectType::administrative_unit:
            return administers_units(d.tenant, d.authority());
        default:
            return administers_applications(d.tenant, d.authority());
    }
}

/// Takes the object out of what an index says that it is a member of.
void leave(Deciding& d, const std::map<Guid, std::set<Guid>>& containers_by_member,
           const Guid& member) {
    const auto containers = containers_by_member.find(member);
    if (containers == containers_by_member.end()) return;
    for (const Guid& container : containers->second) d.emit(MemberRemoved{container, member});
}

/// Who is gone owns nothing any more, and may be the last who did.
void disown(Deciding& d, const Guid& owner) {
    const auto groups = d.tenant.groups_by_owner.find(owner);
    if (groups == d.tenant.groups_by_owner.end()) return;
    for (const Guid& group : groups->second) d.emit(OwnerRemoved{group, owner});
}

}  // namespace

MaybeRefusal decide_delete(Deciding& d, const DeleteObject& c) {
    const ObjectType type = object_type(d.tenant, c.id);
    if (type == ObjectType::none) {
        if (d.on(Rule::object_exists)) return object_not_found(c.id);
        return std::nullopt;
    }
    if (MaybeRefusal refusal = check_directory_right(d, may_delete(d, c.id, type))) return refusal;
    const std::vector<Guid> rows = live_rows(d, c.id);
    if (MaybeRefusal refusal = check_last_administrator(d, rows_lost_with(d, c.id, rows))) {
        return refusal;
    }
    d.accepted.subject = c.id;
    close_open_requests(d, c.id);
    end_rows(d, rows, EndReason::principal_deleted);
    end_rows(d, rows_over(d, c.id), EndReason::scope_deleted);
    leave(d, d.tenant.groups_by_member, c.id);
    leave(d, d.tenant.units_by_member, c.id);
    disown(d, c.id);
    d.emit(ObjectDeleted{c.id});
    return std::nullopt;
}

}  // namespace pim
