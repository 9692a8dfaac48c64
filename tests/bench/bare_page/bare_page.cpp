// A page with Dear ImGui and nothing of ours: one window with one line of text. What load_bench.mjs
// measures the portal against; built with the same flags, library and font.
#include <GLES3/gl3.h>
#include <emscripten/emscripten.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include <cstdint>
#include <vector>

// The library is built with hooks for items; nobody listens here.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID, const ImRect&, const ImGuiLastItemData*) {}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) {
    return nullptr;
}

// Emscripten's macro puts JavaScript here.
EM_JS(int, bare_font_size, (), { return Module.font.length; });
EM_JS(void, bare_font, (std::uint8_t * bytes), { HEAPU8.set(Module.font, bytes); });
EM_JS(void, bare_shown, (), { window.shown(); });

namespace {

constexpr int width = 1280, height = 800;

void frame() {
    ImGui::GetIO().DisplaySize = ImVec2(width, height);
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    ImGui::Begin("Bare");
    ImGui::TextUnformatted("A bare page");
    ImGui::End();
    ImGui::Render();
    glViewport(0, 0, width, height);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    static bool told = false;
    if (!told) bare_shown();
    told = true;
}

}  // namespace

int main() {
    EmscriptenWebGLContextAttributes wanted;
    emscripten_webgl_init_context_attributes(&wanted);
    wanted.majorVersion = 2;
    emscripten_webgl_make_context_current(emscripten_webgl_create_context("#canvas", &wanted));
    static std::vector<std::uint8_t> font(static_cast<std::size_t>(bare_font_size()));
    bare_font(font.data());
    ImGui::CreateContext();
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    ImGui::GetIO().Fonts->AddFontFromMemoryTTF(font.data(), static_cast<int>(font.size()), 19,
                                               &config);
    ImGui_ImplOpenGL3_Init("#version 300 es");
    emscripten_set_main_loop(frame, 0, 0);
    return 0;
}
