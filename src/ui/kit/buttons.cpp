#include <algorithm>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit {

using namespace inside;

namespace {

struct Paint {
    ImU32 ground = 0, ink = 0, edge = 0;
};

Paint paint_of(Kind kind, bool disabled, const Press& state) {
    if (disabled) {
        const bool flat = kind == Kind::subtle;
        return {flat ? 0U : colour(&Theme::subtle), colour(&Theme::text_disabled),
                flat ? 0U : colour(&Theme::stroke)};
    }
    switch (kind) {
        case Kind::primary:
            return {colour(state.held      ? &Theme::brand_pressed
                           : state.hovered ? &Theme::brand_hover
                                           : &Theme::brand),
                    colour(&Theme::on_brand), 0};
        case Kind::danger:
            return {colour(state.held      ? &Theme::danger_pressed
                           : state.hovered ? &Theme::danger_hover
                                           : &Theme::danger),
                    colour(&Theme::on_danger), 0};
        case Kind::subtle:
            return {state.held      ? colour(&Theme::subtle_pressed)
                    : state.hovered ? colour(&Theme::subtle)
                                    : 0U,
                    colour(&Theme::text), 0};
        case Kind::secondary:
            break;
    }
    return {colour(state.held      ? &Theme::subtle_pressed
                   : state.hovered ? &Theme::subtle
                                   : &Theme::raised),
            colour(&Theme::text), colour(&Theme::stroke_strong)};
}

}  // namespace

bool button(const ButtonOptions& options) {
    const Named button = named(options.label, options.id);
    // What a field shows as wrong must not be sent as the value that it had before.
    const bool sends = context().in_footer && options.kind == Kind::primary;
    const std::string_view reason = sends && !context().field_problem.empty()
                                        ? std::string_view(context().field_problem)
                                        : options.disabled_reason;
    const bool disabled = !reason.empty();
    const TextStyle style = options.small ? caption_strong : body_strong;
    const float icon_width = options.icon.empty() ? 0 : dp(24);
    const float text_width = measure(button.shown, style).x;
    const float padding = dp(options.small ? 10 : 16);
    const bool finger = context().now.coarse_pointer;
    const float height = options.small && !finger ? dp(24) : control_height();
    float width = text_width + icon_width + padding * 2;
    width = options.width > 0 ? dp(options.width) : std::max(width, dp(options.small ? 56 : 80));
    const ImRect box = place(ImVec2(width, height));
    const Press result = press(button.id, box, disabled);
    const Paint paint = paint_of(options.kind, disabled, result);
    if (paint.ground != 0) fill(box, paint.ground);
    if (paint.edge != 0) frame(box, paint.edge);
    const float x = box.Min.x + std::max(dp(4), (width - text_width - icon_width) / 2);
    draw_icon(ImVec2(x + dp(8), box.GetCenter().y), options.icon, 18, paint.ink);
    draw_cut(ImVec2(x + icon_width, box.GetCenter().y - dp(style.line) / 2),
             box.Max.x - x - icon_width, button.shown, style, paint.ink);
    focus_ring(button.id, box);
    Node& node = record(Role::button, button.id, button.shown, box);
    node.focusable = true;
    node.disabled = disabled;
    node.description = sentence(disabled ? reason : options.description);
    offer_tooltip(button.id, box, result.hovered, node.description);
    return result.pressed;
}

bool icon_button(const IconButtonOptions& options) {
    const Named button = named(options.label, options.id);
    const bool disabled = !options.disabled_reason.empty();
    const float side = control_height();
    const ImRect box = place(ImVec2(side, side));
    const Press result = press(button.id, box, disabled);
    const bool on_bar = context().on_top_bar;
    const bool down = options.pressed == 1 || options.expanded == 1;
    const ImU32 hover = colour(on_bar ? &Theme::top_bar_hover : &Theme::subtle);
    const ImU32 ink = colour(on_bar     ? &Theme::on_top_bar
                             : disabled ? &Theme::text_disabled
                             : down     ? &Theme::brand_text
                                        : &Theme::text);
    if (result.hovered || result.held || down) fill(box, hover);
    draw_icon(box.GetCenter(), options.icon, 20, ink);
    std::string name(button.shown);
    if (options.count > 0) {
        const std::string shown = options.count > 99 ? "99+" : std::to_string(options.count);
        const ImVec2 size = measure(shown, caption_strong);
        const float width = std::max(dp(16), size.x + dp(8));
        const ImVec2 corner(box.GetCenter().x + dp(2), box.Min.y);
        const ImRect dot(corner, ImVec2(corner.x + width, corner.y + dp(16)));
        fill(dot, colour(&Theme::danger), 8);
        draw_text(ImVec2(dot.GetCenter().x - size.x / 2, dot.Min.y), shown, caption_strong,
                  colour(&Theme::on_danger));
        name += ", " + std::to_string(options.count) + " new";
    }
    focus_ring(button.id, box);
    Node& node = record(Role::button, button.id, name, box);
    node.focusable = true;
    node.disabled = disabled;
    node.description = sentence(options.disabled_reason);
    if (options.pressed >= 0) node.pressed = state_of(options.pressed == 1);
    if (options.expanded >= 0) node.expanded = state_of(options.expanded == 1);
    offer_tooltip(button.id, box, result.hovered,
                  disabled ? std::string_view(node.description) : button.shown);
    return result.pressed;
}

namespace {

/// A tab as it is shown: its words, how many stand behind it, and the width of both.
struct TabFace {
    std::string_view words;
    std::string count;
    float words_width, count_width;
    float width() const { return words_width + count_width + dp(20); }
};

TabFace face_of(const TabOptions& tab, bool brief) {
    TabFace face;
    face.words = brief && !tab.brief.empty() ? tab.brief : named(tab.label, tab.id).shown;
    face.count = tab.count < 0 ? std::string() : std::to_string(tab.count);
    face.words_width = measure(face.words, body_strong).x;
    face.count_width = face.count.empty() ? 0 : measure(face.count, caption_strong).x + dp(18);
    return face;
}

std::vector<TabFace> faces_of(std::span<const TabOptions> options) {
    constexpr float gap = 4;
    for (const bool brief : {false, true}) {
        std::vector<TabFace> faces;
        float width = 0;
        for (const TabOptions& tab : options) {
            faces.push_back(face_of(tab, brief));
            width += faces.back().width() + dp(gap);
        }
        if (brief || width - dp(gap) <= room()) return faces;
    }
    return {};
}

}  // namespace

bool tabs(std::string_view label, std::span<const TabOptions> options, int& selected) {
    const Named list = named(label);
    const float height = std::max(dp(40), control_height());
    bool changed = false;
    Node& node = record(Role::tab_list, list.id, list.shown, ImRect());
    const Id list_id = node.id;
    open_parent(list_id);
    ImGui::PushID(static_cast<int>(list.id));
    const auto line = row({.gap = 4, .height = height / context().now.scale});
    const std::vector<TabFace> faces = faces_of(options);
    ImRect all;
    for (int index = 0; index < static_cast<int>(options.size()); ++index) {
        const TabOptions& tab = options[static_cast<std::size_t>(index)];
        const Named one = named(tab.label, tab.id);
        const bool on = index == selected;
        const TabFace& face = faces[static_cast<std::size_t>(index)];
        const ImRect box = place(ImVec2(face.width(), height));
        const Press result = press(one.id, box);
        if (result.hovered && !on) fill(box, colour(&Theme::subtle));
        const float y = box.GetCenter().y - dp(body.line) / 2;
        draw_text(ImVec2(box.Min.x + dp(10), y), face.words, on ? body_strong : body,
                  colour(on ? &Theme::text : &Theme::text_secondary));
        if (!face.count.empty()) {
            const ImVec2 at(box.Min.x + dp(16) + face.words_width, box.GetCenter().y - dp(9));
            const ImRect pill(at, ImVec2(at.x + face.count_width - dp(6), at.y + dp(18)));
            fill(pill, colour(&Theme::neutral_soft), 9);
            draw_text(ImVec2(pill.Min.x + dp(6), pill.Min.y + dp(1)), face.count, caption_strong,
                      colour(&Theme::neutral_text));
        }
        if (on)
            fill(ImRect(ImVec2(box.Min.x + dp(10), box.Max.y - dp(3)),
                        ImVec2(box.Max.x - dp(10), box.Max.y)),
                 colour(&Theme::brand), 2);
        focus_ring(one.id, box);
        Node& item = record(Role::tab, one.id, one.shown, box);
        item.focusable = true;
        item.selected = state_of(on);
        item.value = face.count;
        if ((result.pressed || arrived_by_arrow(one.id)) && !on) {
            selected = index;
            changed = true;
        }
        if (index == 0) all = box;
        all.Add(box);
    }
    ImGui::PopID();
    close_parent();
    set_box(list_id, all);
    return changed;
}

}  // namespace pim::ui::kit
