#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/choice.hpp"
#include "graph/entity.hpp"
#include "graph/rejection.hpp"
#include "graph/url.hpp"

namespace pim::graph {

/// The query options that this service knows.
enum class QueryOption { filter, select, expand, order_by, top, skip, count, skip_token, format };

/// A set of query options, one bit each.
using QueryOptions = unsigned;

constexpr QueryOptions only(QueryOption option) {
    return 1U << static_cast<unsigned>(option);
}
/// What an operation on one entity takes.
constexpr QueryOptions entity_options =
    only(QueryOption::select) | only(QueryOption::expand) | only(QueryOption::format);
/// What an operation on a collection takes.
constexpr QueryOptions collection_options = entity_options | only(QueryOption::filter) |
                                            only(QueryOption::order_by) | only(QueryOption::top) |
                                            only(QueryOption::skip) | only(QueryOption::count) |
                                            only(QueryOption::skip_token);

/// What the count of a collection takes.
constexpr QueryOptions count_options = only(QueryOption::filter);

constexpr std::int64_t page_size_max = 999;
constexpr int expand_depth_max = 4;
constexpr std::size_t expand_items_max = 50;
constexpr std::size_t order_keys_max = 10;

/// The query options of a request bound to an entity type.
struct Query : Choice {
    Shape shape;
    std::optional<std::int64_t> skip_token;  ///< where the page before ended
};

/// Reads the options; the `$` may be missing. One that the operation does not take is a 400 that
/// names it, as is one that stands there twice.
Reading<Query> read_query(const Url& url, const EntityType& type, QueryOptions taken);

/// The rejection where a request has any query option.
std::optional<Rejection> refused_options(const Url& url);

// The grammars of the other options, read like the one of $filter:
//
//   select  := "*" | name { "," name }
//   expand  := item { "," item } ;  item := "*" | name [ "(" option { ";" option } ")" ]
//   option  := [ "$" ] ( "select" "=" select | "expand" "=" expand | choice "=" value )
//   choice  := "filter" | "orderby" | "top" | "skip" | "count" ;  only of a collection
//   orderby := path [ "asc" | "desc" ] { "," path [ "asc" | "desc" ] }

/// Whether an option chooses rows: `$filter`, `$orderby`, `$top`, `$skip`, `$count`.
constexpr bool chooses_rows(QueryOption option) {
    return (only(option) &
            (collection_options & ~entity_options & ~only(QueryOption::skip_token))) != 0;
}
/// Reads one of those into a choice.
std::optional<Rejection> read_choice(Choice& choice, QueryOption option, std::string_view value,
                                     const EntityType& type, Version version);

/// Reads `$select` into a shape.
std::optional<Rejection> parse_select(std::string_view text, const EntityType& type,
                                      Version version, Shape& shape);
/// Reads `$expand` into a shape.
std::optional<Rejection> parse_expand(std::string_view text, const EntityType& type,
                                      Version version, Shape& shape);
Reading<std::vector<OrderKey>> parse_order(std::string_view text, const EntityType& type,
                                           Version version);

/// The address of the next page: the same request with `$skiptoken`.
std::string next_link(const Url& url, std::string_view root, std::int64_t skip_token);

}  // namespace pim::graph

template <>
struct pim::Names<pim::graph::QueryOption> {
    static constexpr std::array<std::string_view, 9> texts = {
        "filter", "select", "expand", "orderby", "top", "skip", "count", "skiptoken", "format"};
};
