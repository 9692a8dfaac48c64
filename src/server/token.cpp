#include "server/token.hpp"

#include <charconv>

#include "core/text.hpp"
#include "graph/base64url.hpp"
#include "graph/json_value.hpp"

namespace pim::server {

namespace {

using graph::JsonValue;

tl::unexpected<graph::Rejection> unreadable(std::string message) {
    return tl::unexpected(bad_token(std::move(message)));
}

std::string text_of(const JsonValue& claims, std::string_view name) {
    const JsonValue* value = claims.member(name);
    return value != nullptr && value->type == JsonValue::Type::text ? value->text : std::string();
}

/// A list of texts, or one text: divided by spaces where the claim is written so.
std::optional<std::vector<std::string>> list_of(const JsonValue& claims, std::string_view name,
                                                bool divided) {
    const JsonValue* value = claims.member(name);
    if (value == nullptr) return std::nullopt;
    std::vector<std::string> list;
    if (value->type == JsonValue::Type::array) {
        for (const JsonValue& item : value->items) {
            if (item.type == JsonValue::Type::text) list.push_back(item.text);
        }
    } else if (value->type == JsonValue::Type::text && !divided) {
        list.push_back(value->text);
    } else if (value->type == JsonValue::Type::text) {
        std::string_view rest = value->text;
        while (!rest.empty()) {
            const std::size_t space = rest.find(' ');
            if (space != 0) list.emplace_back(rest.substr(0, space));
            rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
        }
    }
    return list;
}

graph::Reading<std::optional<std::int64_t>> seconds_of(const JsonValue& claims,
                                                       std::string_view name) {
    const JsonValue* value = claims.member(name);
    if (value == nullptr || value->type == JsonValue::Type::null) return std::nullopt;
    std::int64_t seconds = 0;
    const char* const begin = value->text.data();
    const char* const end = begin + value->text.size();
    const auto read = std::from_chars(begin, end, seconds);
    // What stands behind the point of a fraction is less than anybody's clock knows.
    const bool whole = read.ptr == end || *read.ptr == '.';
    if (value->type != JsonValue::Type::number || read.ec != std::errc() || !whole) {
        return unreadable(cat("the token's claim '", name, "' is no number of seconds"));
    }
    return seconds;
}

graph::SignInState sign_in_of(const JsonValue& claims) {
    graph::SignInState state;
    if (const auto methods = list_of(claims, "amr", false)) {
        state.mfa_done = false;
        for (const std::string& method : *methods) {
            if (equals_ignoring_case(method, "mfa")) state.mfa_done = true;
        }
    }
    state.authentication_contexts = list_of(claims, "acrs", false);
    return state;
}

std::optional<std::vector<std::string>> permissions_of(const JsonValue& claims) {
    auto permissions = list_of(claims, "scp", true);
    const auto roles = list_of(claims, "roles", false);
    if (!roles) return permissions;
    if (!permissions) permissions.emplace();
    permissions->insert(permissions->end(), roles->begin(), roles->end());
    return permissions;
}

graph::Reading<JsonValue> part_of(std::string_view part, std::string_view name) {
    while (!part.empty() && part.back() == '=') part.remove_suffix(1);
    const auto bytes = graph::decode_base64url(part);
    if (!bytes) return unreadable(cat("the token's ", name, " is not base64url"));
    auto json = graph::parse_body(*bytes);
    if (!json) return unreadable(cat("the token's ", name, ": ", json.error().message));
    return json;
}

}  // namespace

graph::Rejection bad_token(std::string message) {
    return {401, "InvalidAuthenticationToken", std::move(message)};
}

graph::Reading<Token> parse_token(std::string_view text) {
    if (text.size() > token_length_max) {
        return unreadable(cat("the token is longer than ", token_length_max, " characters"));
    }
    const std::size_t first = text.find('.');
    const std::size_t second = text.find('.', first == std::string_view::npos ? first : first + 1);
    if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos) {
        return unreadable(
            "the token is not a JSON Web Token: header, claims and signature with a point between "
            "them");
    }
    const auto header = part_of(text.substr(0, first), "header");
    if (!header) return tl::unexpected(header.error());
    const auto claims = part_of(text.substr(first + 1, second - first - 1), "claims");
    if (!claims) return tl::unexpected(claims.error());
    const auto expires = seconds_of(*claims, "exp");
    if (!expires) return tl::unexpected(expires.error());
    const auto not_before = seconds_of(*claims, "nbf");
    if (!not_before) return tl::unexpected(not_before.error());

    Token token;
    token.algorithm = text_of(*header, "alg");
    token.key = text_of(*header, "kid");
    token.issuer = text_of(*claims, "iss");
    token.audiences = list_of(*claims, "aud", false).value_or(std::vector<std::string>{});
    token.expires = *expires;
    token.not_before = *not_before;
    token.object = parse_guid(text_of(*claims, "oid"));
    token.principal_name = text_of(*claims, "upn");
    token.permissions = permissions_of(*claims);
    token.signed_in = sign_in_of(*claims);
    return token;
}

graph::Reading<std::optional<std::string_view>> bearer_token(const graph::Request& request) {
    constexpr std::string_view scheme = "bearer ";
    std::string_view field = graph::header(request.headers, "authorization");
    if (field.empty()) return std::nullopt;
    if (!equals_ignoring_case(field.substr(0, scheme.size()), scheme)) {
        return unreadable("the Authorization field is not 'Bearer' and a token");
    }
    field.remove_prefix(scheme.size());
    while (!field.empty() && field.front() == ' ') field.remove_prefix(1);
    return field;
}

std::optional<graph::Rejection> expired(const Token& token, std::int64_t wall_seconds) {
    if (!token.expires) return bad_token("the token has no 'exp': its lifetime is not known");
    if (wall_seconds > *token.expires + clock_skew_seconds) {
        return bad_token(cat("the token expired ", wall_seconds - *token.expires,
                             " s ago by this machine's clock: get a new one"));
    }
    if (token.not_before && wall_seconds < *token.not_before - clock_skew_seconds) {
        return bad_token(cat("the token is valid only in ", *token.not_before - wall_seconds,
                             " s by this machine's clock"));
    }
    return std::nullopt;
}

}  // namespace pim::server
