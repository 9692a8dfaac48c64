#include "ui/kit/table.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit {

using namespace inside;

namespace {
constexpr float row_height_min = 44;
}  // namespace

/// One table being drawn, as lines or as cards.
struct TableDrawing {
    const TableOptions* options = nullptr;
    TableState* state = nullptr;
    Id grid = 0;
    bool cards = false;
    int column = -1;
    int row = 0;  ///< From 1, as in the node; the header is 1.
    bool cell_open = false;
    bool empty_cell = false;    ///< The cell to open holds nothing: a card leaves its label out.
    std::optional<Scope> line;  ///< What a cell draws stands in a row.
    ImVec2 cell_start;
    Id cell = 0;
    Id row_id = 0;

    void open_cell(int index);
    void close_cell();
    void finish_row();
    Scope row_of(int index) const;
    void keep_together(int index);
    void keep_width(int index) const;
    ImGuiID width_key(int index) const { return row_id + static_cast<ImGuiID>(index) + 1; }
    static void attach(Cells& cells, TableDrawing& drawing) { cells.drawing_ = &drawing; }
    float row_height() const { return dp(context().now.coarse_pointer ? 48 : row_height_min); }
};

void TableDrawing::open_cell(int index) {
    close_cell();
    const bool empty = std::exchange(empty_cell, false);
    column = index;
    if (index >= static_cast<int>(options->columns.size())) return;
    const Column& column_of = options->columns[static_cast<std::size_t>(index)];
    if (cards) {
        // The first cell is the card's title; the others share what lies below.
        if (index <= 1 || column_of.narrow == 3) {
            line.reset();
            line.emplace(row_of(index));
        }
        keep_together(index);
    } else {
        ImGui::TableSetColumnIndex(index);
        line.emplace(row_of(index));
        context().rows.back().wraps = false;
    }
    const RowState& inside = context().rows.back();
    cell_start = ImVec2(inside.x, inside.y);
    Node& node = record(Role::grid_cell, ImGui::GetCurrentWindow()->GetID(index), {}, ImRect());
    cell = node.id;
    node.row = row;
    node.column = index + 1;
    open_parent(cell);
    ImGui::PushID(index);
    cell_open = true;
    const bool labelled = column_of.narrow == 1 && !column_of.label.empty() && !empty;
    if (cards && index > 0 && labelled) text(column_of.label, {.secondary = true, .small = true});
}

Scope TableDrawing::row_of(int index) const {
    if (!cards) return kit::row({.gap = 12, .height = row_height() / context().now.scale});
    return kit::row({.gap = index == 0 ? 8.0F : 10.0F, .height = 28});
}

/// A label and its value are not parted at a line's end: a cell that was too wide for the rest of
/// its line in the last frame begins on the next one.
void TableDrawing::keep_together(int index) {
    RowState& inside = context().rows.back();
    const float width = *ImGui::GetStateStorage()->GetFloatRef(width_key(index), 0);
    if (inside.x <= inside.start.x || inside.x + width <= inside.right + 0.5F) return;
    inside.x = inside.start.x;
    inside.y += inside.line_height + dp(4);
    inside.line_height = inside.height;
}

void TableDrawing::keep_width(int index) const {
    const RowState& inside = context().rows.back();
    float* kept = ImGui::GetStateStorage()->GetFloatRef(width_key(index), 0);
    // Where it broke all the same, it is wider than what is left.
    const bool broke = inside.y > cell_start.y + 0.5F;
    const float width =
        broke ? inside.right - inside.start.x : inside.x - inside.gap - cell_start.x;
    if (*kept != width) wake_after(0);
    *kept = width;
}

void TableDrawing::close_cell() {
    if (!cell_open) return;
    const RowState& inside = context().rows.back();
    if (cards) keep_width(column);
    const float right = cards ? std::max(inside.x - inside.gap, cell_start.x + 1) : inside.right;
    const float left = inside.y > cell_start.y ? inside.start.x : cell_start.x;
    const ImRect box(ImVec2(left, cell_start.y), ImVec2(right, inside.y + inside.line_height));
    ImGui::PopID();
    close_parent();
    set_box(cell, box);
    cell_open = false;
    if (!cards) line.reset();
}

void TableDrawing::finish_row() {
    close_cell();
    line.reset();
}

void Cells::next() {
    drawing_->open_cell(drawing_->column + 1);
}

void Cells::text(std::string_view value) {
    drawing_->empty_cell = drawing_->cards && value.empty();
    next();
    if (drawing_->cards && value.empty()) return;  // nor has it a gap of its own
    const bool heads = drawing_->cards && drawing_->column == 0;
    kit::text(value, {.strong = heads, .single_line = !drawing_->cards});
}

void Cells::text(std::string_view value, std::string_view second_line) {
    next();
    if (drawing_->cards) {
        kit::text(value, {.strong = drawing_->column == 0});
        kit::text(second_line, {.secondary = true, .small = true});
        return;
    }
    const float width = room();
    const ImRect box = place(ImVec2(width, dp(body.line + caption.line)));
    draw_cut(box.Min, width, value, body, colour(&Theme::text));
    const ImVec2 below(box.Min.x, box.Min.y + dp(body.line));
    draw_cut(below, width, second_line, caption, colour(&Theme::text_secondary));
    record_text(value, ImRect(box.Min, ImVec2(box.Max.x, below.y)));
    record_text(second_line, ImRect(below, box.Max));
}

void Cells::badge(std::string_view value, Tone tone) {
    next();
    if (!value.empty()) kit::badge(value, tone);
}

bool Cells::link(std::string_view label, std::string_view href) {
    next();
    return kit::link(
        {.label = label, .href = href, .strong = drawing_->cards, .wraps = drawing_->cards});
}

Scope Cells::actions() {
    next();
    const float height = drawing_->cards ? control_height() : drawing_->row_height();
    return kit::row({.gap = 4, .height = height / context().now.scale, .id = "actions"});
}

namespace {

std::uint64_t key_of(const TableOptions& options, std::size_t row) {
    return options.row_key ? options.row_key(row) : row + 1;
}

/// A sortable header is a button; the node is the column header itself.
bool header_cell(const TableOptions& options, TableState& state, int index) {
    const Column& column = options.columns[static_cast<std::size_t>(index)];
    const Named header = named(column.label);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float height = dp(36);
    const ImRect box(at, ImVec2(at.x + room(), at.y + height));
    ImGui::ItemSize(box.GetSize());
    const bool on = state.sort_column == index;
    bool pressed = false;
    const ImGuiID id = ImGui::GetCurrentWindow()->GetID(index);
    if (column.sortable) {
        const Press result = press(id, box);
        pressed = result.pressed;
        if (result.hovered) fill(box, colour(&Theme::subtle));
    }
    const float sign = column.sortable && on ? dp(20) : 0;
    const float y = box.GetCenter().y - dp(caption.line) / 2;
    if (!column.hide_label)
        draw_cut(ImVec2(box.Min.x, y), box.GetWidth() - sign, header.shown, caption_strong,
                 colour(&Theme::text_secondary));
    if (sign > 0) {
        const float x = box.Min.x + std::min(measure(header.shown, caption_strong).x + dp(10),
                                             box.GetWidth() - dp(8));
        draw_icon(ImVec2(x, box.GetCenter().y), state.descending ? icon::sort_down : icon::sort_up,
                  14, colour(&Theme::text_secondary));
    }
    if (column.sortable) focus_ring(id, box);
    Node& node = record(Role::column_header, id, header.shown, box);
    node.row = 1;
    node.column = index + 1;
    node.focusable = column.sortable;
    node.sortable = column.sortable;
    node.sort = on ? (state.descending ? -1 : 1) : 0;
    if (!pressed) return false;
    state.descending = on && !state.descending;
    state.sort_column = index;
    return true;
}

bool header(const TableOptions& options, TableState& state) {
    ImGui::TableNextRow();
    Node& node = record(Role::row, ImGui::GetCurrentWindow()->GetID("header"), {}, ImRect());
    node.row = 1;
    const Id id = node.id;
    open_parent(id);
    bool sorted = false;
    for (int index = 0; index < static_cast<int>(options.columns.size()); ++index) {
        ImGui::TableSetColumnIndex(index);
        sorted |= header_cell(options, state, index);
    }
    close_parent();
    return sorted;
}

using Drawer = std::function<void(std::size_t, Cells&)>;

/// The row itself, when it can be chosen: an item below its cells.
bool row_item(TableDrawing& drawing, const ImRect& box, std::uint64_t key) {
    const TableOptions& options = *drawing.options;
    if (!options.selectable) {
        if (ImGui::IsMouseHoveringRect(box.Min, box.Max) && ImGui::IsWindowHovered())
            fill(box, colour(&Theme::subtle), 0);
        return false;
    }
    ImGui::SetNextItemAllowOverlap();
    const ImGuiID id = ImGui::GetCurrentWindow()->GetID("row");
    const Press result = press(id, box, false, ImGuiButtonFlags_AllowOverlap);
    const bool on = drawing.state->selected == key;
    if (on || result.hovered) fill(box, colour(on ? &Theme::selected : &Theme::subtle), 0);
    focus_ring(id,
               ImRect(ImVec2(box.Min.x + dp(2), box.Min.y + dp(2)),
                      ImVec2(box.Max.x - dp(2), box.Max.y - dp(2))),
               2);
    if (!result.pressed) return false;
    drawing.state->selected = on ? 0 : key;
    return true;
}

bool draw_line(TableDrawing& drawing, std::size_t row, const Drawer& draw) {
    const std::uint64_t key = key_of(*drawing.options, row);
    const auto scope = kit::key(key);
    ImGui::TableNextRow(0, drawing.row_height());
    ImGui::TableSetColumnIndex(0);
    ImGuiTable* table = context().imgui->CurrentTable;
    const ImRect box(ImVec2(table->WorkRect.Min.x, table->RowPosY1),
                     ImVec2(table->WorkRect.Max.x, table->RowPosY1 + drawing.row_height()));
    drawing.row = static_cast<int>(row) + 2;
    drawing.row_id = ImGui::GetCurrentWindow()->GetID("row");
    ImGui::TablePushBackgroundChannel();
    ImGui::PushClipRect(table->BgClipRect.Min, table->BgClipRect.Max, false);
    const bool selected = row_item(drawing, box, key);
    ImGui::PopClipRect();
    ImGui::TablePopBackgroundChannel();
    ImRect clip = box;
    clip.ClipWith(table->BgClipRect);
    Node node;
    node.role = Role::row;
    node.id = drawing.row_id;
    if (clip.GetHeight() >= 1) node.box = page_box(clip);
    node.row = drawing.row;
    node.focusable = drawing.options->selectable;
    if (drawing.options->selectable) node.selected = state_of(drawing.state->selected == key);
    context().building.add(std::move(node));
    open_parent(drawing.row_id);
    Cells cells;
    drawing.column = -1;
    TableDrawing::attach(cells, drawing);
    draw(row, cells);
    drawing.finish_row();
    close_parent();
    return selected;
}

bool draw_card(TableDrawing& drawing, std::size_t row, const Drawer& draw) {
    const std::uint64_t key = key_of(*drawing.options, row);
    const auto scope = kit::key(key);
    drawing.row = static_cast<int>(row) + 2;
    drawing.row_id = ImGui::GetCurrentWindow()->GetID("row");
    const ImVec2 top = ImGui::GetCursorScreenPos();
    const float width = room();
    // The card's height is known from the last frame; the row's item lies below its cells.
    const float height = ImGui::GetStateStorage()->GetFloat(drawing.row_id, dp(72));
    const ImRect box(top, ImVec2(top.x + width, top.y + height));
    if (out_of_reach(box)) {
        ImGui::ItemSize(ImVec2(0, height - ImGui::GetStyle().ItemSpacing.y));
        return false;
    }
    const bool selected = row_item(drawing, box, key);
    Node& node = record(Role::row, drawing.row_id, {}, box);
    node.row = drawing.row;
    node.focusable = drawing.options->selectable;
    if (drawing.options->selectable) node.selected = state_of(drawing.state->selected == key);
    open_parent(drawing.row_id);
    ImGui::ItemSize(ImVec2(0, dp(2)));
    Cells cells;
    drawing.column = -1;
    TableDrawing::attach(cells, drawing);
    draw(row, cells);
    drawing.finish_row();
    close_parent();
    divider();
    const float drawn = ImGui::GetCursorScreenPos().y - top.y;
    if (drawn != height) wake_after(0);
    ImGui::GetStateStorage()->SetFloat(drawing.row_id, drawn);
    return selected;
}

TableChange draw_cards(TableDrawing& drawing, const Drawer& draw) {
    TableChange change = TableChange::nothing;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(dp(8), dp(2)));
    for (std::size_t row = 0; row < drawing.options->rows; ++row)
        if (draw_card(drawing, row, draw)) change = TableChange::selected;
    ImGui::PopStyleVar();
    return change;
}

TableChange draw_lines(TableDrawing& drawing, ImGuiID id, const Drawer& draw) {
    const TableOptions& options = *drawing.options;
    constexpr ImGuiTableFlags flags = ImGuiTableFlags_BordersInnerH |
                                      ImGuiTableFlags_SizingFixedFit |
                                      ImGuiTableFlags_NoSavedSettings;
    ImGui::PushStyleColor(ImGuiCol_TableBorderLight, colour(&Theme::stroke));
    ImGui::PushStyleColor(ImGuiCol_TableBorderStrong, colour(&Theme::stroke));
    const int count = static_cast<int>(options.columns.size());
    TableChange change = TableChange::nothing;
    if (ImGui::BeginTableEx("table", id, count, flags)) {
        for (const Column& column : options.columns) {
            const bool fixed = column.width > 0;
            ImGui::TableSetupColumn(
                "", fixed ? ImGuiTableColumnFlags_WidthFixed : ImGuiTableColumnFlags_WidthStretch,
                fixed ? dp(column.width) : column.share);
        }
        if (header(options, *drawing.state)) change = TableChange::sorted;
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(options.rows), drawing.row_height());
        while (clipper.Step())
            for (int row = clipper.DisplayStart; row < clipper.DisplayEnd; ++row)
                if (draw_line(drawing, static_cast<std::size_t>(row), draw))
                    change = TableChange::selected;
        ImGui::EndTable();
    }
    ImGui::PopStyleColor(2);
    return change;
}

}  // namespace

TableChange table(const TableOptions& options, TableState& state, const Drawer& draw) {
    if (options.rows == 0) {
        empty_state(
            {.icon = options.empty_icon, .title = options.empty_title, .text = options.empty_text});
        return TableChange::nothing;
    }
    const Named name = named(options.label, options.id);
    TableDrawing drawing;
    drawing.options = &options;
    drawing.state = &state;
    drawing.cards = room() < dp(options.cards_below);
    const ImVec2 top = ImGui::GetCursorScreenPos();
    const float width = room();
    const ImGuiWindow& window = *ImGui::GetCurrentWindow();
    if (top.y < window.ClipRect.Min.y - 1) scroll_button("Previous rows", name.id + 1, -1);
    const bool by_keys = !options.selectable && window.ScrollMax.y > 0;
    Node& node = record(Role::grid, name.id, name.shown, ImRect());
    node.focusable = by_keys;
    node.row_count = static_cast<int>(options.rows) + 1;
    node.column_count = static_cast<int>(options.columns.size());
    drawing.grid = node.id;
    open_parent(drawing.grid);
    ImGui::PushID(static_cast<int>(name.id));
    const TableChange change =
        drawing.cards ? draw_cards(drawing, draw) : draw_lines(drawing, name.id, draw);
    ImGui::PopID();
    close_parent();
    const ImRect box(top, ImVec2(top.x + width, ImGui::GetCursorScreenPos().y));
    set_box(drawing.grid, box);
    if (by_keys) scroll_by_keys(drawing.grid, box);
    if (box.Max.y > window.ClipRect.Max.y + 1) scroll_button("Next rows", name.id + 2, 1);
    return change;
}

}  // namespace pim::ui::kit
