#pragma once

#include <functional>
#include <optional>
#include <string>

#include "graph/exchange.hpp"
#include "graph/query.hpp"

namespace pim::graph {

// How to add a collection, in one file:
//
// 1. A table of properties in the documented order. A primitive one has `value`, a complex one
//    `write`; a name with slashes (`createdBy/user/id`) can be filtered by and is never written.
//    They read `row.as<T>()`, where T is what the rows point at.
// 2. A table of navigations, if it leads anywhere: name, target type, and `find`, which gives each
//    target as a Row of its own type. directory_object.hpp has what an id of the directory names.
// 3. `const EntityType type{"unified…", properties, navigations}`. An abstract type names those of
//    its rows in `derived`; they then say their `@odata.type`.
// 4. A source: gives rows with rising `cursor` (a table's slot does) until `offer` is false, from
//    `search.after` on. It looks into an index by what
//    `search.filter.required_guids({"principalId", "principal/id"})` gives; it need not filter,
//    `list` does. An index that is missing belongs into core/derived.
// 5. An operation `void list_things(Exchange&)` that asks the core for the caller's right
//    (core/access.hpp) and calls `list`; one for a single entity that calls `show`; commands go
//    through `submit` and answer `entity_body` with 201, or 204.
// 6. Its declaration in operations.hpp, and a row in a table of routes (routes_*.cpp) with the
//    versions and permissions that endpoints.md names.
//
// Everything else ($filter, $select, $expand, $orderby, paging, metadata levels) is here and the
// same code for all.

/// Rows of a page where the client asks for no number. Not documented but for the directory's 100;
/// policy assignments have been seen as one page of 145.
constexpr std::int64_t page_size_default = 200;

/// What a source is asked for.
struct Search {
    const Filter& filter;
    std::int64_t after = -1;  ///< rows up to this cursor are not wanted
    /// The other way round than the source's order, with cursors that rise all the same; only
    /// where its listing names that order.
    bool backwards = false;
};
/// Takes a row; false: no more are wanted.
using Offer = std::function<bool(const Row&)>;
using Source = std::function<void(const Search&, const Offer&)>;
/// Why the caller may not read what a filter asks for; nothing: it may.
using Allowed = std::function<std::optional<Rejection>(const Filter&)>;

/// The order in which a source gives its rows, where clients may ask for it: it costs no sorting.
struct SourceOrder {
    std::string_view property;
    bool descending = false;
};

/// How a collection is shown.
struct Listing {
    const EntityType& type;
    std::string context;  ///< what follows `$metadata#`
    bool typed = false;   ///< each item says its type, as the results of functions do
    std::int64_t page_size = page_size_default;
    QueryOptions options = collection_options;
    std::optional<SourceOrder> order = std::nullopt;
};

/// Answers with a page of a collection.
void list(Exchange& exchange, const Listing& listing, const Source& source,
          const Allowed& allowed = {});

/// Answers with one entity; `find` gives it, or why not. `context` is that of its collection.
void show(Exchange& exchange, const EntityType& type, std::string_view context,
          const std::function<Reading<Row>()>& find);

/// 201 with a new entity and its `Location`, below `place` or its type's collection.
Response created(const Row& row, const View& view, const Stamp& stamp, std::string_view place = {});

/// Submits a command that makes something and answers `created` with what `find` gives for its
/// id; 404 where a repeated command names something that is gone since.
void submit_created(Exchange& exchange, const Command& command,
                    const std::function<std::optional<Row>(const Guid&)>& find,
                    std::string_view place = {});

/// Offers the rows of a table from a cursor on, in the order of its slots.
template <class T>
void offer_table(const Table<T>& table, const EntityType& type, std::int64_t after,
                 const Offer& offer) {
    for (std::size_t slot = static_cast<std::size_t>(after + 1); slot < table.slot_end(); ++slot) {
        const T* object = table.row(static_cast<Slot>(slot));
        if (object == nullptr) continue;
        if (!offer(row_of(type, *object, static_cast<std::int64_t>(slot)))) return;
    }
}

/// Offers the rows of some slots of a table from a cursor on, in rising order.
template <class T>
void offer_slots(const Table<T>& table, const EntityType& type, const Slots& slots,
                 std::int64_t after, const Offer& offer) {
    for (auto at = slots.lower_bound(static_cast<Slot>(after + 1)); at != slots.end(); ++at) {
        if (!offer(row_of(type, table.at(*at), *at))) return;
    }
}

}  // namespace pim::graph
