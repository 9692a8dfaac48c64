#include <cstddef>
#include <iterator>

#include "core/access.hpp"
#include "core/text.hpp"
#include "graph/collection.hpp"
#include "graph/directory_body.hpp"
#include "graph/directory_entity.hpp"
#include "graph/directory_operations.hpp"
#include "graph/directory_role.hpp"
#include "graph/instance_id.hpp"

namespace pim::graph {

namespace {

// Groups and administrative units.

Reading<Guid> container_of(const Exchange& exchange, ObjectType type) {
    const Guid id = find_object_id(exchange.tenant(), type, exchange.parameters[0]);
    if (id.is_null()) return not_found(exchange.parameters[0]);
    return id;
}

void list_objects(Exchange& exchange, const std::set<Guid>& ids) {
    const View view = exchange.view();
    list(exchange, {directory_entity_type(), "directoryObjects"},
         [&](const Search& search, const Offer& offer) {
             std::int64_t place = search.after + 1;
             if (place >= static_cast<std::int64_t>(ids.size())) return;
             auto at = std::next(ids.begin(), static_cast<std::ptrdiff_t>(place));
             for (; at != ids.end(); ++at, ++place) {
                 auto row = directory_entity(view, *at);
                 if (!row) continue;
                 row->cursor = place;
                 if (!offer(*row)) return;
             }
         });
}

void list_members(Exchange& exchange, ObjectType type) {
    const auto container = container_of(exchange, type);
    if (!container) return exchange.reject(container.error());
    list_objects(exchange, *members_of(exchange.tenant(), *container));
}

/// The object that the body of a POST to `members/$ref` or `owners/$ref` refers to.
Reading<Guid> referenced_object(const Exchange& exchange) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return tl::unexpected(body.error());
    return read_reference(exchange, *body);
}

/// Adds what the body refers to, by AddMember or AddOwner.
template <class Adding>
void add_referenced(Exchange& exchange, ObjectType type) {
    const auto container = container_of(exchange, type);
    if (!container) return exchange.reject(container.error());
    const auto object = referenced_object(exchange);
    if (!object) return exchange.reject(object.error());
    submit_without_answer(exchange, Adding{*container, *object});
}

/// Removes whom the path names, by RemoveMember or RemoveOwner.
template <class Removing>
void remove_named(Exchange& exchange, ObjectType type) {
    const auto container = container_of(exchange, type);
    if (!container) return exchange.reject(container.error());
    const auto object = guid_parameter(exchange, 1);
    if (!object) return exchange.reject(object.error());
    submit_without_answer(exchange, Removing{*container, *object});
}

Reading<const RoleDefinition*> named_role(const Exchange& exchange) {
    const RoleDefinition* role = find_directory_role(exchange.tenant(), exchange.parameters[0]);
    if (role == nullptr) return not_found(exchange.parameters[0]);
    return role;
}

/// Who sees the holders of a role is who sees assignments: the directory words the refusal.
bool refused_to_read_roles(Exchange& exchange) {
    if (reads_roles(exchange.tenant(), exchange.authority)) return false;
    exchange.reject(insufficient_privileges());
    return true;
}

/// The assignments over a unit, in the order of their making.
Source scoped_source(const Tenant& tenant, const Scope& scope) {
    return [&tenant, scope](const Search& search, const Offer& offer) {
        offer_slots(tenant.schedules, scoped_role_membership_type(),
                    slots_of(tenant.schedules_by_scope, scope.id), search.after,
                    [&](const Row& row) {
                        return !is_scoped_membership(row.as<Schedule>()) || offer(row);
                    });
    };
}

/// The scope over the unit that the path names.
Reading<Scope> named_scope(const Exchange& exchange) {
    const auto unit = container_of(exchange, ObjectType::administrative_unit);
    if (!unit) return tl::unexpected(unit.error());
    return Scope{ScopeType::administrative_unit, *unit};
}

/// The membership that a path names by unit and id.
Reading<const Schedule*> named_scoped_member(const Exchange& exchange) {
    const auto scope = named_scope(exchange);
    if (!scope) return tl::unexpected(scope.error());
    const std::string& id = exchange.parameters[1];
    const auto principal = principal_of_instance(id);
    const Tenant& tenant = exchange.tenant();
    if (principal) {
        for (const Slot slot : slots_of(tenant.schedules_by_principal, *principal)) {
            const Schedule& schedule = tenant.schedules.at(slot);
            const bool candidate = is_scoped_membership(schedule) && schedule.scope == *scope;
            if (candidate && instance_id(schedule) == id) return &schedule;
        }
    }
    return not_found(id);
}

struct ScopedMember {
    Guid role;
    Guid principal;
};

Reading<ScopedMember> read_scoped_member(const Exchange& exchange) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return tl::unexpected(body.error());
    std::optional<Rejection> problem;
    MemberReader members(*body, {}, problem, directory_code);
    const auto role = members.guid("roleId");
    if (!role) members.missing("roleId", "it is the id of a directory role");
    const JsonValue* info = members.object("roleMemberInfo");
    if (info == nullptr) members.missing("roleMemberInfo", "it holds the id of the member");
    ScopedMember member;
    if (info != nullptr) {
        MemberReader inner(*info, "roleMemberInfo.", problem, directory_code);
        const auto id = inner.guid("id");
        if (!id) inner.missing("id", "it is the id of the member");
        member.principal = id.value_or(Guid{});
    }
    if (problem) return tl::unexpected(*problem);
    const RoleDefinition* found = find_directory_role(exchange.tenant(), to_text(*role));
    if (found == nullptr) return not_found(to_text(*role));
    member.role = found->id;
    return member;
}

}  // namespace

void list_group_members(Exchange& exchange) {
    list_members(exchange, ObjectType::group);
}
void add_group_member(Exchange& exchange) {
    add_referenced<AddMember>(exchange, ObjectType::group);
}
void remove_group_member(Exchange& exchange) {
    remove_named<RemoveMember>(exchange, ObjectType::group);
}
void list_group_owners(Exchange& exchange) {
    const auto id = container_of(exchange, ObjectType::group);
    if (!id) return exchange.reject(id.error());
    list_objects(exchange, exchange.tenant().groups.find(*id)->owners);
}
void add_group_owner(Exchange& exchange) {
    add_referenced<AddOwner>(exchange, ObjectType::group);
}
void remove_group_owner(Exchange& exchange) {
    remove_named<RemoveOwner>(exchange, ObjectType::group);
}
void list_unit_members(Exchange& exchange) {
    list_members(exchange, ObjectType::administrative_unit);
}
void add_unit_member(Exchange& exchange) {
    add_referenced<AddMember>(exchange, ObjectType::administrative_unit);
}
void remove_unit_member(Exchange& exchange) {
    remove_named<RemoveMember>(exchange, ObjectType::administrative_unit);
}

void list_directory_role_members(Exchange& exchange) {
    const auto role = named_role(exchange);
    if (!role) return exchange.reject(role.error());
    if (refused_to_read_roles(exchange)) return;
    const View view = exchange.view();
    const Guid id = (*role)->id;
    list(exchange, {directory_entity_type(), "directoryObjects"},
         [&](const Search& search, const Offer& offer) {
             offer_role_members(id, view, search.after, offer);
         });
}

void add_directory_role_member(Exchange& exchange) {
    const auto role = named_role(exchange);
    if (!role) return exchange.reject(role.error());
    const auto member = referenced_object(exchange);
    if (!member) return exchange.reject(member.error());
    // Who may not assign the role is not told who holds it.
    if (administers_roles(exchange.tenant(), exchange.authority) &&
        role_membership(exchange.tenant(), *member, (*role)->id, {}) != nullptr) {
        return exchange.reject(rejection_of(Refusal{RefusalCode::already_a_member, {}}));
    }
    submit_without_answer(exchange, AssignOutside{*member, (*role)->id, {}});
}

void remove_directory_role_member(Exchange& exchange) {
    const auto role = named_role(exchange);
    if (!role) return exchange.reject(role.error());
    const auto member = guid_parameter(exchange, 1);
    if (!member) return exchange.reject(member.error());
    const Schedule* held = role_membership(exchange.tenant(), *member, (*role)->id, {});
    if (held == nullptr) return exchange.reject(not_found(exchange.parameters[1]).value());
    submit_without_answer(exchange, RemoveOutside{held->id});
}

void list_scoped_role_members(Exchange& exchange) {
    const auto scope = named_scope(exchange);
    if (!scope) return exchange.reject(scope.error());
    if (refused_to_read_roles(exchange)) return;
    const EntityType& type = scoped_role_membership_type();
    list(exchange, {type, std::string(type.collection)}, scoped_source(exchange.tenant(), *scope));
}

void show_scoped_role_member(Exchange& exchange) {
    if (refused_to_read_roles(exchange)) return;
    const EntityType& type = scoped_role_membership_type();
    show(exchange, type, type.collection, [&]() -> Reading<Row> {
        const auto found = named_scoped_member(exchange);
        if (!found) return tl::unexpected(found.error());
        return row_of(type, **found);
    });
}

void add_scoped_role_member(Exchange& exchange) {
    const auto scope = named_scope(exchange);
    if (!scope) return exchange.reject(scope.error());
    const auto member = read_scoped_member(exchange);
    if (!member) return exchange.reject(member.error());
    const std::string place = cat(unit_entity_type(exchange.url.version).collection, '/',
                                  to_text(scope->id), "/scopedRoleMembers");
    submit_created(
        exchange, AssignOutside{member->principal, member->role, *scope},
        [&](const Guid& id) {
            return row_in(exchange.tenant().schedules, scoped_role_membership_type(), id);
        },
        place);
}

void remove_scoped_role_member(Exchange& exchange) {
    const auto found = named_scoped_member(exchange);
    if (!found) return exchange.reject(found.error());
    submit_without_answer(exchange, RemoveOutside{(*found)->id});
}

}  // namespace pim::graph
