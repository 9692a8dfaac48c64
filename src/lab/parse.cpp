#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "lab/scenario.hpp"
#include "lab/words.hpp"

namespace pim::lab {

namespace {

/// True where the word stands in a list divided by spaces.
bool listed(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        if (list.substr(0, end) == word) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

std::optional<Rule> find_rule(std::string_view id) {
    for (std::size_t i = 0; i < pim_rule_count; ++i) {
        if (text_of(static_cast<Rule>(i)).id == id) return static_cast<Rule>(i);
    }
    return std::nullopt;
}

/// Reads one line. Every step that fails leaves where and why in `problem`.
class LineParser {
public:
    explicit LineParser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    bool parse(Line& line);
    const Token& problem() const { return problem_; }

private:
    bool done() const { return at_ >= tokens_.size(); }
    const Token& peek() const { return tokens_[at_]; }
    bool fail(int column, std::string text) {
        problem_ = Token{std::move(text), false, column};
        return false;
    }
    int end_column() const {
        if (tokens_.empty()) return 1;
        return tokens_.back().column + static_cast<int>(tokens_.back().text.size());
    }
    bool at_word(std::string_view word) const {
        return !done() && !peek().quoted && peek().text == word;
    }

    bool parse_mode(Line& line);
    bool parse_names(const VerbText& verb, Operation& operation);
    bool parse_rest(const VerbText& verb, Operation& operation);
    bool parse_one(const VerbText& verb, Operation& operation);
    bool parse_option(const VerbText& verb, Operation& operation);
    /// 1: taken, 0: no part of a window, -1: failed.
    int parse_window(std::optional<Moment>& from, std::optional<Moment>& until, bool& permanent);
    bool parse_expected(Expected& expected);
    bool parse_refused(Expected& expected);
    bool parse_refused_detail(Expected& expected, const Token& token);

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    Token problem_;
};

bool LineParser::parse(Line& line) {
    if (!peek().quoted && peek().text.size() > 1 && peek().text.back() == ':') {
        line.caller = Word{peek().text.substr(0, peek().text.size() - 1), peek().column};
        ++at_;
    }
    if (!parse_mode(line)) return false;
    const VerbText* verb = peek().quoted ? nullptr : find_verb(peek().text);
    if (verb == nullptr) {
        return fail(peek().column, cat("unknown word `", peek().text, "`"));
    }
    line.operation.verb = verb->verb;
    line.operation.column = peek().column;
    const bool is_command = (verb->takes & (is_expectation | is_stage)) == 0;
    if (!is_command && (line.caller || line.mode != Mode::carry_out)) {
        return fail(peek().column, cat("`", verb->word, "` is nothing that a persona does"));
    }
    ++at_;
    if (!parse_names(*verb, line.operation) || !parse_rest(*verb, line.operation)) return false;
    if (done()) return true;
    if (!is_command) {
        return fail(peek().column, cat("`", verb->word, "` leads to nothing that `->` can name"));
    }
    ++at_;
    line.expected.emplace();
    return parse_expected(*line.expected);
}

bool LineParser::parse_mode(Line& line) {
    constexpr std::array<std::pair<std::string_view, Mode>, 3> modes = {
        {{"validate", Mode::validate}, {"lit", Mode::lit}, {"greyed", Mode::greyed}}};
    for (const auto& [word, mode] : modes) {
        if (!at_word(word)) continue;
        line.mode = mode;
        ++at_;
        break;
    }
    if (done()) return fail(end_column(), "an operation is missing");
    return true;
}

bool LineParser::parse_names(const VerbText& verb, Operation& operation) {
    for (const std::string_view pattern : divide(verb.names, ' ')) {
        const bool filler = pattern.front() == '=';
        const std::string_view wanted = filler ? pattern.substr(1) : pattern;
        if (done() || at_word("->")) {
            return fail(done() ? end_column() : peek().column,
                        cat("`", verb.word, "` lacks its ", wanted));
        }
        const Token& token = peek();
        if (filler && token.text != wanted) {
            return fail(token.column, cat("`", wanted, "` is expected, not `", token.text, "`"));
        }
        const bool choice = wanted.find('|') != std::string_view::npos &&
                            wanted.substr(0, 5) != std::string_view("role|");
        if (choice) {
            const std::vector<std::string_view> choices = divide(wanted, '|');
            if (std::find(choices.begin(), choices.end(), token.text) == choices.end()) {
                return fail(token.column, cat("`", token.text, "` is none of ", wanted));
            }
        }
        if (wanted == "moment" && !parse_moment(token.text)) {
            return fail(token.column, cat("`", token.text, "` is no moment"));
        }
        if (wanted == "length" && !parse_length(token.text)) {
            return fail(token.column, cat("`", token.text, "` is no length of time"));
        }
        if (wanted == "number" &&
            (token.text.size() > 9 ||
             token.text.find_first_not_of("0123456789") != std::string::npos)) {
            return fail(token.column, cat("`", token.text, "` is no number"));
        }
        const bool of_all = wanted == "alerts" && token.text == "all";
        if ((wanted == "alert" || wanted == "alerts") && !of_all && !find_alert(token.text)) {
            return fail(token.column, cat("`", token.text, "` is no alert"));
        }
        if (wanted == "status" && !parse_name<RequestStatus>(token.text)) {
            return fail(token.column, cat("`", token.text, "` is no status of a request"));
        }
        if (!filler) operation.names.push_back(Word{token.text, token.column});
        ++at_;
    }
    return true;
}

bool LineParser::parse_rest(const VerbText& verb, Operation& operation) {
    while (!done() && !at_word("->")) {
        if (!parse_one(verb, operation)) return false;
    }
    if ((verb.takes & needs_text) != 0 && !operation.text) {
        return fail(end_column(), cat("`", verb.word, "` lacks its text in quotation marks"));
    }
    return true;
}

bool LineParser::parse_one(const VerbText& verb, Operation& operation) {
    const Token& token = peek();
    if (token.quoted) {
        if ((verb.takes & (takes_text | needs_text)) == 0 || operation.text) {
            return fail(token.column, cat("`", verb.word, "` takes no such text"));
        }
        operation.text = token.text;
        ++at_;
        return true;
    }
    if ((verb.takes & takes_window) != 0) {
        const int taken = parse_window(operation.from, operation.until, operation.permanent);
        if (taken != 0) return taken > 0;
        if (token.text == "no-schedule") {
            operation.no_schedule = true;
            ++at_;
            return true;
        }
        if (const std::optional<Duration> length = parse_length(token.text)) {
            operation.length = length;
            ++at_;
            return true;
        }
    }
    if ((verb.takes & takes_kind) != 0 && (token.text == "eligible" || token.text == "active")) {
        operation.kind =
            token.text == "eligible" ? AssignmentKind::eligible : AssignmentKind::active;
        ++at_;
        return true;
    }
    if (listed(verb.flags, token.text)) {
        operation.flags.push_back(Word{token.text, token.column});
        ++at_;
        return true;
    }
    return parse_option(verb, operation);
}

bool LineParser::parse_option(const VerbText& verb, Operation& operation) {
    const Token& token = peek();
    if (listed(verb.keywords, token.text)) {
        if (at_ + 1 >= tokens_.size()) {
            return fail(end_column(), cat("`", token.text, "` lacks what follows it"));
        }
        operation.options.push_back({token.text, tokens_[at_ + 1].text, token.column});
        at_ += 2;
        return true;
    }
    const std::size_t equals = token.text.find('=');
    if (equals == std::string::npos) {
        return fail(token.column, cat("unknown word `", token.text, "` after `", verb.word, "`"));
    }
    const std::string key = token.text.substr(0, equals);
    const bool known =
        listed(verb.options, key) || ((verb.takes & takes_settings) != 0 && is_settings_key(key));
    if (!known) return fail(token.column, cat("`", verb.word, "` has no option `", key, "`"));
    operation.options.push_back({key, token.text.substr(equals + 1), token.column});
    ++at_;
    return true;
}

int LineParser::parse_window(std::optional<Moment>& from, std::optional<Moment>& until,
                             bool& permanent) {
    if (at_word("permanent")) {
        permanent = true;
        ++at_;
        return 1;
    }
    if (!at_word("from") && !at_word("until")) return 0;
    std::optional<Moment>& moment = at_word("from") ? from : until;
    if (at_ + 1 >= tokens_.size()) {
        fail(end_column(), cat("`", peek().text, "` lacks its moment"));
        return -1;
    }
    const Token& value = tokens_[at_ + 1];
    moment = parse_moment(value.text);
    if (!moment) {
        fail(value.column, cat("`", value.text, "` is no moment"));
        return -1;
    }
    at_ += 2;
    return 1;
}

bool LineParser::parse_expected(Expected& expected) {
    if (done()) return fail(end_column(), "what the line leads to is missing after `->`");
    const Token first = peek();
    ++at_;
    if (first.text == "refused") return parse_refused(expected);
    if (first.text == "unchanged") {
        expected.kind = Expected::Kind::unchanged;
    } else if (first.text != "ok") {
        expected.status = parse_name<RequestStatus>(first.text);
        expected.kind = Expected::Kind::status;
        if (!expected.status || name(*expected.status) != first.text) {
            return fail(first.column, cat("`", first.text,
                                          "` is none of ok, unchanged, refused or the statuses of "
                                          "a request"));
        }
    }
    while (!done()) {
        const int taken = parse_window(expected.from, expected.until, expected.permanent);
        if (taken < 0) return false;
        if (taken == 0) return fail(peek().column, cat("unknown word `", peek().text, "`"));
    }
    return true;
}

bool LineParser::parse_refused(Expected& expected) {
    expected.kind = Expected::Kind::refused;
    if (done()) return true;
    expected.code = parse_name<RefusalCode>(peek().text);
    if (!expected.code || name(*expected.code) != peek().text) {
        return fail(peek().column, cat("unknown code `", peek().text, "`"));
    }
    ++at_;
    if (!done() && peek().text.find('=') == std::string::npos) {
        for (const std::string_view id : divide(peek().text, ',')) {
            const std::optional<Rule> rule = find_rule(id);
            if (!rule) return fail(peek().column, cat("unknown rule `", id, "`"));
            expected.rules.push_back(*rule);
        }
        ++at_;
    }
    for (; !done(); ++at_) {
        if (!parse_refused_detail(expected, peek())) return false;
    }
    return true;
}

bool LineParser::parse_refused_detail(Expected& expected, const Token& token) {
    const std::size_t equals = token.text.find('=');
    const std::string key = token.text.substr(0, equals);
    const std::string value = equals == std::string::npos ? "" : token.text.substr(equals + 1);
    if (key == "from" && equals != std::string::npos) {
        expected.allowed_from = parse_moment(value);
        if (!expected.allowed_from) return fail(token.column, cat("`", value, "` is no moment"));
    } else if (key == "limit" && equals != std::string::npos) {
        expected.limit = value;
    } else if (key == "asked" && equals != std::string::npos) {
        expected.asked = value;
    } else if (key == "help" && equals != std::string::npos) {
        expected.help = value;
    } else {
        return fail(token.column, cat("unknown word `", token.text, "`"));
    }
    return true;
}

}  // namespace

const Option* Operation::option(std::string_view key) const {
    for (const Option& candidate : options) {
        if (candidate.key == key) return &candidate;
    }
    return nullptr;
}

bool Operation::flag(std::string_view word) const {
    for (const Word& candidate : flags) {
        if (candidate.text == word) return true;
    }
    return false;
}

Outcome<Scenario> parse_scenario(std::string_view name, std::string_view text, int first_line) {
    Scenario scenario;
    scenario.name = std::string(name);
    int number = first_line;
    for (; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view source = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        Tokens split_line = split(source);
        Line line;
        line.number = number;
        line.source = std::string(source);
        std::optional<Token> problem = split_line.error;
        if (!problem && split_line.tokens.empty()) continue;
        if (!problem) {
            LineParser parser(std::move(split_line.tokens));
            if (!parser.parse(line)) problem = parser.problem();
        }
        if (problem) {
            return failure(cat(name, ":", number, ":", problem->column, ": ", problem->text),
                           "src/lab/README.md lists the words of the scenario language");
        }
        scenario.lines.push_back(std::move(line));
    }
    return scenario;
}

}  // namespace pim::lab
