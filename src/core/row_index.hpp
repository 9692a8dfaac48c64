#pragma once

#include <map>
#include <set>

#include "core/table.hpp"

namespace pim {

/// Rows of a table that share something, in the order of their making.
using Slots = std::set<Slot>;

/// The rows of a table by an id that they share: of a principal, a role, another row.
class RowIndex {
public:
    void add(const Guid& key, Slot slot) { entry(key).slots.insert(slot); }
    void drop(const Guid& key, Slot slot) {
        if (Entry* const found = entries_.find(key)) found->slots.erase(slot);
    }
    void clear() { entries_.clear(); }

    /// The rows of a key; an empty set where there are none.
    friend const Slots& slots_of(const RowIndex& index, const Guid& key);

    /// Every key that has rows, in the order of the keys: for comparing whole tenants.
    std::map<Guid, const Slots*> by_key() const;

private:
    struct Entry {
        Guid id;
        Slots slots;
    };
    Entry& entry(const Guid& key);

    Table<Entry> entries_;
};

const Slots& slots_of(const RowIndex& index, const Guid& key);

}  // namespace pim
