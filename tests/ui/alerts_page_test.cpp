// Goal: the Alerts page lists the alerts, scans, and opens each with its reason, its incidents and
// what can be done about them.
// Method: the whole portal without a window, over a sandbox that a scenario set up.
#include <boost/test/unit_test.hpp>

#include "core/alert_scan.hpp"
#include "core/text.hpp"
#include "ui/portal_support.hpp"

using namespace pim;
using tests::PortalStage;
using ui::kit::Node;
using ui::kit::Role;

namespace {

constexpr std::string_view with_outside = R"(use start
gia: outside tess SecurityOperator
tick 1h
)";
constexpr std::string_view outside_page = "#/alerts/RolesAssignedOutsidePimAlert";

}  // namespace

BOOST_AUTO_TEST_SUITE(alerts_page_test)

BOOST_AUTO_TEST_CASE(seven_alerts_stand_in_the_list_and_are_scanned) {
    PortalStage portal(with_outside, "gia", "#/alerts");
    for (const AlertKind alert : all_alerts) {
        BOOST_TEST(portal.find(Role::link, text_of(alert).display_name) != nullptr);
    }
    BOOST_TEST(portal.says("Not scanned yet"));
    portal.press(Role::button, "Scan now");
    BOOST_TEST(portal.says("All alerts scanned"));
    BOOST_TEST(!portal.says("Not scanned yet"));
    BOOST_TEST(alert_of(portal.tenant(), AlertKind::assigned_outside).active());
    portal.press(Role::link, text_of(AlertKind::assigned_outside).display_name);
    BOOST_TEST(portal.portal().hash() == outside_page);
}

BOOST_AUTO_TEST_CASE(an_incident_is_fixed) {
    PortalStage portal(with_outside, "gia", outside_page);
    BOOST_TEST(portal.says("No incident"));
    portal.press(Role::button, "Scan now");
    BOOST_TEST(portal.says("Mitigation steps"));
    portal.press(Role::button, "Fix…", "Tess Moreau");
    BOOST_REQUIRE(portal.find(Role::dialog, "Fix – Tess Moreau"));
    portal.press(Role::button, "Remove");
    BOOST_TEST(portal.says("Incident fixed"));
    BOOST_TEST(portal.tenant().alert_index.outside.empty());
    BOOST_TEST(portal.find(Role::button, "Fix…", "Tess Moreau") == nullptr);
}

BOOST_AUTO_TEST_CASE(an_alert_is_dismissed_and_taken_up) {
    PortalStage portal(with_outside, "gia", outside_page);
    BOOST_TEST(portal.find(Role::button, "Dismiss…")->disabled);
    portal.press(Role::button, "Scan now");
    portal.press(Role::button, "Dismiss…");
    portal.press(Role::button, "Dismiss");
    BOOST_TEST(!alert_of(portal.tenant(), AlertKind::assigned_outside).active());
    BOOST_TEST(portal.says("Dismissed"));
    portal.press(Role::button, "Take up again…");
    portal.press(Role::button, "Take up again");
    BOOST_TEST(alert_of(portal.tenant(), AlertKind::assigned_outside).active());
}

BOOST_AUTO_TEST_CASE(thresholds_are_set_within_their_bounds) {
    PortalStage portal("use start\n", "gia", "#/alerts/StaleSignInAlert");
    portal.press(Role::button, "Settings…");
    const Node* field = portal.find(Role::spinbutton, "Days without sign-in");
    BOOST_REQUIRE(field != nullptr);
    ui::kit::request_text(field->id, "400", 3, 3);
    portal.stage.step(4);
    BOOST_TEST(portal.says("Enter a whole number from 1 to 365"));
    field = portal.find(Role::spinbutton, "Days without sign-in");
    ui::kit::request_text(field->id, "60", 2, 2);
    portal.stage.step(4);
    portal.press(Role::button, "Save");
    BOOST_TEST(
        (alert_of(portal.tenant(), AlertKind::stale_sign_in).configuration.duration == days(60)));
}

BOOST_AUTO_TEST_CASE(who_may_not_read_sees_why_and_who_may_not_change_cannot) {
    PortalStage tess("use start\n", "tess", "#/alerts");
    BOOST_TEST(tess.says("Alerts are for administrators and auditors"));
    BOOST_TEST(tess.find(Role::button, "Scan now") == nullptr);
    tess.as("rita", "#/alerts");
    BOOST_REQUIRE(tess.find(Role::button, "Scan now") != nullptr);
    BOOST_TEST(tess.find(Role::button, "Scan now")->disabled);
}

BOOST_AUTO_TEST_SUITE_END()
