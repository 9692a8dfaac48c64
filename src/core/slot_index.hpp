#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/guid.hpp"

namespace pim {

/// A row's place in a table. Later rows have higher slots; slots are never used again.
using Slot = std::uint32_t;

/// The slots of rows by the hash of their id: one block, open addressing, at most half full. An
/// entry keeps its hash, so that a row is looked at only where it is most likely the one sought.
class SlotIndex {
public:
    static std::uint32_t hash(const Guid& id) {
        const std::uint64_t mixed = (id.high ^ (id.high >> 32)) * 0xff51afd7ed558ccdULL + id.low;
        return static_cast<std::uint32_t>((mixed * 0x9e3779b97f4a7c15ULL) >> 32);
    }

    /// The slot with this hash for which `is_it(slot)` holds.
    template <class IsIt>
    std::optional<Slot> find(std::uint32_t hash, IsIt is_it) const {
        if (entries_.empty()) return std::nullopt;
        for (std::size_t at = home(hash); entries_[at].used != 0; at = next(at)) {
            const Entry& entry = entries_[at];
            if (entry.hash == hash && is_it(entry.used - 1)) return entry.used - 1;
        }
        return std::nullopt;
    }

    /// Adds a slot that is not there yet.
    void add(std::uint32_t hash, Slot slot);
    /// Takes a slot out that is there.
    void remove(std::uint32_t hash, Slot slot);
    void clear();

private:
    struct Entry {
        std::uint32_t hash = 0;
        std::uint32_t used = 0;  ///< the slot + 1; 0: free
    };

    std::size_t home(std::uint32_t hash) const { return hash >> shift_; }
    std::size_t next(std::size_t at) const { return (at + 1) & (entries_.size() - 1); }
    void place(Entry entry);
    void grow();

    std::vector<Entry> entries_;  ///< a power of two of them
    std::size_t size_ = 0;
    int shift_ = 32;  ///< what leaves as many bits of a hash as `entries_` has places for
};

}  // namespace pim
