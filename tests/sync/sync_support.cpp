#include "sync/sync_support.hpp"

#include "core/text.hpp"
#include "graph/json_writer.hpp"

namespace pim::sync::test {

int ScriptedTransport::send(Call call, Replied replied) {
    const int number = static_cast<int>(sent.size()) + 1;
    sent.push_back({number, std::move(call), std::move(replied)});
    return number;
}

void ScriptedTransport::abort(int number) {
    for (Sent& one : sent) one.aborted = one.aborted || one.number == number;
}

bool ScriptedTransport::answer(std::string_view part_of_url, int status, std::string body,
                               graph::Headers headers) {
    return reply(part_of_url, graph::Response{status, std::move(headers), std::move(body)});
}

bool ScriptedTransport::fail(std::string_view part_of_url) {
    return reply(part_of_url, failure("there is no line"));
}

bool ScriptedTransport::reply(std::string_view part_of_url,
                              const Outcome<graph::Response>& outcome) {
    for (Sent& one : sent) {
        const bool waits = !one.answered && !one.aborted;
        if (!waits || one.call.url.find(part_of_url) == std::string::npos) continue;
        one.answered = true;
        one.replied(outcome);
        return true;
    }
    return false;
}

void ScriptedTransport::part(std::string_view bytes) {
    // What is told may send the next call: the list may grow under it.
    const auto tell = sent.back().call.part;
    tell(bytes);
}

void ScriptedTransport::answer_all(const std::function<graph::Response(const Call&)>& rule,
                                   bool doubled, bool backwards) {
    for (;;) {
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < sent.size(); ++i) {
            if (!sent[i].answered && !sent[i].aborted) places.push_back(i);
        }
        if (places.empty()) return;
        const std::size_t place = backwards ? places.back() : places.front();
        sent[place].answered = true;
        // The replies send further calls: nothing of the list may be held on to.
        const Replied replied = sent[place].replied;
        const graph::Response response = rule(sent[place].call);
        replied(response);
        if (doubled) replied(response);
    }
}

std::size_t ScriptedTransport::waiting() const {
    std::size_t count = 0;
    for (const Sent& one : sent) count += one.answered || one.aborted ? 0 : 1;
    return count;
}

int EngineTransport::send(Call call, Replied replied) {
    urls.push_back(call.url);
    graph::Request request;
    request.method = call.method;
    request.url = call.url;
    request.headers = call.headers;
    request.body = call.body;
    request.caller = caller_;
    request.granted = granted;
    request.service_root = address;
    replied(graph::handle(sandbox_, request));
    return static_cast<int>(urls.size());
}

const Asker adele{{7, 1}, "Adele"};

Backend a_backend(bool lab) {
    return {"Fernhill", std::string(address), lab};
}

Guid command_of(std::uint64_t n) {
    return {0xc0ffee, n};
}

RequestSchedule activation(std::uint64_t n) {
    RequestSchedule command;
    command.kind = AssignmentKind::active;
    command.action = Action::self_activate;
    command.principal = adele.id;
    command.role = {8, n};
    command.justification = "a shift";
    return command;
}

Entry an_entry(std::uint64_t n, const Backend& backend) {
    Entry entry;
    entry.command = command_of(n);
    entry.who = adele;
    entry.asked = begun;
    entry.title = cat("Activate role ", static_cast<std::int64_t>(n));
    entry.requests = *requests_of(activation(n), entry.command, {}, backend);
    return entry;
}

User a_user(const Guid& id, std::string name, std::string user_principal_name) {
    User user;
    user.id = id;
    user.display_name = std::move(name);
    user.user_principal_name = std::move(user_principal_name);
    return user;
}

std::string refusal_of(std::string_view code, std::string_view message) {
    return cat(R"({"error":{"code":)", graph::quoted(code), R"(,"message":)",
               graph::quoted(message), "}}");
}

Harvest begin() {
    Harvest harvest;
    harvest.backend = {"Fernhill", std::string(address), false};
    return harvest;
}

graph::Response empty_page() {
    return page_of("");
}

graph::Response page_of(std::string_view objects, std::string_view next) {
    const std::string link =
        next.empty() ? std::string() : cat(R"("@odata.nextLink":")", next, R"(",)");
    return {200, {}, cat("{", link, R"("value":[)", objects, "]}")};
}

}  // namespace pim::sync::test
