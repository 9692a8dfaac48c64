// Goal: a holder finds what to activate, end, extend and renew, and a greyed action says why and
// from when. Method: the whole portal without a window, over a sandbox that a scenario set up;
// buttons are pressed as assistive technology does.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "core/view.hpp"
#include "ui/portal_support.hpp"

using namespace pim;
using tests::PortalStage;
using ui::kit::Node;
using ui::kit::Role;
using ui::kit::State;

namespace {

constexpr std::string_view eligible_start = R"(use start
elig tess SecurityOperator 180d
tick 1d
)";

}  // namespace

BOOST_AUTO_TEST_SUITE(my_roles_page_test)

BOOST_AUTO_TEST_CASE(eligible_role_is_activated_with_mfa_and_a_reason) {
    PortalStage portal(eligible_start, "tess", "#/my-roles/eligible");
    portal.press(Role::button, "Activate", "Security Operator");
    BOOST_REQUIRE(portal.find(Role::dialog, "Activate – Security Operator"));
    const Node* slider = portal.find(Role::slider, "Duration");
    BOOST_REQUIRE(slider != nullptr);
    BOOST_TEST(slider->maximum == 480);

    // The panel's button waits for the reason and the prompt.
    const auto submit = [&]() -> const Node& { return *portal.find(Role::button, "Activate"); };
    BOOST_TEST(submit().disabled);
    portal.fill("Reason", "Triaging alert IR-2026-0142");
    BOOST_TEST(submit().disabled);
    portal.press(Role::button, "Verify my identity…");
    portal.press(Role::button, "Approve sign-in");
    BOOST_TEST(!submit().disabled);
    portal.press(Role::button, "Activate");
    BOOST_TEST(!portal.find(Role::dialog, "Activate – Security Operator"));
    const auto active = assignments_of(portal.tenant(), portal.id("tess"), AssignmentKind::active);
    BOOST_REQUIRE(active.size() == 1U);
    BOOST_TEST(portal.says("Activated Security Operator"));
}

BOOST_AUTO_TEST_CASE(extend_is_grey_until_14_days_before_the_end_and_the_jump_leads_there) {
    PortalStage portal(eligible_start, "tess", "#/my-roles/eligible");
    const Node* extend = portal.find(Role::button, "Extend", "Security Operator");
    BOOST_REQUIRE(extend != nullptr);
    BOOST_TEST(extend->disabled);
    BOOST_TEST(!extend->description.empty());
    const Node* jump = nullptr;
    for (const Node& node : ui::kit::semantics().nodes()) {
        if (node.role == Role::button && node.name.find("when Extend") != std::string::npos) {
            jump = &node;
        }
    }
    BOOST_REQUIRE(jump != nullptr);
    const Instant before = portal.sandbox().now();
    ui::kit::request_click(jump->id);
    portal.stage.step(8);
    BOOST_TEST((portal.sandbox().now().ticks - before.ticks) / ticks_per_day == 165);
    BOOST_TEST(!portal.find(Role::button, "Extend", "Security Operator")->disabled);
}

BOOST_AUTO_TEST_CASE(a_second_request_gets_a_notice_that_leads_to_the_first) {
    PortalStage portal(R"(use start
elig tess SecurityOperator 20d
tick 10d
mfa tess
tess: self-extend SecurityOperator "The rollout goes on"
)",
                       "tess", "#/my-roles/eligible");
    portal.press(Role::button, "Extend", "Security Operator");
    BOOST_TEST(!portal.find(Role::dialog, "Extend – Security Operator"));
    BOOST_TEST(portal.says("is pending already"));
    const bool leads_there = std::any_of(ui::kit::semantics().nodes().begin(),
                                         ui::kit::semantics().nodes().end(), [](const Node& node) {
                                             return node.role == Role::link &&
                                                    node.name == "Pending requests" &&
                                                    node.href.rfind("#/pending-requests/", 0) == 0;
                                         });
    BOOST_TEST(leads_there);
}

BOOST_AUTO_TEST_CASE(expired_roles_are_switched_and_renewed) {
    PortalStage portal(R"(use start
elig tess ReportsReader 30d
tick 40d
mfa tess
)",
                       "tess", "#/my-roles/expired");
    BOOST_REQUIRE(portal.find(Role::radio, "Eligible"));
    BOOST_TEST((portal.find(Role::radio, "Eligible")->checked == State::yes));
    portal.press(Role::button, "Renew", "Reports Reader");
    portal.fill("Reason", "The quarterly report is due");
    portal.press(Role::button, "Renew");
    BOOST_TEST(requests_to_decide(portal.tenant(), portal.id("gia")).size() == 1U);
    portal.press(Role::radio, "Active");
    BOOST_TEST(portal.says("Nothing expired in the last 30 days"));
}

BOOST_AUTO_TEST_CASE(an_activation_is_ended_by_its_holder) {
    PortalStage portal(R"(use start
elig tess SecurityOperator 180d
mfa tess
tess: activate SecurityOperator 2h "Triaging alert IR-2026-0142"
tick 1m
)",
                       "tess", "#/my-roles/active");
    BOOST_TEST(portal.find(Role::button, "Deactivate", "Security Operator")->disabled);
    portal.sandbox().jump(shift(portal.sandbox().now(), 6 * ticks_per_minute));
    portal.stage.step(4);
    portal.press(Role::button, "Deactivate", "Security Operator");
    portal.press(Role::button, "Deactivate");
    BOOST_TEST(assignments_of(portal.tenant(), portal.id("tess"), AssignmentKind::active).empty());
}

BOOST_AUTO_TEST_SUITE_END()
