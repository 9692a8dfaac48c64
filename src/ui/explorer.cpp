#include "ui/explorer.hpp"

#include <algorithm>
#include <charconv>

#include "core/text.hpp"
#include "graph/handle.hpp"
#include "graph/json_value.hpp"
#include "graph/json_writer.hpp"
#include "ui/local_time.hpp"

namespace pim::ui {
namespace {

/// The beginning of a text up to the last line feed within so many bytes.
std::string beginning(const std::string& text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    return text.substr(0, std::min(text.rfind('\n', bytes_max), bytes_max));
}

std::string next_page_of(const graph::Response& response) {
    const auto tree = graph::parse_body(response.body);
    const graph::JsonValue* link = tree ? tree->member("@odata.nextLink") : nullptr;
    return link == nullptr ? std::string() : link->text;
}

std::string history_text(const std::deque<ExplorerEntry>& history) {
    graph::JsonWriter out;
    out.begin_object().key("requests").begin_array();
    for (const ExplorerEntry& entry : history) {
        out.begin_object();
        out.member("method", entry.request.method);
        out.member("address", entry.request.address());
        out.member("body", entry.request.body);
        out.member("status", to_text(entry.status));
        out.member("persona", entry.persona);
        out.member("when", entry.when);
        out.end_object();
    }
    out.end_array().end_object();
    return out.take();
}

ExplorerEntry read_entry(const graph::JsonValue& value) {
    const auto text = [&](std::string_view name) {
        const graph::JsonValue* member = value.member(name);
        return member == nullptr ? std::string() : member->text;
    };
    ExplorerEntry entry;
    entry.request.method = text("method");
    set_address(entry.request, text("address"));
    entry.request.body = text("body");
    const std::string status = text("status");
    std::from_chars(status.data(), status.data() + status.size(), entry.status);
    entry.persona = text("persona");
    entry.when = text("when");
    return entry;
}

}  // namespace

std::string ExplorerRequest::address() const {
    return cat(graph::root_of(version), path.substr(0, 1) == "/" ? "" : "/", path);
}

void set_address(ExplorerRequest& request, std::string_view address) {
    address = trimmed(address);
    for (const graph::Version version : {graph::Version::v1, graph::Version::beta}) {
        // Whatever host a whole address names: the explorer has but one.
        const std::string part = cat('/', pim::name(version));
        const bool whole = address.substr(0, 4) == "http";
        const std::size_t at = whole ? address.find(part) : 0;
        const std::string_view from = address.substr(std::min(at, address.size()));
        const std::string_view rest = from.substr(std::min(part.size(), from.size()));
        if (!equals_ignoring_case(from.substr(0, part.size()), part)) continue;
        if (!rest.empty() && rest.front() != '/' && rest.front() != '?') continue;
        request.version = version;
        request.path = rest.empty() ? "/" : std::string(rest);
        return;
    }
    request.path = address;
}

bool has_body(const ExplorerRequest& request) {
    return request.method == "POST" || request.method == "PATCH";
}

Explorer::Explorer(sandbox::Sandbox& sandbox, graph::Faults* faults, Keep keep)
    : sandbox_(sandbox), faults_(faults) {
    state_->keep = std::move(keep);
}

void Explorer::send(const Guid& persona) {
    set_address(draft, draft.path);
    graph::Request request;
    request.method = draft.method;
    request.url = draft.address();
    if (has_body(draft)) {
        request.headers.emplace_back("Content-Type", "application/json");
        request.body = draft.body;
    }
    request.caller = persona;
    ExplorerEntry entry{draft, 0, display_name(sandbox_.tenant(), persona),
                        local_text(sandbox_.now())};
    state_->waiting = true;
    const auto answered = [state = std::weak_ptr<State>(state_),
                           entry = std::move(entry)](const graph::Response& response) {
        if (const auto alive = state.lock()) finish(*alive, entry, response);
    };
    graph::handle(sandbox_, request, answered, faults_);
}

void Explorer::finish(State& state, ExplorerEntry entry, const graph::Response& response) {
    entry.status = response.status;
    ExplorerAnswer answer;
    for (const auto& [field, value] : response.headers) {
        answer.fields += cat(field, ": ", value, '\n');
    }
    answer.body = graph::pretty(response.body);
    answer.shown = beginning(answer.body, explorer_shown_bytes_max);
    answer.next_page = next_page_of(response);
    answer.entry = entry;
    state.answer = std::move(answer);
    state.waiting = false;
    // Sent again, a request stands at the top once.
    auto& history = state.history;
    history.erase(
        std::remove_if(history.begin(), history.end(),
                       [&](const ExplorerEntry& other) { return other.request == entry.request; }),
        history.end());
    history.push_front(std::move(entry));
    if (history.size() > explorer_history_max) history.pop_back();
    if (state.keep) state.keep(history_text(history));
}

void Explorer::recall(std::string_view kept) {
    const auto tree = graph::parse_body(kept);
    const graph::JsonValue* requests = tree ? tree->member("requests") : nullptr;
    if (requests == nullptr) return;
    state_->history.clear();
    for (const graph::JsonValue& value : requests->items) {
        if (state_->history.size() == explorer_history_max) break;
        state_->history.push_back(read_entry(value));
    }
}

}  // namespace pim::ui
