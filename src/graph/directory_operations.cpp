#include "graph/directory_operations.hpp"
#include "core/text.hpp"
#include "graph/collection.hpp"
#include "graph/directory_body.hpp"
#include "graph/directory_entity.hpp"

namespace pim::graph {

namespace {

using ReadCommand = Reading<Command> (*)(const Exchange&, const JsonValue&, const Guid&);

/// Pages of the directory hold 100 objects where the client asks for no number.
constexpr std::int64_t directory_page_size = 100;

/// The rows of a table, by their ids where the filter names some.
template <class T>
Source table_source(const Table<T>& table, const EntityType& type) {
    return [&table, &type](const Search& search, const Offer& offer) {
        const auto ids = search.filter.required_guids({"id"});
        if (!ids) return offer_table(table, type, search.after, offer);
        Slots slots;
        for (const Guid& id : *ids) {
            if (const auto slot = table.slot_of(id)) slots.insert(*slot);
        }
        offer_slots(table, type, slots, search.after, offer);
    };
}

/// The rows of a table with an index by application.
template <class T>
Source app_source(const Table<T>& table, const RowIndex& by_app, const EntityType& type) {
    return [&table, &by_app, all = table_source(table, type), &type](const Search& search,
                                                                     const Offer& offer) {
        const auto apps = search.filter.required_guids({"appId"});
        if (!apps) return all(search, offer);
        Slots slots;
        for (const Guid& app : *apps) {
            const Slots& found = slots_of(by_app, app);
            slots.insert(found.begin(), found.end());
        }
        offer_slots(table, type, slots, search.after, offer);
    };
}

void list_source(Exchange& exchange, const Source& source, const EntityType& type) {
    list(exchange, {type, std::string(type.collection), false, directory_page_size}, source);
}

template <class T>
void list_table(Exchange& exchange, const Table<T>& table, const EntityType& type) {
    list_source(exchange, table_source(table, type), type);
}

/// The object of a type that the path's first parameter names.
Reading<Row> named_object(const Exchange& exchange, ObjectType type) {
    const std::string& key = exchange.parameters[0];
    const Guid id = find_object_id(exchange.tenant(), type, key);
    if (id.is_null()) return not_found(key);
    return *directory_entity(exchange.view(), id);
}

void show_object(Exchange& exchange, ObjectType type, const EntityType& entity) {
    show(exchange, entity, entity.collection, [&] { return named_object(exchange, type); });
}

void create_object(Exchange& exchange, ReadCommand read) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto command = read(exchange, *body, {});
    if (!command) return exchange.reject(command.error());
    submit_created(exchange, *command,
                   [&](const Guid& id) { return directory_entity(exchange.view(), id); });
}

void update_object(Exchange& exchange, ObjectType type, ReadCommand read) {
    const Guid id = find_object_id(exchange.tenant(), type, exchange.parameters[0]);
    if (id.is_null()) return exchange.reject(not_found(exchange.parameters[0]).value());
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto command = read(exchange, *body, id);
    if (!command) return exchange.reject(command.error());
    submit_without_answer(exchange, *command);
}

void delete_object(Exchange& exchange, ObjectType type) {
    const Guid id = find_object_id(exchange.tenant(), type, exchange.parameters[0]);
    if (id.is_null()) return exchange.reject(not_found(exchange.parameters[0]).value());
    submit_without_answer(exchange, DeleteObject{id});
}

const EntityType& unit_type(const Exchange& exchange) {
    return unit_entity_type(exchange.url.version);
}

}  // namespace

void show_me(Exchange& exchange) {
    show(exchange, user_entity_type(), "users", [&]() -> Reading<Row> {
        const auto row = directory_entity(exchange.view(), exchange.request.caller);
        if (!row || row->type != &user_entity_type()) {
            return bad_request("/me request is only valid with delegated authentication flow.");
        }
        return *row;
    });
}

void list_users(Exchange& exchange) {
    const Tenant& tenant = exchange.tenant();
    const Source all = table_source(tenant.users, user_entity_type());
    const Source source = [&](const Search& search, const Offer& offer) {
        const auto names = search.filter.required("userPrincipalName");
        if (!names) return all(search, offer);
        Slots slots;
        for (const Value& name : *names) {
            const auto* text = std::get_if<std::string>(&name);
            if (text == nullptr) continue;
            const auto at = tenant.user_by_name.find(to_lower(*text));
            if (at != tenant.user_by_name.end()) slots.insert(*tenant.users.slot_of(at->second));
        }
        offer_slots(tenant.users, user_entity_type(), slots, search.after, offer);
    };
    list_source(exchange, source, user_entity_type());
}
void show_user(Exchange& exchange) {
    show_object(exchange, ObjectType::user, user_entity_type());
}
void create_user(Exchange& exchange) {
    create_object(exchange, read_user);
}
void update_user(Exchange& exchange) {
    update_object(exchange, ObjectType::user, read_user);
}
void delete_user(Exchange& exchange) {
    delete_object(exchange, ObjectType::user);
}

void list_groups(Exchange& exchange) {
    list_table(exchange, exchange.tenant().groups, group_entity_type());
}
void show_group(Exchange& exchange) {
    show_object(exchange, ObjectType::group, group_entity_type());
}
void create_group(Exchange& exchange) {
    create_object(exchange, read_group);
}
void update_group(Exchange& exchange) {
    update_object(exchange, ObjectType::group, read_group);
}
void delete_group(Exchange& exchange) {
    delete_object(exchange, ObjectType::group);
}

void list_service_principals(Exchange& exchange) {
    const Tenant& tenant = exchange.tenant();
    const EntityType& type = service_principal_type();
    list_source(exchange,
                app_source(tenant.service_principals, tenant.service_principals_by_app, type),
                type);
}
void show_service_principal(Exchange& exchange) {
    show_object(exchange, ObjectType::service_principal, service_principal_type());
}
void create_service_principal(Exchange& exchange) {
    create_object(exchange, read_service_principal);
}
void update_service_principal(Exchange& exchange) {
    update_object(exchange, ObjectType::service_principal, read_service_principal);
}
void delete_service_principal(Exchange& exchange) {
    delete_object(exchange, ObjectType::service_principal);
}

void list_applications(Exchange& exchange) {
    const Tenant& tenant = exchange.tenant();
    const EntityType& type = application_type();
    list_source(exchange, app_source(tenant.applications, tenant.applications_by_app, type), type);
}
void show_application(Exchange& exchange) {
    show_object(exchange, ObjectType::application, application_type());
}
void create_application(Exchange& exchange) {
    create_object(exchange, read_application);
}
void update_application(Exchange& exchange) {
    update_object(exchange, ObjectType::application, read_application);
}
void delete_application(Exchange& exchange) {
    delete_object(exchange, ObjectType::application);
}

void list_units(Exchange& exchange) {
    list_table(exchange, exchange.tenant().administrative_units, unit_type(exchange));
}
void show_unit(Exchange& exchange) {
    show_object(exchange, ObjectType::administrative_unit, unit_type(exchange));
}
void create_unit(Exchange& exchange) {
    create_object(exchange, read_unit);
}
void update_unit(Exchange& exchange) {
    update_object(exchange, ObjectType::administrative_unit, read_unit);
}
void delete_unit(Exchange& exchange) {
    delete_object(exchange, ObjectType::administrative_unit);
}

}  // namespace pim::graph
