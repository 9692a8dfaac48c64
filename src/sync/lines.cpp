#include "sync/lines.hpp"

#include "core/text.hpp"

namespace pim::sync {

Outcome<void> Lines::take(std::string_view part,
                          const std::function<bool(std::string_view)>& line) {
    for (std::size_t end = part.find('\n'); end != std::string_view::npos; end = part.find('\n')) {
        const std::string whole = begun_.append(part.substr(0, end));
        begun_.clear();
        part.remove_prefix(end + 1);
        if (!is_blank(whole) && !line(whole)) return {};
    }
    if (begun_.size() + part.size() > feed_line_bytes_max) {
        return failure(cat("a line of the feed is longer than ", feed_line_bytes_max, " bytes"));
    }
    begun_ += part;
    return {};
}

}  // namespace pim::sync
