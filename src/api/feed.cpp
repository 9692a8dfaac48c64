#include "api/feed.hpp"

namespace pim::api {

Feed::Feed(sandbox::Sandbox& sandbox)
    : sandbox_(sandbox),
      unsubscribe_(sandbox.subscribe([this](const Event& event) { take(event); })) {}

std::int64_t Feed::first() const {
    return whole() ? events_.front().sequence : sandbox_.tenant().sequence + 1;
}

const Event& Feed::at(std::int64_t sequence) const {
    return events_[static_cast<std::size_t>(sequence - events_.front().sequence)];
}

void Feed::take(const Event& event) {
    if (!events_.empty() && event.sequence != events_.back().sequence + 1) events_.clear();
    events_.push_back(event);
    if (events_.size() > feed_events_max) events_.pop_front();
}

bool Feed::whole() const {
    return !events_.empty() && events_.back().sequence == sandbox_.tenant().sequence;
}

}  // namespace pim::api
