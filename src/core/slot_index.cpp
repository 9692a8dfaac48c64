#include "core/slot_index.hpp"

#include <utility>

namespace pim {

namespace {

constexpr int bits_at_first = 4;

}  // namespace

Slot SlotIndex::add(const Guid& id) {
    if (2 * (size_ + 1) > entries_.size()) grow();
    const auto slot = static_cast<Slot>(ids_.size());
    ids_.push_back(id);
    place(slot);
    ++size_;
    return slot;
}

void SlotIndex::remove(const Guid& id) {
    std::size_t hole = home(id);
    while (!(id_at(hole) == id)) hole = next(hole);
    // Entries behind the hole move up, unless that would put one before its home.
    const std::size_t mask = entries_.size() - 1;
    for (std::size_t at = next(hole); entries_[at] != 0; at = next(at)) {
        const std::size_t from_home = (at - home(id_at(at))) & mask;
        if (from_home < ((at - hole) & mask)) continue;
        entries_[hole] = entries_[at];
        hole = at;
    }
    entries_[hole] = 0;
    --size_;
}

void SlotIndex::clear() {
    *this = SlotIndex();
}

void SlotIndex::place(Slot slot) {
    std::size_t at = home(ids_[slot]);
    while (entries_[at] != 0) at = next(at);
    entries_[at] = slot + 1;
}

void SlotIndex::grow() {
    shift_ = entries_.empty() ? 32 - bits_at_first : shift_ - 1;
    const std::vector<std::uint32_t> before =
        std::exchange(entries_, std::vector<std::uint32_t>(std::size_t{1} << (32 - shift_)));
    for (const std::uint32_t entry : before) {
        if (entry != 0) place(entry - 1);
    }
}

}  // namespace pim
