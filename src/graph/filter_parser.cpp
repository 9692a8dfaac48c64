#include <algorithm>

#include "core/guid.hpp"
#include "core/text.hpp"
#include "graph/filter.hpp"

namespace pim::graph {

namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == ':' || c == '.' || c == '/' || c == '+' || c == '@';
}

/// Reads a filter from left to right. After the first problem every rule returns at once.
class Parser {
public:
    Parser(std::string_view text, const FindProperty& find) : text_(text), find_(find) {}

    Reading<Filter> parse() {
        either();
        skip_space();
        if (!problem_ && at_ < text_.size()) expected("'and', 'or' or the end");
        if (problem_) return tl::unexpected(*problem_);
        return std::move(filter_);
    }

private:
    void expected(std::string_view what) {
        if (problem_) return;
        std::size_t end = std::min(at_ + 20, text_.size());
        // Not in the middle of a UTF-8 sequence.
        while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xc0) == 0x80) ++end;
        const std::string_view found = text_.substr(at_, end - at_);
        problem_ = bad_request(cat("$filter, position ", at_ + 1, ": expected ", what, ", found ",
                                   found.empty() ? std::string("the end") : cat('\'', found, '\'')))
                       .value();
    }

    void refuse(std::size_t at, std::string_view what) {
        if (!problem_)
            problem_ = bad_request(cat("$filter, position ", at + 1, ": ", what)).value();
    }

    void skip_space() {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    }

    bool take(char c) {
        skip_space();
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    std::string_view peek_word() {
        skip_space();
        std::size_t end = at_;
        while (end < text_.size() && is_word(text_[end])) ++end;
        return text_.substr(at_, end - at_);
    }

    bool take_word(std::string_view word) {
        if (!equals_ignoring_case(peek_word(), word)) return false;
        at_ += word.size();
        return true;
    }

    std::size_t add(FilterNode node) {
        if (filter_.nodes.size() == filter_nodes_max) refuse(at_, "the filter is too long");
        filter_.nodes.push_back(std::move(node));
        return filter_.nodes.size() - 1;
    }

    std::size_t join(FilterNode::Kind kind, std::size_t left, std::size_t right) {
        FilterNode node;
        node.kind = kind;
        node.left = left;
        node.right = right;
        return add(std::move(node));
    }

    std::size_t either() {
        std::size_t left = both();
        while (!problem_ && take_word("or")) {
            const std::size_t right = both();
            left = join(FilterNode::Kind::either, left, right);
        }
        return left;
    }

    std::size_t both() {
        std::size_t left = negation();
        while (!problem_ && take_word("and")) {
            const std::size_t right = negation();
            left = join(FilterNode::Kind::both, left, right);
        }
        return left;
    }

    std::size_t negation() {
        if (problem_) return 0;
        if (depth_ == filter_depth_max) {
            refuse(at_, cat("brackets and 'not' go deeper than ", filter_depth_max, " levels"));
            return 0;
        }
        ++depth_;
        const std::size_t node = negation_or_term();
        --depth_;
        return node;
    }

    std::size_t negation_or_term() {
        if (take_word("not")) return join(FilterNode::Kind::negation, negation(), 0);
        if (take('(')) {
            const std::size_t inner = either();
            if (!problem_ && !take(')')) expected("')'");
            return inner;
        }
        if (take_word("startswith")) return prefix();
        return comparison();
    }

    std::size_t prefix() {
        FilterNode node;
        node.kind = FilterNode::Kind::prefix;
        if (!take('(')) expected("'('");
        node.a = operand();
        if (!take(',')) expected("','");
        node.b = operand();
        if (!take(')')) expected("')'");
        return problem_ ? 0 : add(std::move(node));
    }

    std::size_t comparison() {
        FilterNode node;
        node.a = operand();
        if (problem_) return 0;
        if (take_word("in")) {
            node.kind = FilterNode::Kind::membership;
            if (!take('(')) expected("'('");
            do {
                if (problem_) return 0;
                Operand item = literal();
                fit(item, node.a, at_);
                node.list.push_back(item.literal);
            } while (take(','));
            if (!take(')')) expected("')'");
            return problem_ ? 0 : add(std::move(node));
        }
        const auto operation = parse_name<Comparison>(peek_word());
        if (!operation) {
            expected("an operator such as eq");
            return 0;
        }
        at_ += 2;
        node.comparison = *operation;
        skip_space();
        const std::size_t at = at_;
        node.b = operand();
        fit(node.b, node.a, at);
        fit(node.a, node.b, at);
        return problem_ ? 0 : add(std::move(node));
    }

    Operand operand() {
        if (problem_) return {};
        if (take_word("tolower")) {
            if (!take('(')) expected("'('");
            Operand inner = operand_within();
            if (!take(')')) expected("')'");
            if (const auto* text = std::get_if<std::string>(&inner.literal)) {
                inner.literal = to_lower(*text);
            }
            inner.lowered = true;
            return inner;
        }
        return operand_within();
    }

    Operand operand_within() {
        skip_space();
        const std::string_view word = peek_word();
        const bool name =
            !word.empty() && !parse_guid(word) && !(word[0] >= '0' && word[0] <= '9') &&
            word[0] != '-' && !equals_ignoring_case(word, "null") &&
            !equals_ignoring_case(word, "true") && !equals_ignoring_case(word, "false");
        return name ? property(word) : literal();
    }

    Operand property(std::string_view word) {
        const std::size_t at = at_;
        at_ += word.size();
        skip_space();
        Operand operand;
        if (at_ < text_.size() && text_[at_] == '(') {
            refuse(at, cat("the function '", word, "' is not supported"));
            return operand;
        }
        const auto named = find_(word);
        if (!named) {
            refuse(at, cat("there is no property '", word, "' here"));
        } else if (named->type == PropertyType::complex) {
            refuse(at, cat("'", word, "' cannot be compared"));
        } else {
            operand.property = named->place;
            operand.type = named->type;
        }
        return operand;
    }

    Operand literal() {
        skip_space();
        if (at_ < text_.size() && text_[at_] == '\'') return quoted_literal();
        const std::string_view word = peek_word();
        Operand operand;
        if (equals_ignoring_case(word, "null")) {
            operand.literal = std::monostate{};
        } else if (equals_ignoring_case(word, "true") || equals_ignoring_case(word, "false")) {
            operand.type = PropertyType::boolean;
            operand.literal = equals_ignoring_case(word, "true");
        } else if (const auto guid = parse_guid(word)) {
            operand.type = PropertyType::guid;
            operand.literal = to_text(*guid);
        } else if (const auto instant = parse_instant(word)) {
            operand.type = PropertyType::instant;
            operand.literal = *instant;
        } else if (const auto number = whole_number(word)) {
            operand.type = PropertyType::integer;
            operand.literal = *number;
        } else {
            expected("a property or a value");
        }
        at_ += word.size();
        return operand;
    }

    Operand quoted_literal() {
        const std::size_t from = at_++;
        std::string value;
        while (at_ < text_.size()) {
            if (text_[at_] == '\'') {
                const bool doubled = at_ + 1 < text_.size() && text_[at_ + 1] == '\'';
                ++at_;
                if (!doubled) {
                    Operand operand;
                    operand.literal = std::move(value);
                    return operand;
                }
            }
            value += text_[at_++];
        }
        refuse(from, "the quote is not closed");
        return {};
    }

    static std::optional<std::int64_t> whole_number(std::string_view word) {
        const bool negative = !word.empty() && word[0] == '-';
        if (negative) word.remove_prefix(1);
        if (word.empty() || word.size() > 18) return std::nullopt;
        std::int64_t value = 0;
        for (const char c : word) {
            if (c < '0' || c > '9') return std::nullopt;
            value = value * 10 + (c - '0');
        }
        return negative ? -value : value;
    }

    /// Brings a literal to the type of the property beside it, or refuses.
    void fit(Operand& literal, const Operand& beside, std::size_t at) {
        if (problem_ || literal.property || !beside.property) return;
        if (std::holds_alternative<std::monostate>(literal.literal)) return;
        const auto* text = std::get_if<std::string>(&literal.literal);
        bool fits = false;
        switch (beside.type) {
            case PropertyType::guid:
                fits = text != nullptr;
                // A text that is no GUID is compared too: it equals none.
                if (fits) {
                    if (const auto guid = parse_guid(*text)) literal.literal = to_text(*guid);
                }
                break;
            case PropertyType::text:
                fits = text != nullptr;
                break;
            case PropertyType::instant:
                if (text != nullptr) {
                    if (const auto instant = parse_instant(*text)) literal.literal = *instant;
                }
                fits = std::holds_alternative<Instant>(literal.literal);
                break;
            case PropertyType::boolean:
                fits = std::holds_alternative<bool>(literal.literal);
                break;
            case PropertyType::integer:
                fits = std::holds_alternative<std::int64_t>(literal.literal);
                break;
            case PropertyType::complex:
                break;
        }
        if (!fits) refuse(at, "the value is of another type than the property");
    }

    std::string_view text_;
    const FindProperty& find_;
    std::size_t at_ = 0;
    int depth_ = 0;
    Filter filter_;
    std::optional<Rejection> problem_;
};

}  // namespace

Reading<Filter> parse_filter(std::string_view text, const FindProperty& find) {
    return Parser(text, find).parse();
}

}  // namespace pim::graph
