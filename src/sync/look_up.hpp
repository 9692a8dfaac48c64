#pragma once

#include <string>

#include "graph/json_value.hpp"
#include "sync/outbox.hpp"

namespace pim::sync {

/// What is read goes by another clock and shows a new row later: a request that was made can be
/// missing for so long (behaviours.md §2, reads lag), and its time can differ by so much from ours.
constexpr std::int64_t read_lag_ticks = 30 * ticks_per_second;
constexpr std::int64_t clock_difference_ticks_max = 5 * ticks_per_minute;
/// Pages that a look-up reads before a person is asked.
constexpr int look_up_pages_max = 10;

/// What is known about a request whose reply was lost.
enum class Finding {
    done,       ///< the backend has it
    not_there,  ///< it did not get there
    unclear,    ///< a person has to say
};

/// What to do first about a request whose reply was lost: read something, send it again, or ask the
/// person.
enum class Remedy { look, repeat, ask };
Remedy remedy_of(const Entry& entry, const Backend& backend);

/// The address to look at (`Remedy::look`), for the request of the entry that is under way.
std::string look_up_address(const Entry& entry, const Backend& backend);

/// Judges what was read there: an object, or a page of requests. `unclear` for rows that may be the
/// request but do not carry its id.
Finding judge(const Entry& entry, const graph::JsonValue& found, Instant now);

/// The part of what was read that is the object itself: of a page, the row with the command's id.
const graph::JsonValue& object_of(const Entry& entry, const graph::JsonValue& found);

}  // namespace pim::sync
