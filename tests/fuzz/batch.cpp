// Goal: a batch is answered item by item, each in its own form, or refused as a whole.
// Method: the input is the body of a POST to $batch. Each request of an accepted one has exactly
// one answer, under its id, and what was decided replays to the same tenant.
#include <set>

#include "fuzz/sample.hpp"
#include "fuzz/target.hpp"
#include "graph/json_value.hpp"

namespace pim::fuzz {

namespace {

using graph::JsonValue;

std::multiset<std::string> ids_of(const JsonValue& tree, std::string_view list) {
    std::multiset<std::string> ids;
    for (const JsonValue& item : tree.member(list)->items) ids.insert(item.member("id")->text);
    return ids;
}

void check_item(const JsonValue& item) {
    const JsonValue* const status = item.member("status");
    require(status != nullptr && status->type == JsonValue::Type::number, "an item has a status");
    const int number = std::atoi(status->text.c_str());
    require(graph::reason_phrase(number) != "Unknown", "an item's status is known", status->text);
    const JsonValue* const body = item.member("body");
    if (number < 400) return;
    require(body != nullptr && body->member("error") != nullptr,
            "an item's error says what is wrong");
}

}  // namespace

void run(std::string_view input) {
    static Sample sample;
    sample.restore();
    const graph::Response response = sample.send("POST", "/v1.0/$batch", input);
    if (response.status != 200) {
        require(sample.decided().empty(), "a refused batch changes nothing", response.body);
        return;
    }
    const auto asked = graph::parse_body(input);
    const auto answered = graph::parse_body(response.body);
    require(asked.has_value(), "a batch that is answered was read");
    if (!answered) return;  // longer than the reader takes
    require(ids_of(*asked, "requests") == ids_of(*answered, "responses"),
            "each request of a batch has one answer", response.body);
    for (const JsonValue& item : answered->member("responses")->items) check_item(item);
    if (!sample.decided().empty()) {
        require(sample.replays(), "the journal of what was decided leads to the same tenant");
    }
}

}  // namespace pim::fuzz

PIM_FUZZ_TARGET
