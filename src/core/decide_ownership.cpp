#include <algorithm>

#include "core/access.hpp"
#include "core/directory_checks.hpp"

namespace pim {

namespace {

MaybeRefusal check_group(const Deciding& d, const Group* group, const Guid& id) {
    if (!group) return object_not_found(id);
    return check_directory_right(
        d, administers_group(d.tenant, d.authority(), group->role_assignable, id));
}

/// Whether the group would be left without any owner, or without a user among them: Graph's page on
/// removing one lets neither happen.
bool is_last_owner(const Tenant& tenant, const Group& group, const Guid& owner) {
    if (group.owners.size() == 1) return true;
    if (!tenant.users.find(owner)) return false;
    return std::none_of(group.owners.begin(), group.owners.end(), [&](const Guid& other) {
        return other != owner && tenant.users.find(other);
    });
}

}  // namespace

MaybeRefusal decide_add_owner(Deciding& d, const AddOwner& c) {
    const Group* group = d.tenant.groups.find(c.group);
    if (MaybeRefusal refusal = check_group(d, group, c.group)) return refusal;
    if (MaybeRefusal refusal = check_member_of(d, ObjectType::group, c.owner)) return refusal;
    d.accepted.subject = c.group;
    if (group->owners.count(c.owner) != 0) {
        return no(RefusalCode::already_an_owner,
                  {Rule::request_form, {}, {}, std::nullopt, "this is an owner already"});
    }
    d.emit(OwnerAdded{c.group, c.owner});
    return std::nullopt;
}

MaybeRefusal decide_remove_owner(Deciding& d, const RemoveOwner& c) {
    const Group* group = d.tenant.groups.find(c.group);
    if (MaybeRefusal refusal = check_group(d, group, c.group)) return refusal;
    if (group->owners.count(c.owner) == 0) return object_not_found(c.owner);
    d.accepted.subject = c.group;
    if (is_last_owner(d.tenant, *group, c.owner) && d.on(Rule::group_keeps_owner)) {
        return no(RefusalCode::last_owner, {Rule::group_keeps_owner, "", "", std::nullopt,
                                            "add another user as owner first"});
    }
    d.emit(OwnerRemoved{c.group, c.owner});
    return std::nullopt;
}

}  // namespace pim
