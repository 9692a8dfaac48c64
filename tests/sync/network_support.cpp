#include "sync/network_support.hpp"

#include "core/text.hpp"
#include "storage/event_codec.hpp"
#include "storage/export_file.hpp"

namespace pim::sync::test {

std::string line_of(const Event& event) {
    constexpr std::string_view begin = "{\"events\":[";
    constexpr std::string_view end = "]}";
    const std::string text = storage::encode_events({event});
    return cat("{\"event\":", text.substr(begin.size(), text.size() - begin.size() - end.size()),
               "}\n");
}

Network::Network(graph::test::Lab& engine, const Guid& caller, bool lab)
    : engine_(engine),
      caller_(caller),
      lab_(lab),
      first_(engine.tenant().sequence + 1),
      unsubscribe_(engine.sandbox->subscribe([this](const Event& e) { journal_.push_back(e); })) {}

int Network::send(Call call, Replied replied) {
    const int number = ++last_;
    if (call.part) {
        follow(number, call, std::move(replied));
        return number;
    }
    const Luck what = luck ? luck(call) : Luck::good;
    if (what == Luck::lost_before) {
        replied(failure("there is no line"));
        return number;
    }
    if (what == Luck::throttled) {
        replied(graph::Response{429, {{"Retry-After", "3"}}, {}});
        return number;
    }
    const graph::Response response = answer(call);
    if (what == Luck::silent) return number;
    if (what == Luck::lost_after || what == Luck::late) replied(failure("no answer in time"));
    if (what == Luck::late) late_.push_back([replied, response] { replied(response); });
    if (what == Luck::good || what == Luck::twice) replied(response);
    if (what == Luck::twice) replied(response);
    return number;
}

void Network::abort(int number) {
    if (stream_ && stream_->number == number) stream_.reset();
}

void Network::deliver() {
    for (const auto& one : std::exchange(late_, {})) one();
    if (!stream_) return;
    std::string lines;
    for (const Event& event : journal_) {
        if (event.sequence < stream_->next) continue;
        lines += line_of(event);
        stream_->next = event.sequence + 1;
    }
    const auto tell = stream_->part;
    tell(cat(lines, R"({"clock":{"now":")", pim::to_text(engine_.sandbox->now()),
             "\",\"speed\":0}}\n"));
}

void Network::cut() {
    const auto stream = std::exchange(stream_, std::nullopt);
    if (stream) stream->replied(failure("the line was cut"));
}

graph::Response Network::answer(const Call& call) {
    if (call.url == cat(address, "/lab/v1/tenant")) {
        return {200, {}, storage::export_text(engine_.tenant(), engine_.sandbox->session())};
    }
    if (call.method != "GET") ++carried_out;
    return engine_answer(call);
}

graph::Response Network::engine_answer(const Call& call) {
    graph::Request request;
    request.method = call.method;
    request.url = call.url;
    request.headers = call.headers;
    request.body = call.body;
    request.caller = caller_;
    request.signed_in.mfa_done = true;
    request.service_root = address;
    // The ids of commands go unseen.
    if (!lab_) request.headers = {{"Content-Type", "application/json"}};
    return graph::handle(*engine_.sandbox, request);
}

void Network::follow(int number, const Call& call, Replied replied) {
    std::int64_t from = 0;
    for (std::size_t i = call.url.find("from=") + 5; call.url[i] != '&'; ++i) {
        from = from * 10 + (call.url[i] - '0');
    }
    if (from < first_) return replied(graph::Response{410, {}, {}});
    stream_ = Stream{number, call.part, std::move(replied), from};
    deliver();
}

}  // namespace pim::sync::test
