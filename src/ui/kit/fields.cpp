#include <algorithm>
#include <charconv>
#include <cmath>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit {

using namespace inside;

namespace {

struct EditTarget {
    std::string* text;
    int length_max;
};

int edited(ImGuiInputTextCallbackData* data) {
    auto& target = *static_cast<EditTarget*>(data->UserData);
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        target.text->resize(static_cast<std::size_t>(data->BufTextLen));
        data->Buf = target.text->data();
    } else if (data->EventFlag == ImGuiInputTextFlags_CallbackEdit) {
        std::string whole(data->Buf, static_cast<std::size_t>(data->BufTextLen));
        limit(whole, target.length_max);
        const int kept = static_cast<int>(whole.size());
        if (kept < data->BufTextLen) data->DeleteChars(kept, data->BufTextLen - kept);
    }
    return 0;
}

/// Texts and selections that the mirror's input sent.
bool take_requests(ImGuiID id, const EditOptions& options, std::string& value) {
    Context& the = context();
    bool changed = false;
    auto& requests = the.text_requests;
    for (auto at = requests.begin(); at != requests.end();) {
        if (at->id != id) {
            ++at;
            continue;
        }
        if (at->whole && !options.read_only) {
            limit(at->text, options.length_max > 0 ? options.length_max : length_max_default);
            changed |= value != at->text;
            value = at->text;
        }
        if (ImGuiInputTextState* state = ImGui::GetInputTextState(id);
            state != nullptr && the.imgui->ActiveId == id) {
            state->WantReloadUserBuf = true;
            state->ReloadSelectionStart = byte_of(value, at->selection_start);
            state->ReloadSelectionEnd = byte_of(value, at->selection_end);
            state->CursorFollow = true;
        } else {
            ImGui::ActivateItemByID(id);
            wake_after(0);
        }
        at = requests.erase(at);
    }
    return changed;
}

}  // namespace

namespace inside {

void draw_field(ImGuiID id, const ImRect& box, bool disabled, bool valid, bool hovered) {
    const bool focused = context().imgui->NavId == id;
    fill(box, colour(disabled ? &Theme::subtle : &Theme::raised));
    frame(box, colour(!valid     ? &Theme::danger_mark
                      : disabled ? &Theme::stroke
                      : hovered  ? &Theme::text
                                 : &Theme::stroke_strong));
    if (focused && !disabled)
        fill(ImRect(ImVec2(box.Min.x + dp(1), box.Max.y - dp(2)),
                    ImVec2(box.Max.x - dp(1), box.Max.y)),
             colour(&Theme::brand), 2);
}

ImGuiID edit_id(std::string_view key) {
    const std::string label = "##" + std::string(key);
    return ImGui::GetCurrentWindow()->GetID(label.c_str());
}

bool edit_text(const EditOptions& options, const ImRect& box, std::string& value) {
    const std::string label = "##" + std::string(options.key);
    const ImGuiID id = edit_id(options.key);
    const bool asked = context().focus_request == id || context().focus_next;
    bool changed = take_requests(id, options, value);
    const ImRect inner(ImVec2(box.Min.x + dp(options.left), box.Min.y),
                       ImVec2(box.Max.x - dp(options.right), box.Max.y));
    const float line = line_of(body);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, (inner.GetHeight() - line) / 2));
    ImGui::PushFont(context().regular, line);
    ImGuiInputTextFlags flags =
        ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackEdit;
    if (options.read_only) flags |= ImGuiInputTextFlags_ReadOnly;
    EditTarget target{&value, options.length_max > 0 ? options.length_max : length_max_default};
    const std::string hint(options.placeholder);
    {
        const LayoutGuard guard(inner.Min);
        changed |= ImGui::InputTextEx(label.c_str(), hint.empty() ? nullptr : hint.c_str(),
                                      value.data(), static_cast<int>(value.capacity()) + 1,
                                      inner.GetSize(), flags, edited, &target);
        answer_focus(id, box);
    }
    if (asked) {
        ImGui::ActivateItemByID(id);
        wake_after(0);
    }
    ImGui::PopFont();
    ImGui::PopStyleVar();
    return changed && !options.read_only;
}

void tell_selection(Node& node, std::string_view value) {
    const ImGuiContext& g = *context().imgui;
    if (g.ActiveId != node.id || g.ActiveIdSource != ImGuiInputSource_Mouse) return;
    if (!g.IO.MouseDown[0] && !g.IO.MouseReleased[0]) return;
    const ImGuiInputTextState& state = g.InputTextState;
    const bool any = state.HasSelection();
    const int first = any ? state.GetSelectionStart() : state.GetCursorPos();
    const int last = any ? state.GetSelectionEnd() : state.GetCursorPos();
    node.selection_start = units_of(value, std::min(first, last));
    node.selection_end = units_of(value, std::max(first, last));
}

namespace {

Draft& draft_of(ImGuiID id, std::string_view value) {
    auto& drafts = context().drafts;
    const int frame = ImGui::GetFrameCount();
    for (Draft& draft : drafts) {
        if (draft.id != id) continue;
        draft.frame = frame;
        return draft;
    }
    return drafts.emplace_back(Draft{id, std::string(value), std::string(value), frame});
}

}  // namespace

std::string& draft(ImGuiID id, std::string_view value) {
    Draft& found = draft_of(id, value);
    if (found.value != value) found.typed = found.value = value;
    return found.typed;
}

void settle_draft(ImGuiID id, std::string_view value) {
    draft_of(id, value).value = value;
}

}  // namespace inside

bool entered() {
    return context().entered;
}

bool text_field(const FieldOptions& options, std::string& value) {
    const Named field_name = named(options.label, options.id);
    const std::string key = "edit" + std::to_string(field_name.id);
    FieldFrame field{.label = field_name.shown,
                     .help = options.help,
                     .error = options.error,
                     .disabled_reason = options.disabled_reason,
                     .required = options.required,
                     .hide_label = options.hide_label,
                     .width = field_width(options.width)};
    const ImRect box = field.begin(control_height());
    const ImGuiID id = edit_id(key);
    const bool disabled = !options.disabled_reason.empty();
    draw_field(id, box, disabled, options.error.empty(),
               ImGui::IsMouseHoveringRect(box.Min, box.Max));
    EditOptions edit;
    edit.key = key;
    edit.name = field_name.shown;
    edit.placeholder = options.placeholder;
    edit.read_only = disabled;
    edit.length_max = options.length_max;
    const bool clearable = options.search && !value.empty() && !disabled;
    if (options.search) {
        draw_icon(ImVec2(box.Min.x + dp(18), box.GetCenter().y), icon::search, 16,
                  colour(&Theme::text_secondary));
        edit.left = 34;
    }
    const float cross_side = context().now.coarse_pointer ? 44 : 28;
    if (clearable) edit.right = cross_side + 8;
    bool changed = edit_text(edit, box, value);
    Context& the = context();
    the.entered = the.enter_request == id && !disabled;
    if (the.enter_request == id) the.enter_request = 0;
    focus_ring(id, box);
    Node& node =
        record(options.search ? Role::searchbox : Role::textbox, id, field_name.shown, box);
    field.describe(node);
    node.value = value;
    node.placeholder = options.placeholder;
    tell_selection(node, value);
    if (clearable) {
        const float side = dp(cross_side);
        const float margin = std::min(dp(2), box.GetHeight() - side);
        const ImVec2 corner(box.Max.x - side - margin, box.GetCenter().y - side / 2);
        const ImRect cross(corner, ImVec2(corner.x + side, corner.y + side));
        const ImGuiID clear = id + 1;
        const Press result = press(clear, cross);
        if (result.hovered) fill(cross, colour(&Theme::subtle));
        draw_icon(cross.GetCenter(), icon::dismiss, 14, colour(&Theme::text_secondary));
        focus_ring(clear, cross);
        record(Role::button, clear, "Clear " + std::string(field_name.shown), cross).focusable =
            true;
        if (result.pressed) {
            value.clear();
            if (ImGuiInputTextState* state = ImGui::GetInputTextState(id))
                state->ReloadUserBufAndMoveToEnd();
            changed = true;
        }
    }
    return changed;
}

namespace {

/// The value that arrow keys or assistive technology ask for; the present one where nobody asks.
int asked_number(ImGuiID id, int step, int value) {
    for (const NumberRequest& request : context().number_requests)
        if (request.id == id) return static_cast<int>(std::lround(request.value));
    if (context().imgui->NavId != id) return value;
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) value += step;
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) value -= step;
    return value;
}

}  // namespace

bool number(const NumberOptions& options, int& value) {
    const Named field_name = named(options.label, options.id);
    const std::string key = "number" + std::to_string(field_name.id);
    const ImGuiID id = edit_id(key);
    std::string& typed = draft(id, std::to_string(value));
    int read = 0;
    const auto parse = [&] {
        const char* end = typed.data() + typed.size();
        const auto [stop, wrong] = std::from_chars(typed.data(), end, read);
        return wrong == std::errc() && stop == end && read >= options.minimum &&
               read <= options.maximum;
    };
    std::string problem(options.error);
    if (problem.empty() && !parse())
        problem = "Enter a whole number from " + std::to_string(options.minimum) + " to " +
                  std::to_string(options.maximum);
    if (!problem.empty()) hold_form(std::string(field_name.shown) + ": " + problem);
    FieldFrame field{.label = field_name.shown,
                     .help = options.help,
                     .error = problem,
                     .disabled_reason = options.disabled_reason,
                     .width = field_width(options.width)};
    const ImRect box = field.begin(control_height());
    const bool disabled = !options.disabled_reason.empty();
    draw_field(id, box, disabled, problem.empty(), ImGui::IsMouseHoveringRect(box.Min, box.Max));
    EditOptions edit;
    edit.key = key;
    edit.name = field_name.shown;
    edit.read_only = disabled;
    edit.length_max = 10;
    const float unit_width = options.unit.empty() ? 0 : measure(options.unit, body).x + dp(12);
    edit.right = 10 + unit_width / std::max(context().now.scale, 0.1F);
    bool typed_now = edit_text(edit, box, typed);
    if (!options.unit.empty())
        draw_text(ImVec2(box.Max.x - unit_width, box.GetCenter().y - dp(body.line) / 2),
                  options.unit, body, colour(&Theme::text_secondary));
    const int before = value;
    Context& the = context();
    const bool enter = the.enter_request == id;
    if (enter) the.enter_request = 0;
    const bool over = enter || the.imgui->NavId != id;
    const bool takes = options.late ? over && typed != std::to_string(value) : typed_now;
    if (takes && parse()) value = read;
    if (takes) settle_draft(id, std::to_string(value));
    // A press on the unit is one on the field.
    if (ImGui::IsMouseClicked(0) && ImGui::IsWindowHovered() && unit_width > 0 &&
        ImRect(ImVec2(box.Max.x - unit_width - dp(10), box.Min.y), box.Max)
            .Contains(ImGui::GetIO().MousePos)) {
        ImGui::ActivateItemByID(id);
        wake_after(0);
    }
    if (const int wanted = disabled ? value : asked_number(id, options.step, value);
        wanted != value) {
        value = std::clamp(wanted, options.minimum, options.maximum);
        typed = std::to_string(value);
        settle_draft(id, typed);
        if (ImGuiInputTextState* state = ImGui::GetInputTextState(id))
            state->ReloadUserBufAndMoveToEnd();
        wake_after(0);
    }
    if (typed_now) wake_after(0);
    focus_ring(id, box);
    Node& node = record(Role::spinbutton, id, field_name.shown, box);
    field.describe(node);
    node.value = typed;
    node.minimum = options.minimum;
    node.maximum = options.maximum;
    node.now = value;
    tell_selection(node, typed);
    return value != before;
}

}  // namespace pim::ui::kit
