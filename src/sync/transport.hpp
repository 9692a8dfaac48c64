#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/outcome.hpp"
#include "graph/message.hpp"

namespace pim::sync {

/// A request to a backend. Whoever sends it adds the token: nothing in this room knows it.
struct Call {
    std::string method = "GET";
    std::string url;  ///< whole, below the backend's address
    graph::Headers headers;
    std::string body;
    /// Told the bytes of an answer with status 200 as they arrive; the body of the reply, told when
    /// it is over, is then empty. Where a transport cannot do that, all of them are in the reply:
    /// whoever asks for parts takes its body for the last one.
    std::function<void(std::string_view)> part = {};
};

/// The way to a backend: the browser's `fetch`, a script of a test, or the Graph engine itself.
class Transport {
public:
    /// The reply, or why there was none (no line, no answer in time).
    using Replied = std::function<void(Outcome<graph::Response>)>;

    virtual ~Transport() = default;
    /// Sends a call and gives a number for it. `replied` is told later or at once; it may be told
    /// twice, late and in any order.
    virtual int send(Call call, Replied replied) = 0;
    /// Gives a call up; what was on its way to the backend may have arrived.
    virtual void abort(int number) = 0;
};

}  // namespace pim::sync
