#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/outcome.hpp"

namespace pim::sync {

constexpr std::size_t backends_max = 50;

/// A backend of `config.json`.
struct Backend {
    std::string name;
    std::string address;  ///< `https://graph.microsoft.com`: no slash at the end
    bool lab = false;     ///< a `pimlab serve`: it gives tokens to personas
};

/// What `config.json` says.
struct Configuration {
    std::vector<Backend> backends;
};

/// Reads the file beside the page: `{"backends": [{"name", "address", "lab"}]}`; members that are
/// not known are for others (`authorities` is for the Content-Security-Policy). The error names the
/// place.
Outcome<Configuration> parse_configuration(std::string_view text);

/// Scheme, host and port of an address: `https://graph.microsoft.com`, in lower case; empty where
/// it has none.
std::string origin_of(std::string_view address);

/// Whether a link leads to the same scheme, host and port as the backend: a token goes nowhere
/// else.
bool leads_to(const Backend& backend, std::string_view link);

}  // namespace pim::sync
