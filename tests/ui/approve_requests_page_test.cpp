// Goal: approvers answer activations, administrators decide on extend and renew, always with a
// justification. Method: as in my_roles_page_test.
#include <boost/test/unit_test.hpp>

#include "core/view.hpp"
#include "ui/portal_support.hpp"

using namespace pim;
using tests::PortalStage;
using ui::kit::Node;
using ui::kit::Role;

namespace {

constexpr std::string_view waiting = R"(use start
set SecurityOperator approval=on approvers=ann,ben
elig tess SecurityOperator 180d
mfa tess
tess: activate SecurityOperator 8h "Triaging alert IR-2026-0142"
tick 1h
)";

const Request& only_request(const PortalStage& portal, std::string_view of) {
    const Request* found = nullptr;
    portal.tenant().requests.each([&](const Request& request) {
        if (request.created_by == portal.id(of)) found = &request;
    });
    BOOST_REQUIRE(found != nullptr);
    return *found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(approve_requests_page_test)

BOOST_AUTO_TEST_CASE(a_ticked_request_is_approved_with_a_justification) {
    PortalStage portal(waiting, "ann", "#/approve-requests");
    BOOST_TEST(portal.find(Role::button, "Approve")->disabled);
    portal.press(Role::checkbox, "Tess Moreau");
    portal.press(Role::button, "Approve");
    BOOST_REQUIRE(portal.find(Role::dialog, "Approve – Security Operator"));
    BOOST_TEST(portal.says("Triaging alert IR-2026-0142"));
    BOOST_TEST(portal.find(Role::button, "Confirm")->disabled);
    portal.fill("Justification", "Known incident");
    portal.press(Role::button, "Confirm");
    const Request& request = only_request(portal, "tess");
    BOOST_TEST((request.status == RequestStatus::provisioned));
    BOOST_TEST(portal.says("Approved Security Operator for Tess Moreau"));  // rule: approve-toast
}

BOOST_AUTO_TEST_CASE(the_link_of_the_mail_opens_the_request_and_denying_it_tells_so) {
    PortalStage portal(waiting, "ben", "#/approve-requests");
    portal.open("#/approve-requests/" + to_text(only_request(portal, "tess").id));
    BOOST_REQUIRE(portal.find(Role::dialog, "Approve or deny – Security Operator"));
    portal.fill("Justification", "Ask Tess first");
    portal.press(Role::button, "Deny");
    BOOST_TEST((only_request(portal, "tess").status == RequestStatus::denied));
    BOOST_TEST(portal.says("Denied Security Operator for Tess Moreau"));  // rule: approve-toast
}

BOOST_AUTO_TEST_CASE(who_is_no_approver_sees_nothing_but_learns_why) {
    PortalStage portal(waiting, "tess", "#/approve-requests");
    BOOST_TEST(portal.says("No activation waits for your approval"));
    BOOST_TEST(!portal.find(Role::checkbox, "Tess Moreau"));
}

BOOST_AUTO_TEST_CASE(an_extension_comes_filled_in_and_is_approved) {
    PortalStage portal(R"(use start
elig tess SecurityOperator 20d
tick 10d
mfa tess
tess: self-extend SecurityOperator "The rollout goes on"
)",
                       "gia", "#/approve-requests");
    portal.press(Role::button, "Approve…", "Security Operator");
    BOOST_REQUIRE(portal.find(Role::dialog, "Approve or deny – Security Operator"));
    BOOST_TEST((portal.find(Role::radio, "Eligible")->checked == ui::kit::State::yes));
    portal.fill("Justification", "Agreed");
    const Request& request = only_request(portal, "tess");
    const Node* approve = portal.find(Role::button, "Approve");
    BOOST_REQUIRE(approve != nullptr);
    BOOST_TEST(!approve->disabled, approve->description);
    portal.press(Role::button, "Approve");
    BOOST_TEST(name(request.status) == name(RequestStatus::provisioned));
}

BOOST_AUTO_TEST_CASE(a_renewal_comes_empty_and_cannot_be_approved_so) {
    PortalStage portal(R"(use start
elig tess ReportsReader 30d
tick 40d
mfa tess
tess: self-renew ReportsReader "The quarterly report is due"
)",
                       "gia", "#/approve-requests");
    portal.press(Role::button, "Approve…", "Reports Reader");
    BOOST_TEST((portal.find(Role::radio, "Eligible")->checked == ui::kit::State::no));
    portal.fill("Justification", "Agreed");
    const Node* approve = portal.find(Role::button, "Approve");
    BOOST_REQUIRE(approve != nullptr);
    BOOST_TEST(approve->disabled);
}

BOOST_AUTO_TEST_SUITE_END()
