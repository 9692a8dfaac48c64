#include "graph/query.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace pim::graph {

namespace {

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::string_view without_dollar(std::string_view name) {
    return !name.empty() && name.front() == '$' ? name.substr(1) : name;
}

Reading<std::int64_t> whole_number(std::string_view option, std::string_view text,
                                   std::int64_t least, std::int64_t most) {
    std::int64_t value = 0;
    bool good = !text.empty() && text.size() <= 18;
    for (const char c : text) {
        good = good && c >= '0' && c <= '9';
        if (good) value = value * 10 + (c - '0');
    }
    if (good && value >= least && value <= most) return value;
    return bad_request(
        cat('$', option, " is '", text, "', not a whole number from ", least, " to ", most));
}

}  // namespace

std::vector<std::string_view> selected_names(std::string_view text) {
    std::vector<std::string_view> names;
    while (true) {
        const std::size_t comma = text.find(',');
        names.push_back(trimmed(text.substr(0, comma)));
        if (comma == std::string_view::npos) return names;
        text = text.substr(comma + 1);
    }
}

Reading<QueryTexts> read_query_options(const Url& url,
                                       std::initializer_list<QueryOption> supported) {
    QueryTexts texts;
    std::vector<QueryOption> seen;
    for (const auto& [key, value] : url.query) {
        const auto option = parse_name<QueryOption>(without_dollar(key));
        if (!option || std::find(supported.begin(), supported.end(), *option) == supported.end()) {
            return bad_request(cat("the query option '", key, "' is not supported here"));
        }
        if (std::find(seen.begin(), seen.end(), *option) != seen.end()) {
            return bad_request(cat("the query option '", key, "' stands there twice"));
        }
        seen.push_back(*option);
        switch (*option) {
            case QueryOption::filter:
                texts.filter = value;
                break;
            case QueryOption::select:
                texts.select = value;
                break;
            case QueryOption::expand:
                texts.expand = value;
                break;
            case QueryOption::top: {
                const auto top = whole_number("top", value, 1, page_size_max);
                if (!top) return tl::unexpected(top.error());
                texts.top = *top;
                break;
            }
            case QueryOption::skip_token: {
                const auto token = whole_number("skiptoken", value, 0, 0xffff'fffe);
                if (!token) return tl::unexpected(token.error());
                texts.skip_token = *token;
                break;
            }
        }
    }
    return texts;
}

std::string next_link(const Url& url, std::int64_t skip_token) {
    std::string link = cat(service_root, url.path, '?');
    for (const auto& [key, value] : url.query) {
        if (equals_ignoring_case(without_dollar(key), name(QueryOption::skip_token))) continue;
        link += cat(percent_encode(key), '=', percent_encode(value), '&');
    }
    return link + cat("$skiptoken=", skip_token);
}

}  // namespace pim::graph
