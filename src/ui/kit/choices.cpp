#include <algorithm>
#include <cmath>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit {

using namespace inside;

namespace {

struct Labelled {
    ImRect box;
    Press result;
    ImGuiID id = 0;
    bool disabled = false;
    ImVec2 mark;  ///< Centre of the sign at the left.
};

/// A sign, a label and small print below: what switches, checkboxes and radio buttons share.
Labelled labelled(std::string_view label, std::string_view id, std::string_view description,
                  std::string_view disabled_reason, float sign_width) {
    const Named item = named(label, id);
    Labelled drawn;
    drawn.id = item.id;
    drawn.disabled = !disabled_reason.empty();
    const float lead = dp(sign_width + 10);
    const std::string small = sentence(drawn.disabled ? disabled_reason : description);
    const float one_line = std::max(measure(item.shown, body).x, measure(small, caption).x);
    const float wrap = std::max(dp(40), fit(lead + one_line + dp(4)) - lead - dp(4));
    const ImVec2 label_size = measure(item.shown, body, wrap);
    const ImVec2 small_size = small.empty() ? ImVec2() : measure(small, caption, wrap);
    const float least = context().now.coarse_pointer ? control_height() : dp(28);
    const float height = std::max(least, label_size.y + small_size.y + dp(4));
    const float width = lead + std::max(label_size.x, small_size.x) + dp(4);
    drawn.box = place(ImVec2(width, height));
    drawn.result = press(drawn.id, drawn.box, drawn.disabled);
    const float y =
        small.empty() ? drawn.box.GetCenter().y - label_size.y / 2 : drawn.box.Min.y + dp(2);
    drawn.mark = ImVec2(drawn.box.Min.x + dp(sign_width) / 2, y + dp(body.line) / 2);
    draw_text(ImVec2(drawn.box.Min.x + lead, y), item.shown, body,
              colour(drawn.disabled ? &Theme::text_disabled : &Theme::text), wrap);
    draw_text(ImVec2(drawn.box.Min.x + lead, y + label_size.y), small, caption,
              colour(&Theme::text_secondary), wrap);
    return drawn;
}

Node& record_labelled(Role role, const Labelled& drawn, std::string_view label,
                      std::string_view description, std::string_view disabled_reason) {
    focus_ring(drawn.id, drawn.box);
    Node& node = record(role, drawn.id, named(label).shown, drawn.box);
    node.focusable = true;
    node.disabled = drawn.disabled;
    node.description = sentence(drawn.disabled ? disabled_reason : description);
    return node;
}

ImU32 edge_of(const Labelled& drawn) {
    return colour(drawn.disabled         ? &Theme::text_disabled
                  : drawn.result.hovered ? &Theme::text
                                         : &Theme::stroke_strong);
}

}  // namespace

bool toggle(const ToggleOptions& options, bool& on) {
    const Labelled drawn =
        labelled(options.label, options.id, options.description, options.disabled_reason, 40);
    const bool changed = drawn.result.pressed;
    if (changed) on = !on;
    const ImRect track(ImVec2(drawn.mark.x - dp(20), drawn.mark.y - dp(10)),
                       ImVec2(drawn.mark.x + dp(20), drawn.mark.y + dp(10)));
    const float knob = on ? track.Max.x - dp(10) : track.Min.x + dp(10);
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (on) {
        fill(track, colour(drawn.disabled ? &Theme::text_disabled : &Theme::brand), 10);
        list->AddCircleFilled(ImVec2(knob, drawn.mark.y), dp(7), colour(&Theme::on_brand));
    } else {
        frame(track, edge_of(drawn), 10);
        list->AddCircleFilled(ImVec2(knob, drawn.mark.y), dp(6), edge_of(drawn));
    }
    record_labelled(Role::toggle, drawn, options.label, options.description,
                    options.disabled_reason)
        .checked = state_of(on);
    return changed;
}

bool checkbox(const ToggleOptions& options, bool& on) {
    const Labelled drawn =
        labelled(options.label, options.id, options.description, options.disabled_reason, 20);
    const bool changed = drawn.result.pressed;
    if (changed) on = !on;
    const ImRect square(ImVec2(drawn.mark.x - dp(9), drawn.mark.y - dp(9)),
                        ImVec2(drawn.mark.x + dp(9), drawn.mark.y + dp(9)));
    if (on) {
        fill(square, colour(drawn.disabled ? &Theme::text_disabled : &Theme::brand), 3);
        draw_icon(drawn.mark, icon::checkmark, 14, colour(&Theme::on_brand));
    } else {
        frame(square, edge_of(drawn), 3);
    }
    record_labelled(Role::checkbox, drawn, options.label, options.description,
                    options.disabled_reason)
        .checked = state_of(on);
    return changed;
}

namespace {

bool radio(const ChoiceOption& option, int index, bool disabled_group,
           std::string_view group_reason, int& selected) {
    const std::string_view reason = disabled_group ? group_reason : option.disabled_reason;
    const Labelled drawn = labelled(option.label, {}, option.description, reason, 20);
    const bool on = selected == index;
    const bool chosen =
        !drawn.disabled && !on && (drawn.result.pressed || arrived_by_arrow(drawn.id));
    ImDrawList* list = ImGui::GetWindowDrawList();
    const bool shown = on || chosen;
    const ImU32 edge = shown && !drawn.disabled ? colour(&Theme::brand) : edge_of(drawn);
    list->AddCircle(drawn.mark, dp(8.5F), edge, 0, snap(dp(shown ? 1.5F : 1)));
    if (shown) list->AddCircleFilled(drawn.mark, dp(5), edge);
    record_labelled(Role::radio, drawn, option.label, option.description, reason).checked =
        state_of(shown);
    if (chosen) selected = index;
    return chosen;
}

}  // namespace

bool radio_group(const ChoiceOptions& options, int& selected) {
    const Named group = named(options.label, options.id);
    if (!options.hide_label) {
        const ImRect box = place(measure(group.shown, body));
        draw_text(box.Min, group.shown, body, colour(&Theme::text));
        if (options.required)
            draw_text(ImVec2(box.Max.x + dp(3), box.Min.y), "*", body, colour(&Theme::danger_text));
    }
    Node& node = record(Role::radio_group, group.id, group.shown, ImRect());
    node.required = options.required;
    node.invalid = !options.error.empty();
    node.description = sentence(options.error.empty() ? options.help : options.error);
    open_parent(node.id);
    ImGui::PushID(static_cast<int>(group.id));
    bool changed = false;
    {
        const bool disabled = !options.disabled_reason.empty();
        Scope line = options.horizontal ? row({.gap = 20}) : Scope();
        for (int index = 0; index < static_cast<int>(options.options.size()); ++index)
            changed |= radio(options.options[static_cast<std::size_t>(index)], index, disabled,
                             options.disabled_reason, selected);
    }
    ImGui::PopID();
    close_parent();
    if (!options.error.empty()) {
        prose(options.error, {.tone = Tone::danger, .small = true});
        announce_standing(std::string(group.shown) + ": " + sentence(options.error), true);
    } else if (!options.help.empty()) {
        prose(options.help, {.secondary = true, .small = true});
    }
    return changed;
}

bool combo(const ChoiceOptions& options, int& selected) {
    const Named combo = named(options.label, options.id);
    FieldFrame field{.label = combo.shown,
                     .help = options.help,
                     .error = options.error,
                     .disabled_reason = options.disabled_reason,
                     .required = options.required,
                     .hide_label = options.hide_label,
                     .width = field_width(options.width)};
    const ImRect box = field.begin(control_height());
    const bool disabled = !options.disabled_reason.empty();
    const Press result = press(combo.id, box, disabled);
    const ImGuiID popup = combo.id + 1;
    if (result.pressed) ImGui::OpenPopupEx(popup);
    const bool open = popup_open(popup);
    const int count = static_cast<int>(options.options.size());
    const bool any = selected >= 0 && selected < count;
    const std::string_view value =
        any ? options.options[static_cast<std::size_t>(selected)].label : std::string_view();
    draw_field(combo.id, box, disabled, field.error.empty(), result.hovered || open);
    const ImU32 ink = colour(disabled ? &Theme::text_disabled
                             : any    ? &Theme::text
                                      : &Theme::text_secondary);
    draw_cut(ImVec2(box.Min.x + dp(10), box.GetCenter().y - dp(body.line) / 2),
             box.GetWidth() - dp(40), any ? value : options.placeholder, body, ink);
    draw_icon(ImVec2(box.Max.x - dp(16), box.GetCenter().y), icon::chevron_down, 16,
              colour(&Theme::text_secondary));
    focus_ring(combo.id, box);
    Node& node = record(Role::combobox, combo.id, combo.shown, box);
    field.describe(node);
    node.value = value;
    node.placeholder = options.placeholder;
    node.expanded = state_of(open);
    const float row_height = std::max(control_height(), dp(32));
    float height = dp(8);
    for (const ChoiceOption& option : options.options)
        height += (option.description.empty() ? row_height : std::max(row_height, dp(48))) + dp(2);
    height = std::min({height, dp(320), context().now.height - dp(16)});
    bool changed = false;
    ImVec2 at(box.Min.x, box.Max.y + dp(4));
    if (at.y + height > context().now.height - dp(4)) at.y = box.Min.y - dp(4) - height;
    if (!begin_floating(popup, at, ImVec2(box.GetWidth(), height))) return false;
    record(Role::listbox, popup, combo.shown, ImGui::GetCurrentWindow()->Rect());
    open_parent(popup);
    for (int index = 0; index < count; ++index) {
        const ChoiceOption& option = options.options[static_cast<std::size_t>(index)];
        ImGui::PushID(index);
        FloatingRow item;
        const Named one = named(option.label);
        item.label = one.shown;
        item.description = option.description;
        item.disabled_reason = option.disabled_reason;
        item.role = Role::option;
        item.mark = true;
        item.on = index == selected;
        const bool first = item.on || (!any && index == 0);
        if (first && ImGui::IsWindowAppearing()) context().focus_request = one.id;
        if (floating_row(item, one.id)) {
            changed = index != selected;
            selected = index;
            ImGui::CloseCurrentPopup();
        }
        ImGui::PopID();
    }
    close_parent();
    end_floating();
    return changed;
}

namespace {

void slider_keys(ImGuiID id, int step, int minimum, int maximum, int& value) {
    const ImGuiContext& g = *context().imgui;
    if (g.NavId != id) return;
    for (const ImGuiKey own :
         {ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_Home, ImGuiKey_End})
        ImGui::SetKeyOwner(own, id);
    if (ImGui::IsKeyPressed(ImGuiKey_LeftArrow)) value -= step;
    if (ImGui::IsKeyPressed(ImGuiKey_RightArrow)) value += step;
    if (ImGui::IsKeyPressed(ImGuiKey_Home)) value = minimum;
    if (ImGui::IsKeyPressed(ImGuiKey_End)) value = maximum;
}

int on_step(double value, int minimum, int maximum, int step) {
    const double steps = std::round((value - minimum) / step);
    return std::clamp(minimum + static_cast<int>(steps) * step, minimum, maximum);
}

}  // namespace

bool slider(const SliderOptions& options, int& value) {
    const Named slider = named(options.label, options.id);
    FieldFrame field{.label = slider.shown,
                     .help = options.help,
                     .error = options.error,
                     .disabled_reason = options.disabled_reason,
                     .width = field_width(options.width)};
    const ImRect whole = field.begin(control_height());
    const bool disabled = !options.disabled_reason.empty();
    const std::string shown =
        options.value_text.empty() ? std::to_string(value) : std::string(options.value_text);
    const float value_width = std::max(dp(88), measure(shown, body_strong).x + dp(12));
    const ImRect box(whole.Min, ImVec2(whole.Max.x - value_width, whole.Max.y));
    const int before = value;
    const int step = std::max(options.step, 1);
    const Press result = press(slider.id, box, disabled, ImGuiButtonFlags_PressedOnClick);
    const float left = box.Min.x + dp(10), right = box.Max.x - dp(10);
    const double span = std::max(1, options.maximum - options.minimum);
    if (result.held && !disabled && context().imgui->ActiveIdSource == ImGuiInputSource_Mouse) {
        const double share =
            std::clamp((ImGui::GetIO().MousePos.x - left) / (right - left), 0.F, 1.F);
        value = on_step(options.minimum + share * span, options.minimum, options.maximum, step);
    }
    if (!disabled) {
        slider_keys(slider.id, step, options.minimum, options.maximum, value);
        for (const NumberRequest& request : context().number_requests)
            if (request.id == slider.id)
                value = on_step(request.value, options.minimum, options.maximum, step);
    }
    value = std::clamp(value, options.minimum, std::max(options.minimum, options.maximum));
    const float y = box.GetCenter().y;
    const float x = left + static_cast<float>((value - options.minimum) / span) * (right - left);
    fill(ImRect(ImVec2(left, y - dp(2)), ImVec2(right, y + dp(2))), colour(&Theme::stroke_strong),
         2);
    const ImU32 ink = colour(disabled ? &Theme::text_disabled : &Theme::brand);
    fill(ImRect(ImVec2(left, y - dp(2)), ImVec2(x, y + dp(2))), ink, 2);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->AddCircleFilled(ImVec2(x, y), dp(10), colour(&Theme::raised));
    list->AddCircle(ImVec2(x, y), dp(10), colour(&Theme::stroke_strong), 0, snap(1));
    list->AddCircleFilled(ImVec2(x, y), dp(result.hovered ? 7 : 6), ink);
    draw_text(ImVec2(box.Max.x + dp(8), y - dp(body.line) / 2), shown, body_strong,
              colour(&Theme::text));
    focus_ring(slider.id, box);
    Node& node = record(Role::slider, slider.id, slider.shown, box);
    field.describe(node);
    node.minimum = options.minimum;
    node.maximum = options.maximum;
    node.now = value;
    node.step = step;
    node.value = shown;
    return value != before;
}

bool duration_slider(const SliderOptions& options, int& minutes) {
    const int hours = minutes / 60, rest = minutes % 60;
    std::string shown;
    if (hours > 0) shown = std::to_string(hours) + " h";
    if (rest > 0 || hours == 0) shown += (shown.empty() ? "" : " ") + std::to_string(rest) + " min";
    SliderOptions whole = options;
    whole.step = 30;
    whole.value_text = shown;
    const bool changed = slider(whole, minutes);
    if (changed) wake_after(0);
    return changed;
}

}  // namespace pim::ui::kit
