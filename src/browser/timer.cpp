#include "browser/timer.hpp"

#include <emscripten/emscripten.h>

#include <map>
#include <utility>

#include "browser/calls.hpp"

namespace pim::browser {

namespace {

/// Work that waits, by the number that JavaScript knows it by.
std::map<int, std::function<void()>>& waiting_work() {
    static std::map<int, std::function<void()>> the;
    return the;
}

}  // namespace

void later(std::chrono::milliseconds delay, std::function<void()> work) {
    static int number = 0;
    waiting_work()[++number] = std::move(work);
    pimlab_js_later(number, static_cast<int>(delay.count()));
}

std::int64_t steady_milliseconds() {
    return static_cast<std::int64_t>(emscripten_get_now());
}

}  // namespace pim::browser

extern "C" {

/// The time of some work has come.
EMSCRIPTEN_KEEPALIVE void pimlab_later(int number) {
    auto& waiting = pim::browser::waiting_work();
    const auto found = waiting.find(number);
    if (found == waiting.end()) return;
    const auto work = std::move(found->second);
    waiting.erase(found);
    work();
}
}
