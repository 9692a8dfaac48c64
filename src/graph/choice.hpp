#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "graph/entity.hpp"
#include "graph/filter.hpp"

namespace pim::graph {

/// One key of `$orderby`.
struct OrderKey {
    Path path;
    bool descending = false;
};

/// Which rows of a collection are shown, and in which order: of a request, or within `$expand`.
struct Choice {
    Filter filter;
    std::vector<OrderKey> order;
    std::optional<std::int64_t> top;  ///< 1…page_size_max
    std::int64_t skip = 0;
    bool count = false;
};

/// Brings rows into an order; those that are equal in it keep theirs.
void sort_rows(std::vector<Row>& rows, const std::vector<OrderKey>& order, const View& view);

/// The rows of an expanded collection.
struct Chosen {
    std::vector<Row> rows;
    std::int64_t count = 0;  ///< of all that pass the filter
};
/// `give` gives every row that there is.
Chosen choose(const Choice& choice, const View& view,
              const std::function<void(const Found&)>& give);

}  // namespace pim::graph
