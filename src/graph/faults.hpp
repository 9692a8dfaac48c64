#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>

#include "graph/rejection.hpp"

namespace pim::graph {

constexpr std::int64_t fault_count_max = 1'000'000;
constexpr std::int64_t fault_latency_ms_max = 60'000;

/// Troubles that clients must live with, on request. All of it counts requests, so that the same
/// calls meet the same faults again. Zero everywhere: none.
struct FaultSettings {
    /// More Graph requests than this within the window are answered with 429.
    std::int64_t throttle_requests = 0;
    std::int64_t throttle_window_seconds = 10;
    std::int64_t retry_after_seconds = 5;  ///< what Retry-After says
    /// Every n-th Graph request is answered with 503.
    std::int64_t unavailable_every = 0;
    /// Each Graph request waits this long, and every n-th one longer.
    std::int64_t latency_ms = 0;
    std::int64_t slow_latency_ms = 0;
    std::int64_t slow_every = 0;

    friend bool operator==(const FaultSettings&, const FaultSettings&) = default;
};

/// What one request meets.
struct Fault {
    std::chrono::milliseconds delay{0};
    std::optional<Response> response;  ///< instead of the true answer
};

/// Draws the fault of each request, for a server as for the page.
class Faults {
public:
    /// Milliseconds of a clock that only goes forward.
    using SteadyClock = std::function<std::int64_t()>;
    /// Does some work after a time.
    using Timer = std::function<void(std::chrono::milliseconds, std::function<void()>)>;

    Faults(SteadyClock clock, Timer timer) : clock_(std::move(clock)), timer_(std::move(timer)) {}

    const FaultSettings& settings() const { return settings_; }
    /// Begins to count anew.
    void set(const FaultSettings& settings);
    /// Whether there is any trouble at all.
    bool any() const { return settings_ != FaultSettings{}; }
    /// The fault of the next request, which the stamp names.
    Fault next(const Stamp& stamp);
    /// Lets the next request meet its fault: after its delay either it is answered, or refused.
    void meet(const Stamp& stamp, std::function<void()> answer,
              std::function<void(Response)> refuse);

private:
    /// Whether the window is full; else the request takes its place in it.
    bool throttled();

    SteadyClock clock_;
    Timer timer_;
    FaultSettings settings_;
    std::int64_t count_ = 0;
    std::deque<std::int64_t> lately_;  ///< milliseconds of the requests within the window
};

}  // namespace pim::graph
