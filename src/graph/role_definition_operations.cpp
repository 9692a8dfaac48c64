#include "core/text.hpp"
#include "graph/collection.hpp"
#include "graph/kept.hpp"
#include "graph/operations.hpp"
#include "graph/role_definition.hpp"

namespace pim::graph {

namespace {

/// Documented bodies send the boolean as a text, too.
std::optional<bool> read_enabled(MemberReader& members) {
    const JsonValue* value = members.member("isEnabled");
    if (value == nullptr || value->type != JsonValue::Type::text) {
        if (value == nullptr || value->type == JsonValue::Type::null) return std::nullopt;
        return members.boolean("isEnabled", true);
    }
    for (const bool enabled : {true, false}) {
        if (equals_ignoring_case(value->text, enabled ? "true" : "false")) return enabled;
    }
    members.wrong("isEnabled", cat('\'', value->text, '\''), "true or false");
    return std::nullopt;
}

/// Refuses what an entry of rolePermissions says beside its allowed actions.
void refuse_conditions(MemberReader& members, const JsonValue& entry) {
    const JsonValue* condition = entry.member("condition");
    if (condition != nullptr && condition->type != JsonValue::Type::null) {
        members.wrong("condition", type_name(*condition), "null: roles here have no conditions");
    }
    const JsonValue* excluded = entry.member("excludedResourceActions");
    if (excluded != nullptr && !excluded->items.empty()) {
        members.wrong("excludedResourceActions", "not empty", "empty: name what is allowed");
    }
}

/// The actions of a rolePermissions array, all its entries together.
std::vector<std::string> read_actions(MemberReader& members, const JsonValue& permissions) {
    std::vector<std::string> actions;
    for (const JsonValue& entry : permissions.items) {
        refuse_conditions(members, entry);
        const JsonValue* allowed = entry.member("allowedResourceActions");
        if (allowed == nullptr || allowed->type != JsonValue::Type::array) {
            members.wrong("rolePermissions", "without a list of allowedResourceActions",
                          "one with it in each entry");
            continue;
        }
        for (const JsonValue& action : allowed->items) {
            if (action.type == JsonValue::Type::text) {
                actions.push_back(action.text);
            } else {
                members.wrong("allowedResourceActions", type_name(action), "a text");
            }
        }
    }
    return actions;
}

/// A new role that names its template has the template's id, as built-in roles do.
void read_template(const Tenant& tenant, MemberReader& members, RoleDefinition& role) {
    const auto id = members.guid("templateId");
    if (!id) return;
    if (tenant.roles.find(*id) != nullptr || object_type(tenant, *id) != ObjectType::none) {
        members.wrong("templateId", cat('\'', to_text(*id), '\''), "an id that is free");
    }
    role.id = *id;
}

/// Lays the members that a body names over a role; `complete` asks for those that a new one needs.
Reading<SaveRole> read_role(const Exchange& exchange, RoleDefinition role, const JsonValue& body,
                            bool complete) {
    std::optional<Rejection> problem;
    MemberReader members(body, {}, problem, directory_code);
    const auto display_name = members.text("displayName");
    if (complete && !display_name) members.missing("displayName", "it is the role's name");
    role.display_name = display_name.value_or(role.display_name);
    role.description = members.text("description").value_or(role.description);
    const auto enabled = read_enabled(members);
    if (complete && !enabled) members.missing("isEnabled", "it is true or false");
    role.enabled = enabled.value_or(role.enabled);
    const JsonValue* permissions = members.array("rolePermissions");
    if (permissions != nullptr) {
        role.permissions = read_actions(members, *permissions);
        set_scopes_by_permissions(role);
    } else if (complete) {
        members.missing("rolePermissions", "it lists allowedResourceActions");
    }
    if (complete) read_template(exchange.tenant(), members, role);
    role.version = members.text("version").value_or(role.version);
    refuse_dropped(members, body, row_of(role_definition_type(), role), exchange.view());
    if (problem) return tl::unexpected(*problem);
    return SaveRole{std::move(role)};
}

Reading<Slot> find_role(const Exchange& exchange) {
    const auto id = guid_parameter(exchange, 0);
    if (!id) return tl::unexpected(id.error());
    const auto slot = exchange.tenant().roles.slot_of(*id);
    if (!slot) return not_found(exchange.parameters[0]);
    return *slot;
}

}  // namespace

void list_role_definitions(Exchange& exchange) {
    const Tenant& tenant = exchange.tenant();
    list(exchange,
         {role_definition_type(), std::string(role_definitions_path), false, page_size_max},
         [&](const Search& search, const Offer& offer) {
             offer_table(tenant.roles, role_definition_type(), search.after, offer);
         });
}

void show_role_definition(Exchange& exchange) {
    show(exchange, role_definition_type(), role_definitions_path, [&]() -> Reading<Row> {
        const auto slot = find_role(exchange);
        if (!slot) return tl::unexpected(slot.error());
        return row_of(role_definition_type(), exchange.tenant().roles.at(*slot), *slot);
    });
}

void create_role_definition(Exchange& exchange) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    RoleDefinition fresh;
    fresh.built_in = false;
    const auto command = read_role(exchange, std::move(fresh), *body, true);
    if (!command) return exchange.reject(command.error());
    submit_created(exchange, *command, [&](const Guid& id) {
        return row_in(exchange.tenant().roles, role_definition_type(), id);
    });
}

void update_role_definition(Exchange& exchange) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto slot = find_role(exchange);
    if (!slot) return exchange.reject(slot.error());
    const auto command = read_role(exchange, exchange.tenant().roles.at(*slot), *body, false);
    if (!command) return exchange.reject(command.error());
    submit_without_answer(exchange, *command);
}

void delete_role_definition(Exchange& exchange) {
    const auto slot = find_role(exchange);
    if (!slot) return exchange.reject(slot.error());
    submit_without_answer(exchange, DeleteRole{exchange.tenant().roles.at(*slot).id});
}

}  // namespace pim::graph
