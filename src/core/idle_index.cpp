#include "core/idle_index.hpp"

#include <iterator>
#include <limits>

namespace pim {

void IdleIndex::save(Slot slot, Instant since) {
    drop(slot);
    if (slot >= since_.size()) since_.resize(std::size_t{slot} + 1);
    since_[slot] = since;
    days_[day_of(since)].insert({since, slot});
}

void IdleIndex::drop(Slot slot) {
    if (slot >= since_.size() || !since_[slot]) return;
    const auto day = days_.find(day_of(*since_[slot]));
    day->second.erase({*since_[slot], slot});
    if (day->second.empty()) days_.erase(day);
    since_[slot].reset();
}

std::int64_t IdleIndex::count(Instant until) const {
    std::int64_t count = 0;
    for (const auto& [day, rows] : days_) {
        if (day > day_of(until)) break;
        if (day < day_of(until)) {
            count += static_cast<std::int64_t>(rows.size());
        } else {
            const auto beyond = rows.upper_bound({until, std::numeric_limits<Slot>::max()});
            count += std::distance(rows.begin(), beyond);
        }
    }
    return count;
}

}  // namespace pim
