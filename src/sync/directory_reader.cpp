#include "core/text.hpp"
#include "graph/directory_values.hpp"
#include "sync/building.hpp"
#include "sync/named.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;
using graph::MemberReader;

/// Guests of another organisation carry this in their user principal name.
constexpr std::string_view guest_mark = "#EXT#";

User read_user(MemberReader& members, const Guid& id) {
    User user;
    user.id = id;
    user.display_name = members.text("displayName").value_or(to_text(id));
    user.user_principal_name = members.text("userPrincipalName").value_or(to_text(id));
    const bool marked = user.user_principal_name.find(guest_mark) != std::string::npos;
    const auto type = members.text("userType");
    const bool guest = type ? equals_ignoring_case(*type, name(UserType::guest)) : marked;
    user.type = guest ? UserType::guest : UserType::member;
    for (std::size_t i = 0; i < profile_text_count; ++i) {
        const auto which = static_cast<ProfileText>(i);
        if (auto text = members.text(name(which))) user.profile.set(which, std::move(*text));
    }
    return user;
}

template <class T>
T read_application(MemberReader& members, const Guid& id) {
    T application;
    application.id = id;
    application.display_name = members.text("displayName").value_or(to_text(id));
    application.app_id = members.guid("appId").value_or(Guid{});
    return application;
}

/// Adds an object, unless it was read before: its members would be lost.
template <class T>
void add_once(Table<T>& table, T row) {
    if (table.find(row.id) == nullptr) table.save(std::move(row));
}

Group read_group(MemberReader& members, const Guid& id) {
    Group group;
    group.id = id;
    group.display_name = members.text("displayName").value_or(to_text(id));
    group.role_assignable = members.boolean("isAssignableToRole", false);
    group.description = members.text("description").value_or(std::string());
    group.mail_nickname = members.text("mailNickname").value_or(std::string());
    if (group.mail_nickname == graph::alias_of(group.display_name)) group.mail_nickname.clear();
    return group;
}

AdministrativeUnit read_unit(MemberReader& members, const Guid& id) {
    AdministrativeUnit unit;
    unit.id = id;
    unit.display_name = members.text("displayName").value_or(to_text(id));
    unit.description = members.text("description").value_or(std::string());
    return unit;
}

void add_stranger(Tenant& tenant, const Guid& id) {
    if (id.is_null() || object_type(tenant, id) != ObjectType::none) return;
    User user;
    user.id = id;
    user.display_name = cat("Not readable (", to_text(id), ')');
    user.user_principal_name = cat(to_text(id), "@not-readable.invalid");
    tenant.users.save(std::move(user));
}

void add_strange_scope(Tenant& tenant, const Scope& scope) {
    if (scope.type == ScopeType::tenant || object_type(tenant, scope.id) != ObjectType::none) {
        return;
    }
    const std::string shown = cat("Not readable (", to_text(scope.id), ')');
    if (scope.type == ScopeType::administrative_unit) {
        tenant.administrative_units.save({scope.id, shown, {}, {}});
    } else {
        tenant.applications.save({scope.id, shown, {}});
    }
}

void add_strange_role(Tenant& tenant, const Guid& id) {
    if (tenant.roles.find(id) != nullptr) return;
    RoleDefinition role;
    role.id = id;
    role.display_name = cat("Not readable (", to_text(id), ')');
    role.built_in = false;
    tenant.roles.save(std::move(role));
}

}  // namespace

void read_organization(Building& building, const Object& object) {
    MemberReader members(object.json, object.place, building.problem);
    building.tenant.id = members.guid("id").value_or(Guid{});
    building.tenant.display_name =
        members.text("displayName").value_or(building.tenant.display_name);
}

void read_directory_object(Building& building, const Object& object) {
    MemberReader members(object.json, object.place, building.problem);
    const Guid id = members.guid("id").value_or(Guid{});
    const std::string type = members.text("@odata.type").value_or(std::string());
    const std::string_view sort = short_type(type);
    Tenant& tenant = building.tenant;
    if (sort == "user") {
        add_once(tenant.users, read_user(members, id));
    } else if (sort == "group") {
        add_once(tenant.groups, read_group(members, id));
    } else if (sort == "servicePrincipal") {
        add_once(tenant.service_principals, read_application<ServicePrincipal>(members, id));
    } else if (sort == "application") {
        add_once(tenant.applications, read_application<Application>(members, id));
    } else if (sort == "administrativeUnit") {
        add_once(tenant.administrative_units, read_unit(members, id));
    }
}

void read_member(Building& building, const Object& object) {
    MemberReader members(object.json, object.place, building.problem);
    const Guid id = members.guid("id").value_or(Guid{});
    const Guid container = parse_guid(object.key).value_or(Guid{});
    Tenant& tenant = building.tenant;
    read_directory_object(building, object);
    const ObjectType type = object_type(tenant, id);
    Group* const group = tenant.groups.find(container);
    AdministrativeUnit* const unit = tenant.administrative_units.find(container);
    // Groups in groups count for nothing in PIM, and devices are no part of the sandbox.
    const bool person = type == ObjectType::user || type == ObjectType::service_principal;
    if (group != nullptr && person) group->members.insert(id);
    if (unit != nullptr && (type == ObjectType::user || type == ObjectType::group)) {
        unit->members.insert(id);
    }
}

void add_strangers(Tenant& tenant) {
    tenant.schedules.each([&](const Schedule& schedule) {
        add_stranger(tenant, schedule.principal);
        add_strange_scope(tenant, schedule.scope);
        add_strange_role(tenant, schedule.role);
    });
    tenant.requests.each([&](const Request& request) {
        add_stranger(tenant, request.principal);
        add_strange_scope(tenant, request.scope);
        add_strange_role(tenant, request.role);
    });
    for (const auto& [role, policy] : tenant.policies) {
        add_strange_role(tenant, role);
        for (const Approver& approver : policy.approval.approvers) {
            if (!approver.group) add_stranger(tenant, approver.id);
        }
    }
}

}  // namespace pim::sync
