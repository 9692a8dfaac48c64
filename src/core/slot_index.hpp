#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/guid.hpp"

namespace pim {

/// A row's place in a table. Later rows have higher slots; slots are never used again.
using Slot = std::uint32_t;

/// The ids of rows by slot, and their slots by id: one block, open addressing, at most half full.
/// It is kept apart from the rows, so that a look-up touches none of them.
class SlotIndex {
public:
    std::optional<Slot> find(const Guid& id) const {
        if (entries_.empty()) return std::nullopt;
        for (std::size_t at = home(id); entries_[at] != 0; at = next(at)) {
            if (id_at(at) == id) return entries_[at] - 1;
        }
        return std::nullopt;
    }

    /// Gives an id that is not there yet the next slot.
    Slot add(const Guid& id);
    /// Takes an id out that is there; its slot stays unused.
    void remove(const Guid& id);
    void clear();

private:
    std::size_t home(const Guid& id) const {
        const std::uint64_t mixed = (id.high ^ (id.high >> 32)) * 0xff51afd7ed558ccdULL + id.low;
        return static_cast<std::uint32_t>((mixed * 0x9e3779b97f4a7c15ULL) >> 32) >> shift_;
    }
    std::size_t next(std::size_t at) const { return (at + 1) & (entries_.size() - 1); }
    const Guid& id_at(std::size_t at) const { return ids_[entries_[at] - 1]; }
    void place(Slot slot);
    void grow();

    std::vector<Guid> ids_;               ///< by slot; those of removed ones stay
    std::vector<std::uint32_t> entries_;  ///< the slot + 1; 0: free; a power of two of them
    std::size_t size_ = 0;
    int shift_ = 32;  ///< what leaves as many bits of a hash as `entries_` has places for
};

}  // namespace pim
