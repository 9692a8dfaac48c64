#pragma once

#include <functional>

#include "graph/message.hpp"
#include "ui/graph_endpoint.hpp"

namespace pim::browser {

/// The Graph endpoint inside the page: requests of other code in this browser, brought by the
/// service worker (web/service_worker.js, web/graph_endpoint.js) and answered while hidden too.
struct GraphHandler {
    using Answered = std::function<void(graph::Response)>;

    /// Whether this tab may change the sandbox: if not, the tab that may is asked instead.
    std::function<bool()> answers;
    /// Who asks where a request has no token: the persona of this tab.
    std::function<Guid()> persona;
    /// Answers a request of a caller, once, when what it changed is durable.
    std::function<void(graph::Request request, const Guid& caller, Answered answered)> handle;
};
void answer_graph(GraphHandler handler);

/// How the endpoint stands now.
const ui::GraphEndpoint& graph_endpoint();

}  // namespace pim::browser
