#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "graph/token.hpp"
#include "server/key_set.hpp"

namespace pim::server {

/// How long an issuer's keys are used before they are fetched anew.
constexpr std::int64_t key_set_lifetime_seconds = 3600;
/// How soon they may be fetched again for a token whose key is not among them, or after a failure.
constexpr std::int64_t key_set_pause_seconds = 30;

/// Finds out who calls. Without an issuer any well-formed token counts, signed or not: that is for
/// this machine alone. With one, the signature, the issuer and the audience must be right.
class Callers {
public:
    /// Fetches the text at an address and tells it, later.
    using FetchText =
        std::function<void(const std::string&, std::function<void(Outcome<std::string>)>)>;
    /// Seconds since 1970 by the wall clock.
    using WallClock = std::function<std::int64_t()>;

    Callers(WallClock wall_clock, FetchText fetch, std::string issuer, std::string audience);

    /// Whether tokens must be signed.
    bool has_issuer() const { return !issuer_.empty(); }

    /// The token of the request as far as it can be checked at once: all but its signature. Nothing
    /// where the request has none.
    graph::Reading<std::optional<graph::Token>> read(const graph::Request& request) const;

    /// Tells the token of the request, checked: nothing where the request has none. `done` is told
    /// once, at once or when the issuer's keys are there.
    void check(const graph::Request& request,
               std::function<void(graph::Reading<std::optional<graph::Token>>)> done);

private:
    using Done = std::function<void(graph::Reading<std::optional<graph::Token>>)>;

    /// What a token says. The last one is kept: clients send theirs with every request.
    [[nodiscard]] graph::Reading<graph::Token> parsed(std::string_view text) const;
    void check_signature(const std::string& text, graph::Token token, Done done);
    std::optional<graph::Rejection> unsigned_by_keys(const std::string& text,
                                                     const graph::Token& token) const;
    void fetch_keys(std::function<void(std::optional<Error>)> then);
    void keys_came(Outcome<std::string> body);

    WallClock wall_clock_;
    FetchText fetch_;
    std::string issuer_;
    std::string audience_;
    mutable std::string last_text_;  ///< the token that was read last
    mutable std::optional<graph::Reading<graph::Token>> last_;
    std::vector<SigningKey> keys_;
    std::int64_t keys_came_at_ = 0;
    std::int64_t keys_asked_at_ = 0;
    std::optional<Error> keys_problem_;
    std::vector<std::function<void(std::optional<Error>)>> waiting_;
};

}  // namespace pim::server
