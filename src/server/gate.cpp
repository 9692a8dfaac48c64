#include "server/gate.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace pim::server {

namespace {

/// How long a browser may remember a preflight: ten minutes.
constexpr std::string_view preflight_seconds = "600";
constexpr std::string_view methods = "GET, HEAD, POST, PATCH, PUT, DELETE";
constexpr std::string_view readable_fields =
    "request-id, client-request-id, Location, Retry-After, ETag";

bool contains(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// `http://localhost:5173` → `localhost:5173`; empty where it is no origin of a web page.
std::string_view authority_of(std::string_view origin) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (origin.substr(0, scheme.size()) == scheme) return origin.substr(scheme.size());
    }
    return {};
}

bool is_digits(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string host_name(std::string_view host) {
    if (!host.empty() && host.front() == '[') {
        const std::size_t end = host.find(']');
        if (end == std::string_view::npos) return {};
        return to_lower(host.substr(1, end - 1));
    }
    const std::size_t colon = host.rfind(':');
    if (colon != std::string_view::npos && is_digits(host.substr(colon + 1))) {
        host = host.substr(0, colon);
    }
    // A name may end with the root's dot.
    if (!host.empty() && host.back() == '.') host.remove_suffix(1);
    return to_lower(host);
}

bool is_loopback(std::string_view name) {
    if (name == "localhost" || name == "::1") return true;
    return name.substr(0, 4) == "127." &&
           name.find_first_not_of("0123456789.") == std::string_view::npos;
}

Gate::Gate(std::vector<std::string> names, std::vector<std::string> origins)
    : names_(std::move(names)), origins_(std::move(origins)) {
    for (std::string& name : names_) name = to_lower(name);
    for (std::string& origin : origins_) origin = to_lower(origin);
}

std::optional<graph::Rejection> Gate::refused(const graph::Request& request) const {
    const std::string_view host = graph::header(request.headers, "host");
    if (!knows_host(host)) {
        return graph::Rejection{
            403, "Forbidden",
            cat("this server does not answer for the host '", host,
                "': use localhost or the address that it is bound to, or name the host with "
                "--allow-host")};
    }
    const std::string_view origin = graph::header(request.headers, "origin");
    if (!origin.empty() && !may_call(origin, host)) {
        return graph::Rejection{
            403, "Forbidden",
            cat("pages of ", origin, " may not call this server: name them with --allow-origin")};
    }
    return std::nullopt;
}

std::optional<graph::Response> Gate::preflight(const graph::Request& request) {
    if (request.method != "OPTIONS" ||
        graph::header(request.headers, "access-control-request-method").empty()) {
        return std::nullopt;
    }
    graph::Response response;
    response.status = 204;
    response.headers.emplace_back("Access-Control-Allow-Methods", methods);
    const auto fields = graph::header(request.headers, "access-control-request-headers");
    if (!fields.empty()) response.headers.emplace_back("Access-Control-Allow-Headers", fields);
    response.headers.emplace_back("Access-Control-Max-Age", preflight_seconds);
    if (!graph::header(request.headers, "access-control-request-private-network").empty()) {
        response.headers.emplace_back("Access-Control-Allow-Private-Network", "true");
    }
    return response;
}

void Gate::allow(const graph::Request& request, graph::Response& response) {
    const std::string_view origin = graph::header(request.headers, "origin");
    if (origin.empty()) return;
    response.headers.emplace_back("Access-Control-Allow-Origin", origin);
    response.headers.emplace_back("Access-Control-Expose-Headers", readable_fields);
    response.headers.emplace_back("Vary", "Origin");
}

bool Gate::knows_host(std::string_view host) const {
    const std::string name = host_name(host);
    return is_loopback(name) || contains(names_, name);
}

bool Gate::may_call(std::string_view origin, std::string_view host) const {
    const std::string lower = to_lower(origin);
    const std::string_view authority = authority_of(lower);
    if (authority.empty()) return contains(origins_, lower);
    if (authority == to_lower(host) || contains(origins_, lower)) return true;
    return origins_.empty() && is_loopback(host_name(authority));
}

}  // namespace pim::server
