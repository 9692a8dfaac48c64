#include "browser/sign_in.hpp"

#include <emscripten/emscripten.h>

#include <utility>

#include "browser/calls.hpp"
#include "browser/host.hpp"

namespace pim::browser {

namespace {

/// The page has one at a time; an answer with another number comes too late.
struct Asked {
    int number = 0;
    std::function<void(Outcome<ui::SignedIn>)> told;
};

Asked& asked() {
    static Asked the;
    return the;
}

}  // namespace

bool sign_in_offered() {
    return pimlab_js_sign_in_offered() != 0;
}

void sign_in(const sync::SignInWay& way, const std::string& claims,
             std::function<void(Outcome<ui::SignedIn>)> told) {
    asked() = {asked().number + 1, std::move(told)};
    pimlab_js_sign_in(asked().number, way.authority.data(), length_of(way.authority),
                      way.client_id.data(), length_of(way.client_id), way.scopes.data(),
                      length_of(way.scopes), claims.data(), length_of(claims));
}

void forget_sign_in() {
    asked() = {asked().number + 1, {}};
    pimlab_js_sign_out();
}

}  // namespace pim::browser

using namespace pim::browser;

/// Somebody has signed in; without a token, `text` says why nobody has, else who.
extern "C" EMSCRIPTEN_KEEPALIVE void pimlab_signed_in(int number, const char* token,
                                                      const char* text) {
    if (number != asked().number || !asked().told) return;
    // What is told may begin the next one.
    const auto told = asked().told;
    if (*token == '\0') {
        told(pim::failure(text, "sign in again, or paste a token"));
    } else {
        told(pim::ui::SignedIn{token, text});
    }
    wake();
}
