#include "graph/role_definition.hpp"

#include <array>

namespace pim::graph {

namespace {

/// What built-in roles inherit from, as the documentation shows them.
constexpr Guid directory_readers{0x88d8e3e3'8f55'4a1eULL, 0x953a'9b9898b8876bULL};

const RoleDefinition& definition_in(const Row& row) {
    return row.as<RoleDefinition>();
}

Value definition_id(const Row& row, const View&) {
    return guid_or_null(definition_in(row).id);
}
Value version(const Row& row, const View&) {
    const RoleDefinition& role = definition_in(row);
    return role.built_in ? Value{std::string("1")} : text_or_null(role.version);
}

void find_scopes(const Row&, const View&, const Found& found) {
    static const std::string whole_tenant = "/";
    found(row_of(text_item_type(), whole_tenant));
}
void write_scopes(JsonWriter& out, const Row& row, const View& view) {
    out.begin_array();
    find_scopes(row, view, [&](const Row& scope) { out.text(scope.as<std::string>()); });
    out.end_array();
}

/// The catalogue has no actions of the built-in roles.
void write_permissions(JsonWriter& out, const Row& row, const View&) {
    out.begin_array();
    if (!definition_in(row).permissions.empty()) {
        out.begin_object().key("allowedResourceActions").begin_array();
        for (const std::string& action : definition_in(row).permissions) out.text(action);
        out.end_array().member_null("condition").end_object();
    }
    out.end_array();
}

void find_inherited(const Row& row, const View& view, const Found& found) {
    const RoleDefinition& role = definition_in(row);
    if (role.built_in && role.id != directory_readers) {
        give_role_definition(directory_readers, view, found);
    }
}

const std::array<Property, 11> definition_properties = {{
    {"id", PropertyType::guid, definition_id},
    {"description", PropertyType::text,
     [](const Row& row, const View&) { return text_or_null(definition_in(row).description); }},
    {"displayName", PropertyType::text,
     [](const Row& row, const View&) { return Value{definition_in(row).display_name}; }},
    {"isBuiltIn", PropertyType::boolean,
     [](const Row& row, const View&) { return Value{definition_in(row).built_in}; }},
    {"isEnabled", PropertyType::boolean,
     [](const Row& row, const View&) { return Value{definition_in(row).enabled}; }},
    {"isPrivileged", PropertyType::boolean,
     [](const Row& row, const View&) { return Value{definition_in(row).privileged}; }, nullptr,
     Versions::beta_only},
    {"resourceScopes", PropertyType::complex, nullptr, write_scopes},
    {"templateId", PropertyType::guid, definition_id},
    {"version", PropertyType::text, version},
    {"rolePermissions", PropertyType::complex, nullptr, write_permissions},
    {"allowedPrincipalTypes", PropertyType::text, no_value, nullptr, Versions::beta_only, nullptr,
     true},
}};

const std::array<Navigation, 2> definition_navigations = {{
    {"inheritsPermissionsFrom", role_definition_type, true, find_inherited, Versions::both,
     Unexpanded::ids},
    {"resourceScopes", text_item_type, true, find_scopes, Versions::both, Unexpanded::nothing,
     false},
}};

const EntityType definition_type{"unifiedRoleDefinition",
                                 definition_properties,
                                 definition_navigations,
                                 {},
                                 role_definitions_path};

}  // namespace

const EntityType& role_definition_type() {
    return definition_type;
}

void give_role_definition(const Guid& id, const View& view, const Found& found) {
    const auto slot = view.tenant.roles.slot_of(id);
    if (slot) found(row_of(definition_type, view.tenant.roles.at(*slot), *slot));
}

}  // namespace pim::graph
