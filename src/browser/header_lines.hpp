#pragma once

#include <algorithm>
#include <string>

#include "graph/message.hpp"

namespace pim::browser {

// Header fields cross to JavaScript as lines `name: value`.

inline std::string header_lines(const graph::Headers& headers) {
    std::string lines;
    for (const auto& [field, value] : headers) lines += field + ": " + value + '\n';
    return lines;
}

/// Takes the text up to the next line feed.
inline std::string next_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

/// Takes the lines up to an empty one, or all.
inline graph::Headers read_header_lines(std::string_view& text) {
    graph::Headers headers;
    for (std::string line = next_line(text); !line.empty(); line = next_line(text)) {
        const std::size_t colon = std::min(line.find(": "), line.size());
        headers.emplace_back(line.substr(0, colon), line.substr(std::min(colon + 2, line.size())));
    }
    return headers;
}

}  // namespace pim::browser
