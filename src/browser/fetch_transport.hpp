#pragma once

#include <map>

#include "sync/transport.hpp"

namespace pim::browser {

/// An answer that takes longer counts as none.
constexpr int fetch_milliseconds_max = 60'000;

/// The browser's `fetch` (web/backends.js): to a backend, or by a relative address to what lies
/// beside the page. One for the life of the page.
class FetchTransport final : public sync::Transport {
public:
    FetchTransport();

    int send(sync::Call call, Replied replied) override;
    void abort(int number) override;
    /// Bytes of an answer that is asked for in parts.
    void part(int number, std::string_view bytes);
    /// The reply to a call, which the page brought.
    void replied(int number, Outcome<graph::Response> reply);

private:
    int last_ = 0;
    struct Waiting {
        std::function<void(std::string_view)> part;
        Replied replied;
    };
    std::map<int, Waiting> waiting_;
};

}  // namespace pim::browser
