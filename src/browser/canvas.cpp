#include "browser/canvas.hpp"

#include <GLES3/gl3.h>
#include <emscripten/emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <string_view>

#include "browser/calls.hpp"
#include "browser/picture.hpp"

namespace pim::browser {

namespace {

struct Canvas {
    bool lost = false;
    int width = 0, height = 0;
    float ratio = 1;
    std::uint64_t picture = 0;  ///< What it shows, as picture_of says; 0: nothing that may stay.
};

Canvas& canvas() {
    static Canvas the;
    return the;
}

float share(std::uint32_t colour, int shift) {
    return static_cast<float>((colour >> shift) & 0xFFU) / 255.0F;
}

}  // namespace

bool start_canvas() {
    EmscriptenWebGLContextAttributes wanted;
    emscripten_webgl_init_context_attributes(&wanted);
    wanted.alpha = 0;
    wanted.depth = 0;
    wanted.stencil = 0;
    wanted.antialias = 0;
    // Asking for each extension waits for the graphics process; Dear ImGui needs none.
    wanted.enableExtensionsByDefault = 0;
    wanted.majorVersion = 2;
    const EMSCRIPTEN_WEBGL_CONTEXT_HANDLE handle =
        emscripten_webgl_create_context("#canvas", &wanted);
    if (handle <= 0 || emscripten_webgl_make_context_current(handle) != EMSCRIPTEN_RESULT_SUCCESS ||
        !ImGui_ImplOpenGL3_Init("#version 300 es")) {
        constexpr std::string_view why = "webgl";
        pimlab_js_failed(why.data(), static_cast<int>(why.size()));
        return false;
    }
    return true;
}

bool canvas_ready() {
    return !canvas().lost && canvas().width > 0;
}

void draw_canvas(std::uint32_t ground) {
    Canvas& the = canvas();
    // Most frames are there to settle and look like the one before: the browser keeps showing that.
    const std::uint64_t picture = picture_of(*ImGui::GetDrawData(), ground);
    if (picture != 0 && picture == the.picture) return;
    the.picture = picture;
    glViewport(0, 0, the.width, the.height);
    glClearColor(share(ground, 24), share(ground, 16), share(ground, 8), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_NewFrame();  // makes the shaders, where there are none
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void ui_size(ui::kit::Surroundings& surroundings, int width, int height, double ratio) {
    Canvas& the = canvas();
    the.picture = 0;  // the browser has cleared it
    the.width = width;
    the.height = height;
    the.ratio = static_cast<float>(ratio);
    surroundings.width = static_cast<float>(width / ratio);
    surroundings.height = static_cast<float>(height / ratio);
    surroundings.pixel_ratio = the.ratio;
}

float pixel_ratio() {
    return canvas().ratio;
}

}  // namespace pim::browser

extern "C" {

EMSCRIPTEN_KEEPALIVE void pimlab_context_lost() {
    pim::browser::canvas().lost = true;
}

/// The tab is seen again; what it showed may have gone with the memory of a hidden one.
EMSCRIPTEN_KEEPALIVE void pimlab_shown() {
    pim::browser::canvas().picture = 0;
}

/// All GL objects are gone: the renderer makes them anew, the font atlas included.
EMSCRIPTEN_KEEPALIVE void pimlab_context_restored() {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplOpenGL3_Init("#version 300 es");
    pim::browser::canvas().picture = 0;
    pim::browser::canvas().lost = false;
}
}
