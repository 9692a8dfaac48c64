#pragma once

#include <string>
#include <vector>

#include "graph/graph_support.hpp"
#include "sync/sync_support.hpp"

namespace pim::sync::test {

/// One event as the feed of a lab sends it.
std::string line_of(const Event& event);

/// What happens to a call on its way.
enum class Luck {
    good,
    lost_before,  ///< it does not arrive
    lost_after,   ///< it arrives, and the reply gets lost
    late,         ///< the same, and the reply comes after all
    silent,       ///< it arrives, and nothing is ever heard of it: the page is loaded anew
    twice,        ///< the reply comes twice
    throttled,
};
constexpr int luck_count = 7;

/// A line to our own engine, on which calls and replies get lost as a case says. It serves the
/// lab's export and journal too.
class Network : public Transport {
public:
    /// `lab`: it knows the ids of commands, as a lab does.
    Network(graph::test::Lab& engine, const Guid& caller, bool lab);
    ~Network() override { unsubscribe_(); }

    int send(Call call, Replied replied) override;
    void abort(int number) override;

    /// Brings what has come late, and the events since the last time to whoever follows.
    void deliver();
    /// Cuts the feed.
    void cut();

    std::function<Luck(const Call&)> luck;
    std::size_t carried_out = 0;  ///< changes that arrived

private:
    graph::Response answer(const Call& call);
    graph::Response engine_answer(const Call& call);
    void follow(int number, const Call& call, Replied replied);

    struct Stream {
        int number = 0;
        std::function<void(std::string_view)> part;
        Replied replied;
        std::int64_t next = 0;
    };

    graph::test::Lab& engine_;
    Guid caller_;
    bool lab_;
    Events journal_;
    std::int64_t first_;
    std::vector<std::function<void()>> late_;
    std::optional<Stream> stream_;
    int last_ = 0;
    std::function<void()> unsubscribe_;
};

}  // namespace pim::sync::test
