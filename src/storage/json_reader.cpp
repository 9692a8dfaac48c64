#include "storage/json_reader.hpp"

#include <algorithm>
#include <limits>

#include "core/text.hpp"

namespace pim::storage {

void JsonReader::fail(std::string_view what) {
    if (failed()) return;
    std::string place;
    for (const std::string& part : path_) place += (place.empty() ? "" : ".") + part;
    problem_ = (place.empty() ? std::string("the value ") : "member `" + place + "` ");
    problem_ += what;
}

const JsonValue* JsonReader::member(const JsonValue& object, std::string_view name) {
    const JsonValue* const found = object.find(name);
    if (found == nullptr) {
        enter(name);
        fail("is missing");
        leave();
    }
    return found;
}

bool JsonReader::expect(const JsonValue& json, JsonValue::Kind kind, std::string_view what) {
    if (json.kind != kind) fail(cat("is not ", what));
    return !failed();
}

void JsonReader::fail_unknown(const JsonValue& json, const std::vector<std::string_view>& known) {
    for (const auto& [name, value] : json.members) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        enter(name);
        fail("is not known");
        leave();
        return;
    }
}

void JsonReader::read(const JsonValue& json, bool& value) {
    if (expect(json, JsonValue::Kind::boolean, "true or false")) value = json.number != 0;
}

void JsonReader::read(const JsonValue& json, int& value) {
    std::int64_t wide = 0;
    read(json, wide);
    if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max()) {
        fail("is out of range");
        return;
    }
    value = static_cast<int>(wide);
}

void JsonReader::read(const JsonValue& json, std::int64_t& value) {
    if (expect(json, JsonValue::Kind::number, "a whole number")) value = json.number;
}

void JsonReader::read(const JsonValue& json, std::string& value) {
    if (expect(json, JsonValue::Kind::text, "a text")) value = json.text;
}

void JsonReader::read(const JsonValue& json, Guid& value) {
    if (!expect(json, JsonValue::Kind::text, "a text")) return;
    value = {};
    if (json.text.empty()) return;
    const auto parsed = parse_guid(json.text);
    if (!parsed) {
        fail("is no id: `" + json.text + "`");
        return;
    }
    value = *parsed;
}

void JsonReader::read(const JsonValue& json, Instant& value) {
    if (!expect(json, JsonValue::Kind::text, "a text")) return;
    const auto parsed = parse_instant(json.text);
    if (!parsed) {
        fail("is no instant: `" + json.text + "`");
        return;
    }
    value = *parsed;
}

void JsonReader::read(const JsonValue& json, Duration& value) {
    if (!expect(json, JsonValue::Kind::text, "a text")) return;
    const auto parsed = parse_duration(json.text);
    if (!parsed) {
        fail("is no duration: `" + json.text + "`");
        return;
    }
    value = *parsed;
}

void JsonReader::read(const JsonValue& json, Scope& value) {
    if (!expect(json, JsonValue::Kind::text, "a text")) return;
    const auto parsed = parse_scope(json.text);
    if (!parsed) {
        fail("is no scope: `" + json.text + "`");
        return;
    }
    value = *parsed;
}

void JsonReader::read(const JsonValue& json, std::vector<bool>& values) {
    values.clear();
    if (!expect(json, JsonValue::Kind::list, "a list")) return;
    for (const JsonValue& item : json.items) {
        bool value = false;
        read(item, value);
        values.push_back(value);
    }
}

void JsonReader::read(const JsonValue& json, std::set<Guid>& values) {
    values.clear();
    if (!expect(json, JsonValue::Kind::list, "a list")) return;
    for (const JsonValue& item : json.items) {
        Guid value;
        read(item, value);
        values.insert(values.end(), value);
    }
}

}  // namespace pim::storage
