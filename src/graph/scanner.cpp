#include "graph/scanner.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace pim::graph {

namespace {

constexpr std::size_t shown_of_unexpected = 20;

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == ':' || c == '.' || c == '/' || c == '+' || c == '@' || c == '$';
}

}  // namespace

void Scanner::expected(std::string_view what) {
    if (problem_) return;
    std::size_t end = std::min(at_ + shown_of_unexpected, text_.size());
    // Not in the middle of a UTF-8 sequence.
    while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xc0) == 0x80) ++end;
    const std::string_view found = text_.substr(at_, end - at_);
    refuse(at_, cat("expected ", what, ", found ",
                    found.empty() ? std::string("the end") : cat('\'', found, '\'')));
}

void Scanner::refuse(std::size_t at, std::string_view what) {
    if (problem_) return;
    problem_ = bad_request(cat(option_, ", position ", at + 1, ": ", what)).value();
}

void Scanner::skip_space() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
}

bool Scanner::at_end() {
    skip_space();
    return at_ == text_.size();
}

bool Scanner::take(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    return true;
}

std::string_view Scanner::peek_word() {
    skip_space();
    std::size_t end = at_;
    while (end < text_.size() && is_word(text_[end])) ++end;
    return text_.substr(at_, end - at_);
}

bool Scanner::take_word(std::string_view word) {
    if (!equals_ignoring_case(peek_word(), word)) return false;
    at_ += word.size();
    return true;
}

}  // namespace pim::graph
