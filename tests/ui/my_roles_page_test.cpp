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

/// Whether the notice of a pending request links to the one that waits to extend in the kind.
bool notice_leads_to(const PortalStage& portal, AssignmentKind kind) {
    std::string address;
    portal.tenant().requests.each([&](const Request& request) {
        if (request.action == Action::self_extend && request.kind == kind) {
            address = "#/pending-requests/" + to_text(request.id);
        }
    });
    const std::vector<Node>& nodes = ui::kit::semantics().nodes();
    return std::any_of(nodes.begin(), nodes.end(), [&](const Node& node) {
        return node.role == Role::link && node.name == "Pending requests" && node.href == address;
    });
}

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
    BOOST_TEST(notice_leads_to(portal, AssignmentKind::eligible));
}

BOOST_AUTO_TEST_CASE(the_notice_leads_to_the_extension_where_an_activation_waits_too) {
    PortalStage portal(R"(use start
set SecurityOperator approval=on approvers=ann
elig tess SecurityOperator permanent
tick 1h
mfa tess
tess: activate SecurityOperator 1h "Alert" -> PendingApproval
active tess SecurityOperator 10d "Cover"
tess: self-extend SecurityOperator active "The rollout goes on" -> PendingAdminDecision
)",
                       "tess", "#/my-roles/active");
    portal.press(Role::button, "Extend", "Security Operator");
    BOOST_TEST(portal.says("is pending already"));
    BOOST_TEST(notice_leads_to(portal, AssignmentKind::active));
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

BOOST_AUTO_TEST_CASE(a_custom_start_that_is_not_filled_in_does_not_activate_at_once) {
    PortalStage portal(R"(use start
elig tess SecurityOperator 180d
mfa tess
)",
                       "tess", "#/my-roles/eligible");
    portal.press(Role::button, "Activate", "Security Operator");
    portal.fill("Reason", "Triaging alert IR-2026-0142");
    BOOST_TEST(!portal.find(Role::button, "Activate")->disabled);
    portal.press(Role::checkbox, "Custom activation start time");
    BOOST_TEST(portal.find(Role::button, "Activate")->disabled);
    BOOST_TEST(portal.find(Role::button, "Activate")->description ==
               "Start time: fill in date and time.");
}

BOOST_AUTO_TEST_SUITE_END()
