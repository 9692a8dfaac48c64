#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "ui/kit/widgets.hpp"

/// Tables: one line a row, cards where there is not enough room for that.
namespace pim::ui::kit {

struct Column {
    std::string_view label = {};
    float width = 0;  ///< Fixed width; 0 takes a share of what is left.
    float share = 1;  ///< Share of what is left, for width 0.
    bool sortable = false;
    bool hide_label = false;  ///< For a column of buttons: the label is read out only.
    /// On cards: 1 label and value, 2 the value alone, 3 the value alone on a line of its own.
    int narrow = 1;
};

/// Kept by the page from frame to frame.
struct TableState {
    int sort_column = -1;
    bool descending = false;
    std::uint64_t selected = 0;  ///< Key of the chosen row; 0 none.
};

struct TableOptions {
    std::string_view label = {};  ///< The table's name.
    std::string_view id = {};
    std::span<const Column> columns = {};
    std::size_t rows = 0;
    /// Stable name of a row, not 0; empty: its index + 1. Needed for `selectable` and for sorting.
    std::function<std::uint64_t(std::size_t)> row_key = {};
    /// Rows can be chosen (click, Enter, Space): `TableState::selected`.
    bool selectable = false;
    /// Rows are cards where there is less room, in logical pixels.
    float cards_below = 640;
    /// Shown instead of rows when there are none.
    std::string_view empty_title = "Nothing to show";
    std::string_view empty_text = {};
    std::string_view empty_icon = icon::box;
};

/// Given to the row drawer: opens one cell after the other, in the order of the columns.
class Cells {
public:
    /// The next cell holds what is drawn until the next one is opened.
    void next();
    void text(std::string_view value);
    void text(std::string_view value, std::string_view second_line);
    void badge(std::string_view value, Tone tone);
    /// True when pressed.
    bool link(std::string_view label, std::string_view href = {});
    /// The next cell holds buttons side by side, as high as the row.
    Scope actions();

private:
    friend struct TableDrawing;
    struct TableDrawing* drawing_ = nullptr;
};

enum class TableChange : std::uint8_t { nothing, sorted, selected };

/// Draws the rows by calling `draw(row, cells)` for those that are in sight. After `sorted` the
/// page puts its rows in the order of the state.
TableChange table(const TableOptions& options, TableState& state,
                  const std::function<void(std::size_t row, Cells& cells)>& draw);

}  // namespace pim::ui::kit
