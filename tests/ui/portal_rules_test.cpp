// Goal: what the seeds say that the portal tells and offers is told and offered. Method: as in
// manage_pages_test; each case shows the rules of tests/rules.tsv that its marks name.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>

#include "core/rule.hpp"
#include "core/settings_view.hpp"
#include "core/text.hpp"
#include "ui/portal_support.hpp"

using namespace pim;
using tests::page_of;
using tests::PortalStage;
using ui::kit::Node;
using ui::kit::Role;

namespace {

constexpr std::string_view activated = R"(use start
elig tess SecurityOperator 180d
mfa tess
tess: activate SecurityOperator 8h "Triaging alert IR-2026-0142"
tick 10m
)";

constexpr std::string_view behind_approval = R"(use start
set SecurityOperator approval=on approvers=ann,ben
elig tess SecurityOperator 180d
mfa tess
tick 1h
)";

bool holds(std::string_view text, std::string_view words) {
    return text.find(words) != std::string_view::npos;
}

/// The rule's words as the portal begins a sentence with them.
std::string told(Rule rule) {
    std::string words = ui::kit::sentence(text_of(rule).statement);
    words.pop_back();
    return words;
}

const Node& the(const PortalStage& portal, Role role, std::string_view name,
                std::string_view row = {}) {
    const Node* found = portal.find(role, name, row);
    BOOST_REQUIRE_MESSAGE(found != nullptr, "no " << name << " in\n"
                                                  << ui::kit::semantics().outline());
    return *found;
}

/// A node of that role whose text contains the words; null where there is none.
const Node* with_words(Role role, std::string_view words) {
    const auto& nodes = ui::kit::semantics().nodes();
    const auto found = std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) {
        return node.role == role && (holds(node.name, words) || holds(node.value, words));
    });
    return found == nodes.end() ? nullptr : &*found;
}

/// Opens the uppermost mail and follows its link.
void follow_newest_mail(PortalStage& portal) {
    const auto& nodes = ui::kit::semantics().nodes();
    const auto row = std::find_if(nodes.begin(), nodes.end(), [](const Node& node) {
        return node.role == Role::row && node.focusable;
    });
    BOOST_REQUIRE_MESSAGE(row != nodes.end(), ui::kit::semantics().outline());
    ui::kit::request_click(row->id);
    portal.stage.step(8);
    portal.press(Role::link, "Open in Privileged Identity Management");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(portal_rules_test)

BOOST_AUTO_TEST_CASE(extend_of_an_activation_is_about_the_assignment_behind_it) {
    PortalStage portal(activated, "tess", "#/my-roles/active");
    const Node& grey = the(portal, Role::button, "Extend", "Security Operator");
    BOOST_TEST(grey.disabled);  // rule: active-tab-extend-greyed
    const std::string window = told(Rule::extend_window);
    BOOST_TEST(holds(grey.description, window), grey.description);
}

BOOST_AUTO_TEST_CASE(within_its_last_14_days_that_assignment_is_what_extend_asks_for) {
    PortalStage portal(R"(use start
elig tess SecurityOperator 180d
tick 170d
mfa tess
tess: activate SecurityOperator 8h "Triaging alert IR-2026-0142"
tick 10m
)",
                       "tess", "#/my-roles/active");
    portal.press(Role::button, "Extend", "Security Operator");
    BOOST_TEST(portal.says("A running activation is not made longer"));
    portal.fill("Reason", "The incident team keeps me for half a year");
    portal.press(Role::button, "Extend");
    const auto requests = requests_to_decide(portal.tenant(), portal.id("gia"));
    BOOST_REQUIRE(requests.size() == 1U);
    BOOST_TEST((requests.front()->kind == AssignmentKind::eligible));
}

BOOST_AUTO_TEST_CASE(the_box_for_the_reason_advises_to_say_why_and_for_how_long) {
    const std::string_view advice = "Why it is needed, and for how long";
    PortalStage portal(R"(use start
elig tess SecurityOperator 20d
elig tess ReportsReader 5d
mfa tess
tick 10d
)",
                       "tess", "#/my-roles/eligible");
    portal.press(Role::button, "Extend", "Security Operator");
    const Node& extend = the(portal, Role::textbox, "Reason");
    BOOST_TEST(holds(extend.description, advice), extend.description);  // rule: reason-advice
    portal.press(Role::button, "Cancel");
    portal.open("#/my-roles/expired");
    portal.press(Role::button, "Renew", "Reports Reader");
    const Node& renew = the(portal, Role::textbox, "Reason");
    BOOST_TEST(holds(renew.description, advice), renew.description);
}

BOOST_AUTO_TEST_CASE(the_bell_says_that_an_activation_waits) {
    PortalStage portal(behind_approval, "tess", "#/my-roles/eligible");
    portal.press(Role::button, "Activate", "Security Operator");
    portal.fill("Reason", "Triaging alert IR-2026-0142");
    portal.press(Role::button, "Activate");
    BOOST_REQUIRE(with_words(Role::button, "Notifications"));
    ui::kit::request_click(with_words(Role::button, "Notifications")->id);
    portal.stage.step(8);
    BOOST_REQUIRE(portal.find(Role::dialog, "Notifications"));
    // rule: bell-pending
    BOOST_TEST(portal.says("Your request to activate Security Operator is pending for approval"));
    const Node& link = the(portal, Role::link, "Pending requests");
    BOOST_TEST(holds(link.href, "#/pending-requests/"), link.href);
}

BOOST_AUTO_TEST_CASE(the_link_in_a_mail_opens_the_request) {
    PortalStage portal(R"(use start
set SecurityOperator approval=on approvers=ann,ben
elig tess SecurityOperator 180d
elig tess ReportsReader 20d
mfa tess
tick 10d
tess: activate SecurityOperator 8h "Triaging alert IR-2026-0142"
tess: self-extend ReportsReader "The quarterly report is due in spring"
)",
                       "ann", "#/mail");
    follow_newest_mail(portal);
    // rule: mail-link-opens-request
    BOOST_REQUIRE(portal.find(Role::dialog, "Approve or deny – Security Operator"));
    portal.fill("Justification", "Known incident");
    BOOST_TEST(!the(portal, Role::button, "Approve").disabled);
    BOOST_TEST(!the(portal, Role::button, "Deny").disabled);
    portal.as("gia", "#/mail");
    follow_newest_mail(portal);
    BOOST_REQUIRE(portal.find(Role::dialog, "Approve or deny – Reports Reader"));
    portal.fill("Justification", "Agreed");
    BOOST_TEST(!the(portal, Role::button, "Approve").disabled);
    BOOST_TEST(!the(portal, Role::button, "Deny").disabled);
}

BOOST_AUTO_TEST_CASE(a_scope_is_offered_where_the_role_supports_one) {
    PortalStage portal("use start\n", "gia", page_of(role::user_administrator, "eligible"));
    portal.press(Role::button, "Add assignments");
    portal.choose("Scope type", "Administrative unit");
    portal.press(Role::option, "Tess Moreau");
    const Node& next = the(portal, Role::button, "Next");
    BOOST_TEST(next.description == "Select the scope first.");
    portal.choose("Select administrative unit", "West region");
    portal.press(Role::button, "Next");
    portal.press(Role::button, "Assign");
    const auto made = assignments_of(portal.tenant(), portal.id("tess"), AssignmentKind::eligible);
    BOOST_REQUIRE(made.size() == 1U);
    // rule: add-assignments-scope
    BOOST_TEST(display_name(portal.tenant(), made.front().schedule->scope) == "West region");
    portal.open(page_of(role::security_operator, "eligible"));
    portal.press(Role::button, "Add assignments");
    BOOST_TEST(portal.says("Scope type"));
    BOOST_TEST(!portal.find(Role::combobox, "Scope type"));
}

BOOST_AUTO_TEST_CASE(settings_say_who_could_not_activate_any_more) {
    PortalStage portal(R"(use start
elig ann SecurityOperator 180d
elig tess SecurityOperator 180d
set SecurityOperator approval=on approvers=ann
set SecurityReader approval=on approvers=ann
set UserAdministrator approval=on approvers=ann,ben
elig ann UserAdministrator 180d
)",
                       "gia", cat("#/settings/", to_text(role::security_operator)));
    constexpr std::string_view stuck =
        "Ann Lindqvist could not activate the role: nobody but themselves can approve";
    BOOST_TEST(portal.says(stuck));
    BOOST_TEST(!portal.says("Tess Moreau could not"));
    portal.press(Role::button, "Edit");
    portal.press(Role::option, "Ben Okafor");
    BOOST_TEST(!portal.says(stuck));
    for (const Guid& role : {role::security_reader, role::user_administrator}) {
        portal.open(cat("#/settings/", to_text(role)));
        BOOST_TEST(portal.says("Only "));
        BOOST_TEST(!portal.says("could not activate"));
    }
}

BOOST_AUTO_TEST_CASE(settings_say_who_decides_where_nobody_is_chosen) {
    PortalStage portal(R"(use start
set SecurityOperator approval=on
set SecurityReader approval=on approvers=ann,ben,rita
)",
                       "gia", cat("#/settings/", to_text(role::security_operator)));
    // rule: warn-nobody-chosen
    BOOST_TEST(portal.says("Nobody is chosen as approver: the active Privileged Role and Global "));
    portal.open(cat("#/settings/", to_text(role::security_reader)));
    BOOST_TEST(!portal.says("Nobody is chosen as approver"));
}

BOOST_AUTO_TEST_CASE(a_group_that_holds_a_role_both_ways_is_warned_about) {
    PortalStage portal(R"(use start
gia: active crew UserAdministrator 30d scope=west "The crew looks after the western sites"
tick 1h
)",
                       "gia", page_of(role::user_administrator, "active"));
    BOOST_TEST(!portal.says("both"));
    portal.press(Role::button, "Assign outside PIM…");
    portal.press(Role::option, "Night crew");
    BOOST_TEST(portal.says("do not assign a group both ways"));
    portal.press(Role::button, "Assign outside PIM");
    // rule: warn-group-active-twice
    BOOST_TEST(portal.says("is assigned both through PIM and outside it, remove one of the two"));
}

BOOST_AUTO_TEST_CASE(tooltip_and_error_quote_the_same_rule) {
    PortalStage portal("use start\n", "gia", page_of(role::security_operator, "eligible"));
    portal.press(Role::button, "Add assignments");
    portal.press(Role::option, "Tess Moreau");
    portal.press(Role::button, "Next");
    portal.press(Role::radio, "After a duration");
    portal.choose("Unit", "Minutes");
    ui::kit::request_text(the(portal, Role::spinbutton, "Duration").id, "4", 1, 1);
    portal.stage.step(4);
    const std::string rule = told(Rule::five_minutes_long);
    const Node& assign = the(portal, Role::button, "Assign");
    // rule: ruling-texts
    BOOST_TEST(holds(assign.description, rule), assign.description);
    const Node* told = with_words(Role::text, rule);
    BOOST_REQUIRE_MESSAGE(told != nullptr, ui::kit::semantics().outline());
}

BOOST_AUTO_TEST_SUITE_END()
