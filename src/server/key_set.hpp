#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/outcome.hpp"
#include "graph/token.hpp"

namespace pim::server {

/// A public key of an issuer.
struct SigningKey {
    std::string id;   ///< `kid`
    std::string pem;  ///< SubjectPublicKeyInfo
    /// What it verifies: RS256, RS384 and RS512, or the one of ES256, ES384 and ES512 that goes
    /// with its curve; the set may name one of them.
    std::vector<std::string_view> algorithms;
};

/// The RSA and elliptic-curve keys of a JSON Web Key Set; those for other uses and of other kinds
/// are passed over. An error where there is none at all.
[[nodiscard]] Outcome<std::vector<SigningKey>> parse_key_set(std::string_view json);

/// Why no key at all can show who signed a token: an algorithm or a type that the library does not
/// verify. Empty where one may.
std::string why_not_verifiable(const graph::Token& token);

/// Whether the token was signed with the key. Only what the key verifies counts: a token cannot
/// choose that the public key be taken for a shared secret.
bool is_signed_by(const SigningKey& key, const graph::Token& token, const std::string& text);

}  // namespace pim::server
