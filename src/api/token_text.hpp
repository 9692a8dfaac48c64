#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/guid.hpp"

namespace pim::api {

/// Seconds for which a token is valid where nothing else is asked for, and at most (either way: a
/// token that expired already is of use as well).
constexpr std::int64_t token_lifetime_default = 3'600;
constexpr std::int64_t token_lifetime_max = 366 * 86'400;

/// Whom a token is about.
struct TokenSubject {
    Guid id;
    std::string principal_name;  ///< empty for a service principal
    std::string display_name;
    Guid app_id;  ///< null for a user
};

/// What else a token says; what is not given is left out of it.
struct TokenClaims {
    std::int64_t issued = 0;  ///< seconds since 1970
    std::int64_t lifetime = token_lifetime_default;
    std::optional<bool> mfa_done;
    std::optional<std::vector<std::string>> contexts;  ///< `acrs`
    std::optional<std::string> scopes;                 ///< `scp`
    std::optional<std::vector<std::string>> roles;
};

/// A JSON Web Token without a signature (`alg` none): for this machine's own sandbox only.
std::string unsigned_token(const TokenSubject& subject, const TokenClaims& claims,
                           const Guid& tenant);

}  // namespace pim::api
