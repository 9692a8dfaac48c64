#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/instant.hpp"

namespace pim::ui {

// Local time exists only here, at the edge of the portal; everything below knows UTC.

/// The offset of the local zone from UTC at an instant, in minutes. Set once at the start by the
/// composition root; UTC until then.
void set_utc_offset(std::int64_t (*offset_minutes)(Instant));

/// `27 Mar 2026, 09:30` in the local zone.
std::string local_text(Instant at);
/// The same with seconds, for the clock.
std::string local_text_with_seconds(Instant at);
/// `2026-03-27 08:30:00 UTC`, for tooltips.
std::string utc_text(Instant at);
/// `2026-03-27`, the day in UTC, for names of files.
std::string file_date(Instant at);
/// The local calendar of an instant, and back.
CivilTime local_civil(Instant at);
Instant from_local_civil(const CivilTime& civil);
/// The zone as a field tells it: `UTC+01:00`.
std::string zone_text(Instant at);

/// How far apart, in the two largest units: `13 days 4 h`, `42 min`, `30 s`.
std::string span_text(std::int64_t ticks);
/// `in 3 h 20 min` or `2 days ago`.
std::string distance_text(Instant now, Instant at);

}  // namespace pim::ui
