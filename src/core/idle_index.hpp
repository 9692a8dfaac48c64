#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "core/instant.hpp"
#include "core/slot_index.hpp"

namespace pim {

/// Rows by the moment since which they have been idle, divided into days: how many have been idle
/// since a moment or longer is counted by days, not by rows.
class IdleIndex {
public:
    /// Puts a row in, or moves it to another moment.
    void save(Slot slot, Instant since);
    /// Takes a row out, if it is there.
    void drop(Slot slot);

    /// Since when a row has been idle; none where it is not there.
    std::optional<Instant> since(Slot slot) const {
        return slot < since_.size() ? since_[slot] : std::nullopt;
    }

    /// How many rows have been idle since `until` or longer.
    std::int64_t count(Instant until) const;
    /// Visits those rows, the longest idle first.
    template <class Visit>
    void each(Instant until, Visit visit) const {
        for (const auto& [day, rows] : days_) {
            if (day > day_of(until)) return;
            for (const auto& [since, slot] : rows) {
                if (since <= until) visit(slot);
            }
        }
    }

    friend bool operator==(const IdleIndex& a, const IdleIndex& b) { return a.days_ == b.days_; }

private:
    static std::int64_t day_of(Instant since) { return since.ticks / ticks_per_day; }

    std::map<std::int64_t, std::set<std::pair<Instant, Slot>>> days_;
    std::vector<std::optional<Instant>> since_;  ///< by slot
};

}  // namespace pim
