#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <unordered_map>
#include <utility>

#include "core/guid.hpp"

namespace pim {

/// A row's place in a table. Later rows have higher slots; slots are never used again.
using Slot = std::uint32_t;

/// Rows with an `id`, found by id in constant time and walked in the order of their making.
/// References stay valid until the row is erased.
template <class T>
class Table {
public:
    const T* find(const Guid& id) const {
        const auto at = slots_.find(id);
        return at == slots_.end() ? nullptr : &*rows_[at->second];
    }
    T* find(const Guid& id) { return const_cast<T*>(std::as_const(*this).find(id)); }

    /// The row of a slot that an index of the tenant names.
    const T& at(Slot slot) const { return *rows_[slot]; }
    T& at(Slot slot) { return *rows_[slot]; }

    /// One beyond the highest slot in use, and the row of any slot below it; none where it was
    /// erased. For walks in slices.
    std::size_t slot_end() const { return rows_.size(); }
    const T* row(Slot slot) const { return rows_[slot] ? &*rows_[slot] : nullptr; }

    std::optional<Slot> slot_of(const Guid& id) const {
        const auto at = slots_.find(id);
        if (at == slots_.end()) return std::nullopt;
        return at->second;
    }

    /// Adds a row, or replaces the one of the same id in its place.
    Slot save(T row) {
        const auto [at, added] = slots_.try_emplace(row.id, static_cast<Slot>(rows_.size()));
        if (added) {
            rows_.emplace_back(std::move(row));
        } else {
            rows_[at->second] = std::move(row);
        }
        return at->second;
    }

    void erase(const Guid& id) {
        const auto at = slots_.find(id);
        if (at == slots_.end()) return;
        rows_[at->second].reset();
        slots_.erase(at);
    }

    std::size_t size() const { return slots_.size(); }
    bool empty() const { return slots_.empty(); }

    template <class Visit>
    void each(Visit visit) const {
        for (const auto& row : rows_) {
            if (row) visit(*row);
        }
    }

private:
    std::deque<std::optional<T>> rows_;
    std::unordered_map<Guid, Slot> slots_;
};

}  // namespace pim
