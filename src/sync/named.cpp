#include "sync/named.hpp"

#include <set>

#include "core/scope.hpp"
#include "core/text.hpp"
#include "sync/page.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;

void add_guid(std::set<Guid>& ids, const JsonValue* value) {
    if (value == nullptr) return;
    if (const auto id = parse_guid(value->text); id && !id->is_null()) ids.insert(*id);
}

/// Everything that a value names by one of these members, at any depth.
void add_named(std::set<Guid>& ids, const JsonValue& value) {
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        const JsonValue& item = value.items[i];
        const std::string_view name = value.names.empty() ? std::string_view() : value.names[i];
        if (name == "principalId" || name == "userId" || name == "groupId") add_guid(ids, &item);
        if (name == "directoryScopeId") {
            if (const auto scope = parse_scope(item.text); scope && !scope->id.is_null()) {
                ids.insert(scope->id);
            }
        }
        add_named(ids, item);
    }
}

/// The beta endpoint names an approver by `id`; who made a request stands in `createdBy`, who
/// answered it in `reviewedBy`.
void add_people(std::set<Guid>& ids, const JsonValue& value) {
    const JsonValue* type = value.member("@odata.type");
    const std::string_view name = type == nullptr ? std::string_view() : short_type(type->text);
    if (name == "singleUser" || name == "groupMembers") add_guid(ids, value.member("id"));
    const JsonValue* created_by = value.member("createdBy");
    const JsonValue* user = created_by == nullptr ? nullptr : created_by->member("user");
    if (user != nullptr) add_guid(ids, user->member("id"));
    if (const JsonValue* reviewer = value.member("reviewedBy")) {
        add_guid(ids, reviewer->member("id"));
    }
    for (const JsonValue& item : value.items) add_people(ids, item);
}

bool names_objects(Operation operation) {
    const bool assigns =
        operation >= Operation::policies && operation <= Operation::active_instances;
    return assigns || needs_consent(operation);
}

void add_objects(std::set<Guid>& ids, const JsonValue& value) {
    add_named(ids, value);
    add_people(ids, value);
}

bool names_approvals(Operation operation) {
    return operation == Operation::approver_requests;
}

void add_approval(std::set<Guid>& ids, const JsonValue& value) {
    add_guid(ids, value.member("approvalId"));
}

/// What `add` finds in everything that these operations read, beside what is known.
Outcome<std::vector<Guid>> ids_in(const Harvest& harvest, std::set<Guid> ids, bool (*of)(Operation),
                                  void (*add)(std::set<Guid>&, const JsonValue&)) {
    for (const Reading& reading : harvest.readings) {
        if (!of(reading.operation)) continue;
        for (const Item& item : reading.items) {
            const auto json =
                read_reply(item.json, cat(text_of(reading.operation).collection, '/', item.id));
            if (!json) return tl::unexpected<Error>(json.error());
            add(ids, *json);
        }
    }
    return std::vector<Guid>(ids.begin(), ids.end());
}

}  // namespace

Outcome<std::vector<Guid>> named_objects(const Harvest& harvest) {
    return ids_in(harvest, harvest.also, names_objects, add_objects);
}

Outcome<std::vector<Guid>> approvals_named(const Harvest& harvest) {
    return ids_in(harvest, {}, names_approvals, add_approval);
}

std::vector<std::string> objects_of_type(const Harvest& harvest, std::string_view type) {
    std::vector<std::string> found;
    for (const Reading& reading : harvest.readings) {
        if (reading.operation != Operation::objects) continue;
        for (const Item& item : reading.items) {
            const auto json = graph::parse_body(item.json, reply_bytes_max);
            const JsonValue* odata_type = json ? json->member("@odata.type") : nullptr;
            if (odata_type != nullptr && short_type(odata_type->text) == type) {
                found.push_back(item.id);
            }
        }
    }
    return found;
}

std::string_view short_type(std::string_view odata_type) {
    return odata_type.substr(odata_type.rfind('.') + 1);
}

}  // namespace pim::sync
