// Goal: who could no longer activate is told while settings are drafted, and reports over all roles
// are shown and downloaded. Method: the whole portal without a window, over a sandbox that a
// scenario set up.
#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "ui/pages/csv.hpp"
#include "ui/portal_support.hpp"

using namespace pim;
using tests::PortalStage;
using ui::kit::Role;

namespace {

constexpr std::string_view two_eligible = R"(use start
elig tess SecurityOperator 30d
elig ann SecurityOperator 120d
tick 1h
)";

std::string settings_page(std::string_view tail = {}) {
    return cat("#/settings/", to_text(role::security_operator), tail);
}

void draft_approval_by_ann(PortalStage& portal) {
    portal.press(Role::checkbox, "Require approval to activate");
    portal.press(Role::option, "Ann Lindqvist");
    portal.press(Role::tab, "Who can activate");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(reports_page_test)

BOOST_AUTO_TEST_CASE(a_draft_of_settings_tells_who_could_no_longer_activate) {
    PortalStage portal(two_eligible, "gia", settings_page("/edit"));
    portal.press(Role::tab, "Who can activate");
    BOOST_TEST(portal.says("2 of 2 members can activate the role"));
    portal.press(Role::tab, "Activation");
    draft_approval_by_ann(portal);
    BOOST_TEST(portal.says("1 of 2 members could no longer activate the role"));
    BOOST_TEST(portal.says("With this draft"));
    BOOST_TEST(portal.says("Not possible"));
    BOOST_TEST(portal.says("After approval"));
    BOOST_TEST(portal.says("choose another approver"));
    portal.press(Role::button, "Update");
    portal.press(Role::tab, "Who can activate");
    BOOST_TEST(portal.says("1 of 2 members can activate the role"));
}

BOOST_AUTO_TEST_CASE(a_draft_that_takes_nobody_s_way_says_so) {
    PortalStage portal(two_eligible, "gia", settings_page("/edit"));
    portal.press(Role::checkbox, "Require approval to activate");
    portal.press(Role::option, "Ben Okafor");
    portal.press(Role::tab, "Who can activate");
    BOOST_TEST(portal.says("2 of 2 members could activate the role, nobody would lose it"));
}

BOOST_AUTO_TEST_CASE(what_ends_soon_is_listed_within_the_days_asked) {
    PortalStage portal(two_eligible, "gia", "#/reports");
    BOOST_TEST(portal.says("Tess Moreau"));
    BOOST_TEST(!portal.says("Ann Lindqvist"));
    portal.fill("Ending within", "200");
    BOOST_TEST(portal.says("Ann Lindqvist"));
    portal.fill("Ending within", "5");
    BOOST_TEST(portal.says("No assignment ends within these days"));
}

BOOST_AUTO_TEST_CASE(who_cannot_activate_and_what_was_changed_are_told_over_all_roles) {
    PortalStage portal(two_eligible, "gia", "#/reports/cannot-activate");
    BOOST_TEST(portal.says("Everybody who is eligible can activate"));
    portal.open("#/reports/changed-settings");
    BOOST_TEST(portal.says("Every role has the product's default settings"));
    portal.open(settings_page("/edit"));
    draft_approval_by_ann(portal);
    portal.press(Role::button, "Update");
    portal.open("#/reports/cannot-activate");
    BOOST_TEST(portal.says("Ann Lindqvist"));
    BOOST_TEST(!portal.says("Tess Moreau"));
    portal.press(Role::tab, "Changed settings");
    BOOST_TEST(portal.says("Require approval to activate"));
    BOOST_TEST(portal.portal().hash() == "#/reports/changed-settings");
}

BOOST_AUTO_TEST_CASE(reports_are_for_those_who_read_assignments) {
    PortalStage portal(two_eligible, "tess", "#/reports");
    BOOST_TEST(portal.says("Your roles do not let you see this"));
    BOOST_TEST(portal.find(Role::button, "Download CSV") == nullptr);
}

BOOST_AUTO_TEST_CASE(a_report_is_downloaded_for_a_spreadsheet) {
    PortalStage portal(two_eligible, "gia", "#/reports");
    BOOST_TEST(portal.find(Role::button, "Download CSV")->disabled);
    std::vector<std::string> files;
    portal.services.download = [&](const std::string& name, const std::string& bytes) {
        files = {name, bytes};
    };
    portal.reload();
    portal.press(Role::button, "Download CSV");
    BOOST_REQUIRE(files.size() == 2U);
    BOOST_TEST(files[0].find("pimlab-lapsing-2") == 0U);
    const std::string head = "\xEF\xBB\xBF\"Role\",\"Member\",\"Assignment\",\"Scope\",\"End\"\r\n";
    BOOST_TEST(files[1].find(head) == 0U);
    BOOST_TEST(
        files[1].find("\"Security Operator\",\"Tess Moreau\",\"Eligible\",\"Directory\",\"2") !=
        std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_cell_that_looks_like_a_formula_is_none) {
    const std::string out = ui::csv_of({{"=1+1", "-2", "@x", "a=b"}, {"say \"hi\"", "two\nlines"}});
    BOOST_TEST(out ==
               "\xEF\xBB\xBF\"'=1+1\",\"'-2\",\"'@x\",\"a=b\"\r\n"
               "\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
}

BOOST_AUTO_TEST_SUITE_END()
