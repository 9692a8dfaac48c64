#include "browser/input.hpp"

#include <emscripten/emscripten.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <cfloat>
#include <string_view>

#include "browser/calls.hpp"
#include "browser/canvas.hpp"
#include "ui/kit/kit.hpp"

namespace pim::browser {

namespace {

struct KeyName {
    std::string_view name;
    ImGuiKey key;
};

/// The keys that the portal knows, by KeyboardEvent.key; all others stay the browser's.
constexpr KeyName key_names[] = {
    {" ", ImGuiKey_Space},
    {"ArrowDown", ImGuiKey_DownArrow},
    {"ArrowLeft", ImGuiKey_LeftArrow},
    {"ArrowRight", ImGuiKey_RightArrow},
    {"ArrowUp", ImGuiKey_UpArrow},
    {"End", ImGuiKey_End},
    {"Enter", ImGuiKey_Enter},
    {"Escape", ImGuiKey_Escape},
    {"F6", ImGuiKey_F6},
    {"Home", ImGuiKey_Home},
    {"PageDown", ImGuiKey_PageDown},
    {"PageUp", ImGuiKey_PageUp},
};

ImGuiKey key_of(std::string_view name) {
    for (const KeyName& entry : key_names)
        if (entry.name == name) return entry.key;
    return ImGuiKey_None;
}

}  // namespace

void show_cursor() {
    static int shown = -1;
    const int wanted = ImGui::GetMouseCursor();
    if (wanted == shown) return;
    shown = wanted;
    pimlab_js_cursor(wanted);
}

}  // namespace pim::browser

extern "C" {

/// CSS pixels of the canvas.
EMSCRIPTEN_KEEPALIVE void pimlab_pointer(double x, double y, int touch) {
    ImGuiIO& io = ImGui::GetIO();
    const float ratio = pim::browser::pixel_ratio();
    io.AddMouseSourceEvent(touch != 0 ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
    io.AddMousePosEvent(static_cast<float>(x) * ratio, static_cast<float>(y) * ratio);
}

EMSCRIPTEN_KEEPALIVE void pimlab_pointer_gone() {
    ImGui::GetIO().AddMousePosEvent(-FLT_MAX, -FLT_MAX);
}

EMSCRIPTEN_KEEPALIVE void pimlab_button(int button, int down) {
    ImGui::GetIO().AddMouseButtonEvent(button, down != 0);
}

/// CSS pixels to scroll.
EMSCRIPTEN_KEEPALIVE void pimlab_wheel(double x, double y) {
    // ImGui scrolls five lines for one unit.
    const double unit = 5.0 * ImGui::GetStyle().FontSizeBase / pim::browser::pixel_ratio();
    ImGui::GetIO().AddMouseWheelEvent(static_cast<float>(-x / unit), static_cast<float>(-y / unit));
}

/// True while a finger moves something itself: a slider, a selection, a scrollbar.
EMSCRIPTEN_KEEPALIVE int pimlab_drags() {
    const ImGuiContext& g = *ImGui::GetCurrentContext();
    if (g.ActiveId == 0) return 0;
    const pim::ui::kit::Node* node = pim::ui::kit::semantics().find(g.ActiveId);
    if (node == nullptr)
        return g.ActiveIdWindow != nullptr && g.ActiveId != g.ActiveIdWindow->MoveId;
    return node->role == pim::ui::kit::Role::slider ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE void pimlab_key(const char* name, int down, int shift) {
    ImGuiIO& io = ImGui::GetIO();
    const ImGuiKey key = pim::browser::key_of(name);
    if (key == ImGuiKey_None) return;
    io.AddKeyEvent(ImGuiMod_Shift, down != 0 && shift != 0);
    io.AddKeyEvent(key, down != 0);
}

EMSCRIPTEN_KEEPALIVE void pimlab_window_focus(int focused) {
    ImGui::GetIO().AddFocusEvent(focused != 0);
}
}
