#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pim {

/// A point in simulated time: whole 100-nanosecond ticks since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t ticks = 0;

    friend bool operator==(const Instant&, const Instant&) = default;
    friend auto operator<=>(const Instant&, const Instant&) = default;
};

constexpr std::int64_t ticks_per_second = 10'000'000;
constexpr std::int64_t ticks_per_minute = 60 * ticks_per_second;
constexpr std::int64_t ticks_per_hour = 60 * ticks_per_minute;
constexpr std::int64_t ticks_per_day = 24 * ticks_per_hour;

/// The earliest and latest instants that the sandbox handles: the years 1970 and 9999.
constexpr Instant instant_min{0};
constexpr Instant instant_max{253'402'300'799 * ticks_per_second};

/// A UTC calendar date and time of day.
struct CivilTime {
    int year = 1970;
    int month = 1;  ///< 1…12
    int day = 1;    ///< 1…31
    int hour = 0;
    int minute = 0;
    int second = 0;
    int fraction = 0;  ///< ticks within the second, 0…9,999,999
};

CivilTime to_civil(Instant instant);
/// The instant of a civil time; the date must exist.
Instant from_civil(const CivilTime& civil);
int days_in_month(int year, int month);

/// `2026-03-27T09:30:00.25Z`: up to seven decimals, trailing zeros dropped (ruling 34).
std::string to_text(Instant instant);

/// Reads an ISO 8601 date-time with `Z` or an offset and up to seven decimals. Nothing where it is
/// malformed, has no offset (behaviours.md §1, row 14) or lies outside instant_min…instant_max.
std::optional<Instant> parse_instant(std::string_view text);

/// The instant moved by a number of ticks, kept within instant_min…instant_max.
Instant shift(Instant instant, std::int64_t ticks);

}  // namespace pim
