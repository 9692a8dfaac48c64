#include "graph/entity.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "graph/choice.hpp"

namespace pim::graph {

namespace {

struct WriteValue {
    JsonWriter& out;

    void operator()(std::monostate) const { out.null(); }
    void operator()(bool value) const { out.boolean(value); }
    void operator()(std::int64_t value) const { out.integer(value); }
    void operator()(const std::string& value) const { out.text(value); }
    void operator()(Instant value) const { out.text(to_text(value)); }
};

template <class Item>
const Item* named(std::span<const Item> items, Version version, std::string_view name) {
    for (const Item& item : items) {
        if (knows(item.versions, version) && equals_ignoring_case(item.name, name)) return &item;
    }
    return nullptr;
}

bool is_expanded(const Shape& shape, std::string_view name) {
    return std::any_of(shape.expanded.begin(), shape.expanded.end(),
                       [&](const Expansion& item) { return item.navigation->name == name; });
}

bool is_selected(const Shape& shape, std::string_view name) {
    return !shape.selected ||
           std::find(shape.selected->begin(), shape.selected->end(), name) != shape.selected->end();
}

Value value_of(const Property& property, const Row& row, const View& view) {
    if (property.value != nullptr) return property.value(row, view);
    const Property* own = named(row.type->properties, view.version, property.name);
    return own == nullptr || own->value == nullptr ? Value{} : own->value(row, view);
}

void write_property(JsonWriter& out, const Property& property, const Row& row, const View& view) {
    out.key(property.name);
    if (property.write != nullptr) {
        property.write(out, row, view);
    } else {
        write_value(out, value_of(property, row, view));
    }
}

void write_properties(JsonWriter& out, const Row& row, const View& view, const Shape& shape) {
    if (shape.selected) {
        for (const std::string_view name : *shape.selected) {
            const Property* property = named(row.type->properties, view.version, name);
            if (property != nullptr) write_property(out, *property, row, view);
        }
        return;
    }
    for (const Property& property : row.type->properties) {
        const bool shown = property.written() && !property.on_request;
        if (!shown || !knows(property.versions, view.version)) continue;
        write_property(out, property, row, view);
    }
}

void write_ids(JsonWriter& out, const Navigation& navigation, const Row& row, const View& view) {
    static const Shape only_id{{{"id"}}, {}};
    out.key(navigation.name).begin_array();
    navigation.find(row, view, [&](const Row& target) {
        write_entity(out, target, view, only_id, {false, false});
    });
    out.end_array();
}

void write_targets(JsonWriter& out, const Expansion& expansion, const Row& row, const View& view) {
    const Navigation& navigation = *expansion.navigation;
    const Shape& shape = expansion.shape;
    const Standing standing{false, !navigation.type().derived.empty()};
    if (navigation.context != nullptr) {
        out.annotation(cat(navigation.name, "@odata.context"), navigation.context(row, view));
    }
    if (!navigation.many) {
        out.key(navigation.name);
        const auto target = target_of(navigation, row, view);
        if (target) return write_entity(out, *target, view, shape, standing);
        out.null();
        return;
    }
    const auto write = [&](const Row& target) { write_entity(out, target, view, shape, standing); };
    if (!expansion.choice) {
        out.key(navigation.name).begin_array();
        navigation.find(row, view, write);
        out.end_array();
        return;
    }
    const Chosen chosen = choose(*expansion.choice, view,
                                 [&](const Found& found) { navigation.find(row, view, found); });
    if (expansion.choice->count) {
        out.member_integer(cat(navigation.name, "@odata.count"), chosen.count);
    }
    out.key(navigation.name).begin_array();
    for (const Row& target : chosen.rows) write(target);
    out.end_array();
}

void write_full_annotations(JsonWriter& out, const Row& row, const View& view) {
    if (row.type->collection.empty()) return;
    const Property* id = named(row.type->properties, view.version, "id");
    if (id == nullptr || id->value == nullptr) return;
    const Value value = id->value(row, view);
    if (const auto* text = std::get_if<std::string>(&value)) {
        out.annotation("@odata.id",
                       cat(root_of(view), '/', row.type->collection, "('", *text, "')"));
    }
}

Value value_of_item(const Row& row, const View&) {
    return Value{row.as<std::string>()};
}

}  // namespace

const EntityType& text_item_type() {
    // The value itself: a property without a name.
    static const std::array<Property, 1> properties = {{{"", PropertyType::text, value_of_item}}};
    static const EntityType type{"String", properties};
    return type;
}

const Property* find_property(const EntityType& type, Version version, std::string_view name) {
    return named(type.properties, version, name);
}

const Navigation* find_navigation(const EntityType& type, Version version, std::string_view name) {
    return named(type.navigations, version, name);
}

std::optional<Path> find_path(const EntityType& type, Version version, std::string_view name) {
    if (const Property* property = find_property(type, version, name)) {
        return Path{nullptr, property};
    }
    const std::size_t slash = name.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const Navigation* navigation = find_navigation(type, version, name.substr(0, slash));
    if (navigation == nullptr || navigation->many) return std::nullopt;
    const Property* property = find_property(navigation->type(), version, name.substr(slash + 1));
    if (property == nullptr) return std::nullopt;
    return Path{navigation, property};
}

std::optional<Row> target_of(const Navigation& navigation, const Row& row, const View& view) {
    std::optional<Row> target;
    navigation.find(row, view, [&](const Row& found) {
        if (!target) target = found;
    });
    return target;
}

Value value_at(const Path& path, const Row& row, const View& view) {
    if (path.navigation == nullptr) return value_of(*path.property, row, view);
    const auto target = target_of(*path.navigation, row, view);
    return target ? value_of(*path.property, *target, view) : Value{};
}

void write_members(JsonWriter& out, const Row& row, const View& view, const Shape& shape,
                   Standing standing) {
    const bool full = view.metadata == Metadata::full;
    if (standing.typed || full) {
        out.annotation("@odata.type", cat("#microsoft.graph.", row.type->name));
    }
    if (full) write_full_annotations(out, row, view);
    write_properties(out, row, view, shape);
    for (const Navigation& navigation : row.type->navigations) {
        if (!standing.top || !knows(navigation.versions, view.version)) continue;
        if (is_expanded(shape, navigation.name) || !is_selected(shape, navigation.name)) continue;
        if (navigation.unexpanded == Unexpanded::ids) write_ids(out, navigation, row, view);
        if (navigation.unexpanded == Unexpanded::whole) {
            write_targets(out, {&navigation, {}}, row, view);
        }
    }
    for (const Expansion& expansion : shape.expanded) {
        write_targets(out, expansion, row, view);
    }
}

void write_entity(JsonWriter& out, const Row& row, const View& view, const Shape& shape,
                  Standing standing) {
    out.begin_object();
    write_members(out, row, view, shape, standing);
    out.end_object();
}

std::string context_suffix(const Shape& shape) {
    std::string names;
    const auto add = [&](std::string_view name) {
        if (!names.empty()) names += ',';
        names += name;
    };
    if (shape.selected) {
        for (const std::string_view name : *shape.selected) add(name);
    }
    for (const Expansion& expansion : shape.expanded) {
        const std::string inner = context_suffix(expansion.shape);
        add(cat(expansion.navigation->name, inner.empty() ? std::string_view("()") : inner));
    }
    return names.empty() ? names : cat('(', names, ')');
}

std::string entity_body(const Row& row, const View& view, std::string_view context,
                        const Shape& shape, bool typed) {
    JsonWriter out(view.metadata != Metadata::none);
    out.begin_object();
    out.annotation("@odata.context",
                   cat(root_of(view), "/$metadata#", context, context_suffix(shape), "/$entity"));
    write_members(out, row, view, shape, {true, typed});
    out.end_object();
    return out.take();
}

void write_value(JsonWriter& out, const Value& value) {
    std::visit(WriteValue{out}, value);
}

}  // namespace pim::graph
