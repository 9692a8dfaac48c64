// Goal: where the sandbox cannot be opened, only what helps is offered. Method: frames without a
// window, see kit_support.hpp.
#include "ui/rescue.hpp"

#include <boost/test/unit_test.hpp>

#include "ui/kit_support.hpp"

using namespace pim;
using tests::Stage;
using ui::kit::Role;

BOOST_AUTO_TEST_SUITE(rescue_test)

BOOST_AUTO_TEST_CASE(without_anything_kept_the_page_can_be_loaded_again) {
    int loaded = 0;
    ui::Rescue::Ways ways;
    ways.load_again = [&] { ++loaded; };
    ui::Rescue rescue({"opening the storage failed", "reload the page"}, ways);
    Stage stage;
    stage.shows([&] { rescue.draw(); });
    stage.click(Role::button, "Load again");
    BOOST_TEST(loaded == 1);
    BOOST_TEST(!stage.has(Role::button, "Download the files"));
    BOOST_TEST(!stage.has(Role::button, "Navigation"));
    BOOST_TEST(!stage.has(Role::link, "pimlab"));
}

BOOST_AUTO_TEST_CASE(what_is_kept_can_be_downloaded_and_set_aside) {
    int downloaded = 0;
    ui::Rescue::Ways ways;
    ways.load_again = [] {};
    ways.download = [&] { ++downloaded; };
    ways.begin_anew = [] { return std::optional<Error>(); };
    ui::Rescue rescue({"the journal cannot be read", ""}, ways);
    Stage stage;
    stage.shows([&] { rescue.draw(); });
    stage.click(Role::button, "Download the files");
    BOOST_TEST(downloaded == 1);
    BOOST_TEST(!rescue.settle());
    stage.click(Role::button, "Set aside and begin anew");
    BOOST_TEST(rescue.settle());
}

BOOST_AUTO_TEST_SUITE_END()
