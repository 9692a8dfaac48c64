#pragma once

#include <optional>
#include <string>

#include "graph/json_value.hpp"
#include "graph/message.hpp"

namespace pim::sync {

/// What a sign-in must bring so that a backend takes a request that it refused.
struct Challenge {
    std::string claims;   ///< JSON for the authority's `claims` parameter; empty: any sign-in does
    bool mfa = false;     ///< multifactor authentication is wanted
    std::string context;  ///< the authentication context that is wanted (`c1`); empty: none

    friend bool operator==(const Challenge&, const Challenge&) = default;
};

/// The challenge in a refusal: RoleAssignmentRequestAcrsValidationFailed with the claims in its
/// message, a failed MfaRule alone, or claims in `WWW-Authenticate` (behaviours.md §1, 6 and 7).
/// None where another sign-in would not help. A 401 always has one.
std::optional<Challenge> challenge_in(const graph::Response& response,
                                      const graph::JsonValue* body);

}  // namespace pim::sync
