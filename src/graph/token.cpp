#include "graph/token.hpp"

#include <charconv>

#include "core/text.hpp"
#include "graph/base64url.hpp"
#include "graph/json_value.hpp"

namespace pim::graph {

namespace {

tl::unexpected<Rejection> unreadable_token(std::string message) {
    return tl::unexpected(bad_token(std::move(message)));
}

std::string claim_text(const JsonValue& claims, std::string_view name) {
    const JsonValue* value = claims.member(name);
    return value != nullptr && value->type == JsonValue::Type::text ? value->text : std::string();
}

/// A list of texts, or one text: divided by spaces where the claim is written so.
std::optional<std::vector<std::string>> claim_list(const JsonValue& claims, std::string_view name,
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

Reading<std::optional<std::int64_t>> claim_seconds(const JsonValue& claims, std::string_view name) {
    const JsonValue* value = claims.member(name);
    if (value == nullptr || value->type == JsonValue::Type::null) return std::nullopt;
    std::int64_t seconds = 0;
    const char* const begin = value->text.data();
    const char* const end = begin + value->text.size();
    const auto read = std::from_chars(begin, end, seconds);
    // What stands behind the point of a fraction is less than anybody's clock knows.
    const bool whole = read.ptr == end || *read.ptr == '.';
    if (value->type != JsonValue::Type::number || read.ec != std::errc() || !whole) {
        return unreadable_token(cat("the token's claim '", name, "' is no number of seconds"));
    }
    return seconds;
}

SignInState claimed_sign_in(const JsonValue& claims) {
    SignInState state;
    if (const auto methods = claim_list(claims, "amr", false)) {
        state.mfa_done = false;
        for (const std::string& method : *methods) {
            if (equals_ignoring_case(method, "mfa")) state.mfa_done = true;
        }
    }
    state.authentication_contexts = claim_list(claims, "acrs", false);
    return state;
}

std::optional<std::vector<std::string>> claimed_permissions(const JsonValue& claims) {
    auto permissions = claim_list(claims, "scp", true);
    const auto roles = claim_list(claims, "roles", false);
    if (!roles) return permissions;
    if (!permissions) permissions.emplace();
    permissions->insert(permissions->end(), roles->begin(), roles->end());
    return permissions;
}

Reading<JsonValue> token_part(std::string_view part, std::string_view name) {
    while (!part.empty() && part.back() == '=') part.remove_suffix(1);
    const auto bytes = decode_base64url(part);
    if (!bytes) return unreadable_token(cat("the token's ", name, " is not base64url"));
    auto json = parse_body(*bytes);
    if (!json) return unreadable_token(cat("the token's ", name, ": ", json.error().message));
    return json;
}

}  // namespace

Rejection bad_token(std::string message) {
    return {401, "InvalidAuthenticationToken", std::move(message)};
}

Reading<Token> parse_token(std::string_view text) {
    if (text.size() > token_length_max) {
        return unreadable_token(cat("the token is longer than ", token_length_max, " characters"));
    }
    const std::size_t first = text.find('.');
    const std::size_t second = text.find('.', first == std::string_view::npos ? first : first + 1);
    if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos) {
        return unreadable_token(
            "the token is not a JSON Web Token: header, claims and signature with a point between "
            "them");
    }
    const auto header = token_part(text.substr(0, first), "header");
    if (!header) return tl::unexpected(header.error());
    const auto claims = token_part(text.substr(first + 1, second - first - 1), "claims");
    if (!claims) return tl::unexpected(claims.error());
    const auto expires = claim_seconds(*claims, "exp");
    if (!expires) return tl::unexpected(expires.error());
    const auto not_before = claim_seconds(*claims, "nbf");
    if (!not_before) return tl::unexpected(not_before.error());

    Token token;
    token.algorithm = claim_text(*header, "alg");
    token.type = claim_text(*header, "typ");
    token.key = claim_text(*header, "kid");
    token.issuer = claim_text(*claims, "iss");
    token.audiences = claim_list(*claims, "aud", false).value_or(std::vector<std::string>{});
    token.expires = *expires;
    token.not_before = *not_before;
    token.object = parse_guid(claim_text(*claims, "oid"));
    token.principal_name = claim_text(*claims, "upn");
    token.permissions = claimed_permissions(*claims);
    token.signed_in = claimed_sign_in(*claims);
    return token;
}

Reading<std::optional<std::string_view>> bearer_token(const Request& request) {
    constexpr std::string_view scheme = "bearer ";
    std::string_view field = header(request.headers, "authorization");
    if (field.empty()) return std::nullopt;
    if (!equals_ignoring_case(field.substr(0, scheme.size()), scheme)) {
        return unreadable_token("the Authorization field is not 'Bearer' and a token");
    }
    field.remove_prefix(scheme.size());
    while (!field.empty() && field.front() == ' ') field.remove_prefix(1);
    return field;
}

std::optional<Rejection> expired(const Token& token, std::int64_t wall_seconds) {
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

Guid principal_of(const Token& token, const Tenant& tenant) {
    if (token.object) return *token.object;
    const auto at = tenant.user_by_name.find(to_lower(token.principal_name));
    return at == tenant.user_by_name.end() ? Guid{} : at->second;
}

std::optional<Rejection> take_token(Request& request, const Token& token, const Tenant& tenant) {
    request.caller = principal_of(token, tenant);
    if (request.caller.is_null()) {
        if (token.principal_name.empty()) {
            return bad_token(
                "the token names nobody: 'oid' must be a GUID, or 'upn' a user's name");
        }
        return bad_token(cat("the token's 'upn' is '", token.principal_name,
                             "', and the tenant has no such user"));
    }
    request.signed_in = token.signed_in;
    request.granted = token.permissions;
    return std::nullopt;
}

}  // namespace pim::graph
