#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/duration.hpp"
#include "core/guid.hpp"
#include "core/instant.hpp"
#include "graph/rejection.hpp"

namespace pim::graph {

constexpr std::size_t body_bytes_max = 1 << 20;
constexpr std::size_t body_depth_max = 32;

/// JSON that somebody sent, as read.
struct JsonValue {
    enum class Type { null, boolean, number, text, array, object };

    Type type = Type::null;
    bool boolean = false;
    std::string text;                ///< of a text; of a number its digits
    std::vector<std::string> names;  ///< of an object, beside `items`
    std::vector<JsonValue> items;    ///< of an array or object

    /// The last member of that name, ignoring case (clients send PascalCase as well); null where
    /// there is none.
    const JsonValue* member(std::string_view name) const;
};

std::string_view type_name(const JsonValue& value);

/// A value that was read, as compact JSON again.
std::string to_json(const JsonValue& value);

/// Reads a body: valid JSON in UTF-8, not deeper than body_depth_max (checked while parsing), an
/// object at the top. The rejection tells the byte.
Reading<JsonValue> parse_body(std::string_view text, std::size_t bytes_max = body_bytes_max);

/// Reads the members of an object and keeps the first thing that is wrong with them. A member that
/// is missing or null gives nothing.
class MemberReader {
public:
    /// `place` names the object in messages: empty at the top, else like `scheduleInfo.`; `code` is
    /// that of the refusals.
    MemberReader(const JsonValue& object, std::string place, std::optional<Rejection>& problem,
                 std::string_view code = pim_member_code)
        : object_(object), place_(std::move(place)), problem_(problem), code_(code) {}

    /// The value as it was sent; null where the member is missing.
    const JsonValue* member(std::string_view name);
    std::optional<std::string> text(std::string_view name);
    std::optional<Guid> guid(std::string_view name);
    std::optional<Instant> instant(std::string_view name);
    std::optional<Duration> duration(std::string_view name);
    /// A whole number of at most nine digits.
    std::optional<std::int64_t> integer(std::string_view name);
    bool boolean(std::string_view name, bool otherwise);
    /// The object or array of that name; null where there is none.
    const JsonValue* object(std::string_view name);
    const JsonValue* array(std::string_view name);

    /// Notes a member that has a value and cannot be kept here.
    void refuse(std::string_view name, std::string_view instead);
    /// Whether a member was asked for until now.
    bool asked(std::string_view name) const;
    /// Notes a member that was not.
    void nothing_else();
    /// Notes that a member that must be there is not.
    void missing(std::string_view name, std::string_view help);
    /// Notes that the value of a member is of no use.
    void wrong(std::string_view name, std::string_view value, std::string_view expected);

    /// The place of an object within this one.
    std::string place_of(std::string_view name) const;

private:
    const JsonValue* find(std::string_view name, JsonValue::Type type, std::string_view expected);

    const JsonValue& object_;
    std::string place_;
    std::optional<Rejection>& problem_;
    std::string_view code_;
    std::vector<std::string_view> asked_;
};

}  // namespace pim::graph
