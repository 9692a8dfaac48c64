#include "ui/pages/endpoint_card.hpp"

#include "core/text.hpp"
#include "ui/kit/kit.hpp"

namespace pim::ui {
namespace {

using EndpointState = GraphEndpoint::State;

/// Why scripts cannot reach the sandbox, and what helps.
std::string hindrance(const GraphEndpoint& endpoint) {
    switch (endpoint.state) {
        case EndpointState::unsupported:
            return "This browser gives the page no service worker: open it over HTTPS or as "
                   "localhost, and not in a private window";
        case EndpointState::bypassed:
            return "This page was loaded past its service worker, as a forced reload does: load it "
                   "again the usual way";
        case EndpointState::failed:
            return cat("The service worker could not be started: ", endpoint.problem,
                       "; load the page again");
        default:
            return {};
    }
}

}  // namespace

void draw_endpoint(const GraphEndpoint& endpoint) {
    if (endpoint.state == EndpointState::none) return;
    const auto card = kit::card({.label = "From your own code"});
    kit::heading("From your own code", 2);
    if (endpoint.state == EndpointState::preparing) {
        kit::prose("The address for your own code is being prepared", {.secondary = true});
        return;
    }
    if (endpoint.state != EndpointState::ready) {
        kit::message_bar({.text = hindrance(endpoint),
                          .id = "endpoint",
                          .tone = kit::Tone::warning,
                          .announce = false});
        return;
    }
    kit::prose(
        "Scripts of this browser reach this sandbox as Graph: from the developer tools, from pages "
        "beside this one, through Microsoft's own client library. Without a token the persona of "
        "this tab asks. A tab with the sandbox has to stay open, even out of sight",
        {.secondary = true});
    kit::fact_id("Address", endpoint.address);
    kit::code_block("Script", cat("const answer = await fetch('", endpoint.address,
                                  "/v1.0/me');\nconsole.log(answer.status, await answer.json());"));
}

}  // namespace pim::ui
