#include "ui/kit/toasts.hpp"

#include <algorithm>

#include "ui/kit/inside.hpp"
#include "ui/kit/regions.hpp"

namespace pim::ui::kit {

using namespace inside;

namespace {

constexpr double toast_seconds = 6;
constexpr std::size_t toasts_shown_max = 4;

bool stays(const Toast& toast) {
    return toast.tone == Tone::danger || toast.tone == Tone::warning;
}

/// One toast with its lower edge at `bottom`; its height.
float draw_toast(Toast& toast, std::size_t index, float bottom, float right, float width) {
    const float inner = width - dp(40) - dp(40);
    const ImVec2 title_size = measure(toast.title, body_strong, inner);
    const ImVec2 detail_size =
        toast.detail.empty() ? ImVec2() : measure(toast.detail, caption, inner);
    const float action = toast.action.empty() ? 0 : dp(body.line + 6);
    const float height = title_size.y + detail_size.y + action + dp(24);
    const ImRect box(ImVec2(snap(right - width), snap(bottom - height)), ImVec2(right, bottom));
    const std::string name = "toast " + std::to_string(index);
    constexpr ImGuiWindowFlags flags =
        ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollbar |
        ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoCollapse;
    ImGui::SetNextWindowPos(box.Min);
    ImGui::SetNextWindowSize(box.GetSize());
    ImGui::PushStyleColor(ImGuiCol_WindowBg, colour(&Theme::raised));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, dp(6));
    ImGui::Begin(name.c_str(), nullptr, flags);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
    if (context().imgui->OpenPopupStack.Size == 0)
        ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    const ToneColours tones = tone_colours(toast.tone);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PushClipRectFullScreen();
    shadow(box, 6);
    fill(box, colour(&Theme::raised), 6);
    frame(box, colour(&Theme::stroke), 6);
    list->PopClipRect();
    draw_icon(ImVec2(box.Min.x + dp(22), box.Min.y + dp(22)), tone_icon(toast.tone), 20,
              tones.mark);
    const ImVec2 at(box.Min.x + dp(40), box.Min.y + dp(12));
    draw_text(at, toast.title, body_strong, colour(&Theme::text), inner);
    const ImVec2 below(at.x, at.y + title_size.y);
    draw_text(below, toast.detail, caption, colour(&Theme::text_secondary), inner);
    Node& node = record(Role::list_item, ImGui::GetCurrentWindow()->ID, {}, box);
    open_parent(node.id);
    record_text(toast.title, ImRect(at, ImVec2(at.x + title_size.x, below.y)));
    record_text(toast.detail, ImRect(below, ImVec2(below.x + inner, below.y + detail_size.y)));
    if (!toast.action.empty()) {
        ImGui::SetCursorScreenPos(ImVec2(at.x, below.y + detail_size.y + dp(6)));
        ImGui::GetCurrentWindow()->DC.IsSetPos = false;
        if (link({.label = toast.action, .href = toast.href, .strong = true})) toast.closed = true;
    }
    ImGui::SetCursorScreenPos(ImVec2(box.Max.x - control_height() - dp(4), box.Min.y + dp(4)));
    ImGui::GetCurrentWindow()->DC.IsSetPos = false;
    if (icon_button({.label = "Close message", .icon = icon::dismiss})) toast.closed = true;
    close_parent();
    ImGui::End();
    return height;
}

/// In the bell's list: the sign, and the title beside it in as many lines as it takes.
void draw_entry_title(const Toast& toast) {
    const float lead = dp(28), wrap = room() - lead;
    const ImVec2 size = measure(toast.title, body_strong, wrap);
    const ImRect box = place(ImVec2(lead + size.x, size.y));
    draw_icon(ImVec2(box.Min.x + dp(10), box.Min.y + dp(body.line) / 2), tone_icon(toast.tone), 20,
              tone_colours(toast.tone).mark);
    const ImVec2 at(box.Min.x + lead, box.Min.y);
    draw_text(at, toast.title, body_strong, colour(&Theme::text), wrap);
    record_text(toast.title, ImRect(at, box.Max));
}

}  // namespace

std::size_t Toasts::unread() const {
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [](const Toast& toast) { return !toast.read; }));
}

void add_toast(Toasts& toasts, Toast toast) {
    toast.title = sentence(toast.title);
    toast.detail = sentence(toast.detail);
    std::string spoken = toast.title;
    if (!toast.detail.empty()) spoken += " " + toast.detail;
    announce(spoken, toast.tone == Tone::danger);
    toasts.all.push_back(std::move(toast));
    wake_after(0);
}

void draw_toasts(Toasts& toasts) {
    const Surroundings& now = context().now;
    float right = now.width - dp(16);
    const float width = std::min(dp(360), now.width - dp(32));
    float bottom = now.height - dp(16);
    // Not over the buttons of the aside: left of it, or above it; nor over those of an open panel:
    // left of it, or above its foot.
    const ImRect& aside = regions().aside;
    if (aside.GetWidth() > 0 && aside.Min.x - dp(32) >= width) {
        right = std::min(right, aside.Min.x - dp(16));
    } else if (aside.GetWidth() > 0) {
        bottom = std::min(bottom, aside.Min.y - dp(8));
    }
    for (const ImRect& panel : regions().panel_boxes) {
        if (panel.Min.x >= right || panel.Max.x <= right - width) continue;
        if (panel.Min.x - dp(32) >= width) {
            right = panel.Min.x - dp(16);
        } else {
            bottom = std::min(bottom, panel.Max.y - dp(footer_height + 8));
        }
    }
    std::size_t shown = 0;
    const bool any = std::any_of(toasts.all.begin(), toasts.all.end(),
                                 [](const Toast& toast) { return !toast.closed; });
    if (!any) return;
    constexpr ImGuiID region_id = 0x70A57, list_id = 0x70A58;
    record(Role::region, region_id, "Messages", ImRect());
    open_parent(region_id);
    record(Role::list, list_id, "Messages", ImRect());
    open_parent(list_id);
    for (std::size_t index = toasts.all.size(); index-- > 0;) {
        Toast& toast = toasts.all[index];
        if (toast.closed) continue;
        if (toast.shown_at < 0) toast.shown_at = now.seconds;
        const double left = toast.shown_at + toast_seconds - now.seconds;
        if (!stays(toast)) {
            if (left <= 0) {
                toast.closed = true;
                wake_after(0);
                continue;
            }
            wake_after(left);
        }
        if (shown++ >= toasts_shown_max) continue;
        bottom -= draw_toast(toast, index, bottom, right, width) + dp(8);
    }
    close_parent();
    close_parent();
}

void toast_list(Toasts& toasts) {
    if (button({.label = "Clear all###clear-messages"})) toasts.all.clear();
    const auto entries = list("Messages");
    for (std::size_t index = toasts.all.size(); index-- > 0;) {
        Toast& toast = toasts.all[index];
        toast.read = true;
        toast.closed = true;
        const auto scope = kit::key(static_cast<std::uint64_t>(index));
        const auto item = list_item();
        draw_entry_title(toast);
        if (!toast.detail.empty()) text(toast.detail);
        const auto line = row({.gap = 12, .height = 20});
        if (!toast.when.empty()) text(toast.when, {.secondary = true, .small = true});
        if (!toast.action.empty()) link({.label = toast.action, .href = toast.href});
    }
}

}  // namespace pim::ui::kit
