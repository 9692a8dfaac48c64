#include "core/row_index.hpp"

namespace pim {

const Slots& slots_of(const RowIndex& index, const Guid& key) {
    static const Slots none;
    const RowIndex::Entry* const found = index.entries_.find(key);
    return found ? found->slots : none;
}

std::map<Guid, const Slots*> RowIndex::by_key() const {
    std::map<Guid, const Slots*> sorted;
    entries_.each([&](const Entry& entry) {
        if (!entry.slots.empty()) sorted[entry.id] = &entry.slots;
    });
    return sorted;
}

RowIndex::Entry& RowIndex::entry(const Guid& key) {
    if (Entry* const found = entries_.find(key)) return *found;
    return entries_.at(entries_.save(Entry{key, {}}));
}

}  // namespace pim
