// Goal: each widget tells the mirror its role, name and state, and answers the pointer, the
// keyboard and assistive technology alike. Method: frames without a window, see kit_support.hpp.
#include "ui/kit/kit.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "ui/kit_support.hpp"

namespace kit = pim::ui::kit;
using kit::Role;
using kit::State;
using pim::tests::Stage;

namespace {

/// A page in the portal's frame, with `content` in its pane.
Stage::Draw in_pane(std::function<void()> content) {
    return [content = std::move(content)] {
        static kit::Shell shell;
        kit::shell(shell, {});
        if (auto bar = kit::top_bar()) kit::product("pimlab", "#/");
        if (auto nav = kit::navigation()) {
            kit::nav_group("Tasks");
            kit::nav_item({.label = "My roles", .href = "#/my-roles", .icon = kit::icon::key});
        }
        if (auto pane = kit::pane({.label = "Main"})) {
            kit::page({.title = "Page", .description = "About it"});
            content();
        }
    };
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kit_test)

BOOST_AUTO_TEST_CASE(regions_are_landmarks_and_the_page_has_one_heading) {
    Stage stage;
    stage.shows(in_pane([] { kit::text("Hello"); }));
    BOOST_CHECK(stage.has(Role::banner, "pimlab"));
    BOOST_CHECK(stage.has(Role::navigation, "Portal"));
    BOOST_CHECK(stage.has(Role::main, "Main"));
    BOOST_CHECK_EQUAL(stage.node(Role::heading, "Page").level, 1);
    BOOST_CHECK(stage.has(Role::text, "Hello"));
    BOOST_CHECK_EQUAL(stage.node(Role::text, "Hello").parent, stage.node(Role::main, "Main").id);
    BOOST_CHECK_EQUAL(stage.duplicates, 0U);
    BOOST_CHECK_EQUAL(stage.unrecorded, 0U);
}

BOOST_AUTO_TEST_CASE(button_answers_pointer_keyboard_and_mirror) {
    Stage stage;
    int pressed = 0;
    stage.shows(in_pane([&] {
        if (kit::button({.label = "Activate###activate", .kind = kit::Kind::primary})) ++pressed;
    }));
    stage.click(Role::button, "Activate");
    BOOST_CHECK_EQUAL(pressed, 1);
    stage.focus(Role::button, "Activate");
    stage.press(ImGuiKey_Enter);
    BOOST_CHECK_EQUAL(pressed, 2);
    stage.press(ImGuiKey_Space);
    BOOST_CHECK_EQUAL(pressed, 3);
    kit::request_click(stage.node(Role::button, "Activate").id);
    stage.step();
    BOOST_CHECK_EQUAL(pressed, 4);
}

BOOST_AUTO_TEST_CASE(disabled_button_is_focusable_says_why_and_does_nothing) {
    Stage stage;
    int pressed = 0;
    stage.shows(in_pane([&] {
        if (kit::button({.label = "Extend", .disabled_reason = "Ends in more than 14 days"}))
            ++pressed;
    }));
    stage.click(Role::button, "Extend");
    stage.focus(Role::button, "Extend");
    stage.press(ImGuiKey_Enter);
    kit::request_click(stage.node(Role::button, "Extend").id);
    stage.step();
    BOOST_CHECK_EQUAL(pressed, 0);
    const kit::Node& node = stage.node(Role::button, "Extend");
    BOOST_CHECK(node.disabled);
    BOOST_CHECK(node.focusable);
    BOOST_CHECK_EQUAL(node.description, "Ends in more than 14 days");
    BOOST_CHECK_EQUAL(stage.step().focused, node.id);
}

BOOST_AUTO_TEST_CASE(switch_and_checkbox_change_and_tell_their_state) {
    Stage stage;
    bool on = false, agreed = true;
    stage.shows(in_pane([&] {
        kit::toggle({.label = "Require approval"}, on);
        kit::checkbox({.label = "Notify"}, agreed);
    }));
    BOOST_CHECK(stage.node(Role::toggle, "Require approval").checked == State::no);
    stage.click(Role::toggle, "Require approval");
    BOOST_CHECK(on);
    BOOST_CHECK(stage.node(Role::toggle, "Require approval").checked == State::yes);
    stage.focus(Role::checkbox, "Notify");
    stage.press(ImGuiKey_Space);
    BOOST_CHECK(!agreed);
    BOOST_CHECK(stage.node(Role::checkbox, "Notify").checked == State::no);
}

BOOST_AUTO_TEST_CASE(arrows_choose_in_a_radio_group_and_in_tabs) {
    Stage stage;
    int type = 0, tab = 0;
    const std::vector<kit::ChoiceOption> types{{.label = "Eligible"}, {.label = "Active"}};
    const std::vector<kit::TabOptions> names{{.label = "One"}, {.label = "Two", .count = 3}};
    stage.shows(in_pane([&] {
        kit::tabs("Lists", names, tab);
        kit::radio_group({.label = "Assignment type", .options = types}, type);
    }));
    BOOST_CHECK(stage.node(Role::radio, "Eligible").checked == State::yes);
    BOOST_CHECK_EQUAL(stage.node(Role::radio, "Eligible").parent,
                      stage.node(Role::radio_group, "Assignment type").id);
    stage.focus(Role::radio, "Eligible");
    stage.press(ImGuiKey_DownArrow);
    BOOST_CHECK_EQUAL(type, 1);
    stage.focus(Role::tab, "One");
    stage.press(ImGuiKey_RightArrow);
    BOOST_CHECK_EQUAL(tab, 1);
    BOOST_CHECK(stage.node(Role::tab, "Two").selected == State::yes);
    stage.click(Role::tab, "One");
    BOOST_CHECK_EQUAL(tab, 0);
}

BOOST_AUTO_TEST_CASE(combo_opens_a_list_and_takes_the_choice) {
    Stage stage;
    int chosen = -1;
    const std::vector<kit::ChoiceOption> roles{{.label = "Reader"}, {.label = "Writer"}};
    stage.shows(in_pane([&] {
        kit::combo({.label = "Role", .options = roles, .placeholder = "Choose one"}, chosen);
    }));
    BOOST_CHECK(stage.node(Role::combobox, "Role").expanded == State::no);
    stage.click(Role::combobox, "Role");
    BOOST_CHECK(stage.node(Role::combobox, "Role").expanded == State::yes);
    stage.click(Role::option, "Writer");
    BOOST_CHECK_EQUAL(chosen, 1);
    BOOST_CHECK_EQUAL(stage.node(Role::combobox, "Role").value, "Writer");
    BOOST_CHECK(!stage.has(Role::option, "Writer"));
    stage.focus(Role::combobox, "Role");
    stage.press(ImGuiKey_Enter);
    stage.press(ImGuiKey_Escape);
    BOOST_CHECK(!stage.has(Role::option, "Writer"));
    BOOST_CHECK_EQUAL(stage.step().focused, stage.node(Role::combobox, "Role").id);
}

BOOST_AUTO_TEST_CASE(text_field_takes_keys_and_the_mirrors_text) {
    Stage stage;
    std::string reason = "because";
    stage.shows(in_pane([&] {
        kit::text_field({.label = "Reason", .help = "Why", .required = true, .length_max = 12},
                        reason);
    }));
    const kit::Node& node = stage.node(Role::textbox, "Reason");
    BOOST_CHECK_EQUAL(node.value, "because");
    BOOST_CHECK_EQUAL(node.description, "Why");
    BOOST_CHECK(node.required);
    stage.click(Role::textbox, "Reason");
    stage.press(ImGuiKey_End);
    stage.type(" é");
    BOOST_CHECK_EQUAL(reason, "because é");
    stage.type("12345");
    BOOST_CHECK_EQUAL(reason, "because é123");
    kit::request_text(stage.node(Role::textbox, "Reason").id, "naïve", 5, 5);
    stage.step();
    BOOST_CHECK_EQUAL(reason, "naïve");
    stage.type("!");
    BOOST_CHECK_EQUAL(reason, "naïve!");
    BOOST_CHECK_EQUAL(stage.node(Role::textbox, "Reason").value, "naïve!");
}

BOOST_AUTO_TEST_CASE(text_field_without_focus_takes_the_mirrors_text) {
    Stage stage;
    std::string reason;
    stage.shows(in_pane([&] { kit::text_area({.label = "Reason"}, reason); }));
    BOOST_CHECK(stage.node(Role::textbox, "Reason").multiline);
    kit::request_text(stage.node(Role::textbox, "Reason").id, "a\nb", 3, 3);
    stage.step();
    BOOST_CHECK_EQUAL(reason, "a\nb");
}

BOOST_AUTO_TEST_CASE(number_is_kept_in_its_range) {
    Stage stage;
    int hours = 8;
    stage.shows(in_pane(
        [&] { kit::number({.label = "Hours", .unit = "h", .minimum = 1, .maximum = 24}, hours); }));
    kit::request_text(stage.node(Role::spinbutton, "Hours").id, "30", 2, 2);
    stage.step(1);
    BOOST_CHECK_EQUAL(hours, 8);
    stage.step(2);
    BOOST_CHECK(stage.node(Role::spinbutton, "Hours").invalid);
    BOOST_CHECK_EQUAL(stage.node(Role::spinbutton, "Hours").description,
                      "Enter a whole number from 1 to 24");
    kit::request_text(stage.node(Role::spinbutton, "Hours").id, "3", 1, 1);
    stage.step();
    BOOST_CHECK_EQUAL(hours, 3);
    BOOST_CHECK(!stage.node(Role::spinbutton, "Hours").invalid);
}

BOOST_AUTO_TEST_CASE(slider_goes_in_half_hours) {
    Stage stage;
    int minutes = 60;
    stage.shows(in_pane([&] {
        kit::duration_slider({.label = "Duration", .minimum = 30, .maximum = 480}, minutes);
    }));
    BOOST_CHECK_EQUAL(stage.node(Role::slider, "Duration").value, "1 h");
    stage.focus(Role::slider, "Duration");
    stage.press(ImGuiKey_RightArrow);
    BOOST_CHECK_EQUAL(minutes, 90);
    BOOST_CHECK_EQUAL(stage.node(Role::slider, "Duration").value, "1 h 30 min");
    stage.press(ImGuiKey_End);
    BOOST_CHECK_EQUAL(minutes, 480);
    kit::request_number(stage.node(Role::slider, "Duration").id, 125);
    stage.step();
    BOOST_CHECK_EQUAL(minutes, 120);
    stage.click(Role::slider, "Duration");
    BOOST_CHECK_EQUAL(minutes, 270);
}

BOOST_AUTO_TEST_CASE(date_and_time_are_read_from_text) {
    Stage stage;
    kit::DateTime start;
    stage.shows(in_pane([&] { kit::date_time({.label = "Start"}, start); }));
    kit::request_text(stage.node(Role::textbox, "Start, date").id, "2024-02-29", 10, 10);
    stage.step();
    kit::request_text(stage.node(Role::textbox, "Start, time").id, "09:30", 5, 5);
    stage.step();
    BOOST_CHECK((start == kit::DateTime{2024, 2, 29, 9, 30}));
    kit::request_text(stage.node(Role::textbox, "Start, date").id, "2023-02-29", 10, 10);
    stage.step();
    BOOST_CHECK(start.empty());
    BOOST_CHECK(stage.node(Role::textbox, "Start, date").invalid);
}

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
    const std::vector<kit::Column> columns{{.label = "Role"}, {.label = "State"}};
    stage.shows(in_pane([&] {
        kit::table({.label = "Assignments", .columns = columns, .rows = 3}, state,
                   [&](std::size_t row, kit::Cells& cells) {
                       cells.text("Role " + std::to_string(row));
                       cells.text("Active");
                   });
    }));
    BOOST_CHECK(stage.has(Role::text, "State"));
    BOOST_CHECK(!stage.has(Role::column_header, "State"));
    const kit::Box first = stage.node(Role::text, "Role 0").box;
    const kit::Box second = stage.node(Role::text, "Role 1").box;
    BOOST_CHECK_GT(second.y0, first.y1 + 20);
}

BOOST_AUTO_TEST_CASE(panel_is_a_dialog_that_keeps_and_returns_the_focus) {
    Stage stage;
    bool open = false;
    std::string reason;
    stage.shows(in_pane([&] {
        if (kit::button({.label = "Activate"})) open = true;
        if (auto panel = kit::panel({.title = "Activate – Reader"}, open)) {
            kit::text_field({.label = "Reason"}, reason);
            if (auto footer = kit::panel_footer()) {
                if (kit::button({.label = "Send", .kind = kit::Kind::primary})) open = false;
            }
        }
    }));
    stage.focus(Role::button, "Activate");
    stage.press(ImGuiKey_Enter);
    const kit::Node& dialog = stage.node(Role::dialog, "Activate – Reader");
    BOOST_CHECK(dialog.modal);
    BOOST_CHECK_EQUAL(dialog.parent, 0U);
    BOOST_CHECK_EQUAL(stage.step().focused, stage.node(Role::textbox, "Reason").id);
    for (int round = 0; round < 8; ++round) {
        stage.press(ImGuiKey_Tab);
        const kit::Node* focused = kit::semantics().find(stage.step().focused);
        BOOST_REQUIRE(focused != nullptr);
        BOOST_CHECK_NE(focused->name, "My roles");
        BOOST_CHECK_NE(focused->name, "Activate");
    }
    stage.press(ImGuiKey_Escape);
    stage.press(ImGuiKey_Escape);
    BOOST_CHECK(!open);
    BOOST_CHECK(!stage.has(Role::dialog, "Activate – Reader"));
    BOOST_CHECK_EQUAL(stage.step().focused, stage.node(Role::button, "Activate").id);
    stage.click(Role::button, "Activate");
    stage.click(Role::button, "Send");
    BOOST_CHECK(!open);
    stage.click(Role::button, "Activate");
    BOOST_CHECK(open);
    stage.click(300, 400);
    BOOST_CHECK(!open);
}

BOOST_AUTO_TEST_CASE(commands_without_room_move_into_a_menu) {
    Stage stage(390, 844);
    std::string chosen;
    stage.shows(in_pane([&] {
        if (auto bar = kit::command_bar("Commands"))
            for (const char* name : {"Add assignments", "Refresh", "Export", "Columns", "Settings"})
                if (kit::command_button({.label = name, .icon = kit::icon::add})) chosen = name;
    }));
    BOOST_CHECK(stage.has(Role::button, "Add assignments"));
    BOOST_CHECK(!stage.has(Role::button, "Settings"));
    stage.click(Role::button, "More commands");
    stage.click(Role::menu_item, "Settings");
    BOOST_CHECK_EQUAL(chosen, "Settings");
}

BOOST_AUTO_TEST_CASE(messages_are_spoken_once) {
    Stage stage;
    bool shown = false;
    kit::Toasts toasts;
    stage.shows([&] {
        in_pane([&] {
            if (shown) kit::message_bar({.text = "Too long", .tone = kit::Tone::danger});
        })();
        kit::draw_toasts(toasts);
    });
    kit::take_announcements();
    shown = true;
    stage.step(5);
    auto spoken = kit::take_announcements();
    BOOST_REQUIRE_EQUAL(spoken.size(), 1U);
    BOOST_CHECK_EQUAL(spoken[0].text, "Too long");
    BOOST_CHECK(spoken[0].assertive);
    kit::add_toast(toasts, {.title = "Role activated", .tone = kit::Tone::success});
    stage.step();
    spoken = kit::take_announcements();
    BOOST_REQUIRE_EQUAL(spoken.size(), 1U);
    BOOST_CHECK(!spoken[0].assertive);
    BOOST_CHECK(stage.has(Role::text, "Role activated"));
    BOOST_CHECK_EQUAL(toasts.unread(), 1U);
    stage.wait(7);
    BOOST_CHECK(!stage.has(Role::text, "Role activated"));
}

BOOST_AUTO_TEST_CASE(f6_goes_through_the_regions) {
    Stage stage;
    stage.shows(in_pane([] { kit::button({.label = "First"}); }));
    stage.press(ImGuiKey_F6);
    stage.press(ImGuiKey_F6);
    stage.press(ImGuiKey_F6);
    const kit::Node* focused = kit::semantics().find(stage.step().focused);
    BOOST_REQUIRE(focused != nullptr);
    BOOST_CHECK_EQUAL(focused->name, "First");
}

BOOST_AUTO_TEST_CASE(picker_filters_and_chooses) {
    Stage stage;
    std::vector<int> chosen;
    const std::vector<kit::ChoiceOption> people{
        {.label = "Ada Bell"}, {.label = "Ben Cole"}, {.label = "Cleo Dunn"}};
    stage.shows(in_pane([&] { kit::picker({.label = "Members", .options = people}, chosen); }));
    kit::request_text(stage.node(Role::searchbox, "Members").id, "cle", 3, 3);
    stage.step();
    BOOST_CHECK(!stage.has(Role::option, "Ada Bell"));
    stage.click(Role::option, "Cleo Dunn");
    BOOST_CHECK((chosen == std::vector<int>{2}));
    stage.click(Role::button, "Remove Cleo Dunn");
    BOOST_CHECK(chosen.empty());
}

BOOST_AUTO_TEST_SUITE_END()
