#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/instant.hpp"
#include "core/outcome.hpp"
#include "server/http_server.hpp"

namespace pim::server {

/// What the command line of `pimlab serve` says.
struct Options {
    Endpoint endpoint;
    std::string data;              ///< folder of the durable store; `:memory:` for none
    std::string tenant;            ///< file or name of what a new store begins with
    std::optional<Instant> clock;  ///< simulated time to begin at; none: see `clock_now`
    bool clock_now = false;        ///< `--clock now`: an existing store goes on at the wall clock
    std::string site;              ///< folder of the built page
    std::string issuer;
    std::string audience;
    std::vector<std::string> allowed_hosts;
    std::vector<std::string> allowed_origins;
};

constexpr std::uint16_t port_default = 8080;
constexpr std::string_view data_default = "pimlab-data";
constexpr std::string_view data_in_memory = ":memory:";
constexpr std::string_view tenant_default = "start";

/// The words of the command, for `pimlab serve --help`.
extern const char* const serve_usage;

/// Reads the words after `serve`. The error names the word and the way out.
[[nodiscard]] Outcome<Options> parse_options(const std::vector<std::string>& words);

}  // namespace pim::server
