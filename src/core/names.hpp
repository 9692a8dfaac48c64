#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "core/text.hpp"

namespace pim {

/// The texts of an enumeration in the order of its enumerators, from zero: specialised beside each
/// enumeration that is stored, shown or sent. One table serves JSON, tests and the portal.
template <class Enum>
struct Names;

/// The text of an enumerator.
template <class Enum>
constexpr std::string_view name(Enum value) {
    return Names<Enum>::texts[static_cast<std::size_t>(value)];
}

/// The enumerator of a text, ignoring case as Graph does; nothing where no enumerator has it.
template <class Enum>
std::optional<Enum> parse_name(std::string_view text) {
    for (std::size_t i = 0; i < Names<Enum>::texts.size(); ++i) {
        if (equals_ignoring_case(Names<Enum>::texts[i], text)) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

}  // namespace pim
