// The one file of this room that includes nlohmann's parser: its events build our own small tree.
#include <nlohmann/json.hpp>

#include "core/text.hpp"
#include "graph/json_value.hpp"

namespace pim::graph {

namespace {

/// Builds a JsonValue from the parser's events and stops where it goes too deep.
class TreeBuilder {
public:
    using Json = nlohmann::json;

    bool null() { return add({}); }
    bool boolean(bool value) {
        JsonValue item;
        item.type = JsonValue::Type::boolean;
        item.boolean = value;
        return add(std::move(item));
    }
    bool number_integer(Json::number_integer_t value) { return add_number(to_text(value)); }
    bool number_unsigned(Json::number_unsigned_t value) {
        return add_number(std::to_string(value));
    }
    bool number_float(Json::number_float_t, const std::string& digits) {
        return add_number(digits);
    }
    bool string(std::string& value) {
        JsonValue item;
        item.type = JsonValue::Type::text;
        item.text = std::move(value);
        return add(std::move(item));
    }
    bool binary(Json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(JsonValue::Type::object); }
    bool end_object() { return close(); }
    bool start_array(std::size_t) { return open(JsonValue::Type::array); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        open_.back()->names.push_back(std::move(name));
        return true;
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) {
        problem_ = cat("the body is not valid JSON in UTF-8 at byte ", position);
        return false;
    }

    Reading<JsonValue> result() && {
        if (!problem_.empty()) return bad_request(std::move(problem_));
        return std::move(root_);
    }

private:
    bool add(JsonValue item) {
        if (open_.empty()) {
            root_ = std::move(item);
        } else {
            open_.back()->items.push_back(std::move(item));
        }
        return true;
    }
    bool add_number(std::string digits) {
        JsonValue item;
        item.type = JsonValue::Type::number;
        item.text = std::move(digits);
        return add(std::move(item));
    }
    bool open(JsonValue::Type type) {
        if (open_.size() == body_depth_max) {
            problem_ = cat("the body is nested more than ", body_depth_max, " levels deep");
            return false;
        }
        JsonValue item;
        item.type = type;
        JsonValue* parent = open_.empty() ? nullptr : open_.back();
        add(std::move(item));
        // A parent gains items only while none of its children is open, so these stay in place.
        open_.push_back(parent == nullptr ? &root_ : &parent->items.back());
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    JsonValue root_;
    std::vector<JsonValue*> open_;
    std::string problem_;
};

}  // namespace

Reading<JsonValue> parse_body(std::string_view text, std::size_t bytes_max) {
    if (text.size() > bytes_max) {
        return reject(
            413, "RequestEntityTooLarge",
            cat("the body has ", text.size(), " bytes; at most ", bytes_max, " are read"));
    }
    if (is_blank(text)) return bad_request("the body is empty; a JSON object is needed");
    TreeBuilder builder;
    nlohmann::json::sax_parse(text, &builder);
    Reading<JsonValue> body = std::move(builder).result();
    if (body && body->type != JsonValue::Type::object) {
        return bad_request(cat("the body is ", type_name(*body), ", not an object"));
    }
    return body;
}

}  // namespace pim::graph
