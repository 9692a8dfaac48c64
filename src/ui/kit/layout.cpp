#include <algorithm>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit {

using namespace inside;

namespace {

/// Last frame's widths, kept in ImGui's storage of the window.
float* stored(ImGuiID id) {
    return ImGui::GetStateStorage()->GetFloatRef(id, 0);
}

void close_row() {
    Context& the = context();
    const RowState row = the.rows.back();
    the.rows.pop_back();
    if (row.spring_at >= 0) {
        const float behind = std::max(0.0F, row.x - row.gap - row.spring_at);
        float* kept = stored(row.id);
        if (*kept != behind) wake_after(0);
        *kept = behind;
    }
    const ImVec2 size(std::max(row.right - row.start.x, 0.0F),
                      row.y + row.line_height - row.start.y);
    if (the.rows.empty()) {
        ImGui::SetCursorScreenPos(row.start);
        ImGui::ItemSize(size);
        ImGui::GetCurrentWindow()->DC.IsSetPos = false;
    } else {
        // A row within a row has taken what it drew.
        RowState& outer = the.rows.back();
        outer.x = std::max(outer.x, row.x);
        outer.line_height = std::max(outer.line_height, size.y);
    }
}

struct ColumnsState {
    ImVec2 start;
    float width = 0, gap = 0, bottom = 0;
    float last_width = 0;
    int count = 1, at = 0;
};
std::vector<ColumnsState>& open_columns() {
    static std::vector<ColumnsState> states;
    return states;
}

void enter_column(ColumnsState& state) {
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    const float x = state.start.x + static_cast<float>(state.at) * (state.width + state.gap);
    ImGui::SetCursorScreenPos(ImVec2(x, state.start.y));
    window->DC.IsSetPos = false;
    const float width = state.at + 1 == state.count ? state.last_width : state.width;
    window->DC.Indent.x = x - window->Pos.x - window->DC.ColumnsOffset.x;
    window->WorkRect.Max.x = x + width;
    window->ContentRegionRect.Max.x = x + width;
}

struct Restored {
    float indent, work_right, content_right;
};
std::vector<Restored>& kept_edges() {
    static std::vector<Restored> edges;
    return edges;
}

void keep_edges() {
    const ImGuiWindow* window = ImGui::GetCurrentWindow();
    kept_edges().push_back(
        {window->DC.Indent.x, window->WorkRect.Max.x, window->ContentRegionRect.Max.x});
}

void restore_edges() {
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    const Restored edges = kept_edges().back();
    kept_edges().pop_back();
    window->DC.Indent.x = edges.indent;
    window->WorkRect.Max.x = edges.work_right;
    window->ContentRegionRect.Max.x = edges.content_right;
}

void close_columns() {
    ColumnsState state = open_columns().back();
    open_columns().pop_back();
    const float bottom = std::max(state.bottom, ImGui::GetCursorScreenPos().y);
    restore_edges();
    ImGui::SetCursorScreenPos(ImVec2(state.start.x, bottom));
    ImGui::GetCurrentWindow()->DC.IsSetPos = false;
}

struct CardState {
    ImVec2 start;
    float width = 0;
    ImGuiID id = 0;
};
std::vector<CardState>& open_cards() {
    static std::vector<CardState> states;
    return states;
}

void close_card() {
    const CardState state = open_cards().back();
    open_cards().pop_back();
    const ImGuiContext& g = *context().imgui;
    const float bottom = ImGui::GetCursorScreenPos().y - g.Style.ItemSpacing.y + dp(16);
    restore_edges();
    const ImRect box(state.start, ImVec2(state.start.x + state.width, bottom));
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->ChannelsSetCurrent(0);
    fill(box, colour(&Theme::raised), 8);
    frame(box, colour(&Theme::stroke), 8);
    list->ChannelsMerge();
    close_parent();
    set_box(state.id, box);
    ImGui::SetCursorScreenPos(state.start);
    ImGui::GetCurrentWindow()->DC.IsSetPos = false;
    ImGui::ItemSize(box.GetSize());
}

}  // namespace

namespace inside {

void set_box(ImGuiID id, const ImRect& box) {
    context().building.set_box(id, clipped(box));
}

}  // namespace inside

Scope key(std::string_view key) {
    ImGui::PushID(key.data(), key.data() + key.size());
    return Scope(true, [] { ImGui::PopID(); });
}

Scope key(std::uint64_t key) {
    return inside::context().imgui == nullptr
               ? Scope()
               : kit::key(std::string_view(reinterpret_cast<const char*>(&key), sizeof key));
}

Scope row(const RowOptions& options) {
    Context& the = context();
    RowState row;
    const std::string_view id = options.id.empty() ? std::string_view("row") : options.id;
    row.id = ImGui::GetCurrentWindow()->GetID(id.data(), id.data() + id.size());
    if (the.rows.empty()) {
        row.start = ImGui::GetCursorScreenPos();
        row.right = row.start.x + ImGui::GetContentRegionAvail().x;
    } else {
        const RowState& outer = the.rows.back();
        row.start = ImVec2(outer.x, outer.y);
        row.right = outer.right;
    }
    row.x = row.start.x;
    row.y = row.start.y;
    row.gap = dp(options.gap);
    row.height = row.line_height = options.height > 0 ? dp(options.height) : control_height();
    the.rows.push_back(row);
    return Scope(true, close_row);
}

void spring() {
    Context& the = context();
    if (the.rows.empty()) return;
    RowState& row = the.rows.back();
    const float behind = *stored(row.id);
    row.x = std::max(row.x, row.right - behind);
    row.spring_at = row.x;
}

void space(float height) {
    ImGui::ItemSize(ImVec2(0, std::max(0.0F, dp(height - 8))));
}

void divider() {
    const ImRect box = place(ImVec2(room(), dp(9)));
    const float y = box.Min.y + dp(4);
    fill(ImRect(ImVec2(box.Min.x, y), ImVec2(box.Max.x, y + snap(1))), colour(&Theme::stroke), 0);
}

Scope group(const GroupOptions& options) {
    const Named group = named(options.label);
    if (options.heading) heading(group.shown, 3);
    Node& node = record(Role::group, group.id, group.shown, ImRect());
    node.description = sentence(options.description);
    open_parent(node.id);
    if (!options.description.empty())
        prose(options.description, {.secondary = true, .small = true});
    ImGui::PushID(static_cast<int>(group.id));
    return Scope(true, [] {
        ImGui::PopID();
        close_parent();
    });
}

Scope card(const CardOptions& options) {
    const Named card = named(options.label);
    CardState state;
    state.start = ImGui::GetCursorScreenPos();
    state.width = options.width > 0 ? std::min(dp(options.width), room()) : room();
    Node& node = record(Role::region, card.id, card.shown, ImRect());
    state.id = node.id;
    open_parent(node.id);
    keep_edges();
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->ChannelsSplit(2);
    list->ChannelsSetCurrent(1);
    ColumnsState inner;
    inner.start = ImVec2(state.start.x + dp(16), state.start.y + dp(16));
    inner.width = inner.last_width = state.width - dp(32);
    enter_column(inner);
    open_cards().push_back(state);
    ImGui::PushID(static_cast<int>(card.id));
    return Scope(true, [] {
        ImGui::PopID();
        close_card();
    });
}

Scope columns(const ColumnsOptions& options) {
    ColumnsState state;
    state.start = ImGui::GetCursorScreenPos();
    state.gap = dp(options.gap);
    const float width = room();
    const float least = dp(options.width_min);
    const float last = dp(options.last_width);
    const float wider = last > 0 ? least - last : 0;  // what the last one leaves to the others
    const int fit = static_cast<int>((width + state.gap + wider) / (least + state.gap));
    state.count = std::clamp(fit, 1, std::max(options.count, 1));
    const bool fixed = last > 0 && state.count > 1;
    const auto equal = static_cast<float>(fixed ? state.count - 1 : state.count);
    const float gaps = state.gap * static_cast<float>(state.count - 1);
    state.width = (width - gaps - (fixed ? last : 0)) / equal;
    state.last_width = fixed ? last : state.width;
    keep_edges();
    enter_column(state);
    open_columns().push_back(state);
    return Scope(true, close_columns);
}

void next_column() {
    ColumnsState& state = open_columns().back();
    state.bottom = std::max(state.bottom, ImGui::GetCursorScreenPos().y);
    if (++state.at >= state.count) {
        state.at = 0;
        state.start.y = state.bottom;
    }
    enter_column(state);
}

}  // namespace pim::ui::kit
