#include "storage/event_codec.hpp"

#include <algorithm>

#include "core/event_fields.hpp"
#include "core/text.hpp"
#include "storage/json_reader.hpp"
#include "storage/json_writer.hpp"
#include "storage/record_versions.hpp"
#include "storage/upcast.hpp"

namespace pim::storage {

namespace {

/// The members of an event beside its type and body.
struct EventHead {
    Event& event;
};

template <class F>
void fields(F& f, EventHead& head) {
    f("sequence", head.event.sequence);
    f("at", head.event.at);
    f("actor", head.event.actor);
    f("command", head.event.command);
    f("notices", head.event.notices);
}

constexpr std::size_t event_member_count = 7;  ///< the head's five, the type and the body

/// Bytes of most events, so that the text seldom grows.
constexpr std::size_t event_text_usual = 768;

void write_event(std::string& out, const Event& event) {
    out += "{\"type\":";
    append_plain_text(out, type_name(event));
    // The head's members go between the type and the body, in one object with them.
    const std::size_t head = out.size();
    JsonWriter(out).write(EventHead{const_cast<Event&>(event)});
    out[head] = ',';
    out.pop_back();
    out += ",\"body\":";
    JsonWriter body(out);
    std::visit([&](const auto& value) { body.write(value); }, event.body);
    out += '}';
}

using ReadBody = void (*)(JsonReader&, const JsonValue&, EventBody&);

template <std::size_t... index>
constexpr auto make_body_readers(std::index_sequence<index...>) {
    return std::array<ReadBody, sizeof...(index)>{
        [](JsonReader& reader, const JsonValue& json, EventBody& body) {
            reader.read(json, body.emplace<index>());
        }...};
}

constexpr auto body_readers =
    make_body_readers(std::make_index_sequence<std::variant_size_v<EventBody>>());

void read_event(JsonReader& reader, const JsonValue& json, Event& event) {
    const JsonValue* const type = reader.member(json, "type");
    const JsonValue* const body = reader.member(json, "body");
    if (type == nullptr || body == nullptr) return;
    EventHead head{event};
    const auto read_member = [&](std::string_view name, auto& member) {
        const JsonValue* const found = reader.member(json, name);
        if (found == nullptr) return;
        reader.enter(name);
        reader.read(*found, member);
        reader.leave();
    };
    fields(read_member, head);
    if (!reader.failed() && json.members.size() != event_member_count) {
        reader.fail("has a member that is not known");
    }
    const auto at = std::find(event_type_names.begin(), event_type_names.end(), type->text);
    if (at == event_type_names.end()) {
        reader.fail(cat("has the unknown type `", type->text, "`"));
        return;
    }
    reader.enter(*at);
    const auto index = static_cast<std::size_t>(at - event_type_names.begin());
    body_readers[index](reader, *body, event.body);
    reader.leave();
}

}  // namespace

std::string encode_events(const Events& events) {
    std::string out = "{\"events\":[";
    out.reserve(events.size() * event_text_usual);
    for (const Event& event : events) {
        if (&event != &events.front()) out += ',';
        write_event(out, event);
    }
    out += "]}";
    return out;
}

Outcome<Events> decode_events(const Record& record) {
    const auto json = payload_of(record);
    if (!json) return tl::unexpected<Error>(json.error());
    JsonReader reader;
    Events events;
    const JsonValue* const list = reader.member(*json, "events");
    if (list != nullptr && json->members.size() != 1) reader.fail("has a member that is not known");
    for (std::size_t index = 0; list != nullptr && index < list->items.size(); ++index) {
        reader.enter(cat("events.", index));
        read_event(reader, list->items[index], events.emplace_back());
        reader.leave();
        if (reader.failed()) break;
    }
    if (reader.failed()) return failure(reader.problem());
    return events;
}

Outcome<Event> decode_event(std::string_view json) {
    const std::string payload = cat("{\"events\":[", json, "]}");
    auto events = decode_events({RecordType::decision, decision_version, 0, payload});
    if (!events) return tl::unexpected<Error>(std::move(events.error()));
    if (events->size() != 1) return failure("one event was to come");
    return std::move(events->front());
}

}  // namespace pim::storage
