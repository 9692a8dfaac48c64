#include <algorithm>
#include <cmath>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit::inside {

float snap(float position) {
    return std::floor(position + 0.5F);
}

float line_of(const TextStyle& style) {
    return std::round(dp(style.line));
}

float control_height() {
    return dp(context().now.coarse_pointer ? 44.0F : 32.0F);
}

ImU32 colour(Colour value) {
    return IM_COL32(value >> 24, (value >> 16) & 0xFFU, (value >> 8) & 0xFFU, value & 0xFFU);
}

ImU32 colour(Colour Theme::*token) {
    return colour(context().theme->*token);
}

ToneColours tone_colours(Tone tone) {
    switch (tone) {
        case Tone::neutral:
            break;
        case Tone::info:
            return {colour(&Theme::info_soft), colour(&Theme::info_text),
                    colour(&Theme::info_mark)};
        case Tone::success:
            return {colour(&Theme::success_soft), colour(&Theme::success_text),
                    colour(&Theme::success_mark)};
        case Tone::warning:
            return {colour(&Theme::warning_soft), colour(&Theme::warning_text),
                    colour(&Theme::warning_mark)};
        case Tone::danger:
            return {colour(&Theme::danger_soft), colour(&Theme::danger_text),
                    colour(&Theme::danger_mark)};
    }
    return {colour(&Theme::neutral_soft), colour(&Theme::neutral_text),
            colour(&Theme::neutral_mark)};
}

const char* tone_icon(Tone tone) {
    switch (tone) {
        case Tone::success:
            return icon::checkmark_circle;
        case Tone::warning:
            return icon::warning;
        case Tone::danger:
            return icon::error_circle;
        default:
            return icon::info;
    }
}

namespace {

ImFont* font_of(const TextStyle& style) {
    const Context& the = context();
    return style.strong ? the.semibold : the.regular;
}

/// Bytes of `text` before `at` that end at a code point.
std::size_t code_point_start(std::string_view text, std::size_t at) {
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
        --at;
    return at;
}

}  // namespace

ImVec2 measure(std::string_view text, const TextStyle& style, float wrap) {
    const float line = line_of(style);
    if (text.empty()) return ImVec2(0, line);
    const ImVec2 size =
        font_of(style)->CalcTextSizeA(line, FLT_MAX, wrap, text.data(), text.data() + text.size());
    return ImVec2(std::ceil(size.x), std::max(size.y, line));
}

void draw_text(ImVec2 at, std::string_view text, const TextStyle& style, ImU32 ink, float wrap) {
    if (text.empty()) return;
    ImGui::GetWindowDrawList()->AddText(font_of(style), line_of(style),
                                        ImVec2(snap(at.x), snap(at.y)), ink, text.data(),
                                        text.data() + text.size(), wrap);
}

void draw_centred(ImVec2 middle, std::string_view text, const TextStyle& style, ImU32 ink,
                  float wrap) {
    const float size = line_of(style);
    while (!text.empty()) {
        const char* const end = text.data() + text.size();
        const char* stop = font_of(style)->CalcWordWrapPosition(size, text.data(), end, wrap);
        if (stop == text.data()) ++stop;
        const std::string_view line = text.substr(0, static_cast<std::size_t>(stop - text.data()));
        draw_text(ImVec2(middle.x - measure(line, style).x / 2, middle.y), line, style, ink);
        middle.y += size;
        text.remove_prefix(line.size());
        while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    }
}

bool draw_cut(ImVec2 at, float width, std::string_view text, const TextStyle& style, ImU32 ink) {
    if (measure(text, style).x <= width) {
        draw_text(at, text, style, ink);
        return false;
    }
    std::size_t low = 0, high = text.size();
    const float dots = measure("…", style).x;
    while (low + 1 < high) {
        const std::size_t middle = (low + high) / 2;
        const std::size_t cut = code_point_start(text, middle);
        if (cut > low && measure(text.substr(0, cut), style).x + dots <= width) {
            low = cut;
        } else {
            high = middle;
        }
    }
    std::string shown(text.substr(0, code_point_start(text, low)));
    while (!shown.empty() && shown.back() == ' ') shown.pop_back();
    shown += "…";
    draw_text(at, shown, style, ink);
    return true;
}

void draw_icon(ImVec2 centre, std::string_view icon, float size, ImU32 ink) {
    if (icon.empty()) return;
    const float side = std::round(dp(size));
    ImGui::GetWindowDrawList()->AddText(
        context().icons, side, ImVec2(snap(centre.x - side / 2), snap(centre.y - side / 2)), ink,
        icon.data(), icon.data() + icon.size());
}

void fill(const ImRect& box, ImU32 ink, float rounding) {
    ImGui::GetWindowDrawList()->AddRectFilled(ImVec2(snap(box.Min.x), snap(box.Min.y)),
                                              ImVec2(snap(box.Max.x), snap(box.Max.y)), ink,
                                              dp(rounding));
}

void frame(const ImRect& box, ImU32 ink, float rounding, float thickness) {
    // A stroke lies half inside: shifted by half its width it covers whole device pixels.
    const float width = snap(dp(thickness));
    const float half = width / 2;
    ImGui::GetWindowDrawList()->AddRect(ImVec2(snap(box.Min.x) + half, snap(box.Min.y) + half),
                                        ImVec2(snap(box.Max.x) - half, snap(box.Max.y) - half), ink,
                                        dp(rounding), 0, width);
}

void shadow(const ImRect& box, float rounding) {
    const ImU32 ink = colour(&Theme::shadow);
    const ImU32 faint = (ink & 0x00FFFFFFU) | ((ink >> 24) * 2 / 5) << 24;
    for (float spread = 1; spread <= 13; spread += 2) {
        ImRect soft = box;
        soft.Expand(dp(spread));
        soft.Translate(ImVec2(0, dp(spread / 3)));
        ImGui::GetWindowDrawList()->AddRectFilled(soft.Min, soft.Max, faint, dp(rounding + spread));
    }
}

void focus_ring(ImGuiID id, const ImRect& box, float rounding) {
    const ImGuiContext& g = *context().imgui;
    if (g.NavId != id || !g.NavCursorVisible) return;
    ImRect outer = box;
    outer.Expand(dp(2));
    // The ring may lie outside a tight clipping rectangle, but never outside the window.
    ImDrawList* list = ImGui::GetWindowDrawList();
    const ImRect window = ImGui::GetCurrentWindow()->OuterRectClipped;
    list->PushClipRect(window.Min, window.Max, false);
    frame(outer, colour(&Theme::focus_outer), rounding + 2, 2);
    frame(box, colour(&Theme::focus_inner), rounding, 1);
    list->PopClipRect();
}

// --- Place ------------------------------------------------------------------------------------

float room() {
    const Context& the = context();
    if (!the.rows.empty()) return std::max(1.0F, the.rows.back().right - the.rows.back().x);
    return std::max(1.0F, ImGui::GetContentRegionAvail().x);
}

float fit(float wanted) {
    const Context& the = context();
    if (!the.rows.empty() && the.rows.back().wraps && wanted > room())
        return std::min(wanted, std::max(1.0F, the.rows.back().right - the.rows.back().start.x));
    return std::min(wanted, room());
}

ImRect place(ImVec2 size) {
    Context& the = context();
    size = ImVec2(std::ceil(size.x), std::ceil(size.y));
    if (the.rows.empty()) {
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::ItemSize(size);
        return ImRect(at, ImVec2(at.x + size.x, at.y + size.y));
    }
    RowState& row = the.rows.back();
    if (row.wraps && row.x > row.start.x && row.x + size.x > row.right + 0.5F) {
        row.x = row.start.x;
        row.y += row.line_height + dp(4);
        row.line_height = row.height;
    }
    row.line_height = std::max(row.line_height, size.y);
    const float y = row.y + std::max(0.0F, (row.height - size.y) / 2);
    const ImVec2 at(snap(row.x), snap(y));
    row.x += size.x + row.gap;
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    window->DC.CursorMaxPos = ImMax(window->DC.CursorMaxPos, ImVec2(at.x + size.x, at.y + size.y));
    return ImRect(at, ImVec2(at.x + size.x, at.y + size.y));
}

LayoutGuard::LayoutGuard(ImVec2 at) : window_(ImGui::GetCurrentWindow()) {
    const ImGuiWindowTempData& dc = window_->DC;
    cursor_ = dc.CursorPos;
    previous_line_ = dc.CursorPosPrevLine;
    current_size_ = dc.CurrLineSize;
    previous_size_ = dc.PrevLineSize;
    cursor_max_ = dc.CursorMaxPos;
    current_base_ = dc.CurrLineTextBaseOffset;
    previous_base_ = dc.PrevLineTextBaseOffset;
    same_line_ = dc.IsSameLine;
    ImGui::SetCursorScreenPos(at);
}

LayoutGuard::~LayoutGuard() {
    ImGuiWindowTempData& dc = window_->DC;
    dc.CursorPos = cursor_;
    dc.CursorPosPrevLine = previous_line_;
    dc.CurrLineSize = current_size_;
    dc.PrevLineSize = previous_size_;
    dc.CursorMaxPos = cursor_max_;
    dc.CurrLineTextBaseOffset = current_base_;
    dc.PrevLineTextBaseOffset = previous_base_;
    dc.IsSameLine = same_line_;
    dc.IsSetPos = false;
}

}  // namespace pim::ui::kit::inside
