#include "sync/throttle.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace pim::sync {

std::int64_t pause_ticks(int failures, std::string_view retry_after) {
    constexpr std::size_t digits_max = 6;
    const std::string_view digits = trimmed(retry_after);
    const bool whole = !digits.empty() && digits.size() <= digits_max &&
                       digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (whole) {
        std::int64_t seconds = 0;
        for (const char digit : digits) seconds = seconds * 10 + (digit - '0');
        return std::min(seconds * ticks_per_second, pause_asked_ticks_max);
    }
    const int doublings = std::clamp(failures - 1, 0, attempts_max);
    return std::min(ticks_per_second << doublings, pause_ticks_max);
}

}  // namespace pim::sync
