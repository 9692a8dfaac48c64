#include <algorithm>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit {

using namespace inside;

namespace inside {

bool begin_floating(ImGuiID id, ImVec2 at, ImVec2 size) {
    constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                                       ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings;
    if (!ImGui::IsPopupOpen(id, 0)) return false;
    const Surroundings& now = context().now;
    // A popup as wide as its items has the width of its last frame: ImGui names it by its id.
    char name[24];
    ImFormatString(name, sizeof(name), "##Popup_%08x", id);
    const ImGuiWindow* before = ImGui::FindWindowByName(name);
    const float width = size.y > 0 || before == nullptr ? size.x : before->SizeFull.x;
    at.x = std::clamp(at.x, dp(4), std::max(dp(4), now.width - std::max(width, dp(160)) - dp(4)));
    if (size.y > 0 && at.y + size.y > now.height - dp(4))
        at.y = std::max(dp(4), now.height - size.y - dp(4));
    ImGui::SetNextWindowPos(ImVec2(snap(at.x), snap(at.y)));
    if (size.y > 0) ImGui::SetNextWindowSize(size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(dp(4), dp(4)));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, dp(2)));
    ImGui::PushStyleColor(ImGuiCol_PopupBg, colour(&Theme::raised));
    const bool open =
        ImGui::BeginPopupEx(id, flags | (size.y > 0 ? 0 : ImGuiWindowFlags_AlwaysAutoResize));
    ImGui::PopStyleColor();
    if (!open) {
        ImGui::PopStyleVar(2);
        return false;
    }
    // Rows of the widget that opened this do not go on in here.
    context().kept_rows.emplace_back();
    context().kept_rows.back().swap(context().rows);
    context().kept_bar.push_back(context().on_top_bar);
    context().on_top_bar = false;
    const ImRect box = ImGui::GetCurrentWindow()->Rect();
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PushClipRectFullScreen();
    shadow(box, 8);
    fill(box, colour(&Theme::raised), 8);
    frame(box, colour(&Theme::stroke), 8);
    list->PopClipRect();
    return true;
}

void end_floating() {
    context().rows.swap(context().kept_rows.back());
    context().kept_rows.pop_back();
    context().on_top_bar = context().kept_bar.back();
    context().kept_bar.pop_back();
    ImGui::EndPopup();
    ImGui::PopStyleVar(2);
}

bool floating_row(const FloatingRow& item, ImGuiID id) {
    const float height = std::max(control_height(), dp(item.description.empty() ? 32 : 48));
    const float lead = item.mark || !item.icon.empty() ? dp(32) : dp(12);
    const float wanted = lead + measure(item.label, body).x + dp(28);
    const ImRect box = place(ImVec2(std::max({wanted, room(), dp(160)}), height));
    const bool disabled = !item.disabled_reason.empty();
    const Press result = press(id, box, disabled);
    if (result.hovered || result.held) fill(box, colour(&Theme::subtle));
    const ImU32 ink = colour(disabled      ? &Theme::text_disabled
                             : item.danger ? &Theme::danger_text
                                           : &Theme::text);
    draw_icon(ImVec2(box.Min.x + dp(16), box.GetCenter().y),
              item.mark ? (item.on ? icon::checkmark : "") : item.icon, item.mark ? 16 : 18, ink);
    const float lines = dp(body.line) + (item.description.empty() ? 0 : dp(caption.line));
    const float y = box.GetCenter().y - lines / 2;
    draw_cut(ImVec2(box.Min.x + lead, y), box.GetWidth() - lead - dp(8), item.label, body, ink);
    if (!item.description.empty())
        draw_cut(ImVec2(box.Min.x + lead, y + dp(body.line)), box.GetWidth() - lead - dp(8),
                 item.description, caption, colour(&Theme::text_secondary));
    focus_ring(id, ImRect(ImVec2(box.Min.x + dp(2), box.Min.y + dp(2)),
                          ImVec2(box.Max.x - dp(2), box.Max.y - dp(2))));
    Node& node = record(item.role, id, item.label, box);
    node.focusable = true;
    node.disabled = disabled;
    node.description = disabled ? sentence(item.disabled_reason) : std::string(item.description);
    if (item.role == Role::option) node.selected = state_of(item.on);
    if (item.role == Role::menu_item && item.mark) node.checked = state_of(item.on);
    if (disabled) offer_tooltip(id, box, result.hovered, node.description);
    return result.pressed;
}

}  // namespace inside

Scope menu_button(const MenuOptions& options) {
    const Named button = named(options.label, options.id);
    const bool disabled = !options.disabled_reason.empty();
    const bool on_bar = context().on_top_bar;
    const float icon_width = options.icon.empty() ? 0 : dp(26);
    const float text_width = options.icon_only ? 0 : measure(button.shown, body).x;
    const float width = options.icon_only ? control_height() : text_width + icon_width + dp(40);
    const ImRect box = place(ImVec2(width, control_height()));
    const Press result = press(button.id, box, disabled);
    const ImGuiID popup = button.id + 1;
    if (result.pressed) {
        if (popup_open(popup)) {
            ImGui::ClosePopupToLevel(context().imgui->BeginPopupStack.Size, true);
        } else {
            ImGui::OpenPopupEx(popup);
        }
    }
    const bool open = popup_open(popup);
    const ImU32 ink = colour(on_bar     ? &Theme::on_top_bar
                             : disabled ? &Theme::text_disabled
                                        : &Theme::text);
    if (result.hovered || open) fill(box, colour(on_bar ? &Theme::top_bar_hover : &Theme::subtle));
    if (options.icon_only) {
        draw_icon(box.GetCenter(), options.icon, 20, ink);
    } else {
        draw_icon(ImVec2(box.Min.x + dp(18), box.GetCenter().y), options.icon, 20, ink);
        draw_text(ImVec2(box.Min.x + dp(10) + icon_width, box.GetCenter().y - dp(body.line) / 2),
                  button.shown, body, ink);
        draw_icon(ImVec2(box.Max.x - dp(14), box.GetCenter().y), icon::chevron_down, 14, ink);
    }
    focus_ring(button.id, box);
    Node& node = record(Role::button, button.id, button.shown, box);
    node.focusable = true;
    node.disabled = disabled;
    node.description = sentence(options.disabled_reason);
    node.expanded = state_of(open);
    if (!open)
        offer_tooltip(button.id, box, result.hovered,
                      disabled            ? std::string_view(node.description)
                      : options.icon_only ? button.shown
                                          : std::string_view());
    if (!begin_floating(popup, ImVec2(box.Min.x, box.Max.y + dp(4)), ImVec2())) return Scope();
    const ImRect floating = ImGui::GetCurrentWindow()->Rect();
    record(Role::menu, popup, button.shown, floating);
    open_parent(popup);
    return Scope(true, [] {
        close_parent();
        end_floating();
    });
}

bool menu_item(const MenuItemOptions& options) {
    const Named item = named(options.label, options.id);
    FloatingRow row;
    row.label = item.shown;
    row.icon = options.icon;
    row.disabled_reason = options.disabled_reason;
    row.role = Role::menu_item;
    row.mark = options.checked >= 0;
    row.on = options.checked == 1;
    row.danger = options.danger;
    const bool pressed = floating_row(row, item.id);
    if (pressed) ImGui::CloseCurrentPopup();
    return pressed;
}

void menu_divider() {
    divider();
}

}  // namespace pim::ui::kit
