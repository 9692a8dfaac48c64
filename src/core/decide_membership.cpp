#include "core/access.hpp"
#include "core/directory_checks.hpp"
#include "core/window.hpp"

namespace pim {

namespace {

/// Activations that a member made of its group's eligibilities end with the membership.
std::vector<Guid> activations_through(const Deciding& d, const Guid& group, const Guid& member) {
    std::vector<Guid> rows;
    for (const Slot slot : slots_of(d.tenant.schedules_by_principal, group)) {
        const Schedule& eligibility = d.tenant.schedules.at(slot);
        for (const Slot used : slots_of(d.tenant.activations_by_eligibility, eligibility.id)) {
            const Schedule& activation = d.tenant.schedules.at(used);
            if (activation.principal == member) rows.push_back(activation.id);
        }
    }
    return rows;
}

/// The container of a membership: a group or an administrative unit.
struct Container {
    const Group* group = nullptr;
    const AdministrativeUnit* unit = nullptr;

    Container(const Tenant& tenant, const Guid& id)
        : group(tenant.groups.find(id)), unit(tenant.administrative_units.find(id)) {}

    bool found() const { return group != nullptr || unit != nullptr; }
    const std::set<Guid>& members() const { return group ? group->members : unit->members; }
};

MaybeRefusal check_container(const Deciding& d, const Container& container, const Guid& id) {
    if (!container.found()) return object_not_found(id);
    const bool allowed = container.group ? administers_group(d.tenant, d.authority(),
                                                             container.group->role_assignable, id)
                                         : administers_units(d.tenant, d.authority());
    return check_directory_right(d, allowed);
}

}  // namespace

MaybeRefusal decide_add_member(Deciding& d, const AddMember& c) {
    const Container container(d.tenant, c.container);
    if (MaybeRefusal refusal = check_container(d, container, c.container)) return refusal;
    const ObjectType into = container.group ? ObjectType::group : ObjectType::administrative_unit;
    if (MaybeRefusal refusal = check_member_of(d, into, c.member)) return refusal;
    d.accepted.subject = c.container;
    if (container.members().count(c.member) != 0) {
        return no(RefusalCode::already_a_member,
                  {Rule::request_form, {}, {}, std::nullopt, "this is a member already"});
    }
    d.emit(MemberAdded{c.container, c.member});
    return std::nullopt;
}

MaybeRefusal decide_remove_member(Deciding& d, const RemoveMember& c) {
    const Container container(d.tenant, c.container);
    if (MaybeRefusal refusal = check_container(d, container, c.container)) return refusal;
    if (container.members().count(c.member) == 0) return object_not_found(c.member);
    d.accepted.subject = c.container;
    if (!container.group) {
        d.emit(MemberRemoved{c.container, c.member});
        return std::nullopt;
    }
    const std::vector<Guid> activations = activations_through(d, c.container, c.member);
    std::vector<Guid> lost = rows_left_empty(d, *container.group, c.member);
    lost.insert(lost.end(), activations.begin(), activations.end());
    if (MaybeRefusal refusal = check_last_administrator(d, std::move(lost))) return refusal;
    d.emit(MemberRemoved{c.container, c.member});
    for (const Guid& id : activations) {
        const Schedule& activation = *d.tenant.schedules.find(id);
        end_schedule(emitter(d), d.tenant, activation, EndReason::eligibility_ended,
                     {notice_of_end(d.tenant, activation)}, {}, d.context.switched_off);
    }
    return std::nullopt;
}

}  // namespace pim
