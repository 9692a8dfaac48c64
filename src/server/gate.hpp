#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/message.hpp"
#include "graph/rejection.hpp"

namespace pim::server {

/// Whom the server lets in before anybody looks at the request: the names under which it may be
/// addressed, and the origins whose pages may call it. A page that somebody happens to visit can
/// neither point a name of its own at this machine nor send a request that does anything.
class Gate {
public:
    /// `names`: host names beside `localhost` and the loopback addresses. `origins`: as in the
    /// `Origin` field; none: every origin of this machine.
    Gate(std::vector<std::string> names, std::vector<std::string> origins);

    /// Why the request may not come in: a Host that is not ours (DNS rebinding), or an Origin that
    /// may not call.
    std::optional<graph::Rejection> refused(const graph::Request& request) const;

    /// The answer to a preflight; nothing where the request is none.
    static std::optional<graph::Response> preflight(const graph::Request& request);

    /// Adds what lets the calling page read the answer. The request has passed `refused`.
    static void allow(const graph::Request& request, graph::Response& response);

private:
    bool knows_host(std::string_view host) const;
    bool may_call(std::string_view origin, std::string_view host) const;

    std::vector<std::string> names_;
    std::vector<std::string> origins_;
};

/// `[::1]:8080` → `::1`, `Localhost:8080` → `localhost`: the name of a Host field, in lower case.
std::string host_name(std::string_view host);

/// True for `localhost`, 127.0.0.0/8 and ::1.
bool is_loopback(std::string_view name);

}  // namespace pim::server
