#include "graph/filter.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace pim::graph {

namespace {

Value value_of(const Operand& operand, const Row& row, const View& view) {
    if (!operand.path) return operand.literal;
    Value value = value_at(*operand.path, row, view);
    if (operand.lowered || operand.any_case) {
        if (auto* text = std::get_if<std::string>(&value)) *text = to_lower(*text);
    }
    return value;
}

bool is_null(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

bool compare(const FilterNode& node, const Row& row, const View& view) {
    const Value a = value_of(node.a, row, view);
    const Value b = value_of(node.b, row, view);
    if (node.comparison == Comparison::eq) return a == b;
    if (node.comparison == Comparison::ne) return a != b;
    // Null is neither before nor after anything.
    if (is_null(a) || is_null(b) || a.index() != b.index()) return false;
    switch (node.comparison) {
        case Comparison::gt:
            return a > b;
        case Comparison::ge:
            return a >= b;
        case Comparison::lt:
            return a < b;
        default:
            return a <= b;
    }
}

bool is_member(const FilterNode& node, const Row& row, const View& view) {
    const Value value = value_of(node.a, row, view);
    return std::find(node.list.begin(), node.list.end(), value) != node.list.end();
}

bool has_prefix(const FilterNode& node, const Row& row, const View& view) {
    const Value a = value_of(node.a, row, view);
    const Value b = value_of(node.b, row, view);
    const auto* text = std::get_if<std::string>(&a);
    const auto* prefix = std::get_if<std::string>(&b);
    return text != nullptr && prefix != nullptr && text->substr(0, prefix->size()) == *prefix;
}

bool has_any(const Filter& inner, const FilterNode& node, const Row& row, const View& view) {
    bool found = false;
    node.navigation->find(
        row, view, [&](const Row& target) { found = found || matches(inner, target, view); });
    return found;
}

bool holds(const Filter& filter, std::size_t place, const Row& row, const View& view) {
    const FilterNode& node = filter.nodes[place];
    switch (node.kind) {
        case FilterNode::Kind::either:
            return holds(filter, node.left, row, view) || holds(filter, node.right, row, view);
        case FilterNode::Kind::both:
            return holds(filter, node.left, row, view) && holds(filter, node.right, row, view);
        case FilterNode::Kind::negation:
            return !holds(filter, node.left, row, view);
        case FilterNode::Kind::comparison:
            return compare(node, row, view);
        case FilterNode::Kind::membership:
            return is_member(node, row, view);
        case FilterNode::Kind::prefix:
            return has_prefix(node, row, view);
        case FilterNode::Kind::any:
            break;
    }
    return has_any(filter.inner[node.inner], node, row, view);
}

/// Whether an operand is the property of that name or path, as it stands.
bool is_named(const Operand& operand, std::string_view name) {
    if (!operand.path || operand.lowered || operand.any_case) return false;
    const Path& path = *operand.path;
    if (path.navigation == nullptr) return path.property->name == name;
    return name == cat(path.navigation->name, '/', path.property->name);
}

using Values = std::optional<std::vector<Value>>;

Values required_at(const Filter& filter, std::size_t place, std::string_view name) {
    const FilterNode& node = filter.nodes[place];
    switch (node.kind) {
        case FilterNode::Kind::both: {
            Values left = required_at(filter, node.left, name);
            return left ? left : required_at(filter, node.right, name);
        }
        case FilterNode::Kind::either: {
            Values left = required_at(filter, node.left, name);
            const Values right = required_at(filter, node.right, name);
            if (!left || !right) return std::nullopt;
            left->insert(left->end(), right->begin(), right->end());
            return left;
        }
        case FilterNode::Kind::comparison:
            if (node.comparison != Comparison::eq) return std::nullopt;
            if (is_named(node.a, name) && !node.b.path) return Values{{node.b.literal}};
            if (is_named(node.b, name) && !node.a.path) return Values{{node.a.literal}};
            return std::nullopt;
        case FilterNode::Kind::membership:
            return is_named(node.a, name) ? Values{node.list} : std::nullopt;
        default:
            return std::nullopt;
    }
}

/// Makes a range narrower.
void narrow(Range& range, const Value& least, const Value& greatest) {
    if (is_null(range.least) || (!is_null(least) && range.least < least)) range.least = least;
    const bool lower = !is_null(greatest) && greatest < range.greatest;
    if (is_null(range.greatest) || lower) range.greatest = greatest;
}

void narrow_at(const Filter& filter, std::size_t place, std::string_view name, Range& range) {
    const FilterNode& node = filter.nodes[place];
    if (node.kind == FilterNode::Kind::both) {
        narrow_at(filter, node.left, name, range);
        narrow_at(filter, node.right, name, range);
    }
    if (node.kind != FilterNode::Kind::comparison || node.comparison == Comparison::ne) return;
    const bool straight = is_named(node.a, name) && !node.b.path;
    const bool reverse = is_named(node.b, name) && !node.a.path;
    if (!straight && !reverse) return;
    const Value& bound = straight ? node.b.literal : node.a.literal;
    const bool equal = node.comparison == Comparison::eq;
    const bool greater = node.comparison == Comparison::gt || node.comparison == Comparison::ge;
    const bool is_least = equal || greater == straight;
    const bool is_greatest = equal || greater != straight;
    narrow(range, is_least ? bound : Value{}, is_greatest ? bound : Value{});
}

}  // namespace

Range Filter::range(std::string_view name) const {
    Range range;
    if (!nodes.empty()) narrow_at(*this, nodes.size() - 1, name, range);
    return range;
}

std::optional<std::vector<Value>> Filter::required(std::string_view name) const {
    if (nodes.empty()) return std::nullopt;
    return required_at(*this, nodes.size() - 1, name);
}

std::optional<std::vector<Guid>> Filter::required_guids(
    std::initializer_list<std::string_view> names) const {
    for (const std::string_view name : names) {
        const auto values = required(name);
        if (!values) continue;
        std::vector<Guid> guids;
        // Null is no key of an index.
        if (std::any_of(values->begin(), values->end(), is_null)) return std::nullopt;
        for (const Value& value : *values) {
            const auto* text = std::get_if<std::string>(&value);
            const auto guid = text == nullptr ? std::nullopt : parse_guid(*text);
            const bool known = guid && std::find(guids.begin(), guids.end(), *guid) != guids.end();
            if (guid && !known) guids.push_back(*guid);
        }
        return guids;
    }
    return std::nullopt;
}

bool matches(const Filter& filter, const Row& row, const View& view) {
    return filter.nodes.empty() || holds(filter, filter.nodes.size() - 1, row, view);
}

}  // namespace pim::graph
