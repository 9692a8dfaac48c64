#include "graph/json_writer.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace pim::graph {

namespace {

constexpr std::string_view hexadecimal = "0123456789abcdef";
constexpr std::size_t indentation = 4;

/// Whether a character stands in a JSON text as it is.
bool is_plain(char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
}

void append_escaped(std::string& out, char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            break;
        case '\\':
            out += "\\\\";
            break;
        case '\n':
            out += "\\n";
            break;
        case '\r':
            out += "\\r";
            break;
        case '\t':
            out += "\\t";
            break;
        default:
            out += "\\u00";
            out += hexadecimal[static_cast<unsigned char>(c) >> 4];
            out += hexadecimal[static_cast<unsigned char>(c) & 15];
    }
}

/// Appends what needs no escape at once: nearly always that is all.
void append_quoted(std::string& out, std::string_view text) {
    out += '"';
    while (!text.empty()) {
        const auto escaped = std::find_if_not(text.begin(), text.end(), is_plain);
        const auto plain = static_cast<std::size_t>(escaped - text.begin());
        out += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        append_escaped(out, text.front());
        text.remove_prefix(1);
    }
    out += '"';
}

/// The place after the string that begins at `from`.
std::size_t string_end(std::string_view json, std::size_t from) {
    std::size_t at = from + 1;
    while (at < json.size() && json[at] != '"') at += json[at] == '\\' ? 2 : 1;
    return std::min(at + 1, json.size());
}

void break_line(std::string& out, std::size_t depth) {
    out += '\n';
    out.append(depth * indentation, ' ');
}

}  // namespace

void JsonWriter::separate() {
    if (!after_key_ && !first_) out_ += ',';
    first_ = false;
    after_key_ = false;
}

JsonWriter& JsonWriter::begin_object() {
    separate();
    out_ += '{';
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::end_object() {
    out_ += '}';
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::begin_array() {
    separate();
    out_ += '[';
    first_ = true;
    return *this;
}

JsonWriter& JsonWriter::end_array() {
    out_ += ']';
    first_ = false;
    return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
    separate();
    append_quoted(out_, name);
    out_ += ':';
    after_key_ = true;
    return *this;
}

JsonWriter& JsonWriter::text(std::string_view value) {
    separate();
    append_quoted(out_, value);
    return *this;
}

JsonWriter& JsonWriter::boolean(bool value) {
    separate();
    out_ += value ? "true" : "false";
    return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
    separate();
    out_ += to_text(value);
    return *this;
}

JsonWriter& JsonWriter::null() {
    separate();
    out_ += "null";
    return *this;
}

JsonWriter& JsonWriter::member(std::string_view name, std::string_view value) {
    return key(name).text(value);
}

JsonWriter& JsonWriter::member(std::string_view name, const char* value) {
    return key(name).text(value);
}

JsonWriter& JsonWriter::member(std::string_view name, bool value) {
    return key(name).boolean(value);
}

JsonWriter& JsonWriter::member_integer(std::string_view name, std::int64_t value) {
    return key(name).integer(value);
}

JsonWriter& JsonWriter::member_null(std::string_view name) {
    return key(name).null();
}

JsonWriter& JsonWriter::annotation(std::string_view name, std::string_view value) {
    return annotated_ ? member(name, value) : *this;
}

JsonWriter& JsonWriter::member_or_null(std::string_view name, std::string_view value) {
    return value.empty() ? member_null(name) : member(name, value);
}

std::string JsonWriter::take() {
    first_ = true;
    after_key_ = false;
    return std::move(out_);
}

std::string quoted(std::string_view text) {
    std::string out;
    append_quoted(out, text);
    return out;
}

std::string pretty(std::string_view json) {
    std::string out;
    out.reserve(json.size() * 2);
    std::size_t depth = 0;
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char c = json[at];
        const bool opens = c == '{' || c == '[';
        if (c == '"') {
            const std::size_t end = string_end(json, at);
            out += json.substr(at, end - at);
            at = end - 1;
        } else if (opens && at + 1 < json.size() && (json[at + 1] == '}' || json[at + 1] == ']')) {
            out += json.substr(at, 2);
            ++at;
        } else if (opens) {
            out += c;
            break_line(out, ++depth);
        } else if (c == '}' || c == ']') {
            break_line(out, depth > 0 ? --depth : 0);
            out += c;
        } else if (c == ',') {
            out += c;
            break_line(out, depth);
        } else if (c == ':') {
            out += ": ";
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace pim::graph
