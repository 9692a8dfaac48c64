#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/instant.hpp"

namespace pim::sync {

/// Longest pause that a backend can ask for, and that of our own doubling.
constexpr std::int64_t pause_asked_ticks_max = ticks_per_hour;
constexpr std::int64_t pause_ticks_max = 64 * ticks_per_second;
/// Failures in a row after which a mirror gives up; what was read is kept.
constexpr int attempts_max = 8;

/// Statuses that ask to come back later.
constexpr bool asks_to_wait(int status) {
    return status == 429 || status == 500 || (status >= 502 && status <= 504);
}

/// How long to be quiet after failures in a row: what `Retry-After` says (whole seconds), else 1 s,
/// doubled with each failure up to pause_ticks_max.
std::int64_t pause_ticks(int failures, std::string_view retry_after);

}  // namespace pim::sync
