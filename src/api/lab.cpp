#include "api/lab.hpp"

#include "api/routes.hpp"
#include "core/text.hpp"

namespace pim::api {

Lab::Lab(sandbox::Sandbox& sandbox, Host host, graph::Faults faults)
    : sandbox_(sandbox),
      host_(std::move(host)),
      faults_(std::move(faults)),
      feed_(sandbox, host_.event_text) {}

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
    const auto url = parse_lab_url(head.url);
    if (!url) return graph::body_bytes_max;
    const auto match = find_route(head.method, *url);
    return match ? match->route->body_bytes_max : graph::body_bytes_max;
}

}  // namespace pim::api
