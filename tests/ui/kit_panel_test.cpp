// Goal: a panel keeps the keyboard and gives it back; of two panes it shuts one.
// Method: frames without a window, see kit_support.hpp.
#include "ui/kit/kit.hpp"

#include <boost/test/unit_test.hpp>
#include <string>

#include "ui/kit_support.hpp"

namespace kit = pim::ui::kit;
using kit::Role;
using pim::tests::in_pane;
using pim::tests::Stage;

namespace {

/// Two people side by side, each with a panel that opens by a button of the pane.
struct TwoPanes {
    bool open[2] = {false, false};
    int pressed[2] = {0, 0};

    void draw() {
        static kit::Shell shell;
        kit::shell(shell, {.split = true});
        for (int side = 0; side < 2; ++side) {
            const std::string name = side == 0 ? "left" : "right";
            if (auto pane = kit::pane({.label = name, .index = side})) {
                const std::string opener = "Open " + name, count = "Count " + name;
                if (kit::button({.label = opener})) open[side] = true;
                if (kit::button({.label = count})) ++pressed[side];
                const std::string title = "Panel " + name, field = "Field " + name;
                if (auto panel = kit::panel({.title = title}, open[side])) {
                    std::string text;
                    kit::text_field({.label = field}, text);
                }
            }
        }
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(kit_panel_test)

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

BOOST_AUTO_TEST_CASE(a_panel_without_a_field_gives_the_keyboard_to_its_close_button) {
    Stage stage;
    bool open = false;
    stage.shows(in_pane([&] {
        if (kit::button({.label = "Tell me"})) open = true;
        if (auto panel = kit::panel({.title = "Told"}, open)) kit::text("Nothing to press");
    }));
    stage.focus(Role::button, "Tell me");
    stage.press(ImGuiKey_Enter);
    BOOST_CHECK_EQUAL(kit::semantics().find(stage.step().focused)->name, "Close");
}

BOOST_AUTO_TEST_CASE(of_two_panes_a_panel_shuts_its_own_only) {
    Stage stage;
    TwoPanes two;
    stage.shows([&] { two.draw(); });
    stage.focus(Role::button, "Open left");
    stage.press(ImGuiKey_Enter);
    BOOST_REQUIRE(two.open[0]);
    const kit::Node& dialog = stage.node(Role::dialog, "Panel left");
    BOOST_CHECK_EQUAL(dialog.parent, stage.node(Role::main, "left").id);
    BOOST_CHECK_EQUAL(kit::semantics().find(stage.step().focused)->name, "Field left");
    // The other side goes on, with a panel of its own.
    stage.click(Role::button, "Count right");
    stage.click(Role::button, "Open right");
    BOOST_CHECK_EQUAL(two.pressed[1], 1);
    BOOST_CHECK(two.open[0]);
    BOOST_CHECK(two.open[1]);
    BOOST_CHECK(stage.has(Role::dialog, "Panel left"));
    BOOST_CHECK(stage.has(Role::dialog, "Panel right"));
    // Escape closes the panel of the side that has the keyboard.
    stage.press(ImGuiKey_Escape);
    BOOST_CHECK(two.open[0]);
    BOOST_CHECK(!two.open[1]);
    BOOST_CHECK_EQUAL(kit::semantics().find(stage.step().focused)->name, "Open right");
    // What lies below the panel is shut, and a press there closes it.
    const kit::Box below = stage.node(Role::button, "Count left").box;
    stage.click((below.x0 + below.x1) / 2, (below.y0 + below.y1) / 2);
    BOOST_CHECK_EQUAL(two.pressed[0], 0);
    BOOST_CHECK(!two.open[0]);
    stage.click(Role::button, "Count left");
    BOOST_CHECK_EQUAL(two.pressed[0], 1);
    BOOST_CHECK_EQUAL(stage.duplicates, 0U);
    BOOST_CHECK_EQUAL(stage.unrecorded, 0U);
}

BOOST_AUTO_TEST_CASE(what_stands_in_a_panel_belongs_to_it_whatever_its_name) {
    Stage stage;
    bool open = false;
    stage.shows(in_pane([&] {
        if (kit::button({.label = "Reset…###reset"})) open = true;
        if (auto panel = kit::panel({.title = "Reset", .id = "reset"}, open)) {
            kit::button({.label = "Do it"});
        }
    }));
    stage.click(Role::button, "Reset…");
    const kit::Id dialog = stage.node(Role::dialog, "Reset").id;
    BOOST_CHECK_NE(dialog, stage.node(Role::button, "Reset…").id);
    BOOST_CHECK_EQUAL(stage.node(Role::button, "Do it").parent, dialog);
}

BOOST_AUTO_TEST_CASE(a_toast_lies_beside_an_open_panel_or_above_its_buttons) {
    for (const float width : {1280.0F, 390.0F}) {
        Stage stage(width, 800);
        kit::Toasts toasts;
        bool open = false;
        const auto content = in_pane([&] {
            if (auto panel = kit::panel({.title = "Form"}, open)) {
                if (auto footer = kit::panel_footer()) kit::button({.label = "Send"});
            }
        });
        stage.shows([&] {
            content();
            kit::draw_toasts(toasts);
        });
        kit::add_toast(toasts, {.title = "Done"});
        stage.step();
        const auto toast = [&] { return stage.node(Role::button, "Close message").box; };
        BOOST_CHECK_GT(toast().x1, width - 60);
        open = true;
        stage.step();
        const kit::Box send = stage.node(Role::button, "Send").box;
        if (width > 1000) {
            BOOST_CHECK_LT(toast().x1, stage.node(Role::dialog, "Form").box.x0);
        } else {
            BOOST_CHECK_LT(toast().y1, send.y0);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_toast_lies_beside_the_aside_or_above_it) {
    for (const float width : {1280.0F, 390.0F}) {
        Stage stage(width, 844);
        kit::Toasts toasts;
        kit::Shell shell;
        stage.shows([&] {
            kit::shell(shell, {.aside = true});
            if (const auto pane = kit::pane({})) kit::text("Page");
            if (const auto aside = kit::aside({.label = "Guided walk"})) {
                kit::button({.label = "Next phase"});
            }
            kit::draw_toasts(toasts);
        });
        kit::add_toast(toasts, {.title = "Done"});
        stage.step();
        const kit::Box toast = stage.node(Role::button, "Close message").box;
        const kit::Box aside = stage.node(Role::complementary, "Guided walk").box;
        BOOST_CHECK(width > 1000 ? toast.x1 < aside.x0 : toast.y1 < aside.y0);
    }
}

BOOST_AUTO_TEST_SUITE_END()
