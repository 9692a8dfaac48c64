#include "core/duration.hpp"

#include <algorithm>
#include <utility>

#include "core/text.hpp"

namespace pim {

namespace {

void append_part(std::string& out, std::int64_t value, char unit) {
    if (value == 0) return;
    out += to_text(value);
    out += unit;
}

void append_words(std::string& out, std::int64_t value, std::string_view unit) {
    if (value == 0) return;
    if (!out.empty()) out += ' ';
    out += to_text(value);
    out += ' ';
    out += unit;
}

/// One number of a duration with its unit letter, the decimals of seconds as ticks.
struct Part {
    std::int64_t value = 0;
    std::int64_t fraction = 0;
    bool has_fraction = false;
    char unit = 0;
};

constexpr std::int64_t part_value_max = 100'000'000;

std::optional<Part> take_part(std::string_view& rest) {
    Part part;
    std::size_t at = 0;
    while (at < rest.size() && rest[at] >= '0' && rest[at] <= '9') {
        part.value = part.value * 10 + (rest[at] - '0');
        if (part.value > part_value_max) return std::nullopt;
        ++at;
    }
    if (at == 0) return std::nullopt;
    if (at < rest.size() && rest[at] == '.') {
        std::int64_t scale = ticks_per_second / 10;
        for (++at; at < rest.size() && rest[at] >= '0' && rest[at] <= '9'; ++at) {
            part.fraction += (rest[at] - '0') * scale;
            scale /= 10;
        }
        part.has_fraction = true;
    }
    if (at >= rest.size()) return std::nullopt;
    part.unit =
        rest[at] >= 'a' && rest[at] <= 'z' ? static_cast<char>(rest[at] - 'a' + 'A') : rest[at];
    rest.remove_prefix(at + 1);
    return part;
}

/// Where a unit stands in the order that ISO 8601 asks for; -1 where it is none.
int rank(char unit, bool in_time) {
    const std::string_view order = in_time ? "HMS" : "YMWD";
    const std::size_t at = order.find(unit);
    return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

bool add_part(Duration& duration, const Part& part, bool in_time) {
    if (part.has_fraction && !(in_time && part.unit == 'S')) return false;
    if (!in_time && (part.unit == 'Y' || part.unit == 'M')) {
        const std::int64_t months = part.value * (part.unit == 'Y' ? 12 : 1) + duration.months;
        if (months > duration_months_max) return false;
        duration.months = static_cast<std::int32_t>(months);
        return true;
    }
    std::int64_t unit = ticks_per_day;
    if (part.unit == 'W') unit = 7 * ticks_per_day;
    if (in_time) {
        unit = part.unit == 'H'   ? ticks_per_hour
               : part.unit == 'M' ? ticks_per_minute
                                  : ticks_per_second;
    }
    if (part.value > (instant_max.ticks - duration.ticks) / unit) return false;
    duration.ticks += part.value * unit + part.fraction;
    return true;
}

}  // namespace

std::string to_text(const Duration& duration) {
    std::string out = "P";
    append_part(out, duration.months / 12, 'Y');
    append_part(out, duration.months % 12, 'M');
    append_part(out, duration.ticks / ticks_per_day, 'D');
    const std::int64_t time = duration.ticks % ticks_per_day;
    if (time != 0) {
        out += 'T';
        append_part(out, time / ticks_per_hour, 'H');
        append_part(out, time % ticks_per_hour / ticks_per_minute, 'M');
        const std::int64_t seconds = time % ticks_per_minute / ticks_per_second;
        std::int64_t fraction = time % ticks_per_second;
        if (fraction == 0) {
            append_part(out, seconds, 'S');
        } else {
            std::string decimals = to_text(ticks_per_second + fraction).substr(1);
            while (decimals.back() == '0') decimals.pop_back();
            out += cat(seconds, ".", decimals, "S");
        }
    }
    return out == "P" ? "PT0S" : out;
}

std::string to_words(const Duration& duration) {
    std::string out;
    const auto plural = [](std::int64_t n, std::string_view one) {
        return n == 1 ? std::string(one) : cat(one, "s");
    };
    append_words(out, duration.months / 12, plural(duration.months / 12, "year"));
    append_words(out, duration.months % 12, plural(duration.months % 12, "month"));
    const std::int64_t whole_days = duration.ticks / ticks_per_day;
    append_words(out, whole_days, plural(whole_days, "day"));
    const std::int64_t time = duration.ticks % ticks_per_day;
    append_words(out, time / ticks_per_hour, "h");
    append_words(out, time % ticks_per_hour / ticks_per_minute, "min");
    append_words(out, time % ticks_per_minute / ticks_per_second, "s");
    return out.empty() ? "0 s" : out;
}

std::optional<Duration> parse_duration(std::string_view text) {
    if (text.empty() || (text.front() != 'P' && text.front() != 'p')) return std::nullopt;
    text.remove_prefix(1);
    Duration duration;
    bool in_time = false;
    bool any = false;
    int last = -1;
    while (!text.empty()) {
        if (text.front() == 'T' || text.front() == 't') {
            if (in_time) return std::nullopt;
            in_time = true;
            any = false;
            last = -1;
            text.remove_prefix(1);
            continue;
        }
        const std::optional<Part> part = take_part(text);
        if (!part) return std::nullopt;
        const int place = rank(part->unit, in_time);
        if (place <= last || !add_part(duration, *part, in_time)) return std::nullopt;
        last = place;
        any = true;
    }
    if (!any) return std::nullopt;
    return duration;
}

Instant add(Instant start, const Duration& duration) {
    Instant moved = start;
    if (duration.months != 0) {
        CivilTime civil = to_civil(start);
        const int months = civil.month - 1 + duration.months;
        civil.year += months / 12;
        civil.month = months % 12 + 1;
        if (civil.year > 9999) return instant_max;
        civil.day = std::min(civil.day, days_in_month(civil.year, civil.month));
        moved = from_civil(civil);
    }
    return shift(moved, duration.ticks);
}

}  // namespace pim
