#include "graph/filter.hpp"

#include "core/text.hpp"

namespace pim::graph {

namespace {

Value value_of_operand(const Operand& operand, const ValueOf& value_of) {
    if (!operand.property) return operand.literal;
    Value value = value_of(*operand.property);
    if (operand.lowered) {
        if (auto* text = std::get_if<std::string>(&value)) *text = to_lower(*text);
    }
    return value;
}

bool is_null(const Value& value) {
    return std::holds_alternative<std::monostate>(value);
}

bool compare(const FilterNode& node, const ValueOf& value_of) {
    const Value a = value_of_operand(node.a, value_of);
    const Value b = value_of_operand(node.b, value_of);
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

bool is_member(const FilterNode& node, const ValueOf& value_of) {
    const Value value = value_of_operand(node.a, value_of);
    for (const Value& item : node.list) {
        if (value == item) return true;
    }
    return false;
}

bool has_prefix(const FilterNode& node, const ValueOf& value_of) {
    const Value a = value_of_operand(node.a, value_of);
    const Value b = value_of_operand(node.b, value_of);
    const auto* text = std::get_if<std::string>(&a);
    const auto* prefix = std::get_if<std::string>(&b);
    return text != nullptr && prefix != nullptr && text->substr(0, prefix->size()) == *prefix;
}

bool holds(const Filter& filter, std::size_t place, const ValueOf& value_of) {
    const FilterNode& node = filter.nodes[place];
    switch (node.kind) {
        case FilterNode::Kind::either:
            return holds(filter, node.left, value_of) || holds(filter, node.right, value_of);
        case FilterNode::Kind::both:
            return holds(filter, node.left, value_of) && holds(filter, node.right, value_of);
        case FilterNode::Kind::negation:
            return !holds(filter, node.left, value_of);
        case FilterNode::Kind::comparison:
            return compare(node, value_of);
        case FilterNode::Kind::membership:
            return is_member(node, value_of);
        case FilterNode::Kind::prefix:
            break;
    }
    return has_prefix(node, value_of);
}

std::optional<Value> required_at(const Filter& filter, std::size_t place, std::size_t property) {
    const FilterNode& node = filter.nodes[place];
    if (node.kind == FilterNode::Kind::both) {
        std::optional<Value> left = required_at(filter, node.left, property);
        return left ? left : required_at(filter, node.right, property);
    }
    if (node.kind != FilterNode::Kind::comparison || node.comparison != Comparison::eq ||
        node.a.lowered || node.b.lowered) {
        return std::nullopt;
    }
    if (node.a.property == property && !node.b.property) return node.b.literal;
    if (node.b.property == property && !node.a.property) return node.a.literal;
    return std::nullopt;
}

}  // namespace

std::optional<Value> Filter::required(std::size_t property) const {
    if (nodes.empty()) return std::nullopt;
    return required_at(*this, nodes.size() - 1, property);
}

bool matches(const Filter& filter, const ValueOf& value_of) {
    return filter.nodes.empty() || holds(filter, filter.nodes.size() - 1, value_of);
}

}  // namespace pim::graph
