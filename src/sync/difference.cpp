#include "sync/difference.hpp"

#include <algorithm>
#include <map>

#include "core/text.hpp"
#include "graph/json_value.hpp"
#include "sync/harvest.hpp"
#include "sync/operation.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;

/// A list whose objects all have an id is compared by that, any other as a whole.
bool has_ids(const JsonValue& value) {
    if (value.type != JsonValue::Type::array || value.items.empty()) return false;
    for (const JsonValue& item : value.items) {
        const JsonValue* id = item.member("id");
        if (id == nullptr || id->type != JsonValue::Type::text) return false;
    }
    return true;
}

/// The same part before and after; null where it is missing.
using Sides = std::pair<const JsonValue*, const JsonValue*>;
using Parts = std::map<std::string, Sides>;

/// Adds the parts of a value by name: members, or objects by id; none of a single value.
void add_parts(const JsonValue& value, Parts& parts, const JsonValue* Sides::*side) {
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (value.type == JsonValue::Type::object) {
            if (value.names[i].find("@odata.") == std::string::npos) {
                parts[value.names[i]].*side = &value.items[i];
            }
        } else {
            parts[value.items[i].member("id")->text].*side = &value.items[i];
        }
    }
}

void compare(const JsonValue* before, const JsonValue* after, const std::string& path,
             std::vector<MemberChange>& found) {
    const bool both = before != nullptr && after != nullptr;
    const bool divisible =
        both &&
        ((before->type == JsonValue::Type::object && after->type == JsonValue::Type::object) ||
         (has_ids(*before) && has_ids(*after)));
    if (!divisible) {
        std::string old_text = before == nullptr ? std::string() : to_json(*before);
        std::string new_text = after == nullptr ? std::string() : to_json(*after);
        if (old_text != new_text) {
            found.push_back({path, std::move(old_text), std::move(new_text)});
        }
        return;
    }
    Parts parts;
    add_parts(*before, parts, &Sides::first);
    add_parts(*after, parts, &Sides::second);
    for (const auto& [name, sides] : parts) {
        compare(sides.first, sides.second, path.empty() ? name : cat(path, '/', name), found);
    }
}

std::vector<MemberChange> changed_members(const Original& before, const Original& after) {
    std::vector<MemberChange> found;
    const auto old_json = graph::parse_body(before.json, reply_bytes_max);
    const auto new_json = graph::parse_body(after.json, reply_bytes_max);
    if (old_json && new_json) compare(&*old_json, &*new_json, {}, found);
    return found;
}

/// Whether two collections are one, or one stands below the other (`groups/members`).
bool overlap(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) std::swap(a, b);
    return b.substr(0, a.size()) == a && (a.size() == b.size() || b[a.size()] == '/');
}

/// What is read of those that other objects name.
bool is_looked_up(std::string_view collection) {
    for (const Operation one :
         {Operation::objects, Operation::group_members, Operation::unit_members}) {
        if (overlap(text_of(one).collection, collection)) return true;
    }
    return false;
}

/// Whether a mirror did not read all of an operation.
bool omits(const Tenant& mirror, const OperationText& text) {
    const auto& omissions = mirror.origin->omissions;
    return std::any_of(omissions.begin(), omissions.end(), [&text](const Omission& omission) {
        return omission.collection == text.collection;
    });
}

using Key = std::pair<std::string_view, std::string_view>;
/// The same object before and after; null where it is missing.
using Objects = std::map<Key, std::pair<const Original*, const Original*>>;

}  // namespace

std::vector<Change> difference(const std::deque<Original>& before,
                               const std::deque<Original>& after) {
    Objects objects;
    for (const Original& one : before) objects[{one.collection, one.id}].first = &one;
    for (const Original& one : after) objects[{one.collection, one.id}].second = &one;
    std::vector<Change> changes;
    for (const auto& [key, sides] : objects) {
        const auto& [old_one, new_one] = sides;
        Change change{ChangeKind::changed, std::string(key.first), std::string(key.second), {}};
        if (old_one == nullptr) {
            change.kind = ChangeKind::added;
        } else if (new_one == nullptr) {
            change.kind = ChangeKind::removed;
        } else {
            if (old_one->json == new_one->json) continue;
            change.members = changed_members(*old_one, *new_one);
            if (change.members.empty()) continue;
        }
        changes.push_back(std::move(change));
    }
    return changes;
}

Comparison compare_mirrors(const Tenant& before, const Tenant& after) {
    std::vector<std::string_view> left_out;
    Comparison found;
    for (std::size_t i = 0; i < operation_count; ++i) {
        const OperationText& text = text_of(static_cast<Operation>(i));
        const bool earlier = omits(before, text);
        const bool later = omits(after, text);
        if (earlier || later) left_out.push_back(text.collection);
        if (earlier != later) found.not_compared.push_back(text.words);
    }
    for (Change& change : difference(before.originals, after.originals)) {
        const bool named_elsewhere = change.kind != ChangeKind::changed &&
                                     !found.not_compared.empty() && is_looked_up(change.collection);
        const bool unread = std::any_of(
            left_out.begin(), left_out.end(),
            [&change](std::string_view one) { return overlap(one, change.collection); });
        if (!unread && !named_elsewhere) found.changes.push_back(std::move(change));
    }
    return found;
}

}  // namespace pim::sync
