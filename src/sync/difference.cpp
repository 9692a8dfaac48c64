#include "sync/difference.hpp"

#include <map>
#include <set>

#include "core/text.hpp"
#include "graph/json_value.hpp"
#include "sync/harvest.hpp"

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

/// The parts of a value by name: members, or objects by id; none of a single value.
std::map<std::string, const JsonValue*> parts_of(const JsonValue& value) {
    std::map<std::string, const JsonValue*> parts;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (value.type == JsonValue::Type::object) {
            if (value.names[i].find("@odata.") == std::string::npos) {
                parts[value.names[i]] = &value.items[i];
            }
        } else if (has_ids(value)) {
            parts[value.items[i].member("id")->text] = &value.items[i];
        }
    }
    return parts;
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
    const auto old_parts = parts_of(*before);
    const auto new_parts = parts_of(*after);
    std::set<std::string> names;
    for (const auto& [name, part] : old_parts) names.insert(name);
    for (const auto& [name, part] : new_parts) names.insert(name);
    for (const std::string& name : names) {
        const auto old_part = old_parts.find(name);
        const auto new_part = new_parts.find(name);
        compare(old_part == old_parts.end() ? nullptr : old_part->second,
                new_part == new_parts.end() ? nullptr : new_part->second,
                path.empty() ? name : cat(path, '/', name), found);
    }
}

std::vector<MemberChange> changed_members(const Original& before, const Original& after) {
    std::vector<MemberChange> found;
    const auto old_json = graph::parse_body(before.json, reply_bytes_max);
    const auto new_json = graph::parse_body(after.json, reply_bytes_max);
    if (old_json && new_json) compare(&*old_json, &*new_json, {}, found);
    return found;
}

using Key = std::pair<std::string_view, std::string_view>;

std::map<Key, const Original*> by_key(const std::deque<Original>& originals) {
    std::map<Key, const Original*> found;
    for (const Original& original : originals) {
        found[{original.collection, original.id}] = &original;
    }
    return found;
}

Change change_of(ChangeKind kind, const Key& key) {
    return {kind, std::string(key.first), std::string(key.second), {}};
}

}  // namespace

std::vector<Change> difference(const std::deque<Original>& before,
                               const std::deque<Original>& after) {
    const auto old_objects = by_key(before);
    const auto new_objects = by_key(after);
    std::vector<Change> changes;
    auto old_at = old_objects.begin();
    auto new_at = new_objects.begin();
    while (old_at != old_objects.end() || new_at != new_objects.end()) {
        const bool old_first = new_at == new_objects.end() ||
                               (old_at != old_objects.end() && old_at->first < new_at->first);
        const bool new_first = old_at == old_objects.end() ||
                               (new_at != new_objects.end() && new_at->first < old_at->first);
        if (old_first) {
            changes.push_back(change_of(ChangeKind::removed, old_at->first));
        } else if (new_first) {
            changes.push_back(change_of(ChangeKind::added, new_at->first));
        } else if (old_at->second->json != new_at->second->json) {
            Change change = change_of(ChangeKind::changed, old_at->first);
            change.members = changed_members(*old_at->second, *new_at->second);
            if (!change.members.empty()) changes.push_back(std::move(change));
        }
        if (!new_first) ++old_at;
        if (!old_first) ++new_at;
    }
    return changes;
}

}  // namespace pim::sync
