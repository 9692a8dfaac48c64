#include "server/options.hpp"

#include <charconv>
#include <functional>
#include <map>

#include "core/text.hpp"
#include "server/gate.hpp"

namespace pim::server {

const char* const serve_usage =
    "usage: pimlab serve [option]…   serves Graph at /v1.0 and /beta, the lab API at /lab/v1\n"
    "  --host ADDR            address to listen at (127.0.0.1); others than this machine's own\n"
    "                         loopback need --issuer\n"
    "  --port N               port (8080); 0 picks a free one\n"
    "  --data DIR             folder of the durable store (pimlab-data); :memory: for none\n"
    "  --tenant FILE|NAME     what a new store begins with: a scenario, an export, or one of the\n"
    "                         samples (start)\n"
    "  --clock ISO|now        simulated time to begin at; never before that of the store\n"
    "  --site DIR             the built page, served at / (build/web/site beside the program)\n"
    "  --tls-cert FILE --tls-key FILE   PEM files: HTTPS instead of HTTP\n"
    "  --allow-origin ORIGIN  pages that may call; may be given again (pages of this machine)\n"
    "  --allow-host NAME      further name under which the server is addressed; may be given "
    "again\n"
    "  --issuer URL           tokens must be signed by a key of this OpenID Connect issuer\n"
    "  --audience NAME        and be for this audience\n";

namespace {

using Take = std::function<Outcome<void>(const std::string&)>;

Outcome<void> take_port(const std::string& word, std::uint16_t& port) {
    const char* const end = word.data() + word.size();
    const auto read = std::from_chars(word.data(), end, port);
    if (read.ec != std::errc() || read.ptr != end) {
        return failure(cat("--port: '", word, "' is no port"), "give a number from 0 to 65535");
    }
    return {};
}

Outcome<void> take_clock(const std::string& word, Options& options) {
    options.clock_now = word == "now";
    options.clock = options.clock_now ? std::nullopt : parse_instant(word);
    if (options.clock_now || options.clock) return {};
    return failure(cat("--clock: '", word, "' is neither a time nor `now`"),
                   "write it as in 2026-03-27T09:30:00Z");
}

std::map<std::string, Take, std::less<>> takers(Options& options) {
    const auto text = [](std::string& into) -> Take {
        return [&into](const std::string& word) -> Outcome<void> {
            into = word;
            return {};
        };
    };
    const auto one_more = [](std::vector<std::string>& into) -> Take {
        return [&into](const std::string& word) -> Outcome<void> {
            into.push_back(word);
            return {};
        };
    };
    return {
        {"--host", text(options.endpoint.address)},
        {"--port", [&](const std::string& word) { return take_port(word, options.endpoint.port); }},
        {"--data", text(options.data)},
        {"--tenant", text(options.tenant)},
        {"--clock", [&](const std::string& word) { return take_clock(word, options); }},
        {"--site", text(options.site)},
        {"--tls-cert", text(options.endpoint.certificate)},
        {"--tls-key", text(options.endpoint.private_key)},
        {"--allow-origin", one_more(options.allowed_origins)},
        {"--allow-host", one_more(options.allowed_hosts)},
        {"--issuer", text(options.issuer)},
        {"--audience", text(options.audience)},
    };
}

Outcome<void> check(Options& options) {
    if (options.endpoint.address == "localhost") options.endpoint.address = "127.0.0.1";
    if (!is_loopback(options.endpoint.address) && options.issuer.empty()) {
        return failure(cat("--host ", options.endpoint.address,
                           ": others could call with any token that they write themselves"),
                       "give --issuer as well, or listen at 127.0.0.1 only");
    }
    if (options.endpoint.certificate.empty() != options.endpoint.private_key.empty()) {
        return failure("--tls-cert and --tls-key belong together", "give both");
    }
    if (options.issuer.empty() && !options.audience.empty()) {
        return failure("--audience counts only with --issuer", "give --issuer as well");
    }
    return {};
}

}  // namespace

Outcome<Options> parse_options(const std::vector<std::string>& words) {
    Options options;
    options.endpoint.port = port_default;
    options.data = data_default;
    options.tenant = tenant_default;
    const auto known = takers(options);
    for (std::size_t i = 0; i < words.size(); ++i) {
        // `--port=0` is `--port 0`.
        const std::size_t equals = words[i].find('=');
        const auto taker = known.find(words[i].substr(0, equals));
        if (taker == known.end()) {
            return failure(cat("there is no option '", words[i], "'"),
                           "pimlab serve --help lists them");
        }
        const bool apart = equals == std::string::npos;
        if (apart && i + 1 == words.size()) {
            return failure(cat(words[i], " needs a value"), "pimlab serve --help lists them");
        }
        const std::string value = apart ? words[++i] : words[i].substr(equals + 1);
        const auto taken = taker->second(value);
        if (!taken) return tl::unexpected<Error>(taken.error());
    }
    const auto checked = check(options);
    if (!checked) return tl::unexpected<Error>(checked.error());
    return options;
}

}  // namespace pim::server
