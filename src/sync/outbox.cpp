#include "sync/outbox.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "graph/json_value.hpp"
#include "graph/json_writer.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;
using graph::JsonWriter;
using graph::MemberReader;

constexpr std::int64_t outbox_version = 1;
constexpr std::string_view begin_anew = "what waited there has to be done again";

std::size_t bytes_of(const Entry& entry) {
    std::size_t bytes = 0;
    for (const GraphRequest& request : entry.requests) {
        bytes += request.path.size() + request.body.size();
    }
    return bytes;
}

void write_entry(JsonWriter& out, const Entry& entry) {
    out.begin_object();
    out.member("command", pim::to_text(entry.command));
    out.member("who", pim::to_text(entry.who.id));
    out.member("name", entry.who.name);
    out.member("asked", pim::to_text(entry.asked));
    out.member("title", entry.title);
    out.member("state", name(entry.state));
    out.member_integer("finished", static_cast<std::int64_t>(entry.finished));
    if (entry.sent) out.member("sent", pim::to_text(*entry.sent));
    out.member("askedForSignIn", entry.asked_for_sign_in);
    out.member_integer("status", entry.status);
    out.member("reply", entry.reply);
    out.member("words", entry.words);
    out.key("requests").begin_array();
    for (const GraphRequest& request : entry.requests) {
        out.begin_object().member("method", request.method).member("path", request.path);
        out.member("body", request.body).member("id", pim::to_text(request.id)).end_object();
    }
    out.end_array().end_object();
}

/// A text that has to be there.
std::string text_of(MemberReader& members, std::string_view name) {
    auto text = members.text(name);
    if (!text) members.missing(name, "it is a text");
    return std::move(text).value_or(std::string());
}

Guid guid_of(MemberReader& members, std::string_view name) {
    const auto guid = members.guid(name);
    if (!guid) members.missing(name, "it is a GUID");
    return guid.value_or(Guid{});
}

GraphRequest read_request(const JsonValue& json, const std::string& place,
                          std::optional<graph::Rejection>& problem) {
    MemberReader members(json, place, problem);
    GraphRequest request;
    request.method = text_of(members, "method");
    request.path = text_of(members, "path");
    request.body = text_of(members, "body");
    request.id = guid_of(members, "id");
    // It is put behind the backend's address, and a token goes with it.
    if (!request.path.empty() && request.path.front() != '/') {
        members.wrong("path", cat('\'', request.path, '\''), "a path that begins with /");
    }
    return request;
}

Entry read_entry(const JsonValue& json, const std::string& place,
                 std::optional<graph::Rejection>& problem) {
    MemberReader members(json, place, problem);
    Entry entry;
    entry.command = guid_of(members, "command");
    entry.who = {guid_of(members, "who"), text_of(members, "name")};
    entry.asked = members.instant("asked").value_or(Instant{});
    entry.title = text_of(members, "title");
    const std::string state = text_of(members, "state");
    if (const auto known = parse_name<EntryState>(state)) {
        entry.state = *known;
    } else {
        members.wrong("state", cat('\'', state, '\''), "a state of an action");
    }
    entry.sent = members.instant("sent");
    entry.asked_for_sign_in = members.boolean("askedForSignIn", false);
    entry.status = static_cast<int>(members.integer("status").value_or(0));
    entry.reply = text_of(members, "reply");
    entry.words = text_of(members, "words");
    const JsonValue* requests = members.array("requests");
    for (std::size_t i = 0; requests != nullptr && i < requests->items.size(); ++i) {
        entry.requests.push_back(
            read_request(requests->items[i], cat(place, "requests/", i, '/'), problem));
    }
    const std::int64_t finished = members.integer("finished").value_or(-1);
    const auto count = static_cast<std::int64_t>(entry.requests.size());
    const bool over = entry.state == EntryState::done;
    if (finished < 0 || finished > count || count == 0 || (!over && finished == count)) {
        members.wrong("finished", cat(finished), "fewer than there are requests");
    }
    entry.finished = static_cast<std::size_t>(std::max<std::int64_t>(0, finished));
    if (entry.state == EntryState::sent && !entry.sent) members.missing("sent", "it was sent");
    return entry;
}

}  // namespace

const Entry* Outbox::next() const {
    for (const Entry& entry : entries) {
        if (!entry.over()) return &entry;
    }
    return nullptr;
}

Entry* Outbox::next() {
    return const_cast<Entry*>(static_cast<const Outbox*>(this)->next());
}

Entry* Outbox::find(const Guid& command) {
    for (Entry& entry : entries) {
        if (entry.command == command) return &entry;
    }
    return nullptr;
}

std::size_t Outbox::waiting() const {
    return static_cast<std::size_t>(std::count_if(
        entries.begin(), entries.end(), [](const Entry& entry) { return !entry.over(); }));
}

Outcome<void> Outbox::add(Entry entry) {
    if (find(entry.command) != nullptr) {
        return failure(cat("the action ", pim::to_text(entry.command), " was asked for before"));
    }
    if (entry.requests.empty()) return failure("the action has no request");
    if (waiting() >= outbox_waiting_max) {
        return failure(cat("no more than ", outbox_waiting_max, " actions wait for the backend"),
                       "let them go out first, or take some back");
    }
    std::size_t bytes = bytes_of(entry);
    for (const Entry& other : entries) bytes += other.over() ? 0 : bytes_of(other);
    if (bytes > outbox_bytes_max) {
        return failure(
            cat("the requests that wait would be longer than ", outbox_bytes_max, " bytes"),
            "let them go out first, or take some back");
    }
    entries.push_back(std::move(entry));
    return {};
}

bool Outbox::remove(const Guid& command) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const Entry& entry) { return entry.command == command; });
    if (found == entries.end() || !(found->over() || can_cancel(*found))) return false;
    entries.erase(found);
    return true;
}

void Outbox::tidy() {
    std::size_t finished = entries.size() - waiting();
    for (auto at = entries.begin(); finished > outbox_finished_max && at != entries.end();) {
        if (!at->over()) {
            ++at;
            continue;
        }
        at = entries.erase(at);
        --finished;
    }
}

bool can_cancel(const Entry& entry) {
    return entry.state == EntryState::waiting && entry.finished == 0;
}

std::string to_text(const Outbox& outbox) {
    JsonWriter out;
    out.begin_object();
    out.member_integer("version", outbox_version);
    write_backend(out, outbox.backend);
    out.key("entries").begin_array();
    for (const Entry& entry : outbox.entries) write_entry(out, entry);
    out.end_array().end_object();
    return out.take();
}

Outcome<Outbox> parse_outbox(std::string_view text) {
    const auto json = graph::parse_body(text, outbox_text_bytes_max);
    if (!json) {
        return failure("the actions that waited: " + json.error().message, std::string(begin_anew));
    }
    std::optional<graph::Rejection> problem;
    MemberReader members(*json, {}, problem);
    if (members.integer("version").value_or(0) != outbox_version) {
        return failure("the actions that waited are of another version of pimlab",
                       std::string(begin_anew));
    }
    Outbox outbox;
    outbox.backend = read_backend(members, problem);
    const JsonValue* entries = members.array("entries");
    if (entries == nullptr) members.missing("entries", "it is the list of actions");
    for (std::size_t i = 0; entries != nullptr && i < entries->items.size(); ++i) {
        const std::string place = cat("entries/", i, '/');
        Entry entry = read_entry(entries->items[i], place, problem);
        if (outbox.find(entry.command) != nullptr) {
            members.wrong(cat(place, "command"), pim::to_text(entry.command),
                          "another one than before");
        }
        outbox.entries.push_back(std::move(entry));
    }
    if (problem) {
        return failure("the actions that waited: " + problem->message, std::string(begin_anew));
    }
    if (outbox.waiting() > outbox_waiting_max) {
        return failure(cat("the actions that waited are more than ", outbox_waiting_max),
                       std::string(begin_anew));
    }
    return outbox;
}

}  // namespace pim::sync
