#include "graph/audit_target.hpp"

#include <array>

#include "graph/audit.hpp"

namespace pim::graph {

namespace {

using enum PropertyType;

/// In the documented order.
enum class Target { role, request, principal, directory, other };

Value target_id(const Row& row, const View& view) {
    const AuditRow& audit = audit_in(row);
    switch (static_cast<Target>(row.number)) {
        case Target::role:
            return guid_or_null(audit.role);
        case Target::request:
            return guid_or_null(audit.request);
        case Target::principal:
            return guid_or_null(audit.principal);
        case Target::directory:
            return guid_or_null(audit.scope.type == ScopeType::tenant ? view.tenant.id
                                                                      : audit.scope.id);
        case Target::other:
            break;
    }
    return {};
}
Value target_name(const Row& row, const View& view) {
    const AuditRow& audit = audit_in(row);
    switch (static_cast<Target>(row.number)) {
        case Target::role:
            return Value{display_name(view.tenant, audit.role)};
        case Target::principal:
            return Value{display_name(view.tenant, audit.principal)};
        case Target::directory:
            return Value{audit.scope.type == ScopeType::tenant
                             ? view.tenant.display_name
                             : display_name(view.tenant, audit.scope)};
        default:
            return {};
    }
}
std::string type_of_principal(const Tenant& tenant, const Guid& id) {
    switch (object_type(tenant, id)) {
        case ObjectType::group:
            return "Group";
        case ObjectType::service_principal:
            return "ServicePrincipal";
        case ObjectType::application:
            return "Application";
        case ObjectType::administrative_unit:
            return "AdministrativeUnit";
        default:
            return "User";
    }
}
Value target_type(const Row& row, const View& view) {
    switch (static_cast<Target>(row.number)) {
        case Target::role:
            return Value{std::string("Role")};
        case Target::request:
            return Value{std::string("Request")};
        case Target::principal:
            return Value{type_of_principal(view.tenant, audit_in(row).principal)};
        case Target::directory:
            return Value{std::string("Directory")};
        case Target::other:
            break;
    }
    return Value{std::string("Other")};
}
Value target_user_name(const Row& row, const View& view) {
    if (static_cast<Target>(row.number) != Target::principal) return {};
    const User* user = view.tenant.users.find(audit_in(row).principal);
    return user == nullptr ? Value{} : text_or_null(user->user_principal_name);
}

void write_modified(JsonWriter& out, std::string_view name, const std::string& after) {
    out.begin_object();
    out.member("displayName", name);
    out.member("oldValue", quoted(""));
    out.member("newValue", quoted(after));
    out.end_object();
}
void write_modified_properties(JsonWriter& out, const Row& row, const View& view) {
    out.begin_array();
    const RoleDefinition* role = view.tenant.roles.find(audit_in(row).role);
    if (static_cast<Target>(row.number) == Target::role && role != nullptr && by_pim(row)) {
        write_modified(out, "RoleDefinitionOriginId", to_text(role->id));
        write_modified(out, "RoleDefinitionOriginType",
                       role->built_in ? "BuiltInRole" : "CustomRole");
        write_modified(out, "TemplateId", to_text(role->id));
    }
    out.end_array();
}

const std::array<Property, 6> target_properties = {{
    {"id", guid, target_id},
    {"displayName", text, target_name},
    {"type", text, target_type},
    {"userPrincipalName", text, target_user_name},
    {"groupType", text, no_value},
    {"modifiedProperties", complex, nullptr, write_modified_properties},
}};
const EntityType target_type_of_audit{"targetResource", target_properties};

}  // namespace

const EntityType& audit_target_type() {
    return target_type_of_audit;
}

void find_audit_targets(const Row& row, const View&, const Found& found) {
    const AuditRow& audit = audit_in(row);
    const auto give = [&](Target target, bool present) {
        if (!present) return;
        Row of = row;
        of.type = &target_type_of_audit;
        of.number = static_cast<std::int64_t>(target);
        found(of);
    };
    const bool pim = by_pim(row);
    give(Target::role, !audit.role.is_null());
    give(Target::request, pim && !audit.request.is_null());
    give(Target::principal, !audit.principal.is_null());
    give(Target::directory, pim);
    give(Target::other, pim);
}

void write_audit_targets(JsonWriter& out, const Row& row, const View& view) {
    out.begin_array();
    find_audit_targets(row, view, [&](const Row& target) { write_entity(out, target, view); });
    out.end_array();
}

}  // namespace pim::graph
