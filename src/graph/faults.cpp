#include "graph/faults.hpp"

#include "core/text.hpp"

namespace pim::graph {

namespace {

bool is_nth(std::int64_t count, std::int64_t every) {
    return every > 0 && count % every == 0;
}

Response with_retry(const Rejection& rejection, const Stamp& stamp, std::int64_t seconds) {
    Response response = error_response(rejection, stamp);
    response.headers.emplace_back("Retry-After", to_text(seconds));
    return response;
}

}  // namespace

void Faults::set(const FaultSettings& settings) {
    settings_ = settings;
    count_ = 0;
    lately_.clear();
}

Fault Faults::next(const Stamp& stamp) {
    Fault fault;
    if (!any()) return fault;
    ++count_;
    const bool slow = is_nth(count_, settings_.slow_every);
    fault.delay =
        std::chrono::milliseconds(slow ? settings_.slow_latency_ms : settings_.latency_ms);
    if (throttled()) {
        fault.response = with_retry({429, "TooManyRequests", "Too many requests."}, stamp,
                                    settings_.retry_after_seconds);
    } else if (is_nth(count_, settings_.unavailable_every)) {
        fault.response =
            with_retry({503, "ServiceUnavailable", "The service is temporarily unavailable."},
                       stamp, settings_.retry_after_seconds);
    }
    return fault;
}

void Faults::meet(const Stamp& stamp, std::function<void()> answer,
                  std::function<void(Response)> refuse) {
    const Fault fault = next(stamp);
    auto go_on = [response = fault.response, answer = std::move(answer),
                  refuse = std::move(refuse)] {
        if (response) return refuse(*response);
        answer();
    };
    if (fault.delay.count() == 0) return go_on();
    timer_(fault.delay, std::move(go_on));
}

bool Faults::throttled() {
    if (settings_.throttle_requests == 0) return false;
    const std::int64_t now = clock_();
    const std::int64_t window = settings_.throttle_window_seconds * 1000;
    while (!lately_.empty() && now - lately_.front() >= window) lately_.pop_front();
    if (static_cast<std::int64_t>(lately_.size()) >= settings_.throttle_requests) return true;
    lately_.push_back(now);
    return false;
}

}  // namespace pim::graph
