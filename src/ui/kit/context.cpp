#include <algorithm>
#include <cmath>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit {

using namespace inside;

namespace inside {

Context& context() {
    static Context the;
    return the;
}

}  // namespace inside

namespace {

ImFont* add_font(std::span<const std::uint8_t> bytes) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    // ImGui takes a mutable pointer but only reads the bytes that it does not own.
    return ImGui::GetIO().Fonts->AddFontFromMemoryTTF(const_cast<std::uint8_t*>(bytes.data()),
                                                      static_cast<int>(bytes.size()), 19, &config);
}

ImVec4 vec(ImU32 ink) {
    return ImGui::ColorConvertU32ToFloat4(ink);
}

/// ImGui draws little itself: the ground of windows, the text fields' insides, scrollbars.
void apply_style(const Context& the) {
    ImGuiStyle style;
    style.WindowPadding = ImVec2(0, 0);
    style.WindowBorderSize = 0;
    style.WindowRounding = 0;
    style.PopupRounding = dp(8);
    style.PopupBorderSize = 0;
    style.ChildBorderSize = 0;
    style.FramePadding = ImVec2(dp(10), dp(6));
    style.FrameRounding = dp(4);
    style.ItemSpacing = ImVec2(dp(8), dp(8));
    style.ItemInnerSpacing = ImVec2(dp(8), dp(4));
    style.CellPadding = ImVec2(dp(8), 0);
    style.ScrollbarSize = dp(10);
    style.ScrollbarRounding = dp(5);
    style.WindowMinSize = ImVec2(1, 1);
    style.FontSizeBase = dp(body.line);
    const ImVec4 clear(0, 0, 0, 0);
    for (ImVec4& entry : style.Colors) entry = clear;
    style.Colors[ImGuiCol_Text] = vec(colour(&Theme::text));
    style.Colors[ImGuiCol_TextDisabled] = vec(colour(&Theme::text_disabled));
    style.Colors[ImGuiCol_InputTextCursor] = vec(colour(&Theme::text));
    style.Colors[ImGuiCol_TextSelectedBg] =
        vec((colour(&Theme::brand) & 0x00FFFFFFU) | 0x59000000U);
    style.Colors[ImGuiCol_ScrollbarGrab] = vec(colour(&Theme::stroke_strong));
    style.Colors[ImGuiCol_ScrollbarGrab].w = 0.45F;
    style.Colors[ImGuiCol_ScrollbarGrabHovered] = vec(colour(&Theme::stroke_strong));
    style.Colors[ImGuiCol_ScrollbarGrabActive] = vec(colour(&Theme::text_secondary));
    style.Colors[ImGuiCol_ModalWindowDimBg] = vec(colour(&Theme::dim));
    ImGui::GetStyle() = style;
    (void)the;
}

/// The chosen reminder of the standing messages is kept only while they are drawn.
void turn_over(Context& the) {
    the.standing_messages_before.swap(the.standing_messages);
    the.standing_messages.clear();
    the.dialogs_before.swap(the.dialogs);
    the.dialogs.clear();
    the.hooked.clear();
    the.building.clear();
    the.pending_tooltip.text.clear();
    the.field_problem.clear();
    std::erase_if(the.drafts,
                  [&](const Draft& draft) { return draft.frame != the.imgui->FrameCount; });
}

void draw_tooltip(const Context& the) {
    const PendingTooltip& tip = the.pending_tooltip;
    if (tip.text.empty()) return;
    const float wrap = dp(320);
    const ImVec2 size = measure(tip.text, caption, wrap);
    const ImVec2 padding(dp(10), dp(6));
    ImVec2 at(tip.anchor.GetCenter().x - size.x / 2 - padding.x, tip.anchor.Max.y + dp(6));
    const float width = size.x + padding.x * 2, height = size.y + padding.y * 2;
    if (at.y + height > the.now.height - dp(4)) at.y = tip.anchor.Min.y - dp(6) - height;
    at.x = std::clamp(at.x, dp(4), std::max(dp(4), the.now.width - width - dp(4)));
    at = ImVec2(snap(at.x), snap(std::max(at.y, dp(4))));
    ImDrawList* list = ImGui::GetForegroundDrawList();
    list->AddRectFilled(at, ImVec2(at.x + width, at.y + height), colour(&Theme::tooltip), dp(4));
    list->AddText(the.regular, line_of(caption), ImVec2(at.x + padding.x, at.y + padding.y),
                  colour(&Theme::on_tooltip), tip.text.data(), tip.text.data() + tip.text.size(),
                  wrap);
}

std::size_t count_unrecorded(const Context& the) {
    std::size_t count = 0;
    for (const auto& [id, widget] : the.hooked)
        if (widget && the.building.find(id) == nullptr) ++count;
    return count;
}

/// A page that stops drawing a dialog has closed it; ImGui must hear of that.
void close_forgotten_dialogs(const Context& the) {
    ImGuiContext& g = *the.imgui;
    for (int level = 0; level < g.OpenPopupStack.Size; ++level) {
        const ImGuiID id = g.OpenPopupStack[level].PopupId;
        const bool was = std::find(the.dialogs_before.begin(), the.dialogs_before.end(), id) !=
                         the.dialogs_before.end();
        const bool is = std::find(the.dialogs.begin(), the.dialogs.end(), id) != the.dialogs.end();
        if (was && !is) {
            ImGui::ClosePopupToLevel(level, true);
            return;
        }
    }
}

}  // namespace

void start(const Fonts& fonts) {
    Context& the = context();
    the = Context{};
    the.imgui = ImGui::CreateContext();
    follow_items();
    the.imgui->ConfigNavWindowingKeyNext = ImGuiKey_None;
    the.imgui->ConfigNavWindowingKeyPrev = ImGuiKey_None;
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.ConfigNavEscapeClearFocusItem = false;
    io.ConfigInputTextCursorBlink = false;  // A blinking caret would draw for ever.
    io.ConfigWindowsMoveFromTitleBarOnly = true;
    io.ConfigErrorRecovery = true;
    io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors | ImFontAtlasFlags_NoBakedLines;
    io.Fonts->TexMinHeight = 256;  // Room for a first view, and no more to hand over before it.
    the.regular = add_font(fonts.regular);
    the.semibold = add_font(fonts.semibold);
    the.icons = add_font(fonts.icons);
}

void stop() {
    Context& the = context();
    if (the.imgui != nullptr) ImGui::DestroyContext(the.imgui);
    the = Context{};
}

void begin_frame(const Surroundings& surroundings) {
    Context& the = context();
    const double before = the.now.seconds;
    the.now = surroundings;
    // Inside, everything is in device pixels: what is snapped to a whole number is sharp.
    the.now.width = std::round(surroundings.width * surroundings.pixel_ratio);
    the.now.height = std::round(surroundings.height * surroundings.pixel_ratio);
    the.now.scale = surroundings.scale * surroundings.pixel_ratio;
    the.theme = &theme(surroundings.theme);
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(the.now.width, the.now.height);
    io.MouseDragThreshold = dp(6);
    io.DeltaTime = static_cast<float>(std::clamp(surroundings.seconds - before, 0.001, 0.1));
    if (the.styled_theme != the.theme || the.styled_scale != the.now.scale) {
        apply_style(the);
        the.styled_theme = the.theme;
        the.styled_scale = the.now.scale;
    }
    if (the.wake_at >= 0 && the.wake_at <= surroundings.seconds) the.wake_at = -1;
    turn_over(the);
    ImGui::NewFrame();
}

FrameReport end_frame() {
    Context& the = context();
    FrameReport report;
    close_forgotten_dialogs(the);
    draw_tooltip(the);
    ImGui::Render();

    const ImGuiContext& g = *the.imgui;
    const Node* focused = g.NavId != 0 ? the.building.find(g.NavId) : nullptr;
    the.touched |= g.NavCursorVisible || g.IO.MouseDown[0];
    report.focused = focused != nullptr && the.touched ? focused->id : 0;
    report.editing = focused != nullptr && g.ActiveId == g.NavId && g.InputTextState.ID == g.NavId;
    report.editing |= focused != nullptr && focused->multiline;
    report.moved_focus = report.focused != the.focused_before;
    the.focused_before = report.focused;
    report.unrecorded = count_unrecorded(the);
    std::swap(the.building, the.finished);
    // What nothing answered is dropped: the item is gone.
    the.focus_request = 0;
    the.reveal_request = 0;
    the.click_requests.clear();
    the.text_requests.clear();
    the.number_requests.clear();
    // ImGui hands out a queue of events one change a frame.
    if (g.InputEventsQueue.Size > 0) wake_after(0);
    if (the.wake_at >= 0) report.wake_after = std::max(0.0, the.wake_at - the.now.seconds);
    return report;
}

const Semantics& semantics() {
    return context().finished;
}

std::vector<Announcement> take_announcements() {
    std::vector<Announcement> taken;
    taken.swap(context().announcements);
    return taken;
}

void request_focus(Id id) {
    context().focus_request = id;
}
void request_reveal(Id id) {
    context().reveal_request = id;
}
void request_click(Id id) {
    context().click_requests.push_back(id);
}

void request_text(Id id, std::string_view text, int selection_start, int selection_end) {
    context().text_requests.push_back(
        {id, std::string(text), true, selection_start, selection_end});
}

void request_selection(Id id, int selection_start, int selection_end) {
    context().text_requests.push_back({id, {}, false, selection_start, selection_end});
}

void request_enter(Id id) {
    context().enter_request = id;
}

void request_number(Id id, double value) {
    context().number_requests.push_back({id, value});
}

std::string take_clipboard() {
    return std::exchange(context().clipboard, {});
}

void on_navigate(std::function<void(std::string_view)> handler) {
    context().navigate = std::move(handler);
}

void navigate(std::string_view href) {
    if (context().navigate) context().navigate(href);
}

void wake_after(double seconds) {
    Context& the = context();
    const double at = the.now.seconds + std::max(seconds, 0.0);
    if (the.wake_at < 0 || at < the.wake_at) the.wake_at = at;
}

double seconds_now() {
    return context().now.seconds;
}

void announce(std::string_view text, bool assertive) {
    context().announcements.push_back({std::string(text), assertive});
}

void copy_text(std::string_view text) {
    context().clipboard = text;
    announce("Copied", false);
}

void focus_next() {
    context().focus_next = true;
}

float text_scale() {
    return context().now.scale / context().now.pixel_ratio;
}

const Theme& current_theme() {
    return *context().theme;
}

bool follows_system_theme() {
    return context().now.system_theme;
}

}  // namespace pim::ui::kit
