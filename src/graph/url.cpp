#include "graph/url.hpp"

#include "core/text.hpp"

namespace pim::graph {

namespace {

int hexadecimal_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// How many bytes follow the first one of a UTF-8 sequence; -1 where none begins so.
int followers(unsigned char c) {
    if (c < 0x80) return 0;
    if (c >= 0xc2 && c <= 0xdf) return 1;
    if (c >= 0xe0 && c <= 0xef) return 2;
    if (c >= 0xf0 && c <= 0xf4) return 3;
    return -1;
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto first = static_cast<unsigned char>(text[at]);
        const int count = followers(first);
        if (count < 0 || at + static_cast<std::size_t>(count) >= text.size()) return false;
        for (int i = 1; i <= count; ++i) {
            const auto next = static_cast<unsigned char>(text[at + static_cast<std::size_t>(i)]);
            if ((next & 0xc0) != 0x80) return false;
            // No overlong forms, no surrogates, nothing above U+10FFFF.
            if (i == 1 && ((first == 0xe0 && next < 0xa0) || (first == 0xed && next > 0x9f) ||
                           (first == 0xf0 && next < 0x90) || (first == 0xf4 && next > 0x8f))) {
                return false;
            }
        }
        at += static_cast<std::size_t>(count);
    }
    return true;
}

/// A value in quotes with doubled quotes inside, or a bare one.
Reading<std::string> argument_value(std::string_view text) {
    if (text.empty() || text.front() != '\'') return std::string(text);
    if (text.size() < 2 || text.back() != '\'') {
        return bad_request(cat("the quote of ", text, " is not closed"));
    }
    std::string value;
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        value += text[at];
        if (text[at] != '\'') continue;
        const bool doubled = at + 2 < text.size() && text[at + 1] == '\'';
        if (!doubled) return bad_request(cat("a quote within ", text, " is not doubled"));
        ++at;
    }
    return value;
}

/// Where a segment of an undecoded path ends: at a slash, but not at one in a quoted argument, as
/// in `roleSchedules(directoryScopeId='/')`.
std::size_t segment_end(std::string_view path) {
    bool in_arguments = false;
    bool in_quotes = false;
    for (std::size_t at = 0; at < path.size(); ++at) {
        const bool quote = path[at] == '\'' || path.substr(at, 3) == "%27";
        if (quote) in_quotes = in_arguments && !in_quotes;
        if (path[at] == '(') in_arguments = true;
        if (path[at] == '/' && !in_quotes) return at;
    }
    return in_quotes ? path.find('/') : std::string_view::npos;
}

/// Appends `name(on='x')` as a function and `name('key')` as two segments.
Reading<bool> add_segment(std::vector<Segment>& segments, std::string_view text) {
    const std::size_t bracket = text.find('(');
    if (bracket == std::string_view::npos) {
        segments.push_back({std::string(text), {}});
        return true;
    }
    if (text.back() != ')') {
        return bad_request(cat("the bracket of the segment '", text, "' is not closed"));
    }
    Segment segment{std::string(text.substr(0, bracket)), {}};
    std::string key;
    std::string_view rest = text.substr(bracket + 1, text.size() - bracket - 2);
    while (!rest.empty()) {
        // A comma within quotes belongs to the value.
        std::size_t end = 0;
        bool in_quotes = false;
        while (end < rest.size() && (in_quotes || rest[end] != ',')) {
            if (rest[end] == '\'') in_quotes = !in_quotes;
            ++end;
        }
        const std::string_view argument = rest.substr(0, end);
        rest = end < rest.size() ? rest.substr(end + 1) : std::string_view();
        const std::size_t equals = argument.find('=');
        const std::size_t quote = argument.find('\'');
        const bool named = equals != std::string_view::npos && equals < quote;
        const auto value = argument_value(trimmed(named ? argument.substr(equals + 1) : argument));
        if (!value) return tl::unexpected(value.error());
        if (named) {
            segment.arguments.emplace_back(std::string(trimmed(argument.substr(0, equals))),
                                           *value);
        } else {
            key = *value;
        }
    }
    segments.push_back(std::move(segment));
    if (!key.empty()) segments.push_back({std::move(key), {}});
    return true;
}

Reading<bool> read_query(Url& url, std::string_view query) {
    while (!query.empty()) {
        const std::size_t end = query.find('&');
        const std::string_view pair = query.substr(0, end);
        query = end == std::string_view::npos ? std::string_view() : query.substr(end + 1);
        if (pair.empty()) continue;
        const std::size_t equals = pair.find('=');
        const auto key = percent_decode(pair.substr(0, equals), true);
        if (!key) return tl::unexpected(key.error());
        const auto value = percent_decode(
            equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), true);
        if (!value) return tl::unexpected(value.error());
        url.query.emplace_back(trimmed(*key), *value);
    }
    return true;
}

/// What follows scheme and host, from the first slash on.
Reading<std::string_view> local_part(std::string_view text, std::string_view root) {
    if (!text.empty() && text.front() == '/') return text;
    for (const std::string_view begin : {root, service_root}) {
        const bool ours = equals_ignoring_case(text.substr(0, begin.size()), begin) &&
                          text.size() > begin.size() && text[begin.size()] == '/';
        if (ours) return text.substr(begin.size());
    }
    return bad_request(cat("the address does not begin with ", root, "/ or with /"));
}

}  // namespace

Reading<std::string> percent_decode(std::string_view text, bool in_query) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%') {
            const bool complete = at + 2 < text.size();
            const int first = complete ? hexadecimal_digit(text[at + 1]) : -1;
            const int second = complete ? hexadecimal_digit(text[at + 2]) : -1;
            if (first < 0 || second < 0) return bad_request("the address holds a broken %XX");
            out += static_cast<char>(first * 16 + second);
            at += 2;
        } else {
            out += in_query && text[at] == '+' ? ' ' : text[at];
        }
    }
    if (!is_utf8(out)) return bad_request("the address is not valid UTF-8 once decoded");
    return out;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') ||
                           std::string_view("-._~$,()/:'").find(c) != std::string_view::npos;
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[static_cast<unsigned char>(c) & 15];
        }
    }
    return out;
}

Reading<Url> parse_url(std::string_view text, std::string_view root) {
    if (text.size() > url_length_max) {
        return bad_request(cat("the address has ", text.size(), " characters; at most ",
                               url_length_max, " are read"));
    }
    text = text.substr(0, text.find('#'));
    const auto local = local_part(text, root);
    if (!local) return tl::unexpected(local.error());
    const std::size_t question = local->find('?');
    Url url;
    url.path = std::string(local->substr(0, question));
    std::string_view rest = std::string_view(url.path).substr(1);
    bool first = true;
    while (!rest.empty()) {
        const std::size_t slash = segment_end(rest);
        const auto segment = percent_decode(rest.substr(0, slash), false);
        if (!segment) return tl::unexpected(segment.error());
        rest = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
        if (first) {
            const auto version = parse_name<Version>(*segment);
            if (!version) return bad_request(cat("Invalid version: ", *segment, '.'));
            url.version = *version;
            first = false;
        } else if (!segment->empty()) {
            const auto added = add_segment(url.segments, *segment);
            if (!added) return tl::unexpected(added.error());
        }
    }
    if (first) return bad_request("Invalid version: .");
    if (question != std::string_view::npos) {
        const auto options = read_query(url, local->substr(question + 1));
        if (!options) return tl::unexpected(options.error());
    }
    return url;
}

}  // namespace pim::graph
