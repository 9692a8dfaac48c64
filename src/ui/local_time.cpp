#include "ui/local_time.hpp"

#include <array>
#include <utility>

#include "core/text.hpp"

namespace pim::ui {
namespace {

constexpr std::array<std::string_view, 12> month_names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::int64_t utc(Instant) {
    return 0;
}
std::int64_t (*offset_minutes)(Instant) = utc;

std::string two(int value) {
    return value < 10 ? cat("0", value) : cat(value);
}
std::string clock_text(const CivilTime& civil) {
    return cat(two(civil.hour), ":", two(civil.minute));
}
std::string date_digits(const CivilTime& civil) {
    return cat(civil.year, "-", two(civil.month), "-", two(civil.day));
}

std::string counted(std::int64_t count, std::string_view unit) {
    const bool days = unit == "day";
    return cat(count, " ", unit, days && count != 1 ? "s" : "");
}

}  // namespace

void set_utc_offset(std::int64_t (*minutes)(Instant)) {
    offset_minutes = minutes;
}

CivilTime local_civil(Instant at) {
    return to_civil(shift(at, offset_minutes(at) * ticks_per_minute));
}

Instant from_local_civil(const CivilTime& civil) {
    const Instant as_utc = from_civil(civil);
    // The zone's offset depends on the instant itself: one correction is enough outside the hour
    // that a change of the clocks leaves out.
    const Instant near = shift(as_utc, -offset_minutes(as_utc) * ticks_per_minute);
    return shift(as_utc, -offset_minutes(near) * ticks_per_minute);
}

std::string zone_text(Instant at) {
    const std::int64_t offset = offset_minutes(at);
    if (offset == 0) return "UTC";
    const auto minutes_off = static_cast<int>(offset < 0 ? -offset : offset);
    return cat("UTC", offset < 0 ? '-' : '+', two(minutes_off / 60), ":", two(minutes_off % 60));
}

std::string local_text(Instant at) {
    const CivilTime civil = local_civil(at);
    return cat(civil.day, " ", month_names[static_cast<std::size_t>(civil.month - 1)], " ",
               civil.year, ", ", clock_text(civil));
}

std::string local_text_with_seconds(Instant at) {
    return cat(local_text(at), ":", two(local_civil(at).second));
}

std::string utc_text(Instant at) {
    const CivilTime civil = to_civil(at);
    return cat(date_digits(civil), " ", clock_text(civil), ":", two(civil.second), " UTC");
}

std::string file_date(Instant at) {
    return date_digits(to_civil(at));
}

std::string span_text(std::int64_t ticks) {
    if (ticks < 0) ticks = -ticks;
    struct Unit {
        std::int64_t ticks;
        std::string_view name;
    };
    constexpr std::array<Unit, 4> units = {{{ticks_per_day, "day"},
                                            {ticks_per_hour, "h"},
                                            {ticks_per_minute, "min"},
                                            {ticks_per_second, "s"}}};
    for (std::size_t i = 0; i < units.size(); ++i) {
        const std::int64_t count = ticks / units[i].ticks;
        if (count == 0 && i + 1 < units.size()) continue;
        std::string text = counted(count, units[i].name);
        if (i + 1 < units.size()) {
            const std::int64_t rest = ticks % units[i].ticks / units[i + 1].ticks;
            if (rest > 0) text += " " + counted(rest, units[i + 1].name);
        }
        return text;
    }
    return "0 s";
}

std::string distance_text(Instant now, Instant at) {
    const std::int64_t apart = at.ticks - now.ticks;
    if (apart < ticks_per_second && apart > -ticks_per_second) return "now";
    if (apart > 0) return cat("in ", span_text(at.ticks - now.ticks));
    return cat(span_text(now.ticks - at.ticks), " ago");
}

}  // namespace pim::ui
