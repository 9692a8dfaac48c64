#include "browser/graph_endpoint.hpp"

#include <emscripten/emscripten.h>

#include <string>
#include <utility>

#include "browser/calls.hpp"
#include "browser/header_lines.hpp"
#include "browser/host.hpp"

namespace pim::browser {

namespace {

GraphHandler& handler() {
    static GraphHandler the;
    return the;
}

ui::GraphEndpoint& endpoint() {
    static ui::GraphEndpoint the;
    return the;
}

/// Reads what web/graph_endpoint.js packed: method, address and service root on a line each, the
/// header fields, an empty line, the body.
graph::Request unpack(std::string_view text) {
    graph::Request request;
    request.method = next_line(text);
    request.url = next_line(text);
    request.service_root = next_line(text);
    request.headers = read_header_lines(text);
    request.body = text;
    return request;
}

void send(int number, const graph::Response& response) {
    const std::string fields = header_lines(response.headers);
    pimlab_js_graph_answer(number, response.status, fields.data(), length_of(fields),
                           response.body.data(), length_of(response.body));
}

}  // namespace

void answer_graph(GraphHandler graph_handler) {
    handler() = std::move(graph_handler);
}

const ui::GraphEndpoint& graph_endpoint() {
    return endpoint();
}

}  // namespace pim::browser

using namespace pim::browser;

extern "C" {

/// A request of that many packed bytes, fetched by pimlab_js_graph_request. `caller` names who asks
/// without a token; empty: this tab's persona. Returns 0 where another tab has to answer.
EMSCRIPTEN_KEEPALIVE int pimlab_graph_asked(int number, int length, const char* caller) {
    const GraphHandler& the = handler();
    if (!the.handle || !the.answers()) return 0;
    std::string packed(static_cast<std::size_t>(length), '\0');
    pimlab_js_graph_request(reinterpret_cast<unsigned char*>(packed.data()));
    const auto named = pim::parse_guid(caller);
    the.handle(unpack(packed), named ? *named : the.persona(),
               [number](const pim::graph::Response& response) { send(number, response); });
    return 1;
}

/// The id of who asks without a token in this tab; empty before there is anybody.
EMSCRIPTEN_KEEPALIVE const char* pimlab_graph_persona() {
    static std::string id;
    const GraphHandler& the = handler();
    id = the.persona ? pim::to_text(the.persona()) : std::string();
    return id.c_str();
}

/// How the endpoint stands, by the number of GraphEndpoint::State.
EMSCRIPTEN_KEEPALIVE void pimlab_graph_endpoint(int state, const char* address,
                                                const char* problem) {
    endpoint() = {static_cast<pim::ui::GraphEndpoint::State>(state), address, problem};
    wake();
}
}
