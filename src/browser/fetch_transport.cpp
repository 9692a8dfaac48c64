#include "browser/fetch_transport.hpp"

#include <emscripten/emscripten.h>

#include <utility>

#include "browser/calls.hpp"
#include "browser/header_lines.hpp"
#include "browser/host.hpp"

namespace pim::browser {

namespace {

/// The page has one, and its events carry no pointer.
FetchTransport*& the_transport() {
    static FetchTransport* the = nullptr;
    return the;
}

}  // namespace

FetchTransport::FetchTransport() {
    the_transport() = this;
}

int FetchTransport::send(sync::Call call, Replied replied) {
    const int number = ++last_;
    const bool in_parts = call.part != nullptr;
    waiting_.emplace(number, Waiting{std::move(call.part), std::move(replied)});
    const std::string fields = header_lines(call.headers);
    pimlab_js_backend_send(number, call.method.data(), length_of(call.method), call.url.data(),
                           length_of(call.url), fields.data(), length_of(fields), call.body.data(),
                           length_of(call.body), fetch_milliseconds_max, in_parts ? 1 : 0);
    return number;
}

void FetchTransport::abort(int number) {
    if (waiting_.erase(number) > 0) pimlab_js_backend_abort(number);
}

void FetchTransport::part(int number, std::string_view bytes) {
    const auto found = waiting_.find(number);
    if (found == waiting_.end()) return;
    const auto tell = found->second.part;  // it may give the call up
    tell(bytes);
}

void FetchTransport::replied(int number, Outcome<graph::Response> reply) {
    const auto found = waiting_.find(number);
    if (found == waiting_.end()) return;
    const Replied tell = std::move(found->second.replied);
    waiting_.erase(found);
    tell(std::move(reply));
}

}  // namespace pim::browser

using namespace pim::browser;

/// That many bytes of an answer, fetched by pimlab_js_backend_body.
extern "C" EMSCRIPTEN_KEEPALIVE void pimlab_backend_part(int number, int length) {
    FetchTransport* const transport = the_transport();
    if (transport == nullptr) return;
    std::string bytes(static_cast<std::size_t>(length), '\0');
    pimlab_js_backend_body(reinterpret_cast<unsigned char*>(bytes.data()));
    transport->part(number, bytes);
    wake();
}

/// A reply of that many bytes, fetched by pimlab_js_backend_body, with its header fields; status 0:
/// there was none, and `text` says why.
extern "C" EMSCRIPTEN_KEEPALIVE void pimlab_backend_replied(int number, int status,
                                                            const char* text, int length) {
    FetchTransport* const transport = the_transport();
    if (transport == nullptr) return;
    if (status == 0) {
        transport->replied(number,
                           pim::failure(text,
                                        "is it running, does it let this page call, and was it in "
                                        "config.json when the page was built?"));
    } else {
        pim::graph::Response response;
        response.status = status;
        response.body.resize(static_cast<std::size_t>(length));
        pimlab_js_backend_body(reinterpret_cast<unsigned char*>(response.body.data()));
        std::string_view rest = text;
        response.headers = read_header_lines(rest);
        transport->replied(number, std::move(response));
    }
    wake();
}
