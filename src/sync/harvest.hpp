#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/guid.hpp"
#include "core/origin.hpp"
#include "core/outcome.hpp"
#include "sync/backend.hpp"
#include "sync/operation.hpp"

namespace pim::sync {

constexpr std::size_t reply_bytes_max = std::size_t{64} * 1024 * 1024;

/// An object that was read.
struct Item {
    std::string id;
    std::string json;
};

/// One collection on its way: what was read of it and where it goes on.
struct Reading {
    Operation operation = Operation::organization;
    std::string key;   ///< the container of members; the ids of a look-up, divided by spaces
    std::string next;  ///< the address of the next page; empty: the first one
    bool finished = false;
    int pages = 0;
    /// In the backend's words; it is finished then, or one's own are read in its place.
    std::optional<std::string> refused;
    std::vector<Item> items;                         ///< each id once; added to by `take`
    std::map<std::string, int, std::less<>> places;  ///< of the items, by id

    /// Adds an object, or replaces what was read of it before: a row that moves while its
    /// collection is read can stand on two pages.
    void take(Item item);
};

/// Everything that a mirror has read so far. Its text survives a reload; no token is in it.
struct Harvest {
    Backend backend;
    Instant read;          ///< when reading began
    std::string identity;  ///< of who began it there, as `ask_identity` tells it
    bool requests_too = false;
    std::set<Guid> also;  ///< looked up as if something named them
    std::vector<Reading> readings;

    std::size_t item_count() const;
};

std::string to_text(const Harvest& harvest);
/// Reads what `to_text` gave; the error names the place.
Outcome<Harvest> parse_harvest(std::string_view text);

}  // namespace pim::sync
