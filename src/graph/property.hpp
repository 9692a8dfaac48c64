#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/instant.hpp"
#include "core/tenant.hpp"
#include "core/text.hpp"
#include "graph/json_writer.hpp"
#include "graph/version.hpp"

namespace pim::graph {

/// A primitive value as JSON shows it and `$filter` compares it; monostate is null.
using Value = std::variant<std::monostate, bool, std::int64_t, std::string, Instant>;

/// How a property's values compare with the literals of a filter.
enum class PropertyType { text, guid, instant, boolean, integer, complex };

/// For whom and in which version an entity is shown.
struct View {
    const Tenant& tenant;
    Guid caller;
    Version version = Version::v1;
};

/// A property of an entity type. Its table, in the documented order, serves writing, `$select`,
/// `$filter` and whatever else walks over properties by name.
template <class Row>
struct Property {
    std::string_view name;
    PropertyType type;
    Value (*value)(const Row&, const View&);              ///< of a primitive one, else null
    void (*write)(JsonWriter&, const Row&, const View&);  ///< of a complex one, else null
};

/// An entity type: its Graph name and its properties.
template <class Row>
struct EntityType {
    std::string_view name;  ///< without `microsoft.graph.`
    std::span<const Property<Row>> properties;

    std::optional<std::size_t> place_of(std::string_view property) const {
        for (std::size_t i = 0; i < properties.size(); ++i) {
            if (equals_ignoring_case(properties[i].name, property)) return i;
        }
        return std::nullopt;
    }
};

/// The places of the properties that `$select` names, in its order; nothing: all.
using Selection = std::optional<std::vector<std::size_t>>;

/// The value of a text that is null where empty.
inline Value text_or_null(std::string_view text) {
    return text.empty() ? Value{} : Value{std::string(text)};
}
inline Value guid_or_null(const Guid& guid) {
    return guid.is_null() ? Value{} : Value{to_text(guid)};
}

void write_value(JsonWriter& out, const Value& value);

/// Writes the members of an entity into the object that is open.
template <class Row>
void write_members(JsonWriter& out, const EntityType<Row>& type, const Row& row, const View& view,
                   const Selection& selection = std::nullopt) {
    const auto write = [&](const Property<Row>& property) {
        out.key(property.name);
        if (property.value != nullptr) {
            write_value(out, property.value(row, view));
        } else {
            property.write(out, row, view);
        }
    };
    if (selection) {
        for (const std::size_t place : *selection) write(type.properties[place]);
    } else {
        for (const Property<Row>& property : type.properties) write(property);
    }
}

}  // namespace pim::graph
