#include "graph/directory_role.hpp"

#include <array>

#include "core/access.hpp"
#include "core/text.hpp"
#include "graph/directory_entity.hpp"
#include "graph/directory_values.hpp"
#include "graph/instance_id.hpp"

namespace pim::graph {

namespace {

using enum PropertyType;

Value description(const Row& row, const View&) {
    return text_or_null(row.as<RoleDefinition>().description);
}
Value directory_role_id_of(const Row& row, const View& view) {
    return Value{to_text(directory_role_id(view.tenant, row.as<RoleDefinition>().id))};
}

const std::array<Property, 5> role_properties = {{
    {"id", guid, directory_role_id_of},
    {"deletedDateTime", instant, no_value},
    {"description", text, description},
    {"displayName", text, display_name_of<RoleDefinition>},
    {"roleTemplateId", guid, id_of<RoleDefinition>},
}};
const std::array<Property, 4> template_properties = {{
    {"id", guid, id_of<RoleDefinition>},
    {"deletedDateTime", instant, no_value},
    {"description", text, description},
    {"displayName", text, display_name_of<RoleDefinition>},
}};

void write_member(JsonWriter& out, const Row& row, const View& view) {
    const Guid& principal = row.as<Schedule>().principal;
    const User* user = view.tenant.users.find(principal);
    out.begin_object();
    out.member("id", to_text(principal));
    out.member("displayName", display_name(view.tenant, principal));
    if (user != nullptr) out.member("userPrincipalName", user->user_principal_name);
    out.end_object();
}
const std::array<Property, 5> membership_properties = {{
    {"id", text,
     [](const Row& row, const View&) { return Value{instance_id(row.as<Schedule>())}; }},
    {"roleId", guid,
     [](const Row& row, const View& view) {
         return Value{to_text(directory_role_id(view.tenant, row.as<Schedule>().role))};
     }},
    {"administrativeUnitId", guid,
     [](const Row& row, const View&) { return Value{to_text(row.as<Schedule>().scope.id)}; }},
    {"roleMemberInfo", complex, nullptr, write_member},
    {"roleMemberInfo/id", guid,
     [](const Row& row, const View&) { return Value{to_text(row.as<Schedule>().principal)}; }},
}};

/// Who holds the role over the tenant; nothing for callers who may not read that.
void find_role_members(const Row& row, const View& view, const Found& found) {
    if (!reads_roles(view.tenant, view.authority)) return;
    offer_role_members(row.as<RoleDefinition>().id, view, -1, [&](const Row& member) {
        found(member);
        return true;
    });
}
const std::array<Navigation, 1> role_navigations = {{
    {"members", directory_entity_type, true, find_role_members},
}};

const EntityType role_type{
    "directoryRole", role_properties, role_navigations, {}, "directoryRoles"};
const EntityType template_type{
    "directoryRoleTemplate", template_properties, {}, {}, "directoryRoleTemplates"};
const EntityType membership_type{
    "scopedRoleMembership", membership_properties, {}, {}, "scopedRoleMemberships"};

}  // namespace

const EntityType& directory_role_type() {
    return role_type;
}
const EntityType& directory_role_template_type() {
    return template_type;
}
const EntityType& scoped_role_membership_type() {
    return membership_type;
}

bool is_scoped_membership(const Schedule& schedule) {
    return schedule.kind == AssignmentKind::active && schedule.running() &&
           schedule.scope.type == ScopeType::administrative_unit;
}

const Schedule* role_membership(const Tenant& tenant, const Guid& principal, const Guid& role,
                                const Scope& scope) {
    for (const Schedule* schedule : own_schedules(tenant, principal, role, scope)) {
        if (schedule->kind == AssignmentKind::active && schedule->running()) return schedule;
    }
    return nullptr;
}

void offer_role_members(const Guid& role, const View& view, std::int64_t after,
                        const std::function<bool(const Row&)>& offer) {
    for (const Slot slot : slots_of(view.tenant.holders_by_role, role)) {
        if (static_cast<std::int64_t>(slot) <= after) continue;
        const Schedule& held = view.tenant.schedules.at(slot);
        if (role_membership(view.tenant, held.principal, role, {}) != &held) continue;
        auto row = directory_entity(view, held.principal);
        if (!row) continue;
        row->cursor = slot;
        if (!offer(*row)) return;
    }
}

Guid directory_role_id(const Tenant& tenant, const Guid& role) {
    return alias_of_role(tenant.id, role, RoleAlias::directory_role);
}

const RoleDefinition* find_directory_role(const Tenant& tenant, std::string_view key) {
    constexpr std::string_view by_template = "roleTemplateId=";
    const RoleDefinition* found = nullptr;
    if (equals_ignoring_case(key.substr(0, by_template.size()), by_template)) {
        if (const auto id = parse_guid(key.substr(by_template.size()))) {
            found = tenant.roles.find(*id);
        }
    } else if (const auto id = parse_guid(key)) {
        found = role_of_alias(tenant, *id, RoleAlias::directory_role);
    }
    return found != nullptr && found->built_in ? found : nullptr;
}

}  // namespace pim::graph
