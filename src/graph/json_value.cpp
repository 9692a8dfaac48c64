#include "graph/json_value.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "graph/json_writer.hpp"

namespace pim::graph {

const JsonValue* JsonValue::member(std::string_view name) const {
    const JsonValue* found = nullptr;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (equals_ignoring_case(names[i], name)) found = &items[i];
    }
    return found;
}

std::string_view type_name(const JsonValue& value) {
    switch (value.type) {
        case JsonValue::Type::null:
            return "null";
        case JsonValue::Type::boolean:
            return "a boolean";
        case JsonValue::Type::number:
            return "a number";
        case JsonValue::Type::text:
            return "a text";
        case JsonValue::Type::array:
            return "an array";
        case JsonValue::Type::object:
            break;
    }
    return "an object";
}

std::string to_json(const JsonValue& value) {
    switch (value.type) {
        case JsonValue::Type::null:
            return "null";
        case JsonValue::Type::boolean:
            return value.boolean ? "true" : "false";
        case JsonValue::Type::number:
            return value.text;
        case JsonValue::Type::text:
            return graph::quoted(value.text);
        default:
            break;
    }
    const bool object = value.type == JsonValue::Type::object;
    std::string out(1, object ? '{' : '[');
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0) out += ',';
        if (object) out += cat(graph::quoted(value.names[i]), ':');
        out += to_json(value.items[i]);
    }
    out += object ? '}' : ']';
    return out;
}

const JsonValue* MemberReader::member(std::string_view name) {
    asked_.push_back(name);
    return object_.member(name);
}

const JsonValue* MemberReader::find(std::string_view name, JsonValue::Type type,
                                    std::string_view expected) {
    const JsonValue* value = member(name);
    if (value == nullptr || value->type == JsonValue::Type::null) return nullptr;
    if (value->type == type) return value;
    wrong(name, type_name(*value), expected);
    return nullptr;
}

void MemberReader::wrong(std::string_view name, std::string_view value, std::string_view expected) {
    if (problem_) return;
    problem_ =
        Rejection{400, std::string(code_), cat(place_of(name), " is ", value, ", not ", expected)};
}

void MemberReader::refuse(std::string_view name, std::string_view instead) {
    const JsonValue* value = member(name);
    if (value != nullptr && value->type != JsonValue::Type::null) {
        wrong(name, "not taken here", instead);
    }
}

bool MemberReader::asked(std::string_view name) const {
    return std::any_of(asked_.begin(), asked_.end(),
                       [&](std::string_view known) { return equals_ignoring_case(known, name); });
}

void MemberReader::nothing_else() {
    for (const std::string& name : object_.names) {
        if (asked(name)) continue;
        std::string others;
        for (const std::string_view known : asked_)
            others += cat(others.empty() ? "" : ", ", known);
        return wrong(name, "unknown", cat("one of ", others));
    }
}

void MemberReader::missing(std::string_view name, std::string_view help) {
    if (problem_) return;
    problem_ = Rejection{400, std::string(code_), cat(place_of(name), " is missing: ", help)};
}

std::string MemberReader::place_of(std::string_view name) const {
    return cat(place_, name);
}

std::optional<std::string> MemberReader::text(std::string_view name) {
    const JsonValue* value = find(name, JsonValue::Type::text, "a text");
    if (value == nullptr) return std::nullopt;
    return value->text;
}

std::optional<Guid> MemberReader::guid(std::string_view name) {
    const std::optional<std::string> value = text(name);
    if (!value) return std::nullopt;
    const std::optional<Guid> guid = parse_guid(*value);
    if (!guid) wrong(name, cat('\'', *value, '\''), "a GUID");
    return guid;
}

std::optional<Instant> MemberReader::instant(std::string_view name) {
    const std::optional<std::string> value = text(name);
    if (!value) return std::nullopt;
    const std::optional<Instant> instant = parse_instant(*value);
    if (!instant) {
        wrong(name, cat('\'', *value, '\''),
              "an ISO 8601 date and time with an offset, such as 2026-03-27T09:30:00Z");
    }
    return instant;
}

std::optional<Duration> MemberReader::duration(std::string_view name) {
    const std::optional<std::string> value = text(name);
    if (!value) return std::nullopt;
    const std::optional<Duration> duration = parse_duration(*value);
    if (!duration) wrong(name, cat('\'', *value, '\''), "an ISO 8601 duration such as PT8H");
    return duration;
}

std::optional<std::int64_t> MemberReader::integer(std::string_view name) {
    constexpr std::size_t digits_max = 9;
    const JsonValue* value = find(name, JsonValue::Type::number, "a number");
    if (value == nullptr) return std::nullopt;
    const std::string& digits = value->text;
    const std::string_view unsigned_digits =
        std::string_view(digits).substr(digits.front() == '-' ? 1 : 0);
    if (unsigned_digits.empty() || unsigned_digits.size() > digits_max ||
        unsigned_digits.find_first_not_of("0123456789") != std::string_view::npos) {
        wrong(name, digits, "a whole number of at most nine digits");
        return std::nullopt;
    }
    return std::stoll(digits);
}

bool MemberReader::boolean(std::string_view name, bool otherwise) {
    const JsonValue* value = find(name, JsonValue::Type::boolean, "a boolean");
    return value == nullptr ? otherwise : value->boolean;
}

const JsonValue* MemberReader::object(std::string_view name) {
    return find(name, JsonValue::Type::object, "an object");
}

const JsonValue* MemberReader::array(std::string_view name) {
    return find(name, JsonValue::Type::array, "an array");
}

}  // namespace pim::graph
