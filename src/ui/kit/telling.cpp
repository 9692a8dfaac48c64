#include <algorithm>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit {

using namespace inside;

void badge(std::string_view text, Tone tone) {
    const ToneColours tones = tone_colours(tone);
    const ImVec2 size = measure(text, caption_strong);
    const float height = dp(22);
    const float width = fit(size.x + dp(28));
    const ImRect box = place(ImVec2(width, height));
    fill(box, tones.soft, 11);
    ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(box.Min.x + dp(11), box.GetCenter().y),
                                                dp(3.5F), tones.mark);
    draw_cut(ImVec2(box.Min.x + dp(19), box.GetCenter().y - dp(caption.line) / 2), width - dp(24),
             text, caption_strong, tones.text);
    record_text(text, box);
}

bool chip(const ChipOptions& options) {
    const Named chip = named(options.label, options.id);
    const float height = context().now.coarse_pointer ? control_height() : dp(28);
    const float cross = options.removable ? height : dp(12);
    const float width = fit(measure(chip.shown, body).x + dp(12) + cross);
    const ImRect box = place(ImVec2(width, height));
    fill(box, colour(&Theme::subtle), 14);
    frame(box, colour(&Theme::stroke), 14);
    draw_cut(ImVec2(box.Min.x + dp(12), box.GetCenter().y - dp(body.line) / 2),
             width - dp(12) - cross + 1, chip.shown, body, colour(&Theme::text));
    record_text(chip.shown, box);
    if (!options.removable) return false;
    const ImRect button(ImVec2(box.Max.x - height, box.Min.y), box.Max);
    const Press result = press(chip.id, button);
    if (result.hovered) fill(button, colour(&Theme::subtle_pressed), 14);
    draw_icon(button.GetCenter(), icon::dismiss, 14, colour(&Theme::text_secondary));
    focus_ring(chip.id, button, 14);
    const std::string name = options.remove_label.empty() ? "Remove " + std::string(chip.shown)
                                                          : std::string(options.remove_label);
    record(Role::button, chip.id, name, button).focusable = true;
    return result.pressed;
}

MessageResult message_bar(const MessageOptions& options) {
    const ToneColours tones = tone_colours(options.tone);
    const Named bar = named(options.id.empty() ? options.text : options.id);
    const std::string words = sentence(options.text);
    const float width = room();
    const float left = dp(40), right = options.dismissable ? dp(44) : dp(12);
    const float action_width = options.action.empty() ? 0 : measure(options.action, body_strong).x;
    const float text_width = std::max(dp(80), width - left - right);
    const ImVec2 size = measure(words, body, text_width);
    const bool own_line = action_width > 0 && size.x + dp(12) + action_width > text_width;
    const float text_height = size.y + (own_line ? dp(body.line + 4) : 0);
    const ImRect box = place(ImVec2(width, text_height + dp(20)));
    fill(box, tones.soft, 4);
    fill(ImRect(box.Min, ImVec2(box.Min.x + dp(4), box.Max.y)), tones.mark, 4);
    const float top = box.Min.y + dp(10);
    draw_icon(ImVec2(box.Min.x + dp(22), top + dp(10)), tone_icon(options.tone), 20, tones.mark);
    const ImVec2 at(box.Min.x + left, top);
    draw_text(at, words, body, colour(&Theme::text), text_width);
    Node& node = record(Role::note, bar.id, {}, box);
    node.name = options.tone == Tone::danger    ? "Error"
                : options.tone == Tone::warning ? "Warning"
                : options.tone == Tone::success ? "Success"
                                                : "Note";
    open_parent(node.id);
    record_text(words, ImRect(at, ImVec2(at.x + size.x, at.y + size.y)));
    if (options.announce) announce_standing(words, options.tone == Tone::danger);
    MessageResult result = MessageResult::nothing;
    ImGui::PushID(static_cast<int>(bar.id));
    if (!options.action.empty()) {
        const ImVec2 place_of(own_line ? at.x : at.x + size.x + dp(12),
                              own_line ? at.y + size.y + dp(4) : at.y);
        const LayoutGuard guard(place_of);
        std::vector<RowState> rows;
        rows.swap(context().rows);
        if (link({.label = options.action, .href = options.action_href, .strong = true}))
            result = MessageResult::action;
        rows.swap(context().rows);
    }
    if (options.dismissable) {
        const ImVec2 corner(box.Max.x - control_height() - dp(4), box.Min.y + dp(4));
        const LayoutGuard guard(corner);
        std::vector<RowState> rows;
        rows.swap(context().rows);
        if (icon_button({.label = "Dismiss", .icon = icon::dismiss}))
            result = MessageResult::dismissed;
        rows.swap(context().rows);
    }
    ImGui::PopID();
    close_parent();
    return result;
}

bool empty_state(const EmptyOptions& options) {
    const float width = room();
    const float wrap = std::min(width - dp(32), dp(420));
    const std::string words = sentence(options.text);
    const ImVec2 title_size = measure(options.title, section, wrap);
    const ImVec2 text_size = words.empty() ? ImVec2() : measure(words, body, wrap);
    const float height = dp(96) + title_size.y + text_size.y +
                         (options.action.empty() ? 0 : control_height() + dp(16));
    const ImRect box = place(ImVec2(width, height));
    const float middle = box.GetCenter().x;
    float y = box.Min.y + dp(24);
    ImGui::GetWindowDrawList()->AddCircleFilled(ImVec2(middle, y + dp(20)), dp(26),
                                                colour(&Theme::neutral_soft));
    draw_icon(ImVec2(middle, y + dp(20)), options.icon, 28, colour(&Theme::text_secondary));
    y += dp(56);
    const ImVec2 title_at(middle - title_size.x / 2, y);
    draw_centred(ImVec2(middle, y), options.title, section, colour(&Theme::text), wrap);
    record_text(options.title,
                ImRect(title_at, ImVec2(title_at.x + title_size.x, y + title_size.y)));
    y += title_size.y + dp(4);
    if (!words.empty()) {
        const ImVec2 at(middle - text_size.x / 2, y);
        draw_centred(ImVec2(middle, y), words, body, colour(&Theme::text_secondary), wrap);
        record_text(words, ImRect(at, ImVec2(at.x + text_size.x, y + text_size.y)));
        y += text_size.y;
    }
    if (options.action.empty()) return false;
    const Named action = named(options.action);
    const float button_width = std::max(dp(80), measure(action.shown, body_strong).x + dp(32));
    const LayoutGuard guard(ImVec2(middle - button_width / 2, y + dp(16)));
    return button({.label = options.action, .kind = Kind::primary});
}

void checklist_item(const ChecklistOptions& options) {
    const float width = room();
    const float left = dp(28);
    const TextStyle style = options.current ? body_strong : body;
    const ImVec2 size = measure(options.text, style, width - left);
    const ImVec2 detail =
        options.detail.empty() ? ImVec2() : measure(options.detail, caption, width - left);
    const ImRect box = place(ImVec2(width, size.y + detail.y));
    struct Look {
        const char* sign;
        ImU32 ink;
        const char* word;
    };
    const Look look = options.check == Check::done
                          ? Look{icon::checkmark_circle, colour(&Theme::success_mark), "Done"}
                      : options.check == Check::failed
                          ? Look{icon::dismiss_circle, colour(&Theme::danger_mark), "Not met"}
                      : options.check == Check::skipped
                          ? Look{icon::next, colour(&Theme::text_secondary), "Skipped"}
                          : Look{icon::circle, colour(&Theme::stroke_strong), "To do"};
    draw_icon(ImVec2(box.Min.x + dp(10), box.Min.y + dp(style.line) / 2), look.sign, 20, look.ink);
    draw_text(ImVec2(box.Min.x + left, box.Min.y), options.text, style, colour(&Theme::text),
              width - left);
    draw_text(ImVec2(box.Min.x + left, box.Min.y + size.y), options.detail, caption,
              colour(&Theme::text_secondary), width - left);
    Node& node = record(Role::list_item, 0, options.text, box);
    node.value = look.word;
    node.description = options.detail;
    node.current = options.current;
}

Scope list(std::string_view label) {
    const Named list = named(label);
    Node& node = record(Role::list, list.id, list.shown, ImRect());
    open_parent(node.id);
    return Scope(true, close_parent);
}

Scope list_item() {
    Node& node = record(Role::list_item, 0, {}, ImRect());
    open_parent(node.id);
    return Scope(true, close_parent);
}

void progress(const ProgressOptions& options) {
    const Named bar = named(options.label);
    const float width = std::min(room(), dp(320));
    const ImRect box = place(ImVec2(width, dp(body.line) + dp(10)));
    draw_text(box.Min, bar.shown, body, colour(&Theme::text_secondary));
    const ImRect track(ImVec2(box.Min.x, box.Max.y - dp(4)), box.Max);
    fill(track, colour(&Theme::subtle_pressed), 2);
    const double share = std::clamp(options.share, 0.0, 1.0);
    fill(ImRect(track.Min, ImVec2(track.Min.x + width * static_cast<float>(share), track.Max.y)),
         colour(&Theme::brand), 2);
    Node& node = record(Role::progress, bar.id, bar.shown, box);
    node.minimum = 0;
    node.maximum = 100;
    node.now = options.share < 0 ? -1 : options.share * 100;
}

void saving_indicator(bool saving) {
    const std::string_view word = saving ? "Saving…" : "Saved";
    const bool on_bar = context().on_top_bar;
    const ImVec2 size = measure("Saving…", caption);
    const ImRect box = place(ImVec2(size.x + dp(22), dp(20)));
    const ImU32 ink = colour(on_bar ? &Theme::on_top_bar : &Theme::text_secondary);
    draw_icon(ImVec2(box.Min.x + dp(8), box.GetCenter().y),
              saving ? icon::arrow_sync : icon::checkmark, 16, ink);
    draw_text(ImVec2(box.Min.x + dp(20), box.GetCenter().y - dp(caption.line) / 2), word, caption,
              ink);
    Node& node = record(Role::status, ImGui::GetCurrentWindow()->GetID("saving"), {}, box);
    open_parent(node.id);
    record_text(word, box);
    close_parent();
}

void tooltip(std::string_view text) {
    const ImGuiContext& g = *context().imgui;
    const ImGuiID id = g.LastItemData.ID;
    const auto& words = context().last_text;
    if (words.node != 0 && words.after == id) {
        context().building.describe(words.node, text);
        const bool hovered =
            ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(words.box.Min, words.box.Max);
        offer_tooltip(words.node, words.box, hovered, text);
        return;
    }
    context().building.describe(id, text);
    offer_tooltip(id, g.LastItemData.Rect, ImGui::IsItemHovered(), text);
}

}  // namespace pim::ui::kit
