#include "sync/harvest.hpp"

#include "core/text.hpp"
#include "graph/json_value.hpp"
#include "graph/json_writer.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;
using graph::JsonWriter;
using graph::MemberReader;

constexpr std::int64_t harvest_version = 2;

void write_reading(JsonWriter& out, const Reading& reading) {
    out.begin_object();
    out.member_integer("operation", static_cast<std::int64_t>(reading.operation));
    out.member("key", reading.key);
    out.member("next", reading.next);
    out.member("finished", reading.finished);
    out.member_integer("pages", reading.pages);
    if (reading.refused) out.member("refused", *reading.refused);
    out.key("items").begin_array();
    for (const Item& item : reading.items) {
        out.begin_object().member("id", item.id).member("json", item.json).end_object();
    }
    out.end_array().end_object();
}

Reading read_reading(const JsonValue& entry, const std::string& place,
                     std::optional<graph::Rejection>& problem) {
    MemberReader members(entry, place, problem);
    Reading reading;
    const std::int64_t operation = members.integer("operation").value_or(-1);
    if (operation < 0 || operation >= static_cast<std::int64_t>(operation_count)) {
        members.wrong("operation", cat(operation), "an operation of a mirror");
        return reading;
    }
    reading.operation = static_cast<Operation>(operation);
    reading.key = members.text("key").value_or(std::string());
    reading.next = members.text("next").value_or(std::string());
    reading.finished = members.boolean("finished", false);
    reading.pages = static_cast<int>(members.integer("pages").value_or(0));
    reading.refused = members.text("refused");
    const JsonValue* items = members.array("items");
    for (std::size_t i = 0; items != nullptr && i < items->items.size(); ++i) {
        MemberReader item(items->items[i], cat(place, "items/", i, '/'), problem);
        reading.take(
            {item.text("id").value_or(std::string()), item.text("json").value_or(std::string())});
    }
    return reading;
}

}  // namespace

void Reading::take(Item item) {
    const auto known = places.find(item.id);
    if (known != places.end()) {
        items[static_cast<std::size_t>(known->second)] = std::move(item);
    } else {
        places[item.id] = static_cast<int>(items.size());
        items.push_back(std::move(item));
    }
}

std::size_t Harvest::item_count() const {
    std::size_t count = 0;
    for (const Reading& reading : readings) count += reading.items.size();
    return count;
}

std::string to_text(const Harvest& harvest) {
    JsonWriter out;
    out.begin_object();
    out.member_integer("version", harvest_version);
    write_backend(out, harvest.backend);
    out.member("read", pim::to_text(harvest.read));
    out.member("identity", harvest.identity);
    out.member("requestsToo", harvest.requests_too);
    out.key("also").begin_array();
    for (const Guid& id : harvest.also) out.text(pim::to_text(id));
    out.end_array();
    out.key("readings").begin_array();
    for (const Reading& reading : harvest.readings) write_reading(out, reading);
    out.end_array().end_object();
    return out.take();
}

Outcome<Harvest> parse_harvest(std::string_view text) {
    const auto json = graph::parse_body(text, reply_bytes_max);
    if (!json) return failure("the mirror that was begun: " + json.error().message);
    std::optional<graph::Rejection> problem;
    MemberReader members(*json, {}, problem);
    if (members.integer("version").value_or(0) != harvest_version) {
        return failure("the mirror that was begun is of another version of pimlab",
                       "begin it again");
    }
    Harvest harvest;
    harvest.backend = read_backend(members, problem);
    harvest.read = members.instant("read").value_or(Instant{});
    harvest.identity = members.text("identity").value_or(std::string());
    harvest.requests_too = members.boolean("requestsToo", false);
    const JsonValue* also = members.array("also");
    for (std::size_t i = 0; also != nullptr && i < also->items.size(); ++i) {
        const auto id = parse_guid(also->items[i].text);
        if (!id) return failure(cat("the mirror that was begun: also/", i, " is no id"));
        harvest.also.insert(*id);
    }
    const JsonValue* readings = members.array("readings");
    for (std::size_t i = 0; readings != nullptr && i < readings->items.size(); ++i) {
        harvest.readings.push_back(
            read_reading(readings->items[i], cat("readings/", i, '/'), problem));
    }
    if (problem) {
        return failure("the mirror that was begun: " + problem->message, "begin it again");
    }
    return harvest;
}

}  // namespace pim::sync
