#include "api/members.hpp"
#include "api/operations.hpp"
#include "core/duration.hpp"
#include "core/text.hpp"

namespace pim::api {

namespace {

/// Simulated seconds in a real one, at most: a day.
constexpr std::int64_t speed_max = 86'400;

std::string clock_text(const sandbox::Sandbox& sandbox) {
    graph::JsonWriter out;
    out.begin_object();
    out.member("now", to_text(sandbox.now()));
    out.member_integer("speed", sandbox.session().speed);
    const auto next = sandbox.next_event();
    out.member_or_null("nextEvent", next ? to_text(*next) : std::string());
    out.end_object();
    return out.take();
}

struct Change {
    std::optional<Instant> now;
    std::optional<Duration> advance;
    std::optional<std::int64_t> speed;
};

graph::Reading<Change> read_change(const graph::JsonValue& body) {
    std::optional<graph::Rejection> problem;
    Members members(body, problem);
    Change change;
    change.now = members.instant("now");
    change.advance = members.duration("advance");
    change.speed = number_member(members, "speed", 0, speed_max);
    if (change.now && change.advance) {
        members.wrong("advance", "given together with now", "one of the two");
    }
    if (!change.now && !change.advance && !change.speed) {
        members.missing("now", "or advance, an ISO 8601 duration, or speed");
    }
    members.nothing_else();
    if (problem) return tl::unexpected(*problem);
    return change;
}

}  // namespace

void show_clock(Exchange& exchange) {
    exchange.reply(200, clock_text(exchange.sandbox()));
}

void change_clock(Exchange& exchange) {
    const auto body = graph::parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto change = read_change(*body);
    if (!change) return exchange.reject(change.error());
    sandbox::Sandbox& sandbox = exchange.sandbox();
    if (const auto refusal = sandbox.refused_here()) {
        return exchange.reject(graph::rejection_of(*refusal));
    }
    if (change->now || change->advance) {
        const auto moved =
            sandbox.jump(change->now ? *change->now : add(sandbox.now(), *change->advance));
        if (!moved) return exchange.reject(rejection_of(moved.error()));
    }
    if (change->speed) sandbox.set_speed(*change->speed);
    exchange.lab.feed().tell_clock();
    exchange.reply_when_durable(200, clock_text(sandbox));
}

}  // namespace pim::api
