#include "graph/kept.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace pim::graph {

namespace {

/// Whether nothing is lost where a value is passed over.
bool says_nothing(const JsonValue& value) {
    switch (value.type) {
        case JsonValue::Type::null:
            return true;
        case JsonValue::Type::array:
            return value.items.empty();
        case JsonValue::Type::object:
            return std::all_of(value.items.begin(), value.items.end(), says_nothing);
        default:
            return false;
    }
}

/// Whether a sent value is the one that a property shows.
bool shows(const Property& property, const Row& row, const View& view, const JsonValue& sent) {
    using Type = JsonValue::Type;
    if (property.value == nullptr) {
        if (property.write == nullptr) return false;
        JsonWriter out;
        property.write(out, row, view);
        return out.take() == to_json(sent);
    }
    const Value value = property.value(row, view);
    if (sent.type == Type::null) return std::holds_alternative<std::monostate>(value);
    if (sent.type == Type::boolean) return value == Value{sent.boolean};
    if (const auto* at = std::get_if<Instant>(&value)) return parse_instant(sent.text) == *at;
    const auto canonical = property.canonical;
    return sent.type == Type::text &&
           value == Value{canonical ? canonical(sent.text, view.version) : sent.text};
}

/// `@odata.type` and `members@odata.type` say what something is; `members@odata.bind` does more.
bool describes(std::string_view name) {
    const auto at = name.find("@odata.");
    return at == 0 || (at != std::string_view::npos && name.substr(at) != "@odata.bind");
}

}  // namespace

void refuse_dropped(MemberReader& members, const JsonValue& body, const Row& row,
                    const View& view) {
    for (std::size_t i = 0; i < body.names.size(); ++i) {
        const std::string_view name = body.names[i];
        if (describes(name) || members.asked(name)) continue;
        const Property* property = find_property(*row.type, view.version, name);
        if (property == nullptr) {
            if (!says_nothing(body.items[i])) {
                members.wrong(name, "unknown", cat("a property of ", row.type->name, " kept here"));
            }
        } else if (!shows(*property, row, view, body.items[i])) {
            const bool empty = property->value == nullptr && says_nothing(body.items[i]);
            if (!empty) members.wrong(name, "not kept", "possible to set in this sandbox");
        }
    }
}

}  // namespace pim::graph
