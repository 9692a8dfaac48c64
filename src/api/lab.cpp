#include "api/lab.hpp"

#include "api/routes.hpp"
#include "core/text.hpp"

namespace pim::api {

namespace {

/// The address taken apart as Graph's are, whose version stands where `/lab/v1` stood.
graph::Reading<graph::Url> parse_lab_url(std::string_view url) {
    return graph::parse_url(cat("/v1.0", url.substr(lab_root.size())));
}

}  // namespace

Lab::Lab(sandbox::Sandbox& sandbox, Host host, graph::Faults faults)
    : sandbox_(sandbox), host_(std::move(host)), faults_(std::move(faults)), feed_(sandbox) {}

void Lab::answer(const graph::Request& request, std::function<void(graph::Response)> done) {
    const std::string id = to_text(derive_guid(sandbox_.tenant().id, request.id, 0));
    const graph::Stamp stamp{sandbox_.now(), id, id};
    auto url = parse_lab_url(request.url);
    if (!url) return done(graph::error_response(url.error(), stamp));
    auto match = find_route(request.method, *url);
    if (!match) return done(graph::error_response(match.error(), stamp));
    Exchange exchange{*this, request,        std::move(*url), std::move(match->parameters),
                      stamp, std::move(done)};
    match->route->operation(exchange);
}

std::size_t body_bytes_max(const graph::Request& head) {
    const bool upload = head.method == "PUT" || head.url.find("/scenarios") != std::string::npos;
    return upload ? upload_bytes_max : graph::body_bytes_max;
}

}  // namespace pim::api
