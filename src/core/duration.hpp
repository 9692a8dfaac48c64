#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/instant.hpp"

namespace pim {

/// An ISO 8601 duration. Months (and years, 12 each) are calendar arithmetic in UTC; days and
/// time are exact. Never negative.
struct Duration {
    std::int32_t months = 0;
    std::int64_t ticks = 0;  ///< days, hours, minutes and seconds together

    friend bool operator==(const Duration&, const Duration&) = default;
};

constexpr std::int32_t duration_months_max = 1200;

constexpr Duration minutes(std::int64_t n) {
    return {0, n * ticks_per_minute};
}
constexpr Duration hours(std::int64_t n) {
    return {0, n * ticks_per_hour};
}
constexpr Duration days(std::int64_t n) {
    return {0, n * ticks_per_day};
}

/// `P365D`, `PT8H`, `PT5H30M`, `P1Y2M10DT2H30M`: the shortest usual form; nothing is `PT0S`.
std::string to_text(const Duration& duration);

/// The same for people: `8 h`, `5 h 30 min`, `365 days`.
std::string to_words(const Duration& duration);

/// Reads an ISO 8601 duration of years, months, weeks, days, hours, minutes and (decimal) seconds.
std::optional<Duration> parse_duration(std::string_view text);

/// The end of a duration that begins at an instant; a day that the month lacks becomes its last.
Instant add(Instant start, const Duration& duration);

}  // namespace pim
