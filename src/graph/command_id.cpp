#include "graph/command_id.hpp"

#include "core/text.hpp"

namespace pim::graph {

Guid command_id(const Request& request) {
    const Guid& own = request.command.is_null() ? request.id : request.command;
    if (equals_ignoring_case(request.method, "GET")) return own;
    const auto sent = parse_guid(header(request.headers, "client-request-id"));
    if (!sent) return own;
    // The lengths keep what ends one part from beginning the next.
    return guid_of(cat(to_text(request.caller), to_text(*sent), request.method.size(), ' ',
                       request.method, request.url.size(), ' ', request.url, request.body));
}

}  // namespace pim::graph
