#include "core/tenant.hpp"

namespace pim {

const Policy& policy_of(const Tenant& tenant, const Guid& role) {
    static const Policy defaults;
    const auto at = tenant.policies.find(role);
    return at == tenant.policies.end() ? defaults : at->second;
}

Policy settings_of(const Tenant& tenant, const Guid& role) {
    Policy policy = policy_of(tenant, role);
    policy.role = role;
    return policy;
}

const Mailbox& mailbox_of(const Tenant& tenant, const Guid& principal) {
    static const Mailbox empty;
    const Mailbox* const found = tenant.mailboxes.find(principal);
    return found ? *found : empty;
}

const Mailbox& mailbox_of(const Tenant& tenant, const std::string& address) {
    static const Mailbox empty;
    const auto at = tenant.mailboxes_by_address.find(to_lower(address));
    return at == tenant.mailboxes_by_address.end() ? empty : at->second;
}

const std::vector<std::size_t>& audit_of(const Tenant& tenant, std::string_view activity) {
    static const std::vector<std::size_t> none;
    const auto at = tenant.audit_by_activity.find(activity);
    return at == tenant.audit_by_activity.end() ? none : at->second;
}

const RoleDefinition* role_of_alias(const Tenant& tenant, const Guid& alias, RoleAlias kind) {
    const auto at = tenant.role_by_alias.find(alias);
    const bool found =
        at != tenant.role_by_alias.end() && alias_of_role(tenant.id, at->second, kind) == alias;
    return found ? tenant.roles.find(at->second) : nullptr;
}

ObjectType object_type(const Tenant& tenant, const Guid& id) {
    if (tenant.users.find(id)) return ObjectType::user;
    if (tenant.groups.find(id)) return ObjectType::group;
    if (tenant.service_principals.find(id)) return ObjectType::service_principal;
    if (tenant.applications.find(id)) return ObjectType::application;
    if (tenant.administrative_units.find(id)) return ObjectType::administrative_unit;
    return ObjectType::none;
}

std::string display_name(const Tenant& tenant, const Guid& id) {
    if (const User* row = tenant.users.find(id)) return row->display_name;
    if (const Group* row = tenant.groups.find(id)) return row->display_name;
    if (const RoleDefinition* row = tenant.roles.find(id)) return row->display_name;
    if (const ServicePrincipal* row = tenant.service_principals.find(id)) return row->display_name;
    if (const Application* row = tenant.applications.find(id)) return row->display_name;
    if (const AdministrativeUnit* row = tenant.administrative_units.find(id)) {
        return row->display_name;
    }
    return to_text(id);
}

std::string display_name(const Tenant& tenant, const Scope& scope) {
    return scope.type == ScopeType::tenant ? "Directory" : display_name(tenant, scope.id);
}

}  // namespace pim
