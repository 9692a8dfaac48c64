#pragma once

#include <cstdint>
#include <optional>

#include "core/instant.hpp"

namespace pim {

struct Request;
struct Schedule;

/// What falls due, in the order in which things of one instant happen (design.md).
enum class DueKind : std::uint8_t { ends, starts, lapses, reminds, digests, purges };

/// Whose moment it is.
enum class DueOwner : std::uint8_t { schedule, request, tenant };

/// An entry of the queue: a schedule, a request, or the tenant's weekly digest (slot 0).
struct Due {
    Instant at;
    DueKind kind = DueKind::ends;
    DueOwner owner = DueOwner::schedule;
    std::uint32_t slot = 0;  ///< rows of one instant and kind go in the order of their making

    friend bool operator==(const Due&, const Due&) = default;
    friend bool operator<(const Due& a, const Due& b) {
        if (a.at != b.at) return a.at < b.at;
        if (a.kind != b.kind) return a.kind < b.kind;
        if (a.owner != b.owner) return a.owner < b.owner;
        return a.slot < b.slot;
    }
};

/// The next moment at which something happens to the row; none where nothing will.
std::optional<Due> next_due(const Schedule& schedule, std::uint32_t slot);
std::optional<Due> next_due(const Request& request, std::uint32_t slot);

}  // namespace pim
