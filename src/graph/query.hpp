#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "graph/filter.hpp"
#include "graph/property.hpp"
#include "graph/rejection.hpp"
#include "graph/url.hpp"

namespace pim::graph {

/// The query options that an operation may take.
enum class QueryOption { filter, select, expand, top, skip_token };

constexpr std::int64_t page_size_max = 999;

/// The query options of a request as text; each at most once.
struct QueryTexts {
    std::optional<std::string> filter;
    std::optional<std::string> select;
    std::optional<std::string> expand;
    std::optional<std::int64_t> top;         ///< 1…page_size_max
    std::optional<std::int64_t> skip_token;  ///< the slot after which to go on
};

/// Sorts the query options out; the `$` may be missing. An option that the operation does not take
/// is a 400 that names it.
Reading<QueryTexts> read_query_options(const Url& url,
                                       std::initializer_list<QueryOption> supported);

/// `$filter` and `$select` bound to an entity type.
struct Query {
    Filter filter;
    Selection selection;
    std::optional<std::int64_t> top;
    std::optional<std::int64_t> skip_token;
};

/// The names of a `$select`, separated by commas.
std::vector<std::string_view> selected_names(std::string_view text);

template <class Row>
Reading<Query> read_query(const Url& url, const EntityType<Row>& type,
                          std::initializer_list<QueryOption> supported) {
    const auto texts = read_query_options(url, supported);
    if (!texts) return tl::unexpected(texts.error());
    Query query;
    query.top = texts->top;
    query.skip_token = texts->skip_token;
    if (texts->select) {
        query.selection.emplace();
        for (const std::string_view name : selected_names(*texts->select)) {
            const auto place = type.place_of(name);
            if (!place) {
                return bad_request(
                    cat("$select: there is no property '", name, "' in ", type.name));
            }
            query.selection->push_back(*place);
        }
    }
    if (texts->filter) {
        auto filter = parse_filter(*texts->filter, [&](std::string_view name) {
            const auto place = type.place_of(name);
            return place ? std::optional<NamedProperty>(
                               NamedProperty{*place, type.properties[*place].type})
                         : std::nullopt;
        });
        if (!filter) return tl::unexpected(filter.error());
        query.filter = std::move(*filter);
    }
    return query;
}

/// The address of the next page: the same request with `$skiptoken`.
std::string next_link(const Url& url, std::int64_t skip_token);

}  // namespace pim::graph

template <>
struct pim::Names<pim::graph::QueryOption> {
    static constexpr std::array<std::string_view, 5> texts = {"filter", "select", "expand", "top",
                                                              "skiptoken"};
};
