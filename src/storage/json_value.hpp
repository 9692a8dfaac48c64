#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/outcome.hpp"

namespace pim::storage {

/// Deepest nesting of lists and objects that is read.
constexpr std::size_t json_depth_max = 64;
/// Most values in one text that is read, so that a small file cannot fill the memory.
constexpr std::size_t json_values_max = 4'000'000;

/// JSON as it was read. Numbers are whole: nothing that is stored has a fraction.
struct JsonValue {
    enum class Kind { null, boolean, number, text, list, object };

    Kind kind = Kind::null;
    std::int64_t number = 0;  ///< 0 or 1 for a boolean
    std::string text;
    std::vector<JsonValue> items;                            ///< of a list
    std::vector<std::pair<std::string, JsonValue>> members;  ///< of an object, in order

    /// The member of this name, or none.
    [[nodiscard]] const JsonValue* find(std::string_view name) const;
    [[nodiscard]] JsonValue* find(std::string_view name);
};

/// Reads a JSON text: UTF-8 is checked, depth and number of values are limited, fractions and
/// repeated members are refused. An error names the byte.
[[nodiscard]] Outcome<JsonValue> parse_json(std::string_view text);

}  // namespace pim::storage
