#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pim::graph {

/// Writes compact JSON member by member, in the order of the calls.
class JsonWriter {
public:
    /// `annotated` false leaves out what `annotation` writes (odata.metadata=none).
    explicit JsonWriter(bool annotated = true) : annotated_(annotated) {}

    JsonWriter& begin_object();
    JsonWriter& end_object();
    JsonWriter& begin_array();
    JsonWriter& end_array();
    JsonWriter& key(std::string_view name);

    JsonWriter& text(std::string_view value);
    JsonWriter& boolean(bool value);
    JsonWriter& integer(std::int64_t value);
    JsonWriter& null();

    /// A member whose value is a text.
    JsonWriter& member(std::string_view name, std::string_view value);
    JsonWriter& member(std::string_view name, const char* value);
    JsonWriter& member(std::string_view name, bool value);
    JsonWriter& member_integer(std::string_view name, std::int64_t value);
    JsonWriter& member_null(std::string_view name);
    /// Null where the text is empty.
    JsonWriter& member_or_null(std::string_view name, std::string_view value);

    /// A member that speaks about the answer, such as `@odata.type`.
    JsonWriter& annotation(std::string_view name, std::string_view value);

    /// What was written so far; the writer is empty afterwards.
    std::string take();

private:
    void separate();

    std::string out_;
    bool annotated_;
    bool first_ = true;  ///< nothing stands before the next value in its object or array
    bool after_key_ = false;
};

/// The text of a JSON string, with its quotes.
std::string quoted(std::string_view text);

/// The same JSON with line breaks and indentation, for people.
std::string pretty(std::string_view json);

}  // namespace pim::graph
