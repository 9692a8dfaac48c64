#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/outcome.hpp"

namespace pim::sync {

/// The longest line of a feed.
constexpr std::size_t feed_line_bytes_max = std::size_t{4} * 1024 * 1024;

/// Lines of a text that arrives in parts, which may be divided anywhere, within a character too.
class Lines {
public:
    /// Takes a part and tells each line that is whole now, without its end; blank ones are passed
    /// over. It stops where `line` says false, or with an error at a line that is too long.
    Outcome<void> take(std::string_view part, const std::function<bool(std::string_view)>& line);
    /// Forgets what has begun.
    void clear() { begun_.clear(); }

private:
    std::string begun_;
};

}  // namespace pim::sync
