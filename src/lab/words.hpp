#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/outcome.hpp"
#include "lab/scenario.hpp"

namespace pim::lab {

/// A piece of a line: a bare word, or a quoted text.
struct Token {
    std::string text;
    bool quoted = false;  ///< stood in quotation marks as a whole
    int column = 1;
};

/// Splits a line into words and quoted texts; a comment (`#` followed by a space or by nothing)
/// ends it. Inside quotation marks `\"` and `\\` stand for themselves; `key="two words"` is one
/// word. An error has the column at which it is.
struct Tokens {
    std::vector<Token> tokens;
    std::optional<Token> error;  ///< text: what is wrong
};
Tokens split(std::string_view line);

}  // namespace pim::lab
