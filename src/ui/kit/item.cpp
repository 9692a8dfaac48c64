#include <algorithm>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit::inside {

Named named(std::string_view label, std::string_view id) {
    const std::size_t mark = label.find("###");
    const std::string_view shown = label.substr(0, mark);
    std::string_view key = id;
    if (key.empty()) key = mark == std::string_view::npos ? label : label.substr(mark + 3);
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    if (key.empty()) key = "unnamed";
    return {shown, window->GetID(key.data(), key.data() + key.size())};
}

void answer_focus(ImGuiID id, const ImRect& box) {
    Context& the = context();
    ImGuiContext& g = *the.imgui;
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    const bool focus = the.focus_request == id || the.focus_next;
    if (focus) {
        the.focus_request = 0;
        the.focus_next = false;
        // A field that was typed into would keep the keys: Enter is for what has the focus now.
        if (g.ActiveId != 0 && g.ActiveId != id) ImGui::ClearActiveID();
        ImGui::FocusWindow(window);
        ImGui::SetFocusID(id, window);
        g.NavCursorVisible = true;
        // A window that just opened would give the focus to its first item in the next frame.
        g.NavInitRequest = false;
        g.NavInitResult.Clear();
        g.NavAnyRequest = g.NavMoveScoringItems;
        g.NavHighlightItemUnderNav = true;
    }
    if (focus || the.reveal_request == id)
        ImGui::ScrollToRect(window, box,
                            ImGuiScrollFlags_KeepVisibleEdgeX | ImGuiScrollFlags_KeepVisibleEdgeY);
}

Press press(ImGuiID id, const ImRect& box, bool disabled, ImGuiButtonFlags flags) {
    Context& the = context();
    Press result;
    const bool shown = ImGui::ItemAdd(box, id);
    answer_focus(id, box);
    if (shown)
        result.pressed = ImGui::ButtonBehavior(box, id, &result.hovered, &result.held, flags);
    const auto asked = std::find(the.click_requests.begin(), the.click_requests.end(), id);
    if (asked != the.click_requests.end()) {
        the.click_requests.erase(asked);
        result.pressed = true;
    }
    if (disabled) {
        constexpr double told_seconds = 4;
        if (result.pressed) {
            the.tapped = id;
            the.tapped_until = the.now.seconds + told_seconds;
        }
        result.pressed = false;
        result.held = false;
    }
    return result;
}

Box page_box(const ImRect& box) {
    const float ratio = context().now.pixel_ratio;
    return {box.Min.x / ratio, box.Min.y / ratio, box.Max.x / ratio, box.Max.y / ratio};
}

Box clipped(const ImRect& box) {
    // Not GetCurrentWindow: outside of any window that would make ImGui's fallback window appear.
    const ImRect& clip = context().imgui->CurrentWindow->ClipRect;
    ImRect inside = box;
    inside.ClipWith(clip);
    if (inside.GetWidth() < 1 || inside.GetHeight() < 1) return {};
    return page_box(inside);
}

Node& record(Role role, ImGuiID id, std::string_view name, const ImRect& box) {
    Node node;
    node.role = role;
    node.id = id;
    node.name = name;
    node.box = clipped(box);
    return context().building.add(std::move(node));
}

void record_text(std::string_view text, const ImRect& box) {
    if (text.empty()) return;
    const Node& node = record(Role::text, 0, text, box);
    context().last_text = {node.id, box, context().imgui->LastItemData.ID};
}

void open_parent(ImGuiID id) {
    context().building.open(id);
}
void close_parent() {
    context().building.close();
}

void offer_tooltip(ImGuiID id, const ImRect& box, bool hovered, std::string_view text) {
    constexpr double rest_seconds = 0.45;
    if (text.empty()) return;
    Context& the = context();
    const ImGuiContext& g = *the.imgui;
    const bool by_keyboard = g.NavId == id && g.NavCursorVisible;
    const bool tapped = the.tapped == id && the.now.seconds < the.tapped_until;
    if (tapped) {
        wake_after(the.tapped_until - the.now.seconds);
        the.pending_tooltip = {std::string(text), box};
    }
    if (hovered) {
        if (the.hovered != id) {
            the.hovered = id;
            the.hovered_since = the.now.seconds;
        }
        const double left = the.hovered_since + rest_seconds - the.now.seconds;
        if (left > 0) {
            wake_after(left);
            return;
        }
    } else if (the.hovered == id) {
        the.hovered = 0;
    }
    if (hovered || by_keyboard) the.pending_tooltip = {std::string(text), box};
}

void hold_form(std::string_view problem) {
    if (context().field_problem.empty()) context().field_problem = problem;
}

void announce_standing(std::string_view text, bool assertive) {
    Context& the = context();
    const auto& before = the.standing_messages_before;
    const bool stood = std::find(before.begin(), before.end(), text) != before.end();
    the.standing_messages.emplace_back(text);
    if (!stood) announce(text, assertive);
}

bool popup_open(ImGuiID id) {
    return ImGui::IsPopupOpen(id, 0);
}

bool arrived_by_arrow(ImGuiID id) {
    const ImGuiContext& g = *context().imgui;
    if (g.NavJustMovedToId != id || g.NavJustMovedToIsTabbing || g.ActiveId != 0) return false;
    // A window that appears moves the focus to its first item as well: only a key counts.
    for (const ImGuiKey key :
         {ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow, ImGuiKey_DownArrow}) {
        if (ImGui::IsKeyDown(key) || ImGui::IsKeyReleased(key)) return true;
    }
    return false;
}

// --- Fields -----------------------------------------------------------------------------------

float field_width(float asked) {
    const float wanted = asked > 0 ? dp(asked) : dp(480);
    return std::min(wanted, room());
}

float FieldFrame::height_above() const {
    return hide_label ? 0 : dp(body.line + 4);
}

std::string FieldFrame::told() const {
    return sentence(!error.empty() ? error : !disabled_reason.empty() ? disabled_reason : help);
}

float FieldFrame::height_below() const {
    const std::string below = told();
    if (below.empty()) return 0;
    const float indent = error.empty() ? 0 : dp(20);
    return measure(below, caption, width - indent).y + dp(4);
}

ImRect FieldFrame::begin(float control_size) {
    const float above = height_above(), below = height_below();
    box = place(ImVec2(width, above + control_size + below));
    if (!hide_label) {
        draw_text(box.Min, label, body, colour(&Theme::text));
        if (required)
            draw_text(ImVec2(box.Min.x + measure(label, body).x + dp(3), box.Min.y), "*", body,
                      colour(&Theme::danger_text));
    }
    const ImRect control(ImVec2(box.Min.x, box.Min.y + above),
                         ImVec2(box.Max.x, box.Min.y + above + control_size));
    const ImVec2 under(box.Min.x, control.Max.y + dp(4));
    const std::string words = told();
    if (!error.empty()) {
        draw_icon(ImVec2(under.x + dp(8), under.y + dp(8)), icon::error_circle, 16,
                  colour(&Theme::danger_text));
        draw_text(ImVec2(under.x + dp(20), under.y), words, caption, colour(&Theme::danger_text),
                  width - dp(20));
        announce_standing(std::string(label) + ": " + words, true);
    } else {
        draw_text(under, words, caption, colour(&Theme::text_secondary), width);
    }
    return control;
}

void FieldFrame::describe(Node& node) const {
    node.description = told();
    node.invalid = !error.empty();
    node.disabled = !disabled_reason.empty();
    node.required = required;
    node.focusable = true;
}

}  // namespace pim::ui::kit::inside
