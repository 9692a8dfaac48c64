#pragma once

#include <optional>
#include <string_view>

#include "graph/rejection.hpp"

namespace pim::graph {

/// Reads the text of a query option from left to right and keeps the first thing that is wrong
/// with it, with its position counted from 1. After that every rule of a parser returns at once.
class Scanner {
public:
    /// `option` names the option in messages, such as `$filter`.
    Scanner(std::string_view option, std::string_view text) : option_(option), text_(text) {}

protected:
    /// Notes that something else stands here than what must.
    void expected(std::string_view what);
    /// Notes what is wrong with the thing at a place.
    void refuse(std::size_t at, std::string_view what);
    bool failed() const { return problem_.has_value(); }

    void skip_space();
    bool at_end();
    /// Passes over a character, or a word in any case, if it comes next.
    bool take(char c);
    bool take_word(std::string_view word);
    /// The word that comes next: names with slashes, GUIDs, dates, numbers; empty where none does.
    std::string_view peek_word();

    std::string_view option_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::optional<Rejection> problem_;
};

}  // namespace pim::graph
