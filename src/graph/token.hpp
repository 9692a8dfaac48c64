#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/tenant.hpp"
#include "graph/message.hpp"
#include "graph/rejection.hpp"

namespace pim::graph {

/// Longest token that is looked at.
constexpr std::size_t token_length_max = 16 * 1024;
/// How long a token may be ahead or behind of this machine's clock when its times are looked at.
constexpr std::int64_t clock_skew_seconds = 60;

/// What a JSON Web Token says, its signature not looked at.
struct Token {
    std::string algorithm;                   ///< `alg` of the header
    std::string type;                        ///< `typ` of the header; may be empty
    std::string key;                         ///< `kid` of the header; may be empty
    std::string issuer;                      ///< `iss`
    std::vector<std::string> audiences;      ///< `aud`
    std::optional<std::int64_t> expires;     ///< `exp`, seconds since 1970
    std::optional<std::int64_t> not_before;  ///< `nbf`
    std::optional<Guid> object;              ///< `oid`
    std::string principal_name;              ///< `upn`
    /// `scp` and `roles` together; nothing where the token has neither: all permissions.
    std::optional<std::vector<std::string>> permissions;
    SignInState signed_in;  ///< from `amr` and `acrs`
};

/// Reads `header.claims.signature`; 401 with what is wrong where it is none.
Reading<Token> parse_token(std::string_view text);

/// The token of an `Authorization: Bearer …` field; 401 where there is another scheme, nothing
/// where there is no such field.
Reading<std::optional<std::string_view>> bearer_token(const Request& request);

/// 401 where the token is not valid at this moment of the wall clock. A token without `exp` never
/// is.
std::optional<Rejection> expired(const Token& token, std::int64_t wall_seconds);

/// 401 `InvalidAuthenticationToken`.
Rejection bad_token(std::string message);

/// The principal whom a token names: `oid`, or `upn`. Null where the tenant has nobody so.
Guid principal_of(const Token& token, const Tenant& tenant);

/// Lets a request be asked as its token says: who, how signed in, with which permissions. 401 where
/// it names nobody: a caller of no name would be the owner of the sandbox.
std::optional<Rejection> take_token(Request& request, const Token& token, const Tenant& tenant);

}  // namespace pim::graph
