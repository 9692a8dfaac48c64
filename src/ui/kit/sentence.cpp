#include "ui/kit/sentence.hpp"

#include <array>

namespace pim::ui::kit {
namespace {

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

/// True for "the" and "nobody,", false for "c1", "microsoft.directory/users" and "ada@harbour".
bool begins_with_a_plain_word(std::string_view line) {
    std::string_view word = line.substr(0, line.find(' '));
    const auto is_mark = [](char c) {
        return c == ',' || c == ';' || c == ':' || c == '.' || c == '!' || c == '?' ||
               static_cast<unsigned char>(c) >= 0x80;
    };
    while (!word.empty() && is_mark(word.back())) word.remove_suffix(1);
    for (const char c : word)
        if (!is_lower(c) && c != '-' && c != '\'') return false;
    return !word.empty();
}

/// True for "https://graph.example.com": with a stop behind it somebody would copy that as well.
bool is_an_address(std::string_view line) {
    return line.find("://") != std::string_view::npos && line.find(' ') == std::string_view::npos;
}

bool ends_with_a_mark(std::string_view line) {
    constexpr std::array<std::string_view, 5> marks = {".", "!", "?", ":", "…"};
    for (const std::string_view mark : marks)
        if (line.size() >= mark.size() && line.substr(line.size() - mark.size()) == mark)
            return true;
    return false;
}

}  // namespace

std::string sentence(std::string_view words) {
    std::string told;
    told.reserve(words.size() + 1);
    while (true) {
        const std::size_t end = words.find('\n');
        const std::string_view line = words.substr(0, end);
        const std::size_t begin = told.size();
        told += line;
        if (begins_with_a_plain_word(line) && is_lower(line.front()))
            told[begin] = static_cast<char>(line.front() - 'a' + 'A');
        if (!line.empty() && !ends_with_a_mark(line) && !is_an_address(line)) told += '.';
        if (end == std::string_view::npos) return told;
        told += '\n';
        words.remove_prefix(end + 1);
    }
}

}  // namespace pim::ui::kit
