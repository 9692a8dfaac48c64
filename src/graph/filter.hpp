#pragma once

#include <array>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/entity.hpp"
#include "graph/rejection.hpp"

namespace pim::graph {

constexpr int filter_depth_max = 32;
constexpr std::size_t filter_nodes_max = 500;

// The grammar of $filter, read by descent with one function a rule, so that a message can tell the
// place; a parser generator would cost the page more than the grammar does:
//
//   or      := and { "or" and }
//   and     := not { "and" not }
//   not     := "not" not | "(" or ")" | "startswith" "(" operand "," operand ")" | any | compare
//   any     := navigation "/any" "(" [ variable ":" or ] ")"
//   compare := operand ( eq | ne | gt | ge | lt | le ) operand
//            | operand "in" "(" literal { "," literal } ")"
//   operand := "tolower" "(" operand ")" | literal | path
//   path    := property | navigation "/" property; within any: variable [ "/" path ]
//   literal := text in quotes | GUID | date and time | whole number | true | false | null
//
// Names and words count in any case, texts as they stand but for the directory's (EntityType).

enum class Comparison { eq, ne, gt, ge, lt, le };

/// What stands on a side of a comparison: a property, or a literal.
struct Operand {
    std::optional<Path> path;
    PropertyType type = PropertyType::text;
    Value literal;
    bool lowered = false;   ///< within tolower()
    bool any_case = false;  ///< a property whose texts count in any case
};

/// A node of a filter; `left` and `right` are places in Filter::nodes.
struct FilterNode {
    enum class Kind { either, both, negation, comparison, membership, prefix, any };
    Kind kind = Kind::comparison;
    std::size_t left = 0;
    std::size_t right = 0;
    Comparison comparison = Comparison::eq;
    Operand a;
    Operand b;
    std::vector<Value> list;                 ///< of a membership
    const Navigation* navigation = nullptr;  ///< of an any
    std::size_t inner = 0;                   ///< of an any: the place in Filter::inner
};

/// Bounds of a property, both within; null: none.
struct Range {
    Value least;
    Value greatest;
};

/// A `$filter` bound to an entity type. Children stand before their parents.
struct Filter {
    std::vector<FilterNode> nodes;
    std::vector<Filter> inner;  ///< what `any` asks of the targets

    /// The values one of which a property (`principalId` or `principal/id`) has wherever the filter
    /// holds: what an index is asked by. Nothing where the filter names none.
    std::optional<std::vector<Value>> required(std::string_view name) const;
    /// The same as GUIDs, of the first of some names that has any; texts that are none are left
    /// out, since they match nothing. Nothing where one of the values is null.
    std::optional<std::vector<Guid>> required_guids(
        std::initializer_list<std::string_view> names) const;
    /// Bounds that a property keeps wherever the filter holds, as a search in an order needs them.
    Range range(std::string_view name) const;
};

/// Reads a filter; the rejection names the position, counted from 1.
Reading<Filter> parse_filter(std::string_view text, const EntityType& type, Version version);

/// Whether a row passes.
bool matches(const Filter& filter, const Row& row, const View& view);

}  // namespace pim::graph

template <>
struct pim::Names<pim::graph::Comparison> {
    static constexpr std::array<std::string_view, 6> texts = {"eq", "ne", "gt", "ge", "lt", "le"};
};
