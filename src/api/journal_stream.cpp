#include "api/journal_stream.hpp"

#include <algorithm>
#include <utility>

#include "api/feed.hpp"
#include "core/text.hpp"

namespace pim::api {

void JournalStream::wake_by(std::function<void()> wake) {
    wake_ = std::move(wake);
}

std::string JournalStream::take() {
    std::string part;
    while (part.size() < stream_part_bytes) {
        const std::string line = next_line();
        if (line.empty()) break;
        part += line;
    }
    waiting_ -= std::min(waiting_, part.size());
    return part;
}

void JournalStream::offer(std::int64_t last, std::size_t bytes, const SharedClock& clock) {
    last_ = std::max(last_, last);
    waiting_ += bytes;
    if (clock) clock_ = clock;
    if (waiting_ > stream_waiting_bytes_max) state_ = State::cut;
    if (wake_) wake_();
}

void JournalStream::end_replaced() {
    replaced_ = true;
    if (wake_) wake_();
}

std::string JournalStream::next_line() {
    if (state_ != State::open) return {};
    if (replaced_) {
        state_ = State::ended;
        return "{\"replaced\":true}\n";
    }
    if (clock_ && clock_->sequence < next_) return std::exchange(clock_, nullptr)->text;
    if (next_ > last_) return {};
    if (!feed_.keeps(next_)) {
        // Too far behind: asking again from here is answered with what to do.
        state_ = State::ended;
        return {};
    }
    return cat(R"({"event":)", feed_.text(next_++), "}\n");
}

}  // namespace pim::api
