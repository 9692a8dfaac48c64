#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/outcome.hpp"
#include "sandbox/capabilities.hpp"

namespace pim::graph {

class JsonWriter;
class MemberReader;
struct Rejection;

}  // namespace pim::graph

namespace pim::sync {

constexpr std::size_t backends_max = 50;

/// Where people sign in for a backend, by authorization code with PKCE.
struct SignInWay {
    std::string authority;  ///< `https://login.microsoftonline.com/organizations`
    std::string client_id;
    std::string scopes;  ///< divided by spaces, at least one

    friend bool operator==(const SignInWay&, const SignInWay&) = default;
};

/// A backend of `config.json`.
struct Backend {
    std::string name;
    std::string address;  ///< `https://graph.microsoft.com`: no slash at the end
    bool lab = false;     ///< a `pimlab serve`: it gives tokens to personas
    /// Its authority has the origin of one of the configuration's `authorities`.
    std::optional<SignInWay> sign_in = std::nullopt;

    friend bool operator==(const Backend&, const Backend&) = default;
};

/// What `config.json` says.
struct Configuration {
    std::vector<Backend> backends;
    std::vector<std::string> authorities;  ///< addresses where people sign in

    /// The backend of that address; null where there is none.
    const Backend* find(std::string_view address) const;
};

/// What a sandbox can do that stands for the backend, as far as the token lets it.
sandbox::Capabilities capabilities_of(const Backend& backend);

/// Reads the file beside the page: `{"backends": [{"name", "address", "lab", "signIn":
/// {"authority", "clientId", "scopes": […]}}], "authorities": […]}`; other members are passed over.
/// The error names the place.
Outcome<Configuration> parse_configuration(std::string_view text);

/// Writes a backend, all of it, as members of the object that is open.
void write_backend(graph::JsonWriter& out, const Backend& backend);
/// Reads what `write_backend` gave; what is wrong goes into `problem`, which `members` fills too.
Backend read_backend(graph::MemberReader& members, std::optional<graph::Rejection>& problem);

/// The Content-Security-Policy of the page: it reaches itself and those of its configuration, and
/// nobody else. cmake/policy.py says the same for the build and serve.py.
std::string content_security_policy(const Configuration& configuration);

/// How an address gets into the configuration.
std::string how_to_add(std::string_view address);

/// Scheme, host and port of an address: `https://graph.microsoft.com`, in lower case; empty where
/// it has none.
std::string origin_of(std::string_view address);

/// Whether a link leads to the same scheme, host and port as the backend: a token goes nowhere
/// else.
bool leads_to(const Backend& backend, std::string_view link);

}  // namespace pim::sync
