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
    return marked_answer(call);
}

/// Keeps the customData of requests, which the engine does not, and shows it in their rows.
graph::Response Network::marked_answer(Call call) {
    std::string mark;
    if (auto body = graph::parse_body(call.body); body && body->member("customData") != nullptr) {
        mark = body->member("customData")->text;
        body->names.pop_back();
        body->items.pop_back();
        call.body = to_json(*body);
    }
    graph::Response response = engine_answer(call);
    auto body = graph::parse_body(response.body);
    if (!body) return response;
    if (!mark.empty() && response.status == 201) custom_data_[body->member("id")->text] = mark;
    for (std::size_t i = 0; i < body->names.size(); ++i) {
        if (body->names[i] != "value") continue;
        for (graph::JsonValue& row : body->items[i].items) {
            const auto known = custom_data_.find(row.member("id")->text);
            for (std::size_t m = 0; known != custom_data_.end() && m < row.names.size(); ++m) {
                if (row.names[m] != "customData") continue;
                row.items[m].type = graph::JsonValue::Type::text;
                row.items[m].text = known->second;
            }
        }
    }
    response.body = to_json(*body);
    return response;
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
    const auto id = parse_guid(graph::header(call.headers, "client-request-id"));
    if (lab_ && id) request.id = *id;
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
