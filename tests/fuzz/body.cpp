// Goal: a request with a body is carried out whole or refused without a trace.
// Method: the input is a few requests, each `METHOD /path`, a line's end and the body, with a line
// `---` between two; `WAIT P1D` lets time pass. What was decided must replay to the same tenant.
#include "core/duration.hpp"
#include "fuzz/sample.hpp"
#include "fuzz/target.hpp"

namespace pim::fuzz {

namespace {

constexpr int requests_max = 8;
/// Longest pause: alerts are scanned at each midnight of it.
constexpr std::int64_t wait_ticks_max = 60 * ticks_per_day;

void wait(Sample& sample, std::string_view text) {
    const auto duration = parse_duration(text);
    if (!duration) return;
    const Instant now = sample.sandbox().now();
    const Instant until = std::min(add(now, *duration), shift(now, wait_ticks_max));
    require(sample.sandbox().jump(until).has_value(), "time can go on");
}

void send(Sample& sample, std::string_view method, std::string_view url, std::string_view body) {
    const std::size_t decided = sample.decided().size();
    const graph::Response response = sample.send(method, url, body);
    require(response.status < 400 || sample.decided().size() == decided,
            "a refused request changes nothing", response.body);
    const std::string_view place = graph::header(response.headers, "Location");
    if (place.empty()) return;
    const graph::Response made = sample.send("GET", place);
    require(made.status == 200, "what was made is found at its Location",
            cat(place, "\n", made.body));
}

}  // namespace

void run(std::string_view input) {
    static Sample sample;
    sample.restore();
    for (int count = 0; count < requests_max && !input.empty(); ++count) {
        std::string_view request = take_until(input, "\n---\n");
        std::string_view head = take_until(request, "\n");
        const std::string_view method = take_until(head, " ");
        if (method == "WAIT") {
            wait(sample, head);
        } else {
            send(sample, method, head, request);
        }
    }
    if (!sample.decided().empty()) {
        require(sample.replays(), "the journal of what was decided leads to the same tenant");
    }
}

}  // namespace pim::fuzz

PIM_FUZZ_TARGET
