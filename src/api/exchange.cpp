#include "api/exchange.hpp"

#include <charconv>

#include "core/text.hpp"

namespace pim::api {

void Exchange::reply_when_durable(int status, std::string body) {
    sandbox().when_durable(confirmation(status, std::move(body)));
}

sandbox::Confirmed Exchange::confirmation(int status, std::string body) {
    return [done = done, stamp = stamp, status,
            body = std::move(body)](const std::optional<Error>& error) {
        if (!error) return done(graph::answer(status, body, stamp));
        done(graph::error_response(
            {503, "ServiceUnavailable", cat("the change could not be saved: ", error->what)},
            stamp));
    };
}

std::string_view query_value(const Exchange& exchange, std::string_view name) {
    for (const auto& [key, value] : exchange.url.query) {
        if (equals_ignoring_case(key, name)) return value;
    }
    return {};
}

graph::Reading<std::int64_t> query_number(const Exchange& exchange, std::string_view name,
                                          std::int64_t otherwise, std::int64_t least,
                                          std::int64_t most) {
    const std::string_view text = query_value(exchange, name);
    if (text.empty()) return otherwise;
    std::int64_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || number < least ||
        number > most) {
        return graph::bad_request(
            cat(name, " is '", text, "', not a whole number from ", least, " to ", most));
    }
    return number;
}

graph::Reading<std::int64_t> query_skip(const Exchange& exchange) {
    return query_number(exchange, "skip", 0, 0, std::int64_t{1} << 31);
}

graph::Reading<Guid> query_principal(const Exchange& exchange, std::string_view name) {
    const std::string_view text = query_value(exchange, name);
    if (text.empty()) return Guid{};
    if (const auto guid = parse_guid(text)) return *guid;
    const auto& names = exchange.tenant().user_by_name;
    const auto at = names.find(to_lower(text));
    if (at == names.end()) return graph::not_found(text);
    return at->second;
}

graph::Rejection rejection_of(const Error& error) {
    const std::string help = error.help.empty() ? std::string() : "; " + error.help;
    return {400, "BadRequest", error.what + help};
}

}  // namespace pim::api
