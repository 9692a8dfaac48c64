#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <set>

#include "core/guid.hpp"
#include "core/instant.hpp"
#include "core/names.hpp"

namespace pim {

struct Request;
struct Schedule;

/// What falls due, in the order in which things of one instant happen (design.md).
enum class DueKind { ends, starts, lapses, reminds, digests, purges };

/// An entry of the queue: a schedule, a request, or the tenant's weekly digest.
struct Due {
    Instant at;
    DueKind kind = DueKind::ends;
    std::uint32_t slot = 0;  ///< rows of one instant and kind go in the order of their making
    bool request = false;    ///< a request rather than a schedule

    friend bool operator==(const Due&, const Due&) = default;
    friend bool operator<(const Due& a, const Due& b) {
        if (a.at != b.at) return a.at < b.at;
        if (a.kind != b.kind) return a.kind < b.kind;
        if (a.request != b.request) return b.request;
        return a.slot < b.slot;
    }
};

/// Every row that waits for a moment has exactly one entry: its next one.
using DueQueue = std::set<Due>;

/// The next moment at which something happens to the row; none where nothing will.
std::optional<Due> next_due(const Schedule& schedule, std::uint32_t slot);
std::optional<Due> next_due(const Request& request, std::uint32_t slot);

}  // namespace pim
