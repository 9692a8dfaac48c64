#include "graph/choice.hpp"

#include <algorithm>

namespace pim::graph {

namespace {

struct Keyed {
    std::vector<Value> keys;
    Row row;
};

bool is_before(const Value& a, const Value& b) {
    // Null comes first; other values of one property are of one type.
    return a.index() != b.index() ? a.index() < b.index() : a < b;
}

bool comes_before(const std::vector<OrderKey>& order, const Keyed& a, const Keyed& b) {
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (a.keys[i] == b.keys[i]) continue;
        return is_before(a.keys[i], b.keys[i]) != order[i].descending;
    }
    return false;
}

}  // namespace

void sort_rows(std::vector<Row>& rows, const std::vector<OrderKey>& order, const View& view) {
    if (order.empty()) return;
    std::vector<Keyed> keyed;
    keyed.reserve(rows.size());
    for (Row& row : rows) {
        std::vector<Value> keys;
        for (const OrderKey& key : order) keys.push_back(value_at(key.path, row, view));
        keyed.push_back({std::move(keys), std::move(row)});
    }
    std::stable_sort(keyed.begin(), keyed.end(),
                     [&](const Keyed& a, const Keyed& b) { return comes_before(order, a, b); });
    for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = std::move(keyed[i].row);
}

Chosen choose(const Choice& choice, const View& view,
              const std::function<void(const Found&)>& give) {
    Chosen chosen;
    give([&](const Row& row) {
        if (matches(choice.filter, row, view)) chosen.rows.push_back(row);
    });
    chosen.count = static_cast<std::int64_t>(chosen.rows.size());
    sort_rows(chosen.rows, choice.order, view);
    const std::int64_t from = std::min(choice.skip, chosen.count);
    const std::int64_t to = std::min(from + choice.top.value_or(chosen.count), chosen.count);
    chosen.rows.erase(chosen.rows.begin() + static_cast<std::ptrdiff_t>(to), chosen.rows.end());
    chosen.rows.erase(chosen.rows.begin(), chosen.rows.begin() + static_cast<std::ptrdiff_t>(from));
    return chosen;
}

}  // namespace pim::graph
