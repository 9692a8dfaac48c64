#include "graph/nearby.hpp"

#include "graph/handle.hpp"
#include "graph/json_value.hpp"
#include "graph/token.hpp"

namespace pim::graph {

namespace {

/// Fills in who asks, or says why nobody may.
std::optional<Rejection> identify_caller(Request& request, const Tenant& tenant,
                                         const Guid& persona, std::int64_t wall_seconds) {
    if (request.body.size() > body_bytes_max) return body_too_long(body_bytes_max);
    const auto text = bearer_token(request);
    if (!text) return text.error();
    if (!*text) {
        request.caller = persona;
        return std::nullopt;
    }
    const auto token = parse_token(**text);
    if (!token) return token.error();
    if (auto late = expired(*token, wall_seconds)) return late;
    return take_token(request, *token, tenant);
}

}  // namespace

void handle_nearby(sandbox::Sandbox& sandbox, Request request, const Guid& persona,
                   std::int64_t wall_seconds, const std::function<void(Response)>& done,
                   Faults* faults) {
    const auto rejection = identify_caller(request, sandbox.tenant(), persona, wall_seconds);
    if (!rejection) return handle(sandbox, request, done, faults);
    const std::string id = to_text(request.id);
    done(error_response(*rejection, {sandbox.now(), id, id}));
}

}  // namespace pim::graph
