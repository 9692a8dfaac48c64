#pragma once

#include <deque>
#include <functional>

#include "sandbox/sandbox.hpp"

namespace pim::api {

/// Events that are kept for those who follow the journal.
constexpr std::size_t feed_events_max = 20'000;
/// Events in one answer at most.
constexpr std::size_t feed_page_max = 1'000;

/// The last events of a running sandbox, in order and without gaps.
class Feed {
public:
    explicit Feed(sandbox::Sandbox& sandbox);
    ~Feed() { unsubscribe_(); }
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    /// Sequence of the first event that is kept; one beyond the tenant's last where none is.
    std::int64_t first() const;
    /// The event of a sequence, not below `first` and not above the tenant's last.
    const Event& at(std::int64_t sequence) const;

private:
    void take(const Event& event);
    /// Whether what is kept leads to the tenant as it is: an import or a failed commit breaks it.
    bool whole() const;

    const sandbox::Sandbox& sandbox_;
    std::deque<Event> events_;
    std::function<void()> unsubscribe_;
};

}  // namespace pim::api
