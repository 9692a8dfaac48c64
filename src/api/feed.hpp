#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "api/journal_stream.hpp"
#include "sandbox/sandbox.hpp"

namespace pim::api {

/// Events that are kept for those who follow the journal.
constexpr std::size_t feed_events_max = 20'000;
/// Events in one answer at most.
constexpr std::size_t feed_page_max = 1'000;

/// The last events of a running sandbox, in order and without gaps, and the readers that are told
/// of each as soon as it is durable.
class Feed {
public:
    /// `event_text` gives an event as JSON.
    Feed(sandbox::Sandbox& sandbox, std::function<std::string(const Event&)> event_text);
    ~Feed();
    Feed(const Feed&) = delete;
    Feed& operator=(const Feed&) = delete;

    /// Sequence of the first event that is kept; one beyond the tenant's last where none is.
    std::int64_t first() const;
    bool keeps(std::int64_t sequence) const;
    /// The event of a sequence that is kept, as JSON; made once, whoever reads it.
    const std::string& text(std::int64_t sequence);

    /// A reader of all events from a sequence on; null where there are `journal_streams_max`.
    std::shared_ptr<JournalStream> follow(std::int64_t from);
    /// Tells the readers what happened since the last call, once it is durable. For whoever
    /// commits, before that: so the same commit serves both.
    void tell();
    /// The clock was set, or is to be told again.
    void tell_clock();
    /// Another tenant has taken the place of this one: all readers are told, and that is their end.
    void tell_replaced();

private:
    struct Kept {
        Event event;
        std::string text;  ///< empty until somebody reads it
    };

    void take(const Event& event);
    /// Whether what is kept leads to the tenant as it is: an import or a failed commit breaks it.
    bool whole() const;
    /// The clock as it is, to be told behind an event.
    SharedClock clock(std::int64_t sequence) const;
    void publish(std::int64_t last, const SharedClock& clock);
    /// The readers that are still there.
    std::vector<std::shared_ptr<JournalStream>> readers();

    sandbox::Sandbox& sandbox_;
    std::function<std::string(const Event&)> event_text_;
    std::deque<Kept> events_;
    std::vector<std::weak_ptr<JournalStream>> streams_;
    std::int64_t asked_ = 0;      ///< the last sequence that readers are, or will be, told of
    std::int64_t published_ = 0;  ///< the last that they were told of
    bool clock_is_due_ = false;
    std::function<void()> unsubscribe_;
    /// Null once the feed is gone.
    std::shared_ptr<Feed*> self_ = std::make_shared<Feed*>(this);
};

}  // namespace pim::api
