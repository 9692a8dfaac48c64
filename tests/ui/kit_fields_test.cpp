// Goal: each field takes its value from the pointer, the keyboard and assistive technology alike.
// Method: frames without a window, see kit_support.hpp.
#include "ui/kit/kit.hpp"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "ui/kit_support.hpp"

namespace kit = pim::ui::kit;
using kit::Role;
using kit::State;
using pim::tests::in_pane;
using pim::tests::Stage;

BOOST_AUTO_TEST_SUITE(kit_fields_test)

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

BOOST_AUTO_TEST_CASE(enter_is_told_once_by_the_field_that_had_it) {
    Stage stage;
    std::string first, second;
    int in_first = 0, in_second = 0;
    stage.shows(in_pane([&] {
        kit::text_field({.label = "First"}, first);
        if (kit::entered()) ++in_first;
        kit::text_field({.label = "Second"}, second);
        if (kit::entered()) ++in_second;
    }));
    kit::request_enter(stage.node(Role::textbox, "Second").id);
    stage.step();
    BOOST_CHECK_EQUAL(in_first, 0);
    BOOST_CHECK_EQUAL(in_second, 1);
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
    BOOST_CHECK_EQUAL(node.description, "Why.");
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
                      "Enter a whole number from 1 to 24.");
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

BOOST_AUTO_TEST_CASE(combo_is_worked_by_keyboard_alone) {
    Stage stage;
    int chosen = -1;
    const std::vector<kit::ChoiceOption> roles{
        {.label = "Reader"}, {.label = "Writer"}, {.label = "Owner"}};
    stage.shows(in_pane([&] { kit::combo({.label = "Role", .options = roles}, chosen); }));
    const auto focused = [&] { return kit::semantics().find(stage.step().focused)->name; };
    stage.focus(Role::combobox, "Role");
    stage.press(ImGuiKey_Enter);
    BOOST_CHECK_EQUAL(focused(), "Reader");
    stage.press(ImGuiKey_DownArrow);
    BOOST_CHECK_EQUAL(focused(), "Writer");
    stage.press(ImGuiKey_Enter);
    BOOST_CHECK_EQUAL(chosen, 1);
    BOOST_CHECK(!stage.has(Role::option, "Writer"));
    BOOST_CHECK_EQUAL(focused(), "Role");
    // Opened again it begins at what is chosen.
    stage.press(ImGuiKey_Enter);
    BOOST_CHECK_EQUAL(focused(), "Writer");
    stage.press(ImGuiKey_UpArrow);
    stage.press(ImGuiKey_Enter);
    BOOST_CHECK_EQUAL(chosen, 0);
}

BOOST_AUTO_TEST_CASE(number_takes_what_assistive_technology_sets) {
    Stage stage;
    int hours = 8;
    stage.shows(in_pane([&] { kit::number({.label = "Hours", .maximum = 24}, hours); }));
    kit::request_number(stage.node(Role::spinbutton, "Hours").id, 9);
    stage.step();
    BOOST_CHECK_EQUAL(hours, 9);
    BOOST_CHECK_EQUAL(stage.node(Role::spinbutton, "Hours").value, "9");
    kit::request_number(stage.node(Role::spinbutton, "Hours").id, 90);
    stage.step();
    BOOST_CHECK_EQUAL(hours, 24);
    stage.focus(Role::spinbutton, "Hours");
    stage.press(ImGuiKey_DownArrow);
    BOOST_CHECK_EQUAL(hours, 23);
}

BOOST_AUTO_TEST_CASE(calendar_gives_a_day_by_keyboard_and_by_pointer) {
    Stage stage;
    kit::DateTime start{2024, 1, 31, 9, 30};
    const auto draw = [&] {
        kit::date_time({.label = "Start", .today = {2024, 1, 20, 8, 0}}, start);
    };
    stage.shows(in_pane(draw));
    const auto focused = [&] { return kit::semantics().find(stage.step().focused)->name; };
    stage.focus(Role::button, "Start, calendar");
    stage.press(ImGuiKey_Enter);
    BOOST_CHECK(stage.has(Role::text, "January 2024"));
    BOOST_CHECK_EQUAL(focused(), "Wed 31 January 2024");
    BOOST_CHECK(stage.node(Role::button, "Wed 31 January 2024").pressed == State::yes);
    BOOST_CHECK_EQUAL(stage.node(Role::button, "Sat 20 January 2024").description,
                      "Today, in simulated time.");
    stage.press(ImGuiKey_PageDown);
    BOOST_CHECK_EQUAL(focused(), "Thu 29 February 2024");
    stage.press(ImGuiKey_UpArrow);
    BOOST_CHECK_EQUAL(focused(), "Thu 22 February 2024");
    stage.press(ImGuiKey_Enter);
    BOOST_CHECK((start == kit::DateTime{2024, 2, 22, 9, 30}));
    BOOST_CHECK_EQUAL(stage.node(Role::textbox, "Start, date").value, "2024-02-22");
    BOOST_CHECK_EQUAL(focused(), "Start, calendar");
    stage.click(Role::button, "Start, calendar");
    stage.click(Role::button, "Previous month");
    stage.click(Role::button, "Mon 1 January 2024");
    BOOST_CHECK((start == kit::DateTime{2024, 1, 1, 9, 30}));
    BOOST_CHECK_EQUAL(stage.duplicates, 0U);
    BOOST_CHECK_EQUAL(stage.unrecorded, 0U);
    start = {};
    stage.step();
    stage.click(Role::button, "Start, calendar");
    stage.click(Role::button, "Sun 21 January 2024");
    BOOST_CHECK((start == kit::DateTime{2024, 1, 21, 8, 0}));
}

BOOST_AUTO_TEST_CASE(text_area_breaks_long_lines_and_scrolls_to_the_caret) {
    Stage stage;
    std::string reason;
    stage.shows(in_pane([&] { kit::text_area({.label = "Reason", .width = 240}, reason); }));
    const auto write = [&](std::string text) {
        const int end = static_cast<int>(text.size());
        kit::request_text(stage.node(Role::textbox, "Reason").id, text, end, end);
        stage.step();
    };
    write("one two three four five six seven eight nine ten eleven twelve");
    // A press at the second line's beginning puts the caret behind the words of the first one.
    const kit::Box box = stage.node(Role::textbox, "Reason").box;
    ImGui::GetIO().AddMousePosEvent(box.x0 + 11, box.y0 + 30);
    stage.step(2);
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    stage.step(2);
    const int caret = stage.node(Role::textbox, "Reason").selection_start;
    BOOST_CHECK_GT(caret, 15);
    BOOST_CHECK_LT(caret, 45);
    BOOST_CHECK_EQUAL(reason[static_cast<std::size_t>(caret) - 1], ' ');
    // Drawn along to the line's end it selects the words of that line.
    ImGui::GetIO().AddMousePosEvent(box.x1 - 2, box.y0 + 30);
    stage.step(2);
    BOOST_CHECK_EQUAL(stage.node(Role::textbox, "Reason").selection_start, caret);
    BOOST_CHECK_GT(stage.node(Role::textbox, "Reason").selection_end, caret + 10);
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    stage.step();
    write("a\n\nb\nc\nd\ne\nf\ng");
    BOOST_CHECK_EQUAL(reason, "a\n\nb\nc\nd\ne\nf\ng");
    write(std::string(300, 'x') + " é");
    BOOST_CHECK_EQUAL(stage.node(Role::textbox, "Reason").value.size(), 303U);
    BOOST_CHECK_EQUAL(stage.unrecorded, 0U);
}

BOOST_AUTO_TEST_CASE(what_a_field_shows_as_wrong_is_not_sent_and_not_kept) {
    Stage stage;
    int length = 8, sent = 0;
    kit::DateTime start;
    bool open = true, later = false;
    std::vector<int> chosen;
    const std::vector<kit::ChoiceOption> roles{{.label = "Reader"}, {.label = "Writer"}};
    stage.shows(in_pane([&] {
        auto panel = kit::panel({.title = "Assign"}, open);
        if (!panel) return;
        kit::number({.label = "Length", .minimum = 1, .maximum = 99}, length);
        kit::picker({.label = "Role", .options = roles}, chosen);
        if (later) kit::date_time({.label = "Start", .required = true}, start);
        if (auto footer = kit::panel_footer()) {
            if (kit::button({.label = "Send", .kind = kit::Kind::primary})) ++sent;
            if (kit::button({.label = "Deny", .kind = kit::Kind::danger})) sent += 10;
        }
    }));
    stage.step();
    const auto write = [&](Role role, std::string_view name, std::string_view text) {
        kit::request_text(stage.node(role, name).id, text, 1, 1);
        stage.step();
    };
    const auto press = [&](std::string_view name) {
        kit::request_click(stage.node(Role::button, name).id);
        stage.step();
    };
    write(Role::searchbox, "Role", "wri");
    write(Role::spinbutton, "Length", "999");
    BOOST_CHECK(stage.node(Role::button, "Send").disabled);
    BOOST_CHECK_EQUAL(stage.node(Role::button, "Send").description,
                      "Length: Enter a whole number from 1 to 99.");
    press("Send");
    press("Deny");
    BOOST_CHECK_EQUAL(sent, 10);
    // Closed and opened again, it is a form as new.
    open = false;
    stage.step();
    open = true;
    stage.step();
    BOOST_CHECK_EQUAL(stage.node(Role::spinbutton, "Length").value, "8");
    BOOST_CHECK_EQUAL(stage.node(Role::searchbox, "Role").value, "");
    BOOST_CHECK(!stage.node(Role::button, "Send").disabled);
    later = true;
    stage.step();
    BOOST_CHECK_EQUAL(stage.node(Role::button, "Send").description,
                      "Start: fill in date and time.");
    write(Role::textbox, "Start, date", "2026-02-28");
    BOOST_CHECK(stage.node(Role::button, "Send").disabled);
    write(Role::textbox, "Start, time", "08:00");
    press("Send");
    BOOST_CHECK_EQUAL(sent, 11);
}

BOOST_AUTO_TEST_CASE(a_late_number_changes_when_the_typing_is_over) {
    Stage stage;
    int minutes = 0;
    std::vector<int> told;
    std::string other;
    stage.shows(in_pane([&] {
        if (kit::number({.label = "Delay", .unit = "minutes", .late = true}, minutes))
            told.push_back(minutes);
        kit::text_field({.label = "Other"}, other);
    }));
    // A press on the unit is one on the field.
    const kit::Box box = stage.node(Role::spinbutton, "Delay").box;
    stage.click(box.x1 - 20, (box.y0 + box.y1) / 2);
    stage.press(ImGuiKey_A, false, true);
    stage.type("15");
    BOOST_CHECK(told.empty());
    kit::request_enter(stage.node(Role::spinbutton, "Delay").id);
    stage.step();
    BOOST_CHECK(told == std::vector<int>{15});
    stage.press(ImGuiKey_A, false, true);
    stage.type("30");
    BOOST_CHECK_EQUAL(told.size(), 1U);
    stage.focus(Role::textbox, "Other");
    stage.step();
    BOOST_CHECK((told == std::vector<int>{15, 30}));
}

BOOST_AUTO_TEST_CASE(a_greyed_button_that_is_pressed_says_why_for_some_seconds) {
    Stage stage;
    stage.shows(in_pane([&] { kit::button({.label = "Send", .disabled_reason = "not yet"}); }));
    BOOST_CHECK_LT(stage.step().wake_after, 0);
    kit::request_click(stage.node(Role::button, "Send").id);
    BOOST_CHECK_GT(stage.step().wake_after, 3);
    stage.wait(5);
    BOOST_CHECK_LT(stage.step().wake_after, 0);
}

BOOST_AUTO_TEST_CASE(a_picker_draws_some_of_very_many_options_and_finds_all) {
    Stage stage;
    std::vector<std::string> names;
    for (int i = 0; i < 500; ++i) names.push_back("Person " + std::to_string(i));
    std::vector<kit::ChoiceOption> people;
    for (const std::string& name : names) people.push_back({.label = name});
    std::vector<int> chosen;
    stage.shows(in_pane([&] { kit::picker({.label = "People", .options = people}, chosen); }));
    BOOST_CHECK(stage.has(Role::option, "Person 199"));
    BOOST_CHECK(!stage.has(Role::option, "Person 200"));
    kit::request_text(stage.node(Role::searchbox, "People").id, "person 49", 9, 9);
    stage.step();
    BOOST_CHECK(stage.has(Role::option, "Person 499"));
}

BOOST_AUTO_TEST_SUITE_END()
