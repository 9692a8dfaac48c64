#include <algorithm>
#include <utility>

#include "core/guid.hpp"
#include "core/text.hpp"
#include "graph/filter.hpp"
#include "graph/scanner.hpp"

namespace pim::graph {

namespace {

constexpr std::string_view any_suffix = "/any";

/// Reads a filter by the grammar of filter.hpp, one function a rule.
class Parser : Scanner {
public:
    Parser(std::string_view text, const EntityType& type, Version version)
        : Scanner("$filter", text), type_(&type), version_(version) {}

    Reading<Filter> parse() {
        either();
        if (!problem_ && !at_end()) expected("'and', 'or' or the end");
        if (problem_) return tl::unexpected(*problem_);
        return std::move(filter_);
    }

private:
    std::size_t add(FilterNode node) {
        if (++nodes_ > filter_nodes_max) refuse(at_, "the filter is too long");
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
        const std::string_view word = peek_word();
        const bool collection =
            word.size() > any_suffix.size() &&
            equals_ignoring_case(word.substr(word.size() - any_suffix.size()), any_suffix);
        return collection ? any(word) : comparison();
    }

    std::size_t prefix() {
        FilterNode node;
        node.kind = FilterNode::Kind::prefix;
        if (!take('(')) expected("'('");
        node.a = text_operand();
        if (!take(',')) expected("','");
        skip_space();
        const std::size_t at = at_;
        node.b = text_operand();
        fit(node.b, node.a, at);
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

    /// What startswith compares.
    Operand text_operand() {
        skip_space();
        const std::size_t at = at_;
        Operand found = operand();
        const bool is_text = found.type == PropertyType::text || found.type == PropertyType::guid;
        const bool is_null = !found.path && std::holds_alternative<std::monostate>(found.literal);
        if (!problem_ && (!is_text || is_null)) refuse(at, "startswith compares texts only");
        return found;
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
        const auto path = find_here(word);
        if (!path) {
            refuse(at, cat("there is no property '", word, "' here"));
        } else if (path->property->type == PropertyType::complex) {
            refuse(at, cat("'", word, "' cannot be compared"));
        } else {
            const EntityType& owner =
                path->navigation == nullptr ? *type_ : path->navigation->type();
            operand.path = path;
            operand.type = path->property->type;
            // A property with a canonical spelling is kept so, and found by an index.
            operand.any_case = owner.any_case && operand.type == PropertyType::text &&
                               path->property->canonical == nullptr;
        }
        return operand;
    }

    /// What a name stands for; within `any` it begins with the variable.
    std::optional<Path> find_here(std::string_view word) const {
        if (variable_.empty()) return find_path(*type_, version_, word);
        const std::string_view first = word.substr(0, word.find('/'));
        if (!equals_ignoring_case(first, variable_)) return std::nullopt;
        // The variable alone is the value itself: a property without a name.
        return find_path(
            *type_, version_,
            first.size() == word.size() ? std::string_view() : word.substr(first.size() + 1));
    }

    /// `navigation/any(variable:or)`; the word that names it comes next.
    std::size_t any(std::string_view word) {
        const std::size_t at = at_;
        const std::string_view name = word.substr(0, word.size() - any_suffix.size());
        const Navigation* navigation = find_navigation(*type_, version_, name);
        if (navigation == nullptr || !navigation->many || !variable_.empty()) {
            refuse(at, cat("there is no collection '", name, "' here"));
            return 0;
        }
        at_ += word.size();
        if (!take('(')) expected("'('");
        FilterNode node;
        node.kind = FilterNode::Kind::any;
        node.navigation = navigation;
        node.inner = filter_.inner.size();
        Filter inner = take(')') ? Filter{} : lambda(navigation->type());
        filter_.inner.push_back(std::move(inner));
        return problem_ ? 0 : add(std::move(node));
    }

    /// The inside of an `any`, up to its closing bracket, as a filter of its own.
    Filter lambda(const EntityType& type) {
        skip_space();
        const std::size_t colon = std::min(text_.find(':', at_), text_.size());
        variable_ = text_.substr(at_, colon - at_);
        while (!variable_.empty() && variable_.back() == ' ') variable_.remove_suffix(1);
        if (colon == text_.size() || variable_.empty()) {
            expected("a variable and ':'");
            return {};
        }
        at_ = colon + 1;
        Filter outer;
        std::swap(outer, filter_);
        const EntityType* outer_type = type_;
        type_ = &type;
        either();
        type_ = outer_type;
        variable_ = {};
        if (!take(')')) expected("')'");
        std::swap(outer, filter_);
        return outer;
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
        } else if (const auto instant = moment(word)) {
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

    /// A date and time, or a date: its first moment (UTC).
    static std::optional<Instant> moment(std::string_view word) {
        constexpr std::size_t date_length = std::string_view("2018-01-24").size();
        if (word.size() != date_length) return parse_instant(word);
        return parse_instant(cat(word, "T00:00:00Z"));
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
        if (problem_ || literal.path || !beside.path) return;
        if (std::holds_alternative<std::monostate>(literal.literal)) return;
        auto* text = std::get_if<std::string>(&literal.literal);
        const auto canonical = beside.path->property->canonical;
        if (text != nullptr && canonical != nullptr) *text = canonical(*text, version_);
        if (text != nullptr && beside.any_case) *text = to_lower(*text);
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
                    if (const auto instant = moment(*text)) literal.literal = *instant;
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

    const EntityType* type_;
    Version version_;
    std::string_view variable_;  ///< of the `any` that is being read
    int depth_ = 0;
    std::size_t nodes_ = 0;
    Filter filter_;
};

}  // namespace

Reading<Filter> parse_filter(std::string_view text, const EntityType& type, Version version) {
    return Parser(text, type, version).parse();
}

}  // namespace pim::graph
