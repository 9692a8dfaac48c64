#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "core/guid.hpp"
#include "core/instant.hpp"

namespace pim::sandbox {

class Sandbox;

/// Real time after which the running clock is kept anew: a crash loses no more of it.
constexpr std::int64_t clock_kept_every_ticks = ticks_per_second;

/// Keeps the running clock where a text is written at once, because between commits it moves on
/// without an event and a page that is left waits for no commit. The text names tenant and instant.
class ClockKeeper {
public:
    using Keep = std::function<void(std::string_view mark)>;

    explicit ClockKeeper(Keep keep);
    /// Follows the clock, `elapsed_ticks` of real time after the last call: keeps it once a second,
    /// and at once where another sandbox or an earlier state took the place of this one. Before
    /// each commit, so that no older mark outlives it.
    void follow(const Sandbox& sandbox, std::int64_t elapsed_ticks);
    /// Keeps the clock as it stands: the page is being left.
    void keep(const Sandbox& sandbox);

private:
    Keep keep_;
    Guid tenant_;
    Instant kept_;
    std::int64_t since_ticks_ = 0;  ///< real time since it was kept
};

/// Moves the clock on to a mark that was kept; what falls due goes into the journal as ever. False,
/// and nothing is done, where the mark is of another sandbox, not later, or no mark.
bool go_on_from(Sandbox& sandbox, std::string_view mark);

}  // namespace pim::sandbox
