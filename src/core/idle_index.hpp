#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/instant.hpp"
#include "core/slot_index.hpp"

namespace pim {

/// Rows by the moment since which they have been idle, divided into days: how many have been idle
/// since a moment or longer is counted by days; only the rows of the moment's own day are looked
/// at.
class IdleIndex {
public:
    /// Puts a row in, or moves it to another moment.
    void save(Slot slot, Instant since);
    /// Takes a row out, if it is there.
    void drop(Slot slot);

    /// Since when a row has been idle; none where it is not there.
    std::optional<Instant> since(Slot slot) const {
        return slot < rows_.size() ? rows_[slot].since : std::nullopt;
    }

    /// How many rows have been idle since `until` or longer.
    std::int64_t count(Instant until) const;
    /// Visits those rows, the longest idle first, until `visit` gives false.
    template <class Visit>
    void each(Instant until, Visit visit) const {
        for (const auto& [day, slots] : days_) {
            if (day > day_of(until)) return;
            for (const Slot slot : in_order(slots)) {
                if (*rows_[slot].since <= until && !visit(slot)) return;
            }
        }
    }

    friend bool operator==(const IdleIndex& a, const IdleIndex& b);

private:
    struct Row {
        std::optional<Instant> since;
        std::uint32_t place = 0;  ///< within its day
    };

    static std::int64_t day_of(Instant since) { return since.ticks / ticks_per_day; }
    std::vector<Slot> in_order(std::vector<Slot> slots) const;

    std::map<std::int64_t, std::vector<Slot>> days_;  ///< in no order within a day
    std::vector<Row> rows_;                           ///< by slot
};

}  // namespace pim
