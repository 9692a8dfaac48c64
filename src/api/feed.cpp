#include "api/feed.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "graph/json_writer.hpp"

namespace pim::api {

Feed::Feed(sandbox::Sandbox& sandbox, std::function<std::string(const Event&)> event_text)
    : sandbox_(sandbox),
      event_text_(std::move(event_text)),
      unsubscribe_(sandbox.subscribe([this](const Event& event) { take(event); })) {}

Feed::~Feed() {
    *self_ = nullptr;
    unsubscribe_();
}

std::int64_t Feed::first() const {
    return whole() ? events_.front().event.sequence : sandbox_.tenant().sequence + 1;
}

bool Feed::keeps(std::int64_t sequence) const {
    return !events_.empty() && events_.front().event.sequence <= sequence &&
           sequence <= events_.back().event.sequence;
}

const std::string& Feed::text(std::int64_t sequence) {
    Kept& kept = events_[static_cast<std::size_t>(sequence - events_.front().event.sequence)];
    if (kept.text.empty()) kept.text = event_text_(kept.event);
    return kept.text;
}

std::shared_ptr<JournalStream> Feed::follow(std::int64_t from) {
    const auto others = readers();
    if (others.size() >= journal_streams_max) return nullptr;
    const auto stream = std::make_shared<JournalStream>(*this, from);
    const std::int64_t last = sandbox_.tenant().sequence;
    if (others.empty()) asked_ = published_ = last;
    streams_.push_back(stream);
    // What is not durable yet may still be lost: nobody is told of it before.
    sandbox_.when_durable([weak = std::weak_ptr<JournalStream>(stream), last,
                           clock = clock(0)](const std::optional<Error>& error) {
        const auto reader = weak.lock();
        if (reader && !error) reader->offer(last, 0, clock);
    });
    return stream;
}

void Feed::tell() {
    const std::int64_t last = sandbox_.tenant().sequence;
    if (last == asked_ && !clock_is_due_) return;
    asked_ = last;
    if (readers().empty()) {
        clock_is_due_ = false;
        return;
    }
    const SharedClock told = std::exchange(clock_is_due_, false) ? clock(last) : nullptr;
    sandbox_.when_durable([self = self_, last, told](const std::optional<Error>& error) {
        if (*self == nullptr) return;
        Feed& feed = **self;
        if (!error) return feed.publish(last, told);
        // The sandbox went back to what is durable, its clock as well.
        feed.asked_ = feed.sandbox_.tenant().sequence;
        feed.clock_is_due_ = true;
    });
}

void Feed::tell_clock() {
    clock_is_due_ = true;
    tell();
}

void Feed::tell_replaced() {
    events_.clear();
    asked_ = published_ = sandbox_.tenant().sequence;
    for (const auto& reader : readers()) reader->end_replaced();
    streams_.clear();
}

void Feed::take(const Event& event) {
    if (!events_.empty() && event.sequence != events_.back().event.sequence + 1) events_.clear();
    events_.push_back({event, {}});
    if (events_.size() > feed_events_max) events_.pop_front();
}

bool Feed::whole() const {
    return !events_.empty() && events_.back().event.sequence == sandbox_.tenant().sequence;
}

SharedClock Feed::clock(std::int64_t sequence) const {
    graph::JsonWriter out;
    out.begin_object().key("clock").begin_object();
    out.member("now", to_text(sandbox_.now()));
    out.member_integer("speed", sandbox_.session().speed);
    out.end_object().end_object();
    return std::make_shared<const ClockLine>(ClockLine{sequence, out.take() + '\n'});
}

void Feed::publish(std::int64_t last, const SharedClock& clock) {
    std::size_t bytes = 0;
    for (std::int64_t next = published_ + 1; next <= last; ++next) {
        if (keeps(next)) bytes += text(next).size();
    }
    published_ = std::max(published_, last);
    for (const auto& reader : readers()) reader->offer(last, bytes, clock);
}

std::vector<std::shared_ptr<JournalStream>> Feed::readers() {
    std::vector<std::shared_ptr<JournalStream>> there;
    for (const auto& stream : std::exchange(streams_, {})) {
        auto reader = stream.lock();
        if (!reader) continue;
        streams_.push_back(reader);
        there.push_back(std::move(reader));
    }
    return there;
}

}  // namespace pim::api
