#include "core/due_queue.hpp"

#include <algorithm>

namespace pim {

namespace {

constexpr std::size_t branches = 4;

}  // namespace

std::uint32_t& DueQueue::place_of(const Due& due) {
    return places_[static_cast<std::size_t>(due.owner)][due.slot];
}

void DueQueue::put(std::size_t at, const Due& due) {
    heap_[at] = due;
    place_of(due) = static_cast<std::uint32_t>(at + 1);
}

void DueQueue::rise(std::size_t at, const Due& due) {
    while (at > 0) {
        const std::size_t above = (at - 1) / branches;
        if (!(due < heap_[above])) break;
        put(at, heap_[above]);
        at = above;
    }
    put(at, due);
}

void DueQueue::sink(std::size_t at, const Due& due) {
    for (;;) {
        const std::size_t first = at * branches + 1;
        if (first >= heap_.size()) break;
        const std::size_t last = std::min(first + branches, heap_.size());
        std::size_t least = first;
        for (std::size_t below = first + 1; below < last; ++below) {
            if (heap_[below] < heap_[least]) least = below;
        }
        if (!(heap_[least] < due)) break;
        put(at, heap_[least]);
        at = least;
    }
    put(at, due);
}

void DueQueue::settle(std::size_t at, const Due& due) {
    if (at > 0 && due < heap_[(at - 1) / branches]) {
        rise(at, due);
    } else {
        sink(at, due);
    }
}

void DueQueue::save(const Due& due) {
    std::vector<std::uint32_t>& places = places_[static_cast<std::size_t>(due.owner)];
    if (places.size() <= due.slot) places.resize(due.slot + 1);
    if (places[due.slot] != 0) {
        settle(places[due.slot] - 1, due);
    } else {
        heap_.push_back(due);
        rise(heap_.size() - 1, due);
    }
}

void DueQueue::erase(DueOwner owner, std::uint32_t slot) {
    std::vector<std::uint32_t>& places = places_[static_cast<std::size_t>(owner)];
    if (places.size() <= slot || places[slot] == 0) return;
    const std::size_t hole = places[slot] - 1;
    places[slot] = 0;
    const Due last = heap_.back();
    heap_.pop_back();
    if (hole < heap_.size()) settle(hole, last);
}

void DueQueue::clear() {
    *this = DueQueue();
}

std::vector<Due> DueQueue::in_order() const {
    std::vector<Due> all = heap_;
    std::sort(all.begin(), all.end());
    return all;
}

}  // namespace pim
