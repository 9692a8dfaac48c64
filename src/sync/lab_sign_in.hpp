#pragma once

#include "core/instant.hpp"
#include "sync/backend.hpp"
#include "sync/transport.hpp"

namespace pim::sync {

/// Somebody of a lab backend whom one can sign in as.
struct Persona {
    std::string user_principal_name;
    std::string display_name;
    std::string roles;  ///< those that are active, divided by commas
};

/// Asks a `pimlab serve` whom it knows.
void ask_personas(Transport& transport, const Backend& backend,
                  std::function<void(Outcome<std::vector<Persona>>)> done);

/// What a token of a persona says about the sign-in.
struct LabSignIn {
    std::string user_principal_name;
    bool mfa = false;
    std::vector<std::string> contexts = {};  ///< authentication contexts that were met
};

/// Asks it for a token of a persona.
void ask_token(Transport& transport, const Backend& backend, const LabSignIn& sign_in,
               std::function<void(Outcome<std::string>)> done);

/// Asks it what time it is there: a lab's clock is its own.
void ask_clock(Transport& transport, const Backend& backend,
               std::function<void(Outcome<Instant>)> done);

}  // namespace pim::sync
