#include "core/access.hpp"
#include "core/text.hpp"
#include "graph/collection.hpp"
#include "graph/instance_id.hpp"
#include "graph/operations.hpp"
#include "graph/policy.hpp"
#include "graph/policy_rule.hpp"

namespace pim::graph {

namespace {

Rejection refused_to_read() {
    return insufficient_permissions(
        "The caller holds no role that reads everybody's role settings, such as Global Reader, nor "
        "the role concerned.");
}

/// Policies are found by scope only, and by those who may see some.
Allowed with_scope(const Exchange& exchange) {
    return [&exchange](const Filter& filter) -> std::optional<Rejection> {
        if (auto problem = missing_scope_filter(filter)) return problem;
        const Tenant& tenant = exchange.tenant();
        const Guid& reader = exchange.authority;
        if (sees_any_policy(tenant, reader)) return std::nullopt;
        return refused_to_read();
    };
}

/// The roles whose settings the caller sees, by the role where the filter names some.
Source policy_source(const Exchange& exchange, const EntityType& type) {
    return [&exchange, &type](const Search& search, const Offer& offer) {
        const Tenant& tenant = exchange.tenant();
        const Guid& reader = exchange.authority;
        const bool sees_all = reads_roles(tenant, reader);
        const auto offer_seen = [&](const Row& row) {
            const bool seen = sees_all || sees_policy(tenant, reader, row.as<RoleDefinition>().id);
            return !seen || offer(row);
        };
        const auto roles = search.filter.required_guids({"roleDefinitionId"});
        if (!roles) return offer_table(tenant.roles, type, search.after, offer_seen);
        Slots slots;
        for (const Guid& role : *roles) {
            if (const auto slot = tenant.roles.slot_of(role)) slots.insert(*slot);
        }
        offer_slots(tenant.roles, type, slots, search.after, offer_seen);
    };
}

void list_all(Exchange& exchange, const EntityType& type) {
    if (const auto problem = missing_licence(exchange.tenant())) return exchange.reject(*problem);
    list(exchange, {type, std::string(type.collection), false, page_size_max},
         policy_source(exchange, type), with_scope(exchange));
}

/// The role whose policy, or policy assignment, the path names, as far as the caller sees it.
Reading<const RoleDefinition*> find_role(const Exchange& exchange, bool by_assignment) {
    const Tenant& tenant = exchange.tenant();
    if (auto problem = missing_licence(tenant)) return tl::unexpected(std::move(*problem));
    const std::string& id = exchange.parameters[0];
    const Guid role =
        by_assignment ? role_of_policy_assignment(tenant, id) : role_of_policy(tenant, id);
    const RoleDefinition* found = tenant.roles.find(role);
    if (found == nullptr) return not_found(id);
    if (!sees_policy(tenant, exchange.authority, role)) {
        return tl::unexpected(refused_to_read());
    }
    return found;
}

void show_one(Exchange& exchange, const EntityType& type, bool by_assignment) {
    show(exchange, type, type.collection, [&]() -> Reading<Row> {
        const auto role = find_role(exchange, by_assignment);
        if (!role) return tl::unexpected(role.error());
        return row_of(type, **role);
    });
}

/// `policies/roleManagementPolicies('id')/rules`
std::string rules_context(const Exchange& exchange, const Guid& role, std::string_view name) {
    return cat(policies_path, "('", policy_id(exchange.tenant(), role), "')/", name);
}

void list_rules(Exchange& exchange, std::string_view name) {
    const auto role = find_role(exchange, false);
    if (!role) return exchange.reject(role.error());
    const Policy& policy = policy_of(exchange.tenant(), (*role)->id);
    list(exchange, {policy_rule_type(), rules_context(exchange, (*role)->id, name)},
         [&](const Search& search, const Offer& offer) {
             bool more = true;
             give_rules(policy, [&](const Row& row) {
                 if (more && row.cursor > search.after) more = offer(row);
             });
         });
}

}  // namespace

std::optional<Rejection> missing_scope_filter(const Filter& filter) {
    for (const std::string_view name : {"scopeId", "scopeType"}) {
        if (filter.required(name)) continue;
        return bad_request(
                   cat("the filter must say scopeId and scopeType, as in scopeId eq '/' and "
                       "scopeType eq 'DirectoryRole'; ",
                       name, " is missing"))
            .value();
    }
    return std::nullopt;
}

void list_policies(Exchange& exchange) {
    list_all(exchange, policy_type());
}
void list_policy_assignments(Exchange& exchange) {
    list_all(exchange, policy_assignment_type());
}
void show_policy(Exchange& exchange) {
    show_one(exchange, policy_type(), false);
}
void show_policy_assignment(Exchange& exchange) {
    show_one(exchange, policy_assignment_type(), true);
}
void list_policy_rules(Exchange& exchange) {
    list_rules(exchange, "rules");
}
void list_effective_rules(Exchange& exchange) {
    list_rules(exchange, "effectiveRules");
}

void show_policy_rule(Exchange& exchange) {
    const auto role = find_role(exchange, false);
    if (!role) return exchange.reject(role.error());
    show(exchange, policy_rule_type(), rules_context(exchange, (*role)->id, "rules"),
         [&]() -> Reading<Row> {
             const auto rule = parse_name<RuleId>(exchange.parameters[1]);
             if (!rule) return tl::unexpected(invalid_rule_id(exchange.parameters[1]));
             return rule_row(policy_of(exchange.tenant(), (*role)->id), *rule);
         });
}

void update_policy_rule(Exchange& exchange) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto role = find_role(exchange, false);
    if (!role) return exchange.reject(role.error());
    const auto rule = parse_name<RuleId>(exchange.parameters[1]);
    if (!rule) return exchange.reject(invalid_rule_id(exchange.parameters[1]));
    UpdatePolicy command{settings_of(exchange.tenant(), (*role)->id)};
    if (const auto problem = read_rule(*body, *rule, command.policy)) {
        return exchange.reject(*problem);
    }
    submit_without_answer(exchange, command);
}

/// Only the rules that are sent change; all of them or none.
void update_policy(Exchange& exchange) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto role = find_role(exchange, false);
    if (!role) return exchange.reject(role.error());
    const JsonValue* rules = body->member("rules");
    if (rules == nullptr || rules->type != JsonValue::Type::array) {
        return exchange.reject({400, "InvalidPolicy", "The policy is invalid."});
    }
    UpdatePolicy command{settings_of(exchange.tenant(), (*role)->id)};
    for (const JsonValue& item : rules->items) {
        const JsonValue* id = item.member("id");
        const std::string_view name = id == nullptr ? std::string_view() : id->text;
        const auto rule = parse_name<RuleId>(name);
        if (!rule) return exchange.reject(invalid_rule_id(name));
        if (const auto problem = read_rule(item, *rule, command.policy)) {
            return exchange.reject(*problem);
        }
    }
    const View view = exchange.view();
    const Row row = row_of(policy_type(), **role);
    submit(exchange, command, [&](const Accepted&) {
        return answer(200, entity_body(row, view, policies_path), exchange.stamp);
    });
}

}  // namespace pim::graph
