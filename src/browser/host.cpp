#include "browser/host.hpp"

#include <emscripten/emscripten.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "browser/calls.hpp"
#include "browser/canvas.hpp"
#include "browser/input.hpp"
#include "browser/mirror.hpp"
#include "browser/page.hpp"
#include "ui/kit/kit.hpp"

namespace pim::browser {

namespace {

struct Host {
    App app;
    ui::kit::Surroundings surroundings;
    std::vector<std::uint8_t> fonts[3];
    bool running = false;
    bool drawing = false;
    bool read = false;  ///< what is read has been shown once
};

Host& host() {
    static Host the;
    return the;
}

void load_fonts(Host& the) {
    for (int index = 0; index < 3; ++index) {
        the.fonts[index].resize(static_cast<std::size_t>(pimlab_js_font_size(index)));
        pimlab_js_font(index, the.fonts[index].data());
    }
}

double sooner(double a, double b) {
    if (a < 0) return b;
    return b < 0 || a < b ? a : b;
}

}  // namespace

bool start() {
    Host& the = host();
    load_fonts(the);
    ui::kit::start({the.fonts[0], the.fonts[1], the.fonts[2]});
    return start_canvas();
}

void run(App app) {
    Host& the = host();
    the.app = std::move(app);
    the.running = true;
    pimlab_js_started();
}

void wake() {
    pimlab_js_wake(0);
}

}  // namespace pim::browser

using namespace pim::browser;

extern "C" {

/// One frame at `seconds` since the page began. Returns the seconds until the next one is due
/// without input, or -1.
EMSCRIPTEN_KEEPALIVE double pimlab_frame(double seconds) {
    Host& the = host();
    if (!the.running || the.drawing || !canvas_ready()) return -1;
    the.drawing = true;
    double next = the.app.pump ? the.app.pump() : -1;
    the.surroundings.seconds = seconds;
    pim::ui::kit::begin_frame(the.surroundings);
    the.app.draw();
    const pim::ui::kit::FrameReport report = pim::ui::kit::end_frame();
    // First what is read, which waits for nobody: drawing waits for the graphics process, the first
    // time until the next frame, which follows at once.
    show_mirror(report);
    if (std::exchange(the.read, true)) draw_canvas(pim::ui::kit::current_theme().canvas);
    show_cursor();
    hand_over_clipboard();
    the.drawing = false;
    if (the.app.after_frame) the.app.after_frame();
    return sooner(next, report.wake_after);
}

/// What has to go on while no frame is drawn.
EMSCRIPTEN_KEEPALIVE double pimlab_pump() {
    Host& the = host();
    return the.running && !the.drawing && the.app.pump ? the.app.pump() : -1;
}

/// The canvas's size in device pixels, and device pixels for one CSS pixel.
EMSCRIPTEN_KEEPALIVE void pimlab_resize(int width, int height, double ratio) {
    ui_size(host().surroundings, width, height, ratio);
}

EMSCRIPTEN_KEEPALIVE void pimlab_preferences(int theme, int system_theme, int coarse,
                                             int reduced_motion, double scale) {
    pim::ui::kit::Surroundings& now = host().surroundings;
    now.theme = static_cast<pim::ui::kit::ThemeName>(theme);
    now.system_theme = system_theme != 0;
    now.coarse_pointer = coarse != 0;
    now.reduced_motion = reduced_motion != 0;
    now.scale = static_cast<float>(scale);
}

EMSCRIPTEN_KEEPALIVE void pimlab_hash_changed(const char* hash) {
    if (host().app.hash_changed) host().app.hash_changed(hash);
}

EMSCRIPTEN_KEEPALIVE void pimlab_line_is_back() {
    if (host().app.line_is_back) host().app.line_is_back();
}

EMSCRIPTEN_KEEPALIVE void pimlab_leaving() {
    if (host().app.leaving) host().app.leaving();
}
}
