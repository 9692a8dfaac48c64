// Goal: at a telephone's width nothing is broken up that need not be: tabs stand side by side, a
// checkbox keeps its words together, a card has no line for what is empty. Method: frames without a
// window, see kit_support.hpp.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "ui/kit/kit.hpp"
#include "ui/kit_support.hpp"

namespace kit = pim::ui::kit;
using kit::Role;
using pim::tests::in_pane;
using pim::tests::Stage;

namespace {

float top(const Stage& stage, Role role, std::string_view name) {
    return stage.node(role, name).box.y0;
}
float height(const Stage& stage, Role role, std::string_view name) {
    const kit::Box& box = stage.node(role, name).box;
    return box.y1 - box.y0;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kit_narrow_test)

BOOST_AUTO_TEST_CASE(tabs_take_their_brief_words_where_all_do_not_fit) {
    const std::vector<kit::TabOptions> tabs{
        {.label = "Eligible assignments", .count = 12, .brief = "Eligible"},
        {.label = "Active assignments", .count = 3, .brief = "Active"},
        {.label = "Expired assignments", .count = 0, .brief = "Expired"}};
    float wide = 0;
    for (const float width : {1280.0F, 390.0F}) {
        Stage stage(width, 844);
        int tab = 0;
        stage.shows(in_pane([&] { kit::tabs("Assignments", tabs, tab); }));
        // The name is the whole one, whatever is shown.
        const kit::Box& box = stage.node(Role::tab, "Expired assignments").box;
        const float shown = box.x1 - box.x0;
        BOOST_CHECK_EQUAL(top(stage, Role::tab, "Expired assignments"),
                          top(stage, Role::tab, "Eligible assignments"));
        if (width > 1000) {
            wide = shown;
        } else {
            BOOST_CHECK_LT(shown, wide - 40);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_checkbox_goes_to_the_next_line_as_a_whole) {
    Stage stage(390, 844);
    std::string search;
    bool only = false;
    stage.shows(in_pane([&] {
        const auto row = kit::row();
        kit::text_field({.label = "Search", .search = true, .width = 320}, search);
        kit::checkbox({.label = "Only roles with assignments"}, only);
    }));
    BOOST_CHECK_GT(top(stage, Role::checkbox, "Only roles with assignments"),
                   top(stage, Role::searchbox, "Search"));
    BOOST_CHECK_LE(height(stage, Role::checkbox, "Only roles with assignments"), 44);
}

BOOST_AUTO_TEST_CASE(the_link_that_heads_a_card_is_broken_into_lines_and_not_cut) {
    const std::string title = "Potential stale accounts in a privileged role of this tenant";
    const std::vector<kit::Column> columns{{.label = "Alert", .narrow = 2}, {.label = "State"}};
    const auto height_at = [&](float width) {
        Stage stage(width, 844);
        kit::TableState state;
        stage.shows(in_pane([&] {
            kit::table({.label = "Alerts", .columns = columns, .rows = 1}, state,
                       [&](std::size_t, kit::Cells& cells) {
                           cells.link(title, "#/alerts");
                           cells.text("Active");
                       });
        }));
        BOOST_CHECK_LE(stage.node(Role::link, title).box.x1, width);
        return height(stage, Role::link, title);
    };
    BOOST_CHECK_GE(height_at(320), 2 * height_at(620) - 1);
}

BOOST_AUTO_TEST_CASE(a_table_says_itself_where_it_needs_cards) {
    const std::vector<kit::Column> columns{{.label = "Name"}, {.label = "Address"}};
    for (const float below : {640.0F, 900.0F}) {
        Stage stage(800, 600);
        kit::TableState state;
        stage.shows(in_pane([&] {
            kit::table({.label = "People", .columns = columns, .rows = 1, .cards_below = below},
                       state, [&](std::size_t, kit::Cells& cells) {
                           cells.text("Rita Halvorsen");
                           cells.text("rita@amberg.example");
                       });
        }));
        bool headers = false;
        for (const kit::Node& node : kit::semantics().nodes()) {
            headers = headers || node.role == Role::column_header;
        }
        BOOST_CHECK_EQUAL(headers, below < 800);
    }
}

BOOST_AUTO_TEST_CASE(a_card_has_no_line_for_an_empty_cell) {
    Stage stage(390, 844);
    kit::TableState state;
    const std::vector<kit::Column> columns{
        {.label = "Role"}, {.label = "Kind", .narrow = 2}, {.label = "Description", .narrow = 0}};
    const std::string words =
        "Everything that this role may do, told at a length that fills a line.";
    stage.shows(in_pane([&] {
        kit::table({.label = "Roles", .columns = columns, .rows = 2}, state,
                   [&](std::size_t row, kit::Cells& cells) {
                       cells.text("Role " + std::to_string(row));
                       cells.text(row == 0 ? "Custom" : "");
                       cells.text(words + std::to_string(row));
                   });
    }));
    BOOST_CHECK_GT(top(stage, Role::text, words + "0") - top(stage, Role::text, "Role 0"), 50);
    BOOST_CHECK_LT(top(stage, Role::text, words + "1") - top(stage, Role::text, "Role 1"), 40);
}

BOOST_AUTO_TEST_SUITE_END()
