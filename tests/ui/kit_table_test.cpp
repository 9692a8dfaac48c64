// Goal: a table is a grid to the mirror, sorts and chooses, and becomes cards where it is narrow.
// Method: frames without a window, see kit_support.hpp.
#include "ui/kit/kit.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "ui/kit_support.hpp"

namespace kit = pim::ui::kit;
using kit::Role;
using pim::tests::in_pane;
using pim::tests::Stage;

BOOST_AUTO_TEST_SUITE(kit_table_test)

BOOST_AUTO_TEST_CASE(table_has_rows_cells_and_sorting_headers) {
    Stage stage;
    kit::TableState state;
    int opened = -1;
    const std::vector<kit::Column> columns{{.label = "Role", .sortable = true},
                                           {.label = "State", .width = 120},
                                           {.label = "Actions", .width = 120, .hide_label = true}};
    const auto draw = in_pane([&] {
        kit::table({.label = "Assignments", .columns = columns, .rows = 200, .selectable = true},
                   state, [&](std::size_t row, kit::Cells& cells) {
                       cells.text("Role " + std::to_string(row));
                       cells.badge("Active", kit::Tone::success);
                       cells.next();
                       if (kit::link({.label = "Open"})) opened = static_cast<int>(row);
                   });
    });
    stage.shows(draw);
    const kit::Node& grid = stage.node(Role::grid, "Assignments");
    BOOST_CHECK_EQUAL(grid.row_count, 201);
    BOOST_CHECK_EQUAL(grid.column_count, 3);
    const kit::Node& cell_text = stage.node(Role::text, "Role 1");
    const kit::Node* cell = kit::semantics().find(cell_text.parent);
    BOOST_REQUIRE(cell != nullptr);
    BOOST_CHECK(cell->role == Role::grid_cell);
    BOOST_CHECK_EQUAL(cell->row, 3);
    BOOST_CHECK(!stage.has(Role::text, "Role 150"));
    stage.click(Role::column_header, "Role");
    BOOST_CHECK_EQUAL(state.sort_column, 0);
    BOOST_CHECK_EQUAL(stage.node(Role::column_header, "Role").sort, 1);
    const kit::Box text = stage.node(Role::text, "Role 1").box;
    stage.click(text.x0 + 4, (text.y0 + text.y1) / 2);
    BOOST_CHECK_EQUAL(state.selected, 2U);
    stage.click(Role::button, "Open");
    BOOST_CHECK_EQUAL(opened, 0);
    BOOST_CHECK_EQUAL(stage.duplicates, 0U);
}

BOOST_AUTO_TEST_CASE(a_narrow_table_becomes_cards) {
    Stage stage(390, 844);
    kit::TableState state;
    const std::vector<kit::Column> columns{
        {.label = "Role"}, {.label = "State"}, {.label = "Reason"}, {.label = "Scope"}};
    stage.shows(in_pane([&] {
        kit::table({.label = "Assignments", .columns = columns, .rows = 3}, state,
                   [&](std::size_t row, kit::Cells& cells) {
                       cells.text("Role " + std::to_string(row));
                       cells.text("Active");
                       cells.text("");
                       cells.text("Directory");
                   });
    }));
    BOOST_CHECK(stage.has(Role::text, "State"));
    BOOST_CHECK(!stage.has(Role::column_header, "State"));
    const kit::Box first = stage.node(Role::text, "Role 0").box;
    const kit::Box second = stage.node(Role::text, "Role 1").box;
    BOOST_CHECK_GT(second.y0, first.y1 + 20);
    BOOST_CHECK(stage.has(Role::text, "Scope"));
    BOOST_CHECK(!stage.has(Role::text, "Reason"));
}

BOOST_AUTO_TEST_CASE(on_a_card_no_label_parts_from_its_value_and_buttons_stand_side_by_side) {
    Stage stage(390, 844);
    kit::TableState state;
    const std::vector<kit::Column> columns{{.label = "Role"},
                                           {.label = "State", .narrow = 2},
                                           {.label = "Start"},
                                           {.label = "End"},
                                           {.label = "Actions", .narrow = 3}};
    stage.shows(in_pane([&] {
        kit::table({.label = "Assignments", .columns = columns, .rows = 1}, state,
                   [&](std::size_t, kit::Cells& cells) {
                       cells.text("Security Reader");
                       cells.badge("Assigned for a long while", kit::Tone::success);
                       cells.text("22 November 2026, 06:41");
                       cells.text("22 May 2027, 06:41");
                       if (const auto line = cells.actions()) {
                           kit::button({.label = "Update", .small = true});
                           kit::button({.label = "Remove", .small = true});
                           kit::button({.label = "Extend", .small = true});
                       }
                   });
    }));
    const auto box = [&](Role role, std::string_view name) { return stage.node(role, name).box; };
    const auto beside = [](const kit::Box& left, const kit::Box& right) {
        return left.y0 < right.y1 && right.y0 < left.y1 && left.x1 <= right.x0;
    };
    BOOST_CHECK(beside(box(Role::text, "Start"), box(Role::text, "22 November 2026, 06:41")));
    BOOST_CHECK(beside(box(Role::text, "End"), box(Role::text, "22 May 2027, 06:41")));
    BOOST_CHECK(beside(box(Role::button, "Update"), box(Role::button, "Remove")));
    BOOST_CHECK(beside(box(Role::button, "Remove"), box(Role::button, "Extend")));
    BOOST_CHECK_LT(box(Role::button, "Update").x0, 40);
    BOOST_CHECK_GE(box(Role::button, "Update").y0, box(Role::text, "22 May 2027, 06:41").y1);
    stage.now.coarse_pointer = true;
    stage.step();
    BOOST_CHECK_GE(box(Role::button, "Remove").y1 - box(Role::button, "Remove").y0, 44);
    BOOST_CHECK(beside(box(Role::button, "Remove"), box(Role::button, "Extend")));
}

BOOST_AUTO_TEST_CASE(rows_that_cannot_be_chosen_are_scrolled_by_keys_and_through_the_mirror) {
    Stage stage;
    kit::TableState state;
    const std::vector<kit::Column> columns{{.label = "Row"}};
    stage.shows(in_pane([&] {
        kit::table(
            {.label = "Log", .columns = columns, .rows = 200}, state,
            [&](std::size_t row, kit::Cells& cells) { cells.text("Row " + std::to_string(row)); });
    }));
    stage.step();
    BOOST_CHECK(stage.node(Role::grid, "Log").focusable);
    BOOST_CHECK(!stage.has(Role::button, "Previous rows"));
    stage.focus(Role::grid, "Log");
    stage.press(ImGuiKey_PageDown);
    BOOST_CHECK(!stage.has(Role::text, "Row 1"));
    BOOST_CHECK_EQUAL(stage.step().focused, stage.node(Role::grid, "Log").id);
    stage.press(ImGuiKey_End);
    BOOST_CHECK(stage.has(Role::text, "Row 199"));
    stage.press(ImGuiKey_Home);
    BOOST_CHECK(stage.has(Role::text, "Row 1"));
    kit::request_click(stage.node(Role::button, "Next rows").id);
    stage.step();
    BOOST_CHECK(!stage.has(Role::text, "Row 1"));
    kit::request_click(stage.node(Role::button, "Previous rows").id);
    stage.step();
    BOOST_CHECK(stage.has(Role::text, "Row 1"));
    BOOST_CHECK_EQUAL(stage.duplicates, 0U);
}

BOOST_AUTO_TEST_CASE(cards_far_from_what_is_seen_are_not_drawn) {
    Stage stage(390, 844);
    kit::TableState state;
    const std::vector<kit::Column> columns{{.label = "Row"}, {.label = "Told"}};
    int drawn = 0;
    stage.shows(in_pane([&] {
        kit::table({.label = "Log", .columns = columns, .rows = 1000}, state,
                   [&](std::size_t row, kit::Cells& cells) {
                       ++drawn;
                       cells.text("Row " + std::to_string(row));
                       cells.text("Words");
                   });
    }));
    stage.step();
    drawn = 0;
    stage.step(1);
    BOOST_CHECK_GT(drawn, 10);
    BOOST_CHECK_LT(drawn, 60);
    stage.focus(Role::grid, "Log");
    stage.press(ImGuiKey_End);
    stage.step(6);
    BOOST_CHECK(stage.has(Role::text, "Row 999"));
    BOOST_CHECK_LT(stage.step().wake_after, 0);
}

BOOST_AUTO_TEST_SUITE_END()
