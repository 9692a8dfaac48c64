#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "core/blocks.hpp"
#include "core/slot_index.hpp"

namespace pim {

/// Rows with an `id`, found by id in constant time and walked in the order of their making.
/// References stay valid until the row is erased.
template <class T>
class Table {
public:
    const T* find(const Guid& id) const {
        const std::optional<Slot> slot = slot_of(id);
        return slot ? &*rows_[*slot] : nullptr;
    }
    T* find(const Guid& id) { return const_cast<T*>(std::as_const(*this).find(id)); }

    /// The row of a slot that an index of the tenant names.
    const T& at(Slot slot) const { return *rows_[slot]; }
    T& at(Slot slot) { return *rows_[slot]; }

    /// One beyond the highest slot in use, and the row of any slot below it; none where it was
    /// erased. For walks in slices.
    std::size_t slot_end() const { return rows_.size(); }
    const T* row(Slot slot) const { return rows_[slot] ? &*rows_[slot] : nullptr; }

    std::optional<Slot> slot_of(const Guid& id) const { return slots_.find(id); }

    /// Adds a row, or replaces the one of the same id in its place.
    Slot save(T row) {
        if (const std::optional<Slot> present = slot_of(row.id)) {
            rows_[*present] = std::move(row);
            return *present;
        }
        const Slot slot = slots_.add(row.id);
        rows_.emplace_back(std::move(row));
        ++size_;
        return slot;
    }

    void erase(const Guid& id) {
        const std::optional<Slot> slot = slot_of(id);
        if (!slot) return;
        slots_.remove(id);
        rows_[*slot].reset();
        --size_;
    }

    void clear() {
        rows_.clear();
        slots_.clear();
        size_ = 0;
    }

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }

    template <class Visit>
    void each(Visit visit) const {
        for (std::size_t slot = 0; slot < rows_.size(); ++slot) {
            if (rows_[slot]) visit(*rows_[slot]);
        }
    }

private:
    Blocks<std::optional<T>> rows_;
    SlotIndex slots_;
    std::size_t size_ = 0;
};

}  // namespace pim
