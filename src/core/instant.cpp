#include "core/instant.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace pim {

namespace {

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
std::int64_t days_from_civil(int year, int month, int day) {
    const std::int64_t y = month <= 2 ? year - 1 : year;
    const std::int64_t era = y / 400;
    const std::int64_t year_of_era = y - era * 400;
    const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

void append_padded(std::string& out, int value, std::size_t width) {
    const std::string digits = to_text(std::int64_t{value});
    if (digits.size() < width) out.append(width - digits.size(), '0');
    out += digits;
}

/// Reads fixed-width digits and single characters from the front of a text.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    bool digits(std::size_t width, int& value) {
        if (rest_.size() < width) return false;
        value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            if (rest_[i] < '0' || rest_[i] > '9') return false;
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(width);
        return true;
    }

    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// Up to seven decimals as ticks; more are refused rather than cut.
    bool fraction(int& ticks) {
        std::size_t width = 0;
        while (width < rest_.size() && rest_[width] >= '0' && rest_[width] <= '9') ++width;
        if (width == 0 || width > 7) return false;
        if (!digits(width, ticks)) return false;
        for (; width < 7; ++width) ticks *= 10;
        return true;
    }

    bool empty() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

bool read_offset(Reader& reader, std::int64_t& offset_ticks) {
    if (reader.take('Z') || reader.take('z')) {
        offset_ticks = 0;
        return true;
    }
    const bool plus = reader.take('+');
    if (!plus && !reader.take('-')) return false;
    int hours = 0;
    int minutes = 0;
    if (!reader.digits(2, hours) || !reader.take(':') || !reader.digits(2, minutes)) return false;
    if (hours > 14 || minutes > 59) return false;
    offset_ticks = hours * ticks_per_hour + minutes * ticks_per_minute;
    if (!plus) offset_ticks = -offset_ticks;
    return true;
}

}  // namespace

int days_in_month(int year, int month) {
    constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

CivilTime to_civil(Instant instant) {
    std::int64_t days = instant.ticks / ticks_per_day;
    std::int64_t rest = instant.ticks % ticks_per_day;
    if (rest < 0) {
        rest += ticks_per_day;
        --days;
    }
    const std::int64_t z = days + 719468;
    const std::int64_t era = z / 146097;
    const std::int64_t day_of_era = z - era * 146097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
    CivilTime civil;
    civil.day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    civil.month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    civil.year = static_cast<int>(year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0));
    civil.hour = static_cast<int>(rest / ticks_per_hour);
    civil.minute = static_cast<int>(rest % ticks_per_hour / ticks_per_minute);
    civil.second = static_cast<int>(rest % ticks_per_minute / ticks_per_second);
    civil.fraction = static_cast<int>(rest % ticks_per_second);
    return civil;
}

Instant from_civil(const CivilTime& civil) {
    return Instant{days_from_civil(civil.year, civil.month, civil.day) * ticks_per_day +
                   civil.hour * ticks_per_hour + civil.minute * ticks_per_minute +
                   civil.second * ticks_per_second + civil.fraction};
}

std::string to_text(Instant instant) {
    const CivilTime civil = to_civil(instant);
    std::string out;
    append_padded(out, civil.year, 4);
    out += '-';
    append_padded(out, civil.month, 2);
    out += '-';
    append_padded(out, civil.day, 2);
    out += 'T';
    append_padded(out, civil.hour, 2);
    out += ':';
    append_padded(out, civil.minute, 2);
    out += ':';
    append_padded(out, civil.second, 2);
    if (civil.fraction != 0) {
        out += '.';
        append_padded(out, civil.fraction, 7);
        while (out.back() == '0') out.pop_back();
    }
    out += 'Z';
    return out;
}

std::optional<Instant> parse_instant(std::string_view text) {
    Reader reader(text);
    CivilTime civil;
    if (!reader.digits(4, civil.year) || !reader.take('-') || !reader.digits(2, civil.month) ||
        !reader.take('-') || !reader.digits(2, civil.day)) {
        return std::nullopt;
    }
    if (!reader.take('T') && !reader.take('t')) return std::nullopt;
    if (!reader.digits(2, civil.hour) || !reader.take(':') || !reader.digits(2, civil.minute)) {
        return std::nullopt;
    }
    if (reader.take(':')) {
        if (!reader.digits(2, civil.second)) return std::nullopt;
        if (reader.take('.') && !reader.fraction(civil.fraction)) return std::nullopt;
    }
    std::int64_t offset = 0;
    if (!read_offset(reader, offset) || !reader.empty()) return std::nullopt;
    if (civil.year < 1970 || civil.month < 1 || civil.month > 12 || civil.day < 1 ||
        civil.day > days_in_month(civil.year, civil.month) || civil.hour > 23 ||
        civil.minute > 59 || civil.second > 59) {
        return std::nullopt;
    }
    const Instant instant{from_civil(civil).ticks - offset};
    if (instant < instant_min || instant > instant_max) return std::nullopt;
    return instant;
}

Instant shift(Instant instant, std::int64_t ticks) {
    if (ticks > 0 && instant.ticks > instant_max.ticks - ticks) return instant_max;
    if (ticks < 0 && instant.ticks < instant_min.ticks - ticks) return instant_min;
    return Instant{instant.ticks + ticks};
}

}  // namespace pim
