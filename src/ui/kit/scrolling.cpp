#include <algorithm>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit::inside {

namespace {

/// Pixels of what was seen that stay in sight.
constexpr float kept_in_sight = 44;

/// Where the window scrolls: up or down by that many screens.
void scroll_by(float screens) {
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    const float screen = window->ClipRect.GetHeight() - dp(kept_in_sight);
    ImGui::SetScrollY(window,
                      std::clamp(window->Scroll.y + screens * screen, 0.0F, window->ScrollMax.y));
    wake_after(0);
}

}  // namespace

bool out_of_reach(const ImRect& box) {
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    const ImRect& clip = window->ClipRect;
    const float screen = clip.GetHeight();
    if (box.Max.y > clip.Min.y - screen && box.Min.y < clip.Max.y + screen) return false;
    return context().imgui->NavWindow != window ||
           !ImGui::WindowRectRelToAbs(window, window->NavRectRel[0]).Overlaps(box);
}

void scroll_button(std::string_view name, ImGuiID id, float screens) {
    record(Role::button, id, name, ImRect());
    auto& clicks = context().click_requests;
    const auto asked = std::find(clicks.begin(), clicks.end(), id);
    if (asked == clicks.end()) return;
    clicks.erase(asked);
    scroll_by(screens);
}

void scroll_by_keys(ImGuiID id, const ImRect& box) {
    ImRect seen = box;
    seen.ClipWithFull(ImGui::GetCurrentWindow()->ClipRect);
    ImGui::ItemAdd(seen, id);
    answer_focus(id, seen);
    seen.Expand(-dp(2));
    focus_ring(id, seen);
    if (context().imgui->NavId != id) return;
    constexpr float line = 0.1F, whole = 1e6F;
    constexpr struct {
        ImGuiKey key;
        float screens;
    } ways[] = {{ImGuiKey_UpArrow, -line}, {ImGuiKey_DownArrow, line}, {ImGuiKey_PageUp, -1},
                {ImGuiKey_PageDown, 1},    {ImGuiKey_Home, -whole},    {ImGuiKey_End, whole}};
    for (const auto& way : ways) {
        ImGui::SetKeyOwner(way.key, id);
        if (ImGui::IsKeyPressed(way.key, ImGuiInputFlags_Repeat, id)) scroll_by(way.screens);
    }
}

}  // namespace pim::ui::kit::inside
