#include "core/slot_index.hpp"

#include <utility>

namespace pim {

namespace {

constexpr int bits_at_first = 4;

}  // namespace

void SlotIndex::add(std::uint32_t hash, Slot slot) {
    if (2 * (size_ + 1) > entries_.size()) grow();
    place(Entry{hash, slot + 1});
    ++size_;
}

void SlotIndex::remove(std::uint32_t hash, Slot slot) {
    std::size_t hole = home(hash);
    while (entries_[hole].used != slot + 1) hole = next(hole);
    // Entries behind the hole move up, unless that would put one before its home.
    const std::size_t mask = entries_.size() - 1;
    for (std::size_t at = next(hole); entries_[at].used != 0; at = next(at)) {
        const std::size_t from_home = (at - home(entries_[at].hash)) & mask;
        if (from_home < ((at - hole) & mask)) continue;
        entries_[hole] = entries_[at];
        hole = at;
    }
    entries_[hole] = Entry{};
    --size_;
}

void SlotIndex::clear() {
    *this = SlotIndex();
}

void SlotIndex::place(Entry entry) {
    std::size_t at = home(entry.hash);
    while (entries_[at].used != 0) at = next(at);
    entries_[at] = entry;
}

void SlotIndex::grow() {
    shift_ = entries_.empty() ? 32 - bits_at_first : shift_ - 1;
    const std::vector<Entry> before =
        std::exchange(entries_, std::vector<Entry>(std::size_t{1} << (32 - shift_)));
    for (const Entry& entry : before) {
        if (entry.used != 0) place(entry);
    }
}

}  // namespace pim
