#include "core/text.hpp"
#include "lab/scenario.hpp"

namespace pim::lab {

namespace {

constexpr std::int64_t length_number_max = 1'000'000;

/// Adds `n` of a unit to the duration; false where there is no such unit.
bool add_unit(Duration& duration, std::int64_t n, std::string_view unit) {
    if (unit == "y" || unit == "mo") {
        const std::int64_t months = duration.months + n * (unit == "y" ? 12 : 1);
        if (months > duration_months_max) return false;
        duration.months = static_cast<std::int32_t>(months);
    } else if (unit == "d") {
        duration.ticks += n * ticks_per_day;
    } else if (unit == "h") {
        duration.ticks += n * ticks_per_hour;
    } else if (unit == "m") {
        duration.ticks += n * ticks_per_minute;
    } else if (unit == "s") {
        duration.ticks += n * ticks_per_second;
    } else {
        return false;
    }
    return true;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

std::optional<Duration> parse_length(std::string_view text) {
    if (!text.empty() && text.front() == 'P') return parse_duration(text);
    if (text.empty()) return std::nullopt;
    Duration duration;
    while (!text.empty()) {
        if (!is_digit(text.front())) return std::nullopt;
        std::int64_t n = 0;
        while (!text.empty() && is_digit(text.front())) {
            n = n * 10 + (text.front() - '0');
            if (n > length_number_max) return std::nullopt;
            text.remove_prefix(1);
        }
        std::size_t length = 0;
        while (length < text.size() && !is_digit(text[length])) ++length;
        if (!add_unit(duration, n, text.substr(0, length))) return std::nullopt;
        text.remove_prefix(length);
    }
    return duration;
}

std::optional<Moment> parse_moment(std::string_view text) {
    Moment moment;
    if (text == "now") return moment;
    if (text.size() > 1 && (text.front() == '+' || text.front() == '-')) {
        const std::optional<Duration> offset = parse_length(text.substr(1));
        if (!offset || (text.front() == '-' && offset->months != 0)) return std::nullopt;
        moment.offset = *offset;
        moment.before = text.front() == '-';
        return moment;
    }
    moment.at = parse_instant(text.size() == 10 ? cat(text, "T00:00Z") : std::string(text));
    if (!moment.at) return std::nullopt;
    return moment;
}

Instant resolve(const Moment& moment, Instant now) {
    if (moment.at) return *moment.at;
    if (moment.before) return shift(now, -moment.offset.ticks);
    return add(now, moment.offset);
}

}  // namespace pim::lab
