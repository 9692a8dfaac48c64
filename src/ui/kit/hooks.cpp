// The four functions that ImGui calls when built with IMGUI_ENABLE_TEST_ENGINE. The kit records its
// widgets itself; these find out what was drawn without a node.
#include "ui/kit/inside.hpp"

namespace pim::ui::kit::inside {

void follow_items() {
    context().imgui->TestEngineHookItems = true;
}

}  // namespace pim::ui::kit::inside

// ImGui declares these without a namespace of ours.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext*, ImGuiID id, const ImRect&,
                                 const ImGuiLastItemData*) {
    pim::ui::kit::inside::context().hooked.emplace_back(id, false);
}

void ImGuiTestEngineHook_ItemInfo(ImGuiContext* imgui, ImGuiID id, const char*,
                                  ImGuiItemStatusFlags) {
    // A widget always has ItemInfo; of windows' parts, only the window itself.
    if (imgui->CurrentWindow != nullptr && imgui->CurrentWindow->ID == id) return;
    pim::ui::kit::inside::context().hooked.emplace_back(id, true);
}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) {
    return nullptr;
}
