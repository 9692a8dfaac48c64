#include "server/callers.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "graph/json_value.hpp"

namespace pim::server {

using graph::bad_token;
using graph::Token;

namespace {

constexpr std::string_view discovery_path = "/.well-known/openid-configuration";

graph::Rejection keys_missing(const Error& error) {
    return {
        503, "ServiceUnavailable",
        cat("the issuer's keys could not be fetched, so no token can be checked: ", error.what)};
}

/// The address of the keys; the document must be that of the issuer, and of no other.
Outcome<std::string> key_set_address(const std::string& discovery, const std::string& issuer) {
    const auto json = graph::parse_body(discovery);
    const graph::JsonValue* named = json ? json->member("issuer") : nullptr;
    if (named == nullptr || named->text != issuer) {
        return failure(
            cat("the openid-configuration is that of '",
                named == nullptr ? std::string() : named->text, "', not of '", issuer, "'"),
            "give --issuer as the issuer writes itself");
    }
    const graph::JsonValue* address = json ? json->member("jwks_uri") : nullptr;
    if (address == nullptr || address->text.empty()) {
        return failure("the issuer's openid-configuration names no jwks_uri");
    }
    return address->text;
}

}  // namespace

Callers::Callers(WallClock wall_clock, FetchText fetch, std::string issuer, std::string audience)
    : wall_clock_(std::move(wall_clock)),
      fetch_(std::move(fetch)),
      issuer_(std::move(issuer)),
      audience_(std::move(audience)) {}

graph::Reading<std::optional<Token>> Callers::read(const graph::Request& request) const {
    const auto text = graph::bearer_token(request);
    if (!text) return tl::unexpected(text.error());
    if (!*text) return std::nullopt;
    auto token = parsed(**text);
    if (!token) return tl::unexpected(token.error());
    if (auto late = graph::expired(*token, wall_clock_())) return tl::unexpected(std::move(*late));
    if (!has_issuer()) return std::move(*token);
    if (token->issuer != issuer_) {
        return tl::unexpected(bad_token(
            cat("the token was issued by '", token->issuer, "', and here '", issuer_, "' counts")));
    }
    const auto& audiences = token->audiences;
    if (!audience_.empty() &&
        std::find(audiences.begin(), audiences.end(), audience_) == audiences.end()) {
        return tl::unexpected(bad_token(cat("the token is not for '", audience_, "'")));
    }
    if (std::string why = why_not_verifiable(*token); !why.empty()) {
        return tl::unexpected(bad_token(std::move(why)));
    }
    return std::move(*token);
}

void Callers::check(const graph::Request& request, Done done) {
    auto token = read(request);
    if (!has_issuer() || !token || !*token) return done(std::move(token));
    const auto text = graph::bearer_token(request);
    check_signature(std::string(**text), std::move(**token), std::move(done));
}

graph::Reading<Token> Callers::parsed(std::string_view text) const {
    if (!last_ || text != last_text_) {
        last_ = graph::parse_token(text);
        last_text_ = text;
    }
    return *last_;
}

void Callers::check_signature(const std::string& text, Token token, Done done) {
    const std::int64_t now = wall_clock_();
    const bool fresh = !keys_.empty() && now - keys_came_at_ < key_set_lifetime_seconds;
    if (fresh && !unsigned_by_keys(text, token)) return done(std::move(token));
    const bool asked_lately = keys_asked_at_ != 0 && now - keys_asked_at_ < key_set_pause_seconds;
    if (asked_lately && waiting_.empty()) {
        if (keys_.empty()) {
            return done(tl::unexpected(keys_missing(keys_problem_.value_or(Error{}))));
        }
        // The old keys count while new ones cannot be had.
        if (auto rejection = unsigned_by_keys(text, token)) {
            return done(tl::unexpected(std::move(*rejection)));
        }
        return done(std::move(token));
    }
    fetch_keys([this, text, token = std::move(token),
                done = std::move(done)](std::optional<Error> error) mutable {
        if (error && keys_.empty()) return done(tl::unexpected(keys_missing(*error)));
        if (auto rejection = unsigned_by_keys(text, token)) {
            return done(tl::unexpected(std::move(*rejection)));
        }
        done(std::move(token));
    });
}

std::optional<graph::Rejection> Callers::unsigned_by_keys(const std::string& text,
                                                          const Token& token) const {
    for (const SigningKey& key : keys_) {
        const bool named = token.key.empty() || key.id.empty() || key.id == token.key;
        if (named && is_signed_by(key, token, text)) return std::nullopt;
    }
    return bad_token("the token's signature is not by a key of its issuer");
}

void Callers::fetch_keys(std::function<void(std::optional<Error>)> then) {
    waiting_.push_back(std::move(then));
    if (waiting_.size() > 1) return;
    keys_asked_at_ = wall_clock_();
    const bool slash = !issuer_.empty() && issuer_.back() == '/';
    const std::string base = slash ? issuer_.substr(0, issuer_.size() - 1) : issuer_;
    fetch_(cat(base, discovery_path), [this](Outcome<std::string> discovery) {
        const auto address = discovery.and_then(
            [this](const std::string& text) { return key_set_address(text, issuer_); });
        if (!address) return keys_came(tl::unexpected(address.error()));
        fetch_(*address, [this](Outcome<std::string> body) { keys_came(std::move(body)); });
    });
}

void Callers::keys_came(Outcome<std::string> body) {
    auto keys = body.and_then([](const std::string& text) { return parse_key_set(text); });
    keys_problem_.reset();
    if (keys) {
        keys_ = std::move(*keys);
        keys_came_at_ = wall_clock_();
    } else {
        keys_problem_ = keys.error();
    }
    for (const auto& then : std::exchange(waiting_, {})) then(keys_problem_);
}

}  // namespace pim::server
