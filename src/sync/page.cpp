#include "sync/page.hpp"

#include "core/text.hpp"
#include "graph/json_writer.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;

tl::unexpected<Error> malformed(const std::string& place, std::string_view what) {
    return failure(cat(place, ": ", what),
                   "what answers there is no Graph service, or one of another version");
}

/// The place that the id of a part names; `count` where it names none.
std::size_t place_of(const JsonValue* id, std::size_t count) {
    if (id == nullptr || id->text.empty() || id->text.size() > 2) return count;
    std::size_t place = 0;
    for (const char digit : id->text) {
        if (digit < '0' || digit > '9') return count;
        place = place * 10 + static_cast<std::size_t>(digit - '0');
    }
    return std::min(place, count);
}

}  // namespace

Outcome<Page> read_page(const JsonValue& body, const std::string& place) {
    const JsonValue* value = body.member("value");
    if (value == nullptr || value->type != JsonValue::Type::array) {
        return malformed(place, "value is not a list of objects");
    }
    Page page;
    page.items.reserve(value->items.size());
    for (std::size_t i = 0; i < value->items.size(); ++i) {
        const JsonValue* id = value->items[i].member("id");
        if (id == nullptr || id->type != JsonValue::Type::text || id->text.empty()) {
            return malformed(place, cat("value/", i, "/id is missing"));
        }
        page.items.push_back({id->text, to_json(value->items[i])});
    }
    if (const JsonValue* next = body.member("@odata.nextLink")) {
        if (next->type != JsonValue::Type::text) {
            return malformed(place, "@odata.nextLink is not a text");
        }
        page.next = next->text;
    }
    return page;
}

Outcome<JsonValue> read_reply(std::string_view body, const std::string& place) {
    auto json = graph::parse_body(body, reply_bytes_max);
    if (!json) return malformed(place, json.error().message);
    return std::move(*json);
}

std::string_view text_in(const JsonValue* object, std::string_view name) {
    const JsonValue* value = object == nullptr ? nullptr : object->member(name);
    const bool text = value != nullptr && value->type == JsonValue::Type::text;
    return text ? std::string_view(value->text) : std::string_view();
}

std::string words_of_refusal(int status, const JsonValue* body) {
    const JsonValue* error = body == nullptr ? nullptr : body->member("error");
    const JsonValue* code = error == nullptr ? nullptr : error->member("code");
    const JsonValue* message = error == nullptr ? nullptr : error->member("message");
    if (code == nullptr || message == nullptr) return cat("it answered with status ", status);
    return cat(status, " ", code->text, ": ", message->text);
}

std::string batch_of(const std::vector<std::string>& addresses) {
    graph::JsonWriter out;
    out.begin_object().key("requests").begin_array();
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        out.begin_object().member("id", cat(i)).member("method", "GET");
        out.member("url", addresses[i]).end_object();
    }
    out.end_array().end_object();
    return out.take();
}

Outcome<std::vector<Part>> read_batch(const JsonValue& body, std::size_t count) {
    const JsonValue* responses = body.member("responses");
    if (responses == nullptr || responses->type != JsonValue::Type::array) {
        return malformed("$batch", "responses is not a list");
    }
    std::vector<Part> parts;
    for (std::size_t i = 0; i < responses->items.size(); ++i) {
        const JsonValue& response = responses->items[i];
        const JsonValue* status = response.member("status");
        Part part;
        part.place = place_of(response.member("id"), count);
        if (part.place == count || status == nullptr || status->text.size() != 3) {
            return malformed("$batch", cat("responses/", i, " has no id of a request or status"));
        }
        for (const char digit : status->text) part.status = part.status * 10 + (digit - '0');
        const JsonValue* headers = response.member("headers");
        for (std::size_t h = 0; headers != nullptr && h < headers->names.size(); ++h) {
            part.headers.emplace_back(headers->names[h], headers->items[h].text);
        }
        if (const JsonValue* content = response.member("body")) part.body = *content;
        parts.push_back(std::move(part));
    }
    return parts;
}

}  // namespace pim::sync
