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
using pim::tests::in_pane;
using pim::tests::Stage;

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
    BOOST_CHECK_EQUAL(node.description, "Ends in more than 14 days.");
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
    BOOST_CHECK_EQUAL(spoken[0].text, "Too long.");
    BOOST_CHECK(spoken[0].assertive);
    kit::add_toast(toasts, {.title = "Role activated", .tone = kit::Tone::success});
    stage.step();
    spoken = kit::take_announcements();
    BOOST_REQUIRE_EQUAL(spoken.size(), 1U);
    BOOST_CHECK(!spoken[0].assertive);
    BOOST_CHECK(stage.has(Role::text, "Role activated."));
    BOOST_CHECK_EQUAL(toasts.unread(), 1U);
    stage.wait(7);
    BOOST_CHECK(!stage.has(Role::text, "Role activated."));
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

BOOST_AUTO_TEST_CASE(a_tooltip_is_the_description_of_words_and_badges) {
    Stage stage;
    stage.shows(in_pane([] {
        kit::button({.label = "Before"});
        kit::badge("Active", kit::Tone::success);
        kit::tooltip("Since this morning");
        if (const auto row = kit::row()) {
            kit::badge("Pending", kit::Tone::warning);
            kit::tooltip("For an hour");
            kit::text("3 h ago");
            kit::tooltip("At 09:00");
        }
    }));
    BOOST_CHECK_EQUAL(stage.node(Role::text, "Active").description, "Since this morning");
    BOOST_CHECK_EQUAL(stage.node(Role::text, "Pending").description, "For an hour");
    BOOST_CHECK_EQUAL(stage.node(Role::text, "3 h ago").description, "At 09:00");
}

BOOST_AUTO_TEST_CASE(a_code_block_tells_everything_and_draws_what_is_in_sight) {
    Stage stage;
    std::string text = "{";
    for (int i = 0; i < 5'000; ++i) text += "\n  \"member\": \"a longer text\",";
    text += "\n}";
    int vertices = 0;
    stage.shows(in_pane([&] {
        kit::code_block("Answer", text, kit::Code::json);
        vertices = ImGui::GetWindowDrawList()->VtxBuffer.Size;
    }));
    const kit::Node& node = stage.node(Role::text, text);
    BOOST_CHECK_EQUAL(node.name.size(), text.size());
    // Four a letter: some forty lines of thirty.
    BOOST_CHECK_GT(vertices, 1'000);
    BOOST_CHECK_LT(vertices, 20'000);
}

BOOST_AUTO_TEST_SUITE_END()
