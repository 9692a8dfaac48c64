#pragma once

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/property.hpp"
#include "graph/rejection.hpp"

namespace pim::graph {

constexpr int filter_depth_max = 32;
constexpr std::size_t filter_nodes_max = 500;

// The grammar of $filter, read by descent with one function a rule, so that a message can tell the
// place; a parser generator would cost the page more than the grammar does:
//
//   or      := and { "or" and }
//   and     := not { "and" not }
//   not     := "not" not | "(" or ")" | "startswith" "(" operand "," operand ")" | compare
//   compare := operand ( eq | ne | gt | ge | lt | le ) operand
//            | operand "in" "(" literal { "," literal } ")"
//   operand := "tolower" "(" operand ")" | literal | property
//   literal := text in quotes | GUID | date and time | whole number | true | false | null

enum class Comparison { eq, ne, gt, ge, lt, le };

/// What stands on a side of a comparison: a property by its place, or a literal.
struct Operand {
    std::optional<std::size_t> property;
    PropertyType type = PropertyType::text;
    Value literal;
    bool lowered = false;  ///< within tolower()
};

/// A node of a filter; `left` and `right` are places in Filter::nodes.
struct FilterNode {
    enum class Kind { either, both, negation, comparison, membership, prefix };
    Kind kind = Kind::comparison;
    std::size_t left = 0;
    std::size_t right = 0;
    Comparison comparison = Comparison::eq;
    Operand a;
    Operand b;
    std::vector<Value> list;  ///< of a membership
};

/// A `$filter` bound to the properties of an entity type. Children stand before their parents.
struct Filter {
    std::vector<FilterNode> nodes;

    /// The literal that a property must equal wherever the filter holds; what an index is asked by.
    std::optional<Value> required(std::size_t property) const;
};

/// What a name in a filter stands for.
struct NamedProperty {
    std::size_t place;
    PropertyType type;
};
using FindProperty = std::function<std::optional<NamedProperty>(std::string_view)>;
using ValueOf = std::function<Value(std::size_t)>;

/// Reads a filter; the rejection names the position, counted from 1.
Reading<Filter> parse_filter(std::string_view text, const FindProperty& find);

/// Whether a row, given by the values of its properties, passes.
bool matches(const Filter& filter, const ValueOf& value_of);

}  // namespace pim::graph

template <>
struct pim::Names<pim::graph::Comparison> {
    static constexpr std::array<std::string_view, 6> texts = {"eq", "ne", "gt", "ge", "lt", "le"};
};
