#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/instant.hpp"
#include "core/tenant.hpp"
#include "graph/json_writer.hpp"
#include "graph/version.hpp"

namespace pim::graph {

/// A primitive value as JSON shows it and `$filter` compares it; monostate is null.
using Value = std::variant<std::monostate, bool, std::int64_t, std::string, Instant>;

/// How a property's values compare with the literals of a filter.
enum class PropertyType { text, guid, instant, boolean, integer, complex };

/// How much an answer says about itself (`Accept: application/json;odata.metadata=…`).
enum class Metadata { minimal, none, full };

/// For whom, in which version and under which address an entity is shown.
struct View {
    const Tenant& tenant;
    Guid caller;
    Version version = Version::v1;
    std::string_view root = service_root;
    Metadata metadata = Metadata::minimal;
    Guid authority = caller;  ///< whose rights decide what is seen
};

/// `https://graph.microsoft.com/v1.0` as this caller sees it.
inline std::string root_of(const View& view) {
    return root_of(view.version, view.root);
}

struct EntityType;

/// One entity of an answer. What `object` points at, and what `about` and `number` stand for, is
/// known to its type's tables alone: the engine is the same code for every type.
struct Row {
    const EntityType* type = nullptr;
    const void* object = nullptr;  ///< mostly a row of the core
    Guid about;                    ///< what it is about beside that, such as an assignment's holder
    std::int64_t number = 0;       ///< which one, where an object gives several
    std::int64_t cursor = 0;       ///< its place in its collection: rises from row to row
    std::shared_ptr<const void> owner;  ///< keeps an object that was made for this answer

    template <class T>
    const T& as() const {
        return *static_cast<const T*>(object);
    }
};

/// A row over an object of the core.
template <class T>
Row row_of(const EntityType& type, const T& object, std::int64_t cursor = 0) {
    return Row{&type, &object, {}, 0, cursor, nullptr};
}
/// The row of the object with that id in one of the core's tables.
template <class T>
std::optional<Row> row_in(const Table<T>& table, const EntityType& type, const Guid& id) {
    const auto slot = table.slot_of(id);
    if (!slot) return std::nullopt;
    return row_of(type, table.at(*slot), *slot);
}
/// A row over an object that was made for the answer.
template <class T>
Row row_made(const EntityType& type, T object) {
    auto owner = std::make_shared<const T>(std::move(object));
    return Row{&type, owner.get(), {}, 0, 0, owner};
}

/// A property of an entity type. Its table, in the documented order, serves writing, `$select`,
/// `$filter` and `$orderby`.
struct Property {
    std::string_view name;  ///< with slashes (`createdBy/user/id`): named by filters, never written
    PropertyType type;
    /// Of a primitive one. Without `value` and `write`: as the type of the row has it, which is how
    /// an abstract type declares what its filters may name.
    Value (*value)(const Row&, const View&) = nullptr;
    /// Of a complex one; or of one that is written otherwise than it is compared.
    void (*write)(JsonWriter&, const Row&, const View&) = nullptr;
    Versions versions = Versions::both;
    /// Another spelling of a literal as the one that `value` gives; null: as it stands.
    std::string (*canonical)(std::string_view, Version) = nullptr;
    bool on_request = false;  ///< written only where `$select` names it

    bool written() const { return name.find('/') == std::string_view::npos && !name.empty(); }
};

using Found = std::function<void(const Row&)>;

/// What an entity holds of a navigation that nobody expanded.
enum class Unexpanded { nothing, ids, whole };

/// What leads from an entity to others: `$expand`, `principal/id` and `any` in filters.
struct Navigation {
    std::string_view name;
    const EntityType& (*type)();  ///< of the targets; what nested options and filters are bound to
    bool many;
    void (*find)(const Row&, const View&, const Found&);  ///< gives each target
    Versions versions = Versions::both;
    Unexpanded unexpanded = Unexpanded::nothing;
    bool expandable = true;  ///< false: a collection of values, only for `any`
    /// The `@odata.context` beside it, where the targets are contained in the entity.
    std::string (*context)(const Row&, const View&) = nullptr;
};

/// The values of a collection of texts, for `any`: rows point at a std::string.
const EntityType& text_item_type();
/// A collection of texts that is always empty.
constexpr Navigation no_texts(std::string_view name) {
    return {name,           text_item_type,      true, [](const Row&, const View&, const Found&) {},
            Versions::both, Unexpanded::nothing, false};
}

/// An entity type: its Graph name, its properties and where it leads.
struct EntityType {
    std::string_view name;  ///< without `microsoft.graph.`
    std::span<const Property> properties;
    std::span<const Navigation> navigations = {};
    /// The types of the rows, where this one is abstract: they say their type.
    std::span<const EntityType* const> derived = {};
    std::string_view collection = {};  ///< its place from the version's root, for `@odata.id`
    /// Its texts are compared in any case: the directory's are, as its clients have found.
    bool any_case = false;
};
/// What a type of the directory says for EntityType::any_case.
constexpr bool texts_in_any_case = true;

/// A property by its name, or one of what a navigation leads to (`principal/id`).
struct Path {
    const Navigation* navigation = nullptr;
    const Property* property = nullptr;
};

const Property* find_property(const EntityType& type, Version version, std::string_view name);
const Navigation* find_navigation(const EntityType& type, Version version, std::string_view name);
/// Names count in any case.
std::optional<Path> find_path(const EntityType& type, Version version, std::string_view name);
/// The value at a path; null where the navigation leads nowhere.
Value value_at(const Path& path, const Row& row, const View& view);
/// The only target of a navigation; none where it leads nowhere.
std::optional<Row> target_of(const Navigation& navigation, const Row& row, const View& view);

struct Expansion;

/// What of an entity is written: `$select` and `$expand`.
struct Shape {
    std::optional<std::vector<std::string_view>> selected;  ///< names of the tables; none: all
    std::vector<Expansion> expanded;
};
struct Choice;
struct Expansion {
    const Navigation* navigation = nullptr;
    Shape shape;
    std::shared_ptr<const Choice> choice = nullptr;  ///< among the targets; null: all
};

/// Where an entity stands in an answer.
struct Standing {
    bool top = true;     ///< not within another
    bool typed = false;  ///< it says its type
};

/// Writes the members of an entity into the object that is open.
void write_members(JsonWriter& out, const Row& row, const View& view, const Shape& shape = {},
                   Standing standing = {});
/// Writes a whole entity.
void write_entity(JsonWriter& out, const Row& row, const View& view, const Shape& shape = {},
                  Standing standing = {});
/// `(principalId,action,roleDefinition(displayName))` as `@odata.context` says it; empty for all.
std::string context_suffix(const Shape& shape);
/// One entity as a body; `context` is what follows `$metadata#`, without `/$entity`.
std::string entity_body(const Row& row, const View& view, std::string_view context,
                        const Shape& shape = {}, bool typed = false);

/// The value of a text that is null where empty.
inline Value text_or_null(std::string_view text) {
    return text.empty() ? Value{} : Value{std::string(text)};
}
inline Value guid_or_null(const Guid& guid) {
    return guid.is_null() ? Value{} : Value{to_text(guid)};
}
inline Value instant_or_null(const std::optional<Instant>& instant) {
    return instant ? Value{*instant} : Value{};
}
/// Of a property that the sandbox never fills.
inline Value no_value(const Row&, const View&) {
    return {};
}

void write_value(JsonWriter& out, const Value& value);

}  // namespace pim::graph

template <>
struct pim::Names<pim::graph::Metadata> {
    static constexpr std::array<std::string_view, 3> texts = {"minimal", "none", "full"};
};
