// Goal: an administrator assigns, updates, removes, sets and reads everything from Manage.
// Method: the whole portal without a window, over a sandbox that a scenario set up; buttons are
// pressed as assistive technology does.
#include <boost/test/unit_test.hpp>

#include "core/settings_view.hpp"
#include "core/text.hpp"
#include "ui/portal_support.hpp"

using namespace pim;
using tests::page_of;
using tests::PortalStage;
using tests::start_sample;
using ui::kit::Node;
using ui::kit::Role;
using ui::kit::State;

namespace {

void search(PortalStage& portal, std::string_view field, std::string_view text) {
    const Node* found = portal.find(Role::searchbox, field);
    BOOST_REQUIRE_MESSAGE(found != nullptr, "no search field " << field);
    const int end = static_cast<int>(text.size());
    ui::kit::request_text(found->id, text, end, end);
    portal.stage.step(4);
}

std::size_t count(const PortalStage& portal, const Guid& role, AssignmentTab tab) {
    return assignments_of_role(portal.tenant(), role, tab).size();
}

/// Null where there is none.
const Group* group_called(const PortalStage& portal, std::string_view name) {
    const Group* found = nullptr;
    portal.tenant().groups.each([&](const Group& group) {
        if (group.display_name == name) found = &group;
    });
    return found;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(manage_pages_test)

BOOST_AUTO_TEST_CASE(a_role_is_found_opened_and_assigned_in_three_steps) {
    PortalStage portal(start_sample, "gia", "#/roles");
    search(portal, "Search by name or description", "security oper");
    portal.press(Role::link, "Security Operator");
    BOOST_TEST(portal.portal().hash() == page_of(role::security_operator));
    portal.press(Role::button, "Add assignments");
    BOOST_REQUIRE(portal.find(Role::dialog, "Add assignments"));
    BOOST_TEST(portal.find(Role::button, "Next")->disabled);
    portal.press(Role::option, "Tess Moreau");
    portal.press(Role::button, "Next");
    BOOST_TEST((portal.find(Role::radio, "Eligible")->checked == State::yes));
    portal.press(Role::button, "Assign");
    BOOST_TEST(!portal.find(Role::dialog, "Add assignments"));
    BOOST_TEST(count(portal, role::security_operator, AssignmentTab::eligible) == 1U);
    BOOST_TEST(portal.find(Role::button, "Update", "Tess Moreau") != nullptr);
    // rule: assignment-toast
    BOOST_TEST(portal.says("Assigned Security Operator for Tess Moreau"));
}

BOOST_AUTO_TEST_CASE(assigning_is_refused_with_every_reason_before_it_is_sent) {
    PortalStage portal(start_sample, "gia", page_of(role::security_operator));
    portal.press(Role::button, "Add assignments");
    portal.press(Role::option, "Tess Moreau");
    portal.press(Role::button, "Next");
    portal.press(Role::radio, "Active");
    BOOST_TEST(portal.find(Role::button, "Assign")->disabled);
    BOOST_TEST(!portal.find(Role::button, "Assign")->description.empty());
    portal.fill("Justification", "Night shift");
    BOOST_TEST(!portal.find(Role::button, "Assign")->disabled);
    portal.press(Role::radio, "After a duration");
    portal.press(Role::combobox, "Unit");
    portal.press(Role::option, "Minutes");
    const Node* length = portal.find(Role::spinbutton, "Duration");
    BOOST_REQUIRE(length != nullptr);
    ui::kit::request_text(length->id, "4", 1, 1);
    portal.stage.step(4);
    BOOST_TEST(portal.find(Role::button, "Assign")->disabled);
    BOOST_TEST(portal.says("5 min"));
}

BOOST_AUTO_TEST_CASE(update_says_beforehand_what_it_removes) {
    PortalStage portal(R"(use start
elig tess SecurityOperator 180d
tick 1h
)",
                       "gia", page_of(role::security_operator));
    portal.press(Role::button, "Update", "Tess Moreau");
    BOOST_REQUIRE(portal.find(Role::dialog, "Update – Security Operator"));
    BOOST_TEST(!portal.says("Updating also removes"));
    portal.press(Role::radio, "Active");
    BOOST_TEST(portal.says("Updating also removes the eligible assignment"));
    portal.fill("Justification", "Moves to the night shift");
    portal.press(Role::button, "Update");
    BOOST_TEST(count(portal, role::security_operator, AssignmentTab::eligible) == 0U);
    BOOST_TEST(count(portal, role::security_operator, AssignmentTab::active) == 1U);
}

BOOST_AUTO_TEST_CASE(an_activated_row_is_removed_and_the_eligibility_stays) {
    PortalStage portal(R"(use start
elig tess SecurityOperator 180d
mfa tess
tess: activate SecurityOperator 2h "Triaging alert IR-2026-0142"
tick 10m
)",
                       "gia", page_of(role::security_operator, "active"));
    const Node* update = portal.find(Role::button, "Update", "Activated");
    BOOST_REQUIRE(update != nullptr);
    BOOST_TEST(update->disabled);  // rule: update-activated-disabled
    BOOST_TEST(update->description.find("activation") != std::string::npos);
    BOOST_TEST(portal.find(Role::button, "Extend", "Activated")->disabled);
    portal.press(Role::button, "Remove", "Activated");
    BOOST_TEST(portal.says("Only the activation ends"));
    portal.press(Role::button, "Remove");
    BOOST_TEST(count(portal, role::security_operator, AssignmentTab::active) == 0U);
    BOOST_TEST(count(portal, role::security_operator, AssignmentTab::eligible) == 1U);
}

BOOST_AUTO_TEST_CASE(an_expired_assignment_is_renewed_and_a_running_one_extended) {
    PortalStage portal(R"(use start
elig tess SecurityOperator 5d
elig ann SecurityOperator 20d
tick 10d
)",
                       "gia", page_of(role::security_operator, "expired"));
    portal.press(Role::button, "Renew", "Tess Moreau");
    portal.fill("Justification", "The project goes on");
    portal.press(Role::button, "Renew");
    BOOST_TEST(count(portal, role::security_operator, AssignmentTab::eligible) == 2U);
    portal.open("#/assignments/eligible");
    portal.press(Role::button, "Extend", "Ann Lindqvist");
    portal.fill("Justification", "So does hers");
    portal.press(Role::button, "Extend");
    BOOST_TEST(portal.says("Extended Security Operator for Ann Lindqvist"));
}

BOOST_AUTO_TEST_CASE(an_assignment_outside_pim_is_made_and_removed_as_such) {
    PortalStage portal(start_sample, "gia", page_of(role::security_operator, "active"));
    portal.press(Role::button, "Assign outside PIM…");
    portal.press(Role::option, "Tess Moreau");
    portal.press(Role::button, "Assign outside PIM");
    BOOST_TEST(count(portal, role::security_operator, AssignmentTab::active) == 1U);
    BOOST_TEST(portal.says("made outside PIM"));
}

BOOST_AUTO_TEST_CASE(somebody_without_rights_sees_why_nothing_can_be_assigned) {
    PortalStage portal(start_sample, "tess", page_of(role::security_operator));
    const Node* add = portal.find(Role::button, "Add assignments");
    BOOST_REQUIRE(add != nullptr);
    BOOST_TEST(add->disabled);
    BOOST_TEST(!add->description.empty());
}

BOOST_AUTO_TEST_CASE(role_settings_are_edited_with_warnings_and_saved) {
    PortalStage portal(start_sample, "gia", cat("#/settings/", to_text(role::security_operator)));
    portal.press(Role::button, "Edit");
    portal.press(Role::checkbox, "Require approval to activate");
    BOOST_TEST(portal.find(Role::listbox, "Select approvers") != nullptr);
    portal.press(Role::option, "Ann Lindqvist");
    portal.press(Role::tab, "Assignment");
    portal.press(Role::checkbox, "Allow permanent active assignment");
    portal.press(Role::tab, "Notification");
    portal.press(Role::button, "Update");
    const Policy& policy = policy_of(portal.tenant(), role::security_operator);
    BOOST_TEST(policy.approval.required);
    BOOST_REQUIRE(policy.approval.approvers.size() == 1U);
    BOOST_TEST((policy.approval.approvers.front().id == portal.id("ann")));
    BOOST_TEST(policy.active_expiration.required);
    const auto warnings = warnings_of(portal.tenant(), policy);
    BOOST_REQUIRE(!warnings.empty());
    BOOST_TEST(portal.says(ui::kit::sentence(warnings.front().text)));
    BOOST_TEST(portal.says("Last updated by"));
}

BOOST_AUTO_TEST_CASE(the_audit_tells_what_was_done_and_draws_approvals) {
    PortalStage portal(R"(use start
elig tess SecurityOperator 180d
tick 1h
)",
                       "gia", "#/resource-audit");
    BOOST_TEST(portal.says("Add eligible member to role in PIM completed (timebound)"));
    search(portal, "Person", "nobody of that name");
    BOOST_TEST(portal.says("Nothing in the log fits the filter"));
    search(portal, "Person", "tess");
    BOOST_TEST(!portal.says("Nothing in the log fits the filter"));
    portal.press(Role::button, "Draw approvals for review…");
    BOOST_REQUIRE(portal.find(Role::dialog, "Draw approvals for review"));
    portal.press(Role::button, "Draw");
    BOOST_TEST(!portal.find(Role::dialog, "Draw approvals for review"));
    portal.as("tess", "#/resource-audit");
    BOOST_TEST(portal.says("Your roles do not let you see this"));
}

BOOST_AUTO_TEST_CASE(people_and_groups_are_created_and_deleted) {
    PortalStage portal(start_sample, "gia", "#/users");
    portal.press(Role::button, "New guest…");
    portal.fill("Name", "Nora Visitor");
    portal.fill("User principal name", "nora@elsewhere.example");
    portal.press(Role::button, "Create");
    const Guid nora = portal.id("nora");
    BOOST_TEST((portal.tenant().users.find(nora)->type == UserType::guest));
    portal.open("#/groups");
    portal.press(Role::button, "New group…");
    portal.fill("Name", "Day crew");
    portal.press(Role::checkbox, "Roles can be assigned to the group");
    portal.press(Role::button, "Create");
    portal.press(Role::option, "Nora Visitor");
    portal.press(Role::button, "Add");
    const Group* const crew = group_called(portal, "Day crew");
    BOOST_REQUIRE(crew != nullptr);
    BOOST_TEST(crew->role_assignable);
    BOOST_TEST(crew->members.count(nora) == 1U);
    portal.open("#/users");
    portal.press(Role::button, "Delete", "Nora Visitor");
    portal.press(Role::button, "Delete");
    BOOST_TEST(portal.tenant().users.find(nora) == nullptr);
}

BOOST_AUTO_TEST_CASE(the_owners_of_a_group_are_shown_added_and_removed_but_the_last) {
    PortalStage portal(start_sample, "gia", "#/groups");
    portal.press(Role::button, "Night crew");
    const auto owners = [&] { return group_called(portal, "Night crew")->owners; };
    portal.press(Role::tab, "Owners");
    BOOST_TEST(portal.says("Nobody yet, choose owners below"));
    portal.press(Role::option, "Ann Lindqvist");
    portal.press(Role::button, "Add");
    BOOST_TEST((owners() == std::set<Guid>{portal.id("ann")}));
    BOOST_TEST(portal.find(Role::button, "Remove")->disabled);
    portal.press(Role::option, "Tess Moreau");
    portal.press(Role::button, "Add");
    BOOST_TEST(owners().size() == 2U);
    // Tess is no administrator, and changes the group that she owns.
    portal.as("tess", "#/groups");
    portal.press(Role::button, "Night crew");
    portal.fill("Description", "Who watches at night");
    portal.press(Role::button, "Save");
    portal.press(Role::button, "Night crew");
    portal.press(Role::tab, "Owners");
    portal.press(Role::button, "Remove");
    BOOST_TEST(owners().size() == 1U);
}

BOOST_AUTO_TEST_CASE(directory_objects_and_custom_roles_are_created) {
    PortalStage portal(start_sample, "gia", "#/directory");
    portal.press(Role::button, "New administrative unit…");
    portal.fill("Name", "East region");
    portal.press(Role::button, "Create");
    BOOST_TEST(portal.tenant().administrative_units.size() == 2U);
    portal.open("#/roles");
    portal.press(Role::button, "New custom role…");
    portal.fill("Name", "Badge printer");
    portal.fill("Permissions", "microsoft.directory/users/standard/read");
    portal.press(Role::button, "Create");
    BOOST_TEST(portal.tenant().roles.size() == 124U);
}

BOOST_AUTO_TEST_CASE(the_licence_is_taken_away_and_given_back) {
    PortalStage portal(start_sample, "tess", "#/sandbox");
    BOOST_TEST(portal.says("Everything is saved"));
    portal.press(Role::toggle, "Microsoft Entra ID P2 licence");
    BOOST_TEST(!portal.tenant().licensed);
    portal.press(Role::toggle, "Microsoft Entra ID P2 licence");
    BOOST_TEST(portal.tenant().licensed);
}

BOOST_AUTO_TEST_CASE(no_page_has_two_widgets_of_one_id_or_items_without_a_node) {
    PortalStage portal(R"(use start
elig tess SecurityOperator 180d
tick 1d
)",
                       "gia", "#/roles");
    for (const std::string& page :
         {std::string("#/roles"), page_of(role::security_operator), std::string("#/assignments"),
          std::string("#/settings"), cat("#/settings/", to_text(role::security_operator), "/edit"),
          std::string("#/resource-audit"), std::string("#/users"), std::string("#/groups"),
          std::string("#/directory"), std::string("#/sandbox")}) {
        portal.stage.duplicates = 0;
        portal.stage.unrecorded = 0;
        portal.open(page);
        BOOST_TEST(portal.stage.duplicates == 0U, page);
        BOOST_TEST(portal.stage.unrecorded == 0U, page);
    }
}

BOOST_AUTO_TEST_SUITE_END()
