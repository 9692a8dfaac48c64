#include <set>

#include "core/text.hpp"
#include "graph/collection.hpp"
#include "graph/directory_body.hpp"
#include "graph/directory_entity.hpp"
#include "graph/directory_operations.hpp"

namespace pim::graph {

namespace {

constexpr std::size_t ids_asked_max = 1000;

/// The ids of a getByIds body, each once and in its order.
Reading<std::vector<Guid>> read_ids(const JsonValue& body) {
    std::optional<Rejection> problem;
    MemberReader members(body, {}, problem, directory_code);
    const JsonValue* given = members.array("ids");
    if (given == nullptr) members.missing("ids", "it lists the GUIDs of directory objects");
    std::vector<Guid> ids;
    std::set<Guid> seen;
    for (std::size_t i = 0; given != nullptr && i < given->items.size(); ++i) {
        const auto id = parse_guid(given->items[i].text);
        if (!id) members.wrong("ids", cat('\'', given->items[i].text, '\''), "a GUID");
        if (id && seen.insert(*id).second) ids.push_back(*id);
    }
    if (given != nullptr && given->items.size() > ids_asked_max) {
        members.wrong("ids", cat(given->items.size(), " long"), cat("at most ", ids_asked_max));
    }
    if (problem) return tl::unexpected(*problem);
    return ids;
}

/// Whether a getByIds body wants objects of a type; without `types` it wants all.
bool wants_type(const JsonValue& body, std::string_view type) {
    const JsonValue* types = body.member("types");
    if (types == nullptr || types->items.empty()) return true;
    for (const JsonValue& wanted : types->items) {
        if (equals_ignoring_case(wanted.text, type) ||
            equals_ignoring_case(wanted.text, "directoryObject")) {
            return true;
        }
    }
    return false;
}

/// Answers with the ids of the groups that an object is a member of.
void answer_member_groups(Exchange& exchange, const Guid& id) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    JsonWriter out(exchange.metadata != Metadata::none);
    out.begin_object();
    out.annotation("@odata.context",
                   cat(root_of(exchange.view()), "/$metadata#Collection(Edm.String)"));
    out.key("value").begin_array();
    // All groups of the sandbox are security groups, so `securityEnabledOnly` changes nothing.
    const auto groups = exchange.tenant().groups_by_member.find(id);
    if (groups != exchange.tenant().groups_by_member.end()) {
        for (const Guid& group : groups->second) out.text(to_text(group));
    }
    out.end_array().end_object();
    exchange.reply(answer(200, out.take(), exchange.stamp));
}

Reading<Guid> named_directory_object(const Exchange& exchange) {
    const auto id = guid_parameter(exchange, 0);
    if (!id) return tl::unexpected(id.error());
    if (object_type(exchange.tenant(), *id) == ObjectType::none) {
        return not_found(exchange.parameters[0]);
    }
    return *id;
}

}  // namespace

void show_directory_object(Exchange& exchange) {
    show(exchange, directory_entity_type(), "directoryObjects", [&]() -> Reading<Row> {
        const auto id = named_directory_object(exchange);
        if (!id) return tl::unexpected(id.error());
        return *directory_entity(exchange.view(), *id);
    });
}

void delete_directory_object(Exchange& exchange) {
    const auto id = named_directory_object(exchange);
    if (!id) return exchange.reject(id.error());
    submit_without_answer(exchange, DeleteObject{*id});
}

void find_directory_objects(Exchange& exchange) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto ids = read_ids(*body);
    if (!ids) return exchange.reject(ids.error());
    const View view = exchange.view();
    JsonWriter out(view.metadata != Metadata::none);
    out.begin_object();
    out.annotation("@odata.context", cat(root_of(view), "/$metadata#directoryObjects"));
    out.key("value").begin_array();
    for (const Guid& id : *ids) {
        const auto row = directory_entity(view, id);
        if (row && wants_type(*body, row->type->name)) {
            write_entity(out, *row, view, {}, {true, true});
        }
    }
    out.end_array().end_object();
    exchange.reply(answer(200, out.take(), exchange.stamp));
}

void list_member_groups(Exchange& exchange) {
    const std::string& key = exchange.parameters[0];
    Guid id = find_object_id(exchange.tenant(), ObjectType::user, key);
    if (id.is_null()) id = find_object_id(exchange.tenant(), ObjectType::service_principal, key);
    if (id.is_null()) id = parse_guid(key).value_or(Guid{});
    if (object_type(exchange.tenant(), id) == ObjectType::none) {
        return exchange.reject(not_found(key).value());
    }
    answer_member_groups(exchange, id);
}

void list_own_member_groups(Exchange& exchange) {
    answer_member_groups(exchange, exchange.request.caller);
}

void invite_guest(Exchange& exchange) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto command = read_invitation(*body);
    if (!command) return exchange.reject(command.error());
    const std::string redirect = body->member("inviteRedirectUrl")->text;
    submit(exchange, *command, [&](const Accepted& accepted) {
        JsonWriter out(exchange.metadata != Metadata::none);
        write_invitation(out, command->user, accepted.subject, redirect, exchange.view());
        return answer(201, out.take(), exchange.stamp);
    });
}

}  // namespace pim::graph
