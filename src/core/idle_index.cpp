#include "core/idle_index.hpp"

#include <algorithm>

namespace pim {

void IdleIndex::save(Slot slot, Instant since) {
    drop(slot);
    if (slot >= rows_.size()) rows_.resize(std::size_t{slot} + 1);
    std::vector<Slot>& day = days_[day_of(since)];
    rows_[slot] = {since, static_cast<std::uint32_t>(day.size())};
    day.push_back(slot);
}

void IdleIndex::drop(Slot slot) {
    if (slot >= rows_.size() || !rows_[slot].since) return;
    const auto day = days_.find(day_of(*rows_[slot].since));
    std::vector<Slot>& slots = day->second;
    // The day's last row takes its place.
    rows_[slots.back()].place = rows_[slot].place;
    slots[rows_[slot].place] = slots.back();
    slots.pop_back();
    if (slots.empty()) days_.erase(day);
    rows_[slot].since.reset();
}

std::int64_t IdleIndex::count(Instant until) const {
    std::int64_t count = 0;
    for (const auto& [day, slots] : days_) {
        if (day > day_of(until)) break;
        if (day < day_of(until)) {
            count += static_cast<std::int64_t>(slots.size());
        } else {
            count += std::count_if(slots.begin(), slots.end(),
                                   [&](Slot slot) { return *rows_[slot].since <= until; });
        }
    }
    return count;
}

std::vector<Slot> IdleIndex::in_order(std::vector<Slot> slots) const {
    std::sort(slots.begin(), slots.end(), [&](Slot a, Slot b) {
        const Instant first = *rows_[a].since, second = *rows_[b].since;
        return first != second ? first < second : a < b;
    });
    return slots;
}

bool operator==(const IdleIndex& a, const IdleIndex& b) {
    const std::size_t end = std::max(a.rows_.size(), b.rows_.size());
    for (std::size_t slot = 0; slot < end; ++slot) {
        if (a.since(static_cast<Slot>(slot)) != b.since(static_cast<Slot>(slot))) return false;
    }
    return true;
}

}  // namespace pim
