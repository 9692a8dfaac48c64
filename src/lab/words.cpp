#include "lab/words.hpp"

namespace pim::lab {

namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r';
}

/// Columns count code points, so that an error points at the right place after an umlaut.
class Cursor {
public:
    explicit Cursor(std::string_view line) : line_(line) {}

    bool done() const { return at_ >= line_.size(); }
    char peek() const { return line_[at_]; }
    int column() const { return column_; }
    char take() {
        const char c = line_[at_++];
        if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80U) ++column_;
        return c;
    }
    bool at_comment() const {
        return peek() == '#' && (at_ + 1 == line_.size() || is_space(line_[at_ + 1]));
    }

private:
    std::string_view line_;
    std::size_t at_ = 0;
    int column_ = 1;
};

/// Reads the rest of a quoted text; false where its end is missing.
bool take_quoted(Cursor& cursor, std::string& out) {
    while (!cursor.done()) {
        char c = cursor.take();
        if (c == '"') return true;
        if (c == '\\' && !cursor.done() && (cursor.peek() == '"' || cursor.peek() == '\\')) {
            c = cursor.take();
        }
        out += c;
    }
    return false;
}

}  // namespace

Tokens split(std::string_view line) {
    Tokens result;
    Cursor cursor(line);
    while (true) {
        while (!cursor.done() && is_space(cursor.peek())) cursor.take();
        if (cursor.done() || cursor.at_comment()) return result;
        Token token;
        token.column = cursor.column();
        token.quoted = cursor.peek() == '"';
        while (!cursor.done() && !is_space(cursor.peek())) {
            const int column = cursor.column();
            const char c = cursor.take();
            if (c != '"') {
                token.text += c;
            } else if (!take_quoted(cursor, token.text)) {
                result.error = Token{"the quotation mark is never closed", false, column};
                return result;
            } else if (token.quoted) {
                break;
            }
        }
        result.tokens.push_back(std::move(token));
    }
}

}  // namespace pim::lab
