#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace pim {

/// Decimal text of a whole number, without locale.
std::string to_text(std::int64_t value);

namespace detail {
inline void append(std::string& out, std::string_view text) {
    out += text;
}
inline void append(std::string& out, const char* text) {
    out += text;
}
inline void append(std::string& out, char text) {
    out += text;
}
inline void append(std::string& out, std::int64_t value) {
    out += to_text(value);
}
inline void append(std::string& out, int value) {
    out += to_text(value);
}
inline void append(std::string& out, std::size_t value) {
    out += to_text(static_cast<std::int64_t>(value));
}
/// The bytes that a piece takes at most.
template <class Piece>
std::size_t length(const Piece& piece) {
    constexpr std::size_t number_length_max = 20;
    if constexpr (std::is_integral_v<Piece>) {
        return number_length_max;
    } else {
        return std::string_view(piece).size();
    }
}
}  // namespace detail

/// Joins pieces of text and whole numbers into one string.
template <class... Pieces>
std::string cat(const Pieces&... pieces) {
    std::string out;
    out.reserve((detail::length(pieces) + ... + 0));
    (detail::append(out, pieces), ...);
    return out;
}

/// ASCII lower case; other bytes stay as they are.
std::string to_lower(std::string_view text);

/// Equality that ignores ASCII case, as Graph does for enum members and names.
bool equals_ignoring_case(std::string_view a, std::string_view b);

/// True where nothing but white space stands in the text.
bool is_blank(std::string_view text);

/// The text without the white space around it.
std::string_view trimmed(std::string_view text);

/// The parts between the separators, views into `text`; none of an empty text, and a separator at
/// its end begins no further part.
std::vector<std::string_view> divide(std::string_view text, char separator);

}  // namespace pim
