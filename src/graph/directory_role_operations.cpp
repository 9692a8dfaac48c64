#include "core/text.hpp"
#include "graph/collection.hpp"
#include "graph/directory_body.hpp"
#include "graph/directory_operations.hpp"
#include "graph/directory_role.hpp"

namespace pim::graph {

namespace {

void list_built_in_roles(Exchange& exchange, const EntityType& type) {
    const Tenant& tenant = exchange.tenant();
    list(exchange, {type, std::string(type.collection), false, page_size_max},
         [&](const Search& search, const Offer& offer) {
             offer_table(tenant.roles, type, search.after, [&](const Row& row) {
                 return !row.as<RoleDefinition>().built_in || offer(row);
             });
         });
}

}  // namespace

void list_directory_roles(Exchange& exchange) {
    list_built_in_roles(exchange, directory_role_type());
}

void show_directory_role(Exchange& exchange) {
    show(exchange, directory_role_type(), directory_role_type().collection, [&]() -> Reading<Row> {
        const std::string& key = exchange.parameters[0];
        const RoleDefinition* role = find_directory_role(exchange.tenant(), key);
        if (role == nullptr) return not_found(key);
        return row_of(directory_role_type(), *role);
    });
}

void activate_directory_role(Exchange& exchange) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    std::optional<Rejection> problem;
    MemberReader members(*body, {}, problem, directory_code);
    const auto id = members.guid("roleTemplateId");
    if (!id) members.missing("roleTemplateId", "it is the id of a role template");
    if (problem) return exchange.reject(*problem);
    if (find_directory_role(exchange.tenant(), cat("roleTemplateId=", to_text(*id))) == nullptr) {
        return exchange.reject(not_found(to_text(*id)).value());
    }
    exchange.reject({400, "Request_BadRequest",
                     "A conflicting object with one or more of the specified property values is "
                     "present in the directory."});
}

void list_directory_role_templates(Exchange& exchange) {
    list_built_in_roles(exchange, directory_role_template_type());
}

void show_directory_role_template(Exchange& exchange) {
    const EntityType& type = directory_role_template_type();
    show(exchange, type, type.collection, [&]() -> Reading<Row> {
        const auto id = guid_parameter(exchange, 0);
        if (!id) return tl::unexpected(id.error());
        const RoleDefinition* role = exchange.tenant().roles.find(*id);
        if (role == nullptr || !role->built_in) return not_found(exchange.parameters[0]);
        return row_of(type, *role);
    });
}

}  // namespace pim::graph
