#include <algorithm>
#include <utility>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit {

using namespace inside;

namespace {

ImU32 ink_of(const TextOptions& options) {
    if (options.tone != Tone::neutral) return tone_colours(options.tone).text;
    if (context().on_top_bar) return colour(&Theme::on_top_bar);
    return colour(options.secondary ? &Theme::text_secondary : &Theme::text);
}

TextStyle style_of(const TextOptions& options) {
    return {options.strong, options.small ? caption.line : body.line};
}

bool external(std::string_view href) {
    return href.substr(0, 4) == "http";
}

/// The width at which a link's words are broken because they are wider than a whole line; 0 where
/// they are not.
float wrap_of(float width, float extra) {
    float whole = room();
    if (!context().rows.empty()) {
        whole = context().rows.back().right - context().rows.back().start.x;
    }
    return width + extra > whole ? std::max(1.0F, whole - extra) : 0;
}

}  // namespace

void text(std::string_view text, const TextOptions& options) {
    const TextStyle style = style_of(options);
    const float width = room();
    const bool in_row = !context().rows.empty();
    if (options.single_line) {
        const ImVec2 size(fit(measure(text, style).x), dp(style.line));
        const ImRect box = place(size);
        const bool cut = draw_cut(box.Min, size.x + 1, text, style, ink_of(options));
        record_text(text, box);
        if (cut)
            offer_tooltip(
                ImGui::GetCurrentWindow()->GetID(text.data(), text.data() + text.size()), box,
                ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(box.Min, box.Max), text);
        return;
    }
    // In a row, words that do not fit go to the next line whole before they are broken.
    ImVec2 size = measure(text, style);
    float wrap = 0;
    if (size.x > width) {
        if (in_row) {
            const RowState& row = context().rows.back();
            wrap = std::max(1.0F, row.right - row.start.x);
        } else {
            wrap = width;
        }
        size = measure(text, style, wrap);
    }
    const ImRect box = place(size);
    draw_text(box.Min, text, style, ink_of(options), wrap);
    record_text(text, box);
}

void prose(std::string_view words, const TextOptions& options) {
    text(sentence(words), options);
}

void heading(std::string_view text, int level) {
    const TextStyle style = level <= 2 ? section : body_strong;
    const float width = room();
    const float lead = context().rows.empty() && level <= 2 ? dp(8) : 0;
    const ImVec2 size = measure(text, style, width);
    ImRect box = place(ImVec2(size.x, size.y + lead));
    box.Min.y += lead;
    draw_text(box.Min, text, style, colour(&Theme::text), width);
    Node& node = record(Role::heading, 0, text, box);
    node.level = std::clamp(level, 2, 6);
}

void fact(std::string_view term, std::string_view value) {
    const float width = room();
    const float term_width = std::min(dp(168), width * 0.4F);
    const float value_width = std::max(1.0F, width - term_width - dp(8));
    const ImVec2 term_size = measure(term, body, term_width);
    const ImVec2 value_size = measure(value, body, value_width);
    const ImRect box = place(ImVec2(width, std::max(term_size.y, value_size.y)));
    draw_text(box.Min, term, body, colour(&Theme::text_secondary), term_width);
    const ImVec2 at(box.Min.x + term_width + dp(8), box.Min.y);
    draw_text(at, value, body, colour(&Theme::text), value_width);
    Node& node = record(Role::group, 0, term, box);
    open_parent(node.id);
    record_text(term, ImRect(box.Min, ImVec2(box.Min.x + term_size.x, box.Min.y + term_size.y)));
    record_text(value, ImRect(at, ImVec2(at.x + value_size.x, at.y + value_size.y)));
    close_parent();
}

void fact_id(std::string_view term, std::string_view value) {
    const float width = room();
    const float term_width = std::min(dp(168), width * 0.4F);
    const float side = context().now.coarse_pointer ? control_height() : dp(24);
    const ImRect box = place(ImVec2(width, side));
    const float y = box.Min.y + (side - dp(body.line)) / 2;
    draw_text(ImVec2(box.Min.x, y), term, body, colour(&Theme::text_secondary), term_width);
    const float x = box.Min.x + term_width + dp(8);
    const float shown = std::min(measure(value, body).x, box.Max.x - x - side - dp(4));
    draw_cut(ImVec2(x, y), shown + 1, value, body, colour(&Theme::text));
    Node& node = record(Role::group, 0, term, box);
    open_parent(node.id);
    record_text(term, ImRect(box.Min, ImVec2(x - dp(8), box.Max.y)));
    record_text(value, ImRect(ImVec2(x, box.Min.y), ImVec2(x + shown, box.Max.y)));
    const ImVec2 corner(x + shown + dp(4), box.Min.y);
    const ImRect copy(corner, ImVec2(corner.x + side, corner.y + side));
    const std::string name = "Copy " + std::string(term);
    const Named button = named(name);
    // A panel that opens gives the keyboard to its first field, not to this.
    const bool waits = std::exchange(context().focus_next, false);
    const Press result = press(button.id, copy);
    context().focus_next = waits;
    if (result.hovered) fill(copy, colour(&Theme::subtle));
    draw_icon(copy.GetCenter(), icon::copy, 16, colour(&Theme::text_secondary));
    focus_ring(button.id, copy);
    record(Role::button, button.id, name, copy).focusable = true;
    offer_tooltip(button.id, copy, result.hovered, name);
    if (result.pressed) copy_text(value);
    close_parent();
}

bool link(const LinkOptions& options) {
    const Named link = named(options.label, options.id);
    const bool disabled = !options.disabled_reason.empty();
    const TextStyle style = options.strong ? body_strong : body;
    const float icon_width = options.icon.empty() ? 0 : dp(20);
    const bool outside = external(options.href);
    const float end_width = outside ? dp(18) : 0;
    const float extra = icon_width + end_width;
    const float wrap = options.wraps ? wrap_of(measure(link.shown, style).x, extra) : 0;
    const ImVec2 words =
        wrap > 0 ? measure(link.shown, style, wrap)
                 : ImVec2(fit(measure(link.shown, style).x + extra) - extra, dp(style.line));
    const float height = context().now.coarse_pointer ? std::max(words.y, dp(32)) : words.y;
    const ImRect box = place(ImVec2(std::max(words.x, dp(8)) + extra, height));
    // A finger presses more than the words: the lines stay as close as they are.
    ImRect target = box;
    if (context().now.coarse_pointer)
        target.Expand(ImVec2(0, std::max(0.0F, (control_height() - height) / 2)));
    const Press result = press(link.id, target, disabled);
    const ImU32 ink = colour(disabled ? &Theme::text_disabled : &Theme::brand_text);
    const float y = box.Min.y + (height - words.y) / 2;
    if (icon_width > 0)
        draw_icon(ImVec2(box.Min.x + dp(8), box.GetCenter().y), options.icon, 16, ink);
    const float x = box.Min.x + icon_width;
    bool cut = false;
    if (wrap > 0) {
        draw_text(ImVec2(x, y), link.shown, style, ink, wrap);
    } else {
        cut = draw_cut(ImVec2(x, y), words.x + 1, link.shown, style, ink);
    }
    if (outside) draw_icon(ImVec2(box.Max.x - dp(7), box.GetCenter().y), icon::open, 14, ink);
    if (result.hovered && !disabled) {
        const float line = y + words.y - dp(3);
        fill(ImRect(ImVec2(x, line), ImVec2(x + words.x, line + snap(1))), ink, 0);
        ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    }
    focus_ring(link.id, box, 2);
    Node& node =
        record(options.href.empty() ? Role::button : Role::link, link.id, link.shown, target);
    node.href = options.href;
    node.focusable = true;
    node.disabled = disabled;
    node.description = sentence(options.disabled_reason);
    offer_tooltip(link.id, box, result.hovered,
                  disabled ? std::string_view(node.description)
                  : cut    ? link.shown
                           : std::string_view());
    if (result.pressed && !options.href.empty()) navigate(options.href);
    return result.pressed;
}

}  // namespace pim::ui::kit
