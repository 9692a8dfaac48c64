#pragma once

#include <array>
#include <vector>

#include "core/due.hpp"

namespace pim {

/// What falls due, the next one first. Every row that waits for a moment has exactly one entry.
/// A heap of four branches that knows where each owner's entry stands, so that it can be taken
/// out in the middle. No two entries are equal (see Due), so the order is one.
class DueQueue {
public:
    bool empty() const { return heap_.empty(); }
    std::size_t size() const { return heap_.size(); }
    const Due& front() const { return heap_.front(); }

    /// Puts an entry in, in the place of the one that its owner has.
    void save(const Due& due);
    /// Takes the entry of an owner out, if it has one.
    void erase(DueOwner owner, std::uint32_t slot);
    void clear();

    /// All entries in their order: for comparing whole tenants.
    std::vector<Due> in_order() const;

private:
    std::uint32_t& place_of(const Due& due);
    void put(std::size_t at, const Due& due);
    void rise(std::size_t at, const Due& due);
    void sink(std::size_t at, const Due& due);
    /// Finds the due its place at `at` or above or below.
    void settle(std::size_t at, const Due& due);

    std::vector<Due> heap_;
    /// By owner and slot: where in the heap the entry stands, + 1; 0: it has none.
    std::array<std::vector<std::uint32_t>, 3> places_;
};

}  // namespace pim
