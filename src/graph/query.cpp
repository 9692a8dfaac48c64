#include "graph/query.hpp"

#include "core/text.hpp"

namespace pim::graph {

namespace {

constexpr std::int64_t number_max = 0xffff'fffe;

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

/// Puts a value where it was read, or gives back why it could not be.
template <class Target, class Value>
std::optional<Rejection> put(Target& target, Reading<Value> value) {
    if (!value) return value.error();
    target = std::move(*value);
    return std::nullopt;
}

Reading<bool> truth(std::string_view text) {
    if (equals_ignoring_case(text, "true")) return true;
    if (equals_ignoring_case(text, "false")) return false;
    return bad_request(cat("$count is '", text, "', not true or false"));
}

bool is_json(std::string_view format) {
    return equals_ignoring_case(format, "json") || equals_ignoring_case(format, json_type);
}

std::optional<Rejection> read_option(Query& query, QueryOption option, std::string_view value,
                                     const EntityType& type, Version version) {
    switch (option) {
        case QueryOption::select:
            return parse_select(value, type, version, query.shape);
        case QueryOption::expand:
            return parse_expand(value, type, version, query.shape);
        case QueryOption::format:
            if (is_json(value)) return std::nullopt;
            return bad_request(cat("$format is '", value, "', not json: answers are in no other"))
                .value();
        case QueryOption::skip_token:
            return put(query.skip_token, whole_number("skiptoken", value, 0, number_max));
        default:
            return read_choice(query, option, value, type, version);
    }
}

Rejection unsupported(std::string_view key) {
    return bad_request(cat("the query option '", key, "' is not supported here")).value();
}

}  // namespace

std::optional<Rejection> read_choice(Choice& choice, QueryOption option, std::string_view value,
                                     const EntityType& type, Version version) {
    switch (option) {
        case QueryOption::filter:
            return put(choice.filter, parse_filter(value, type, version));
        case QueryOption::order_by:
            return put(choice.order, parse_order(value, type, version));
        case QueryOption::top:
            return put(choice.top, whole_number("top", value, 1, page_size_max));
        case QueryOption::skip:
            return put(choice.skip, whole_number("skip", value, 0, number_max));
        default:
            return put(choice.count, truth(value));
    }
}

Reading<Query> read_query(const Url& url, const EntityType& type, QueryOptions taken) {
    Query query;
    QueryOptions seen = 0;
    for (const auto& [key, value] : url.query) {
        const auto option = parse_name<QueryOption>(without_dollar(key));
        if (!option || (taken & only(*option)) == 0) return tl::unexpected(unsupported(key));
        if ((seen & only(*option)) != 0) {
            return bad_request(cat("the query option '", key, "' stands there twice"));
        }
        seen |= only(*option);
        if (auto problem = read_option(query, *option, value, type, url.version)) {
            return tl::unexpected(std::move(*problem));
        }
    }
    return query;
}

std::optional<Rejection> refused_options(const Url& url) {
    if (url.query.empty()) return std::nullopt;
    return unsupported(url.query.front().first);
}

std::string next_link(const Url& url, std::string_view root, std::int64_t skip_token) {
    std::string link = cat(root, url.path, '?');
    for (const auto& [key, value] : url.query) {
        // What was skipped is behind the token.
        const auto option = parse_name<QueryOption>(without_dollar(key));
        if (option == QueryOption::skip_token || option == QueryOption::skip) continue;
        link += cat(percent_encode(key), '=', percent_encode(value), '&');
    }
    return link + cat("$skiptoken=", skip_token);
}

}  // namespace pim::graph
