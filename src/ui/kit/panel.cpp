#include <algorithm>

#include "ui/kit/inside.hpp"
#include "ui/kit/regions.hpp"

namespace pim::ui::kit {

using namespace inside;

namespace {

/// A panel being drawn.
struct OpenPanel {
    bool body_open = true;
    bool beside = false;  ///< Over one of two panes, no popup.
    bool footer_expected = false;
    ImGuiID footer_flag = 0;
    bool footer_drawn = false;
    bool row_open = false;
    std::vector<RowState> rows;
    bool on_bar = false;
};
std::vector<OpenPanel>& open_panels() {
    static std::vector<OpenPanel> panels;
    return panels;
}
std::vector<std::optional<Scope>>& footer_rows() {
    static std::vector<std::optional<Scope>> rows;
    return rows;
}

ImGuiID focus_flag() {
    return ImGui::GetCurrentWindow()->GetID("focus the ×");
}

void end_body() {
    OpenPanel& panel = open_panels().back();
    if (!panel.body_open) return;
    panel.body_open = false;
    ImGui::PopStyleVar();
    ImGui::EndChild();
}

void close_panel() {
    end_body();
    OpenPanel panel = std::move(open_panels().back());
    open_panels().pop_back();
    bool* flag = ImGui::GetCurrentWindow()->StateStorage.GetBoolRef(panel.footer_flag, false);
    if (*flag != panel.footer_drawn) wake_after(0);
    *flag = panel.footer_drawn;
    // Nothing inside takes the keyboard: in the next frame the × does, and nothing outside.
    if (std::exchange(context().focus_next, false)) {
        *ImGui::GetCurrentWindow()->StateStorage.GetBoolRef(focus_flag(), false) = true;
        wake_after(0);
    }
    if (panel.beside) {
        regions().panels[regions().pane_index].has_focus =
            ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows);
        ImGui::End();
    } else {
        ImGui::EndPopup();
    }
    close_parent();
    context().rows = std::move(panel.rows);
    context().on_top_bar = panel.on_bar;
}

/// Title, description and the × of a panel. True when that was pressed.
bool panel_head(const PanelOptions& options, std::string_view shown) {
    const float width = room();
    const float side = control_height();
    const ImVec2 size = measure(shown, subtitle, width - side - dp(8));
    const ImRect box = place(ImVec2(width, std::max(size.y, side)));
    draw_text(ImVec2(box.Min.x, box.Min.y + std::max(0.0F, (side - dp(subtitle.line)) / 2)), shown,
              subtitle, colour(&Theme::text), width - side - dp(8));
    Node& node =
        record(Role::heading, 0, shown, ImRect(box.Min, ImVec2(box.Max.x - side, box.Max.y)));
    node.level = 2;
    bool pressed = false;
    {
        const LayoutGuard guard(ImVec2(box.Max.x - side, box.Min.y));
        pressed = icon_button({.label = "Close###close-panel", .icon = icon::dismiss});
    }
    if (!options.description.empty()) prose(options.description, {.secondary = true});
    return pressed;
}

bool begin_modal(ImGuiID id, const ImRect& box) {
    constexpr ImGuiWindowFlags flags =
        ImGuiWindowFlags_Modal | ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
        ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollbar |
        ImGuiWindowFlags_NoScrollWithMouse;
    if (!ImGui::IsPopupOpen(id, 0)) ImGui::OpenPopupEx(id);
    ImGui::SetNextWindowPos(box.Min);
    ImGui::SetNextWindowSize(box.GetSize());
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleColor(ImGuiCol_PopupBg, colour(&Theme::raised));
    const bool open = ImGui::BeginPopupEx(id, flags);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
    return open;
}

/// A window over the pane, which it dims and shuts; the other pane goes on. A press on what is
/// dimmed sets `outside`.
void begin_beside(const ImRect& box, bool& outside) {
    Regions& the = regions();
    const bool left = the.pane_index == 0;
    PanePanel& panel = the.panels[the.pane_index];
    panel.drawn = true;
    if (!panel.drawn_before) panel.opener = context().focused_before;
    begin_region(left ? "veil 0" : "veil 1", the.pane, colour(&Theme::dim), ImVec2(0, 0), false);
    const bool appears = ImGui::IsWindowAppearing();
    if (appears) ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    outside = !appears && ImGui::IsMouseClicked(0) && ImGui::IsWindowHovered();
    ImGui::End();
    // F6 goes to the panel in the place of the pane below it.
    the.windows.pop_back();
    begin_region(left ? "panel 0" : "panel 1", box, colour(&Theme::raised), ImVec2(0, 0), false);
    if (appears) ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    enter_if_chosen();
}

/// The ground of the panel and its node, which becomes the parent of what follows.
void draw_ground(const PanelOptions& options, const Named& name, const ImRect& box, bool beside) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PushClipRectFullScreen();
    shadow(box, 0);
    fill(box, colour(&Theme::raised), 0);
    frame(box, colour(&Theme::stroke), 0);
    list->PopClipRect();
    Node node;
    node.role = Role::dialog;
    node.id = name.id;
    node.name = name.shown;
    node.description = sentence(options.description);
    node.box = page_box(box);
    node.modal = true;
    // A button of the page may have the same name: what stands inside belongs to this one.
    open_parent(context().building.add(std::move(node), !beside).id);
}

Scope open_panel(const PanelOptions& options, bool& open, const ImRect& box) {
    if (!open) return Scope();
    const Named name = named(options.title, options.id);
    Context& the = context();
    OpenPanel state;
    state.beside = regions().split;
    state.rows.swap(the.rows);
    state.on_bar = the.on_top_bar;
    the.on_top_bar = false;
    the.field_problem.clear();
    bool outside = false;
    if (state.beside) {
        begin_beside(box, outside);
    } else {
        the.dialogs.push_back(name.id);
        if (!begin_modal(name.id, box)) {
            the.rows = std::move(state.rows);
            the.on_top_bar = state.on_bar;
            return Scope();
        }
    }
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    draw_ground(options, name, box, state.beside);
    state.footer_flag = window->GetID("footer");
    bool* head_waits = window->StateStorage.GetBoolRef(focus_flag(), false);
    if (std::exchange(*head_waits, false)) the.focus_next = true;
    const bool footer = *window->StateStorage.GetBoolRef(state.footer_flag, false);
    regions().panel_boxes[regions().pane_index] = box;
    const float foot = footer ? dp(footer_height) : 0;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(dp(24), dp(16)));
    ImGui::BeginChild("body", ImVec2(box.GetWidth(), box.GetHeight() - foot),
                      ImGuiChildFlags_NavFlattened | ImGuiChildFlags_AlwaysUseWindowPadding);
    ImGui::PopStyleVar();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(dp(8), dp(12)));
    const bool top =
        the.imgui->OpenPopupStack.Size == the.imgui->BeginPopupStack.Size &&
        (!state.beside || ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows));
    const bool escape =
        top && ImGui::IsKeyPressed(ImGuiKey_Escape, false) && !ImGui::IsWindowAppearing();
    if (!state.beside)
        outside = top && ImGui::IsMouseClicked(0) && !ImGui::IsWindowAppearing() &&
                  !box.Contains(ImGui::GetIO().MousePos);
    open_panels().push_back(std::move(state));
    if (panel_head(options, name.shown) || escape || outside) {
        open = false;
        wake_after(0);
    }
    // The × is drawn first, but the first field is where one wants to be.
    if (window->Appearing) the.focus_next = true;
    return Scope(true, close_panel);
}

}  // namespace

Scope panel(const PanelOptions& options, bool& open) {
    const ImRect pane = regions().pane;
    const float width = std::min(dp(options.wide ? 560 : 420), pane.GetWidth());
    return open_panel(options, open, ImRect(ImVec2(pane.Max.x - width, pane.Min.y), pane.Max));
}

Scope panel_footer() {
    if (open_panels().empty()) return Scope();
    end_body();
    OpenPanel& panel = open_panels().back();
    panel.footer_drawn = true;
    const ImRect box = ImGui::GetCurrentWindow()->Rect();
    const ImVec2 at(box.Min.x + dp(24), box.Max.y - dp(footer_height));
    fill(ImRect(ImVec2(box.Min.x, at.y), ImVec2(box.Max.x, at.y + snap(1))), colour(&Theme::stroke),
         0);
    ImGui::SetCursorScreenPos(at);
    ImGui::GetCurrentWindow()->DC.IsSetPos = false;
    footer_rows().emplace_back();
    footer_rows().back().emplace(row({.height = footer_height, .id = "footer"}));
    context().rows.back().right = box.Max.x - dp(24);
    context().in_footer = true;
    return Scope(true, [] {
        context().in_footer = false;
        footer_rows().pop_back();
    });
}

}  // namespace pim::ui::kit
