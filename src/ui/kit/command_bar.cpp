#include <algorithm>
#include <optional>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit {

using namespace inside;

namespace {

struct Command {
    std::string label, icon, reason;
    ImGuiID id = 0;
};

/// The bar being filled: what does not fit waits here for the menu.
struct Bar {
    ImGuiID id = 0;
    std::string name;
    float width = 0;         ///< Of all commands so far.
    float width_before = 0;  ///< Of all commands in the last frame.
    ImRect box;
    std::vector<Command> hidden;
};
Bar& bar() {
    static Bar the;
    return the;
}

/// The row that the bar's commands stand in.
std::optional<Scope>& kept_row() {
    static std::optional<Scope> line;
    return line;
}

constexpr float more_width = 44;

void close_bar() {
    Bar& the = bar();
    if (!the.hidden.empty()) {
        if (auto menu = menu_button(
                {.label = "More commands", .icon = icon::more_horizontal, .icon_only = true})) {
            for (const Command& command : the.hidden) {
                const auto one = kit::key(static_cast<std::uint64_t>(command.id));
                if (menu_item({.label = command.label,
                               .icon = command.icon,
                               .disabled_reason = command.reason})) {
                    context().overflowed.push_back(command.id);
                    wake_after(0);
                }
            }
        }
    }
    *ImGui::GetStateStorage()->GetFloatRef(the.id, 0) = the.width;
    if (the.width != the.width_before) wake_after(0);
    ImGui::PopID();
    kept_row().reset();
    close_parent();
    set_box(the.id, the.box);
    divider();
}

}  // namespace

Scope command_bar(std::string_view label) {
    Bar& the = bar();
    the = Bar{};
    const Named name = named(label);
    the.id = name.id;
    the.name = name.shown;
    the.width_before = *ImGui::GetStateStorage()->GetFloatRef(the.id, 0);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    the.box = ImRect(at, ImVec2(at.x + room(), at.y + control_height()));
    record(Role::toolbar, the.id, name.shown, the.box);
    open_parent(the.id);
    kept_row().emplace(row({.gap = 4, .id = "commands"}));
    ImGui::PushID(static_cast<int>(the.id));
    return Scope(true, close_bar);
}

bool command_button(const CommandOptions& options) {
    Bar& the = bar();
    const Named command = named(options.label, options.id);
    const bool disabled = !options.disabled_reason.empty();
    const float icon_width = options.icon.empty() ? 0 : dp(26);
    const float width = dp(16) + icon_width + measure(command.shown, body).x;
    the.width += width + dp(4);

    auto& chosen = context().overflowed;
    const auto from_menu = std::find(chosen.begin(), chosen.end(), command.id);
    const bool was_chosen = from_menu != chosen.end();
    if (was_chosen) chosen.erase(from_menu);

    const bool all_fit = the.width_before <= the.box.GetWidth() + dp(4);
    const float limit = the.box.GetWidth() - (all_fit ? 0 : dp(more_width));
    if (!the.hidden.empty() || the.width > limit + dp(4)) {
        the.hidden.push_back({std::string(command.shown), std::string(options.icon),
                              std::string(options.disabled_reason), command.id});
        return was_chosen && !disabled;
    }
    const ImRect box = place(ImVec2(width, control_height()));
    const Press result = press(command.id, box, disabled);
    if (result.hovered || result.held)
        fill(box, colour(result.held ? &Theme::subtle_pressed : &Theme::subtle));
    draw_icon(ImVec2(box.Min.x + dp(18), box.GetCenter().y), options.icon, 20,
              colour(disabled ? &Theme::text_disabled : &Theme::brand_text));
    draw_text(ImVec2(box.Min.x + dp(8) + icon_width, box.GetCenter().y - dp(body.line) / 2),
              command.shown, body, colour(disabled ? &Theme::text_disabled : &Theme::text));
    focus_ring(command.id, box);
    Node& node = record(Role::button, command.id, command.shown, box);
    node.focusable = true;
    node.disabled = disabled;
    node.description = sentence(options.disabled_reason);
    offer_tooltip(command.id, box, result.hovered, node.description);
    return result.pressed || (was_chosen && !disabled);
}

}  // namespace pim::ui::kit
