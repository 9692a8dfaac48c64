#include "graph/handle.hpp"

#include "core/text.hpp"
#include "graph/exchange.hpp"
#include "graph/routes.hpp"

namespace pim::graph {

namespace {

constexpr std::size_t client_request_id_length_max = 64;

/// What a client may choose as its own id of the request: short and printable, else ours counts.
std::string client_request_id(const Request& request, const std::string& otherwise) {
    const std::string_view sent = header(request.headers, "client-request-id");
    if (sent.empty() || sent.size() > client_request_id_length_max) return otherwise;
    for (const char c : sent) {
        if (c < ' ' || c > '~') return otherwise;
    }
    return std::string(sent);
}

Stamp stamp_of(const sandbox::Sandbox& sandbox, const Request& request) {
    const Guid version{sandbox.version(), static_cast<std::uint64_t>(sandbox.now().ticks)};
    const Guid& source = request.id.is_null() ? version : request.id;
    Stamp stamp;
    stamp.now = sandbox.now();
    stamp.request_id = to_text(derive_guid(sandbox.tenant().id, source, 0));
    stamp.client_request_id = client_request_id(request, stamp.request_id);
    return stamp;
}

bool is_signed_in(const Tenant& tenant, const Guid& caller) {
    return tenant.users.find(caller) != nullptr ||
           tenant.service_principals.find(caller) != nullptr;
}

}  // namespace

void handle(sandbox::Sandbox& sandbox, const Request& request, std::function<void(Response)> done) {
    Stamp stamp = stamp_of(sandbox, request);
    if (!is_signed_in(sandbox.tenant(), request.caller)) {
        done(error_response(
            {401, "InvalidAuthenticationToken",
             request.caller.is_null() ? "Access token is empty."
                                      : "The token's principal is not in the tenant."},
            stamp));
        return;
    }
    const auto url = parse_url(request.url);
    if (!url) return done(error_response(url.error(), stamp));
    auto match = find_route(request.method, *url);
    if (!match) return done(error_response(match.error(), stamp));
    Exchange exchange{sandbox,          request,        *url, std::move(match->parameters),
                      std::move(stamp), std::move(done)};
    match->route->operation(exchange);
}

Response handle(sandbox::Sandbox& sandbox, const Request& request) {
    const auto given = std::make_shared<std::optional<Response>>();
    handle(sandbox, request, [given](Response response) { *given = std::move(response); });
    if (!*given) sandbox.commit();
    if (*given) return std::move(**given);
    return error_response({503, "ServiceUnavailable", "the change is still being saved"},
                          stamp_of(sandbox, request));
}

}  // namespace pim::graph
