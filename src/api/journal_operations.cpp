#include "api/operations.hpp"
#include "core/text.hpp"

namespace pim::api {

namespace {

/// Whether the reader wants to be told of what is still to come.
graph::Reading<bool> query_follow(const Exchange& exchange) {
    const std::string_view text = query_value(exchange, "follow");
    if (text.empty() || text == "false") return false;
    if (text == "true") return true;
    return graph::bad_request(cat("follow is '", text, "', not true or false"));
}

/// The first sequence that is wanted: one that is kept, or where somebody follows, the next.
graph::Reading<std::int64_t> query_from(const Exchange& exchange, bool follows) {
    const std::int64_t first = exchange.lab.feed().first();
    const auto from = query_number(exchange, "from", first, 0, std::int64_t{1} << 62);
    if (!from) return from;
    if (*from < first) {
        return graph::reject(
            410, "BadRequest",
            cat("events below ", first,
                " are no longer kept: export the tenant, then follow on from there"));
    }
    const std::int64_t next = exchange.tenant().sequence + 1;
    if (follows && *from > next) {
        return graph::reject(410, "BadRequest",
                             cat("the next event is ", next, ", so ", *from,
                                 " is of another tenant: export this one, then follow on from "
                                 "there"));
    }
    return from;
}

void follow_journal(Exchange& exchange, std::int64_t from) {
    auto stream = exchange.lab.feed().follow(from);
    if (!stream) {
        return exchange.reject({503, "ServiceUnavailable",
                                cat("the journal has ", journal_streams_max,
                                    " readers, and no more at once: end one, or try later")});
    }
    graph::Response response = graph::answer(200, {}, exchange.stamp);
    response.headers.emplace_back("Content-Type", "application/x-ndjson");
    response.headers.emplace_back("Cache-Control", "no-store");
    response.stream = std::move(stream);
    exchange.done(std::move(response));
}

void list_events(Exchange& exchange, std::int64_t from) {
    Feed& feed = exchange.lab.feed();
    const std::int64_t last = exchange.tenant().sequence;
    graph::JsonWriter out;
    out.begin_object();
    out.member_integer("first", feed.first());
    out.member_integer("last", last);
    std::string body = out.take() + ",\"value\":[";
    std::int64_t next = from;
    for (; next <= last && next - from < static_cast<std::int64_t>(feed_page_max); ++next) {
        if (next != from) body += ',';
        body += feed.text(next);
    }
    // What is not durable yet may still be lost: nobody is told of it before.
    exchange.reply_when_durable(200, body + cat("],\"next\":", next, '}'));
}

}  // namespace

void list_journal(Exchange& exchange) {
    const auto follows = query_follow(exchange);
    if (!follows) return exchange.reject(follows.error());
    const auto from = query_from(exchange, *follows);
    if (!from) return exchange.reject(from.error());
    *follows ? follow_journal(exchange, *from) : list_events(exchange, *from);
}

}  // namespace pim::api
