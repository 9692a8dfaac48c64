#include "storage/json_value.hpp"

#include <limits>
#include <nlohmann/json.hpp>

#include "core/text.hpp"

namespace pim::storage {

namespace {

/// Builds a JsonValue from the parser's calls; returning false stops the parser.
class Builder {
public:
    using number_integer_t = nlohmann::json::number_integer_t;
    using number_unsigned_t = nlohmann::json::number_unsigned_t;
    using number_float_t = nlohmann::json::number_float_t;
    using string_t = nlohmann::json::string_t;
    using binary_t = nlohmann::json::binary_t;

    bool null() { return add({}); }
    bool boolean(bool value) {
        JsonValue added;
        added.kind = JsonValue::Kind::boolean;
        added.number = value ? 1 : 0;
        return add(std::move(added));
    }
    bool number_integer(number_integer_t value) {
        JsonValue added;
        added.kind = JsonValue::Kind::number;
        added.number = value;
        return add(std::move(added));
    }
    bool number_unsigned(number_unsigned_t value) {
        if (value > static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max())) {
            return fail("a number is too large");
        }
        return number_integer(static_cast<number_integer_t>(value));
    }
    bool number_float(number_float_t, const string_t& text) {
        return fail("the number `" + text + "` is not whole");
    }
    bool string(string_t& value) {
        JsonValue added;
        added.kind = JsonValue::Kind::text;
        added.text = std::move(value);
        return add(std::move(added));
    }
    bool binary(binary_t&) { return fail("binary data is no JSON"); }
    bool start_object(std::size_t) { return open(JsonValue::Kind::object); }
    bool start_array(std::size_t) { return open(JsonValue::Kind::list); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(string_t& name) {
        JsonValue& object = *open_.back();
        if (object.find(name) != nullptr)
            return fail("the member `" + name + "` stands there twice");
        object.members.emplace_back(std::move(name), JsonValue{});
        return true;
    }
    bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception&) {
        return fail(cat("this is no JSON text at byte ", byte));
    }

    JsonValue root;
    std::string problem;

private:
    bool fail(std::string what) {
        if (problem.empty()) problem = std::move(what);
        return false;
    }
    /// The place that the next value belongs in. Addresses stay valid: only the innermost grows.
    JsonValue* place() {
        if (open_.empty()) return &root;
        JsonValue& container = *open_.back();
        if (container.kind == JsonValue::Kind::object) return &container.members.back().second;
        return &container.items.emplace_back();
    }
    bool add(JsonValue value) {
        if (++values_ > json_values_max) {
            return fail(cat("there are more than ", json_values_max, " values"));
        }
        *place() = std::move(value);
        return true;
    }
    bool open(JsonValue::Kind kind) {
        if (open_.size() >= json_depth_max) {
            return fail(cat("lists and objects are nested deeper than ", json_depth_max));
        }
        if (++values_ > json_values_max) {
            return fail(cat("there are more than ", json_values_max, " values"));
        }
        JsonValue* const opened = place();
        opened->kind = kind;
        open_.push_back(opened);
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    std::vector<JsonValue*> open_;
    std::size_t values_ = 0;
};

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
    for (const auto& [member, value] : members) {
        if (member == name) return &value;
    }
    return nullptr;
}

JsonValue* JsonValue::find(std::string_view name) {
    return const_cast<JsonValue*>(std::as_const(*this).find(name));
}

Outcome<JsonValue> parse_json(std::string_view text) {
    Builder builder;
    if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) {
        return failure(builder.problem, "use a file that pimlab has written, unchanged");
    }
    return std::move(builder.root);
}

}  // namespace pim::storage
