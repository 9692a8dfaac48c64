#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "graph/message.hpp"

namespace pim::api {

class Feed;

/// Readers that follow the journal at the same time.
constexpr std::size_t journal_streams_max = 64;
/// Bytes of events that may come while a reader takes none before it is cut off.
constexpr std::size_t stream_waiting_bytes_max = std::size_t{1024} * 1024;
/// Bytes after which a part of a stream goes on its way.
constexpr std::size_t stream_part_bytes = std::size_t{64} * 1024;
/// How often the clock is told where nothing else happens.
constexpr std::chrono::seconds journal_heartbeat{10};

/// The clock as it was behind an event, as a line of the stream.
struct ClockLine {
    std::int64_t sequence = 0;  ///< of the last event before it
    std::string text;
};
using SharedClock = std::shared_ptr<const ClockLine>;

/// What one reader of the journal is sent: one JSON object a line. Events are taken from the feed
/// when the reader has room for them, so that a slow one holds none of its own.
class JournalStream final : public graph::BodyStream {
public:
    /// The feed must outlive whoever takes from the stream.
    JournalStream(Feed& feed, std::int64_t from) : feed_(feed), next_(from) {}

    void wake_by(std::function<void()> wake) override;
    std::string take() override;
    State state() const override { return state_; }

    /// Events up to `last` are durable, `bytes` of them new; the clock stands behind some of them,
    /// null where it only ran on.
    void offer(std::int64_t last, std::size_t bytes, const SharedClock& clock);
    /// Another tenant has taken the place: the reader exports it and follows anew.
    void end_replaced();

private:
    /// The next line there is; empty: none.
    std::string next_line();

    Feed& feed_;
    std::int64_t next_;      ///< sequence of the next event
    std::int64_t last_ = 0;  ///< of the last one that may be told
    std::size_t waiting_ = 0;
    SharedClock clock_;
    bool replaced_ = false;
    State state_ = State::open;
    std::function<void()> wake_;
};

}  // namespace pim::api
