// Goal: whoever nothing names yet is looked up at the backend where people are picked, and can be
// chosen like everybody else. Method: the whole portal without a window, over a backend that our
// own Graph engine answers for.

#include "ui/pages/principal_search_card.hpp"

#include <boost/test/unit_test.hpp>

#include "core/role_definition.hpp"
#include "core/view.hpp"
#include "graph/graph_support.hpp"
#include "ui/link_support.hpp"

using namespace pim;
using tests::LinkStage;
using ui::kit::Role;

namespace {

constexpr std::string_view engine_configuration =
    R"({"backends":[{"name":"Graph","address":"https://graph.fernhill.example"}]})";
constexpr std::string_view field = "Look up at the backend";
constexpr std::string_view rosa = "Rosa O'Hara";

/// A backend with the portal's tenant and somebody whom nothing names.
struct SearchStage : LinkStage {
    explicit SearchStage(std::string_view page,
                         std::string_view configuration = engine_configuration)
        : LinkStage(configuration, "gia", page),
          there(portal.tenant(), portal.sandbox().session(),
                std::make_unique<graph::test::TestStore>(),
                [] {
                    return Guid{0xbeef, 1};
                }),
          engine(there, who) {
        wall = there.now();
        const auto added = there.submit(
            SaveUser{sync::test::a_user({}, std::string(rosa), "rosa@amberg.example")}, {});
        BOOST_REQUIRE(added);
        newcomer = added->subject;
        begin();
        answer();
        BOOST_REQUIRE(link->following().state == sync::ReplicaState::live);
    }

    /// What the engine says to everything that waits, and to what comes of it.
    void answer() {
        for (int i = 0; i < 12; ++i) {
            pump();
            transport->answer_all([this](const sync::Call& call) {
                graph::Response response;
                engine.send(call,
                            [&](const Outcome<graph::Response>& reply) { response = *reply; });
                return response;
            });
        }
        pump();
    }
    void ask(std::string_view text) {
        portal.fill(field, text);
        portal.press(Role::button, "Look up");
        pump();
    }
    /// Finds Rosa and adds her.
    void add() {
        ask("Rosa O'");
        answer();
        portal.press(Role::button, "Add");
        portal.stage.step(6);
    }
    bool chosen(std::string_view name) const {
        const ui::kit::Node* option = portal.find(Role::option, name);
        return option != nullptr && option->selected == ui::kit::State::yes;
    }

    sandbox::Sandbox there;
    sync::test::EngineTransport engine;
    Guid newcomer;
};

void shows_no_search(tests::PortalStage& portal) {
    portal.press(Role::button, "Add assignments");
    BOOST_TEST(portal.find(Role::option, "Tess Moreau") != nullptr);
    BOOST_TEST(portal.find(Role::textbox, field) == nullptr);
    BOOST_TEST(!portal.says("Not in the list?"));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(principal_search_card_test)

BOOST_AUTO_TEST_CASE(somebody_is_found_chosen_assigned_and_still_there_later) {
    SearchStage stage(tests::page_of(role::security_operator));
    auto& portal = stage.portal;
    portal.press(Role::button, "Add assignments");
    BOOST_TEST(portal.find(Role::option, rosa) == nullptr);
    stage.add();
    BOOST_TEST(portal.says("rosa@amberg.example"));
    BOOST_TEST(stage.chosen(rosa));
    BOOST_TEST(portal.find(Role::button, "Add")->description == "Chosen already.");
    stage.answer();
    stage.wall = shift(stage.wall, sync::poll_ticks);
    stage.answer();
    BOOST_TEST(portal.tenant().users.find(stage.newcomer) != nullptr);
    BOOST_TEST(stage.chosen(rosa));
    portal.press(Role::button, "Next");
    portal.press(Role::button, "Assign");
    portal.press(Role::button, "Do it");
    stage.answer();
    for (const Tenant* tenant : {&stage.there.tenant(), &portal.tenant()}) {
        const auto rows =
            assignments_of_role(*tenant, role::security_operator, AssignmentTab::eligible);
        BOOST_TEST(std::count_if(rows.begin(), rows.end(), [&](const AssignmentRow& row) {
                       return row.schedule->principal == stage.newcomer;
                   }) == 1);
    }
}

BOOST_AUTO_TEST_CASE(what_is_refused_is_told_by_its_kind_beside_what_was_found) {
    SearchStage stage(tests::page_of(role::security_operator));
    auto& portal = stage.portal;
    portal.press(Role::button, "Add assignments");
    BOOST_TEST(portal.find(Role::button, "Look up")->disabled);
    stage.ask("Rosa");
    BOOST_TEST(portal.find(Role::progress, "Asking the backend") != nullptr);
    BOOST_TEST(stage.transport->answer("/groups?", 403,
                                       sync::test::refusal_of("Denied", "No groups for you.")));
    BOOST_TEST(stage.transport->answer("/users?", 429, "{}", {{"Retry-After", "30"}}));
    stage.pump();
    BOOST_TEST(portal.says("Groups: 403 Denied: No groups for you."));
    BOOST_TEST(portal.says("The backend asked for a pause until"));
    BOOST_TEST(portal.find(Role::button, "Add") == nullptr);
    stage.wall = shift(stage.wall, 30 * ticks_per_second);
    stage.answer();
    BOOST_TEST(!portal.says("The backend asked for a pause until"));
    BOOST_TEST(portal.find(Role::button, "Add") != nullptr);
    stage.ask("Nobody's");
    stage.answer();
    BOOST_TEST(portal.says("Nobody was found"));
}

BOOST_AUTO_TEST_CASE(what_was_found_is_forgotten_with_the_sign_out) {
    SearchStage stage(tests::page_of(role::security_operator));
    stage.portal.press(Role::button, "Add assignments");
    stage.ask("Rosa");
    stage.answer();
    BOOST_TEST(stage.portal.says("rosa@amberg.example"));
    stage.connection->sign_out();
    stage.pump();
    BOOST_TEST(!stage.portal.says("rosa@amberg.example"));
    BOOST_TEST(stage.portal.find(Role::button, "Look up")->description ==
               "Sign in at the backend first.");
}

BOOST_AUTO_TEST_CASE(outside_pim_the_one_who_was_chosen_gives_way) {
    SearchStage stage(tests::page_of(role::security_operator, "active"));
    stage.portal.press(Role::button, "Assign outside PIM…");
    stage.portal.press(Role::option, "Tess Moreau");
    stage.add();
    BOOST_TEST(stage.chosen(rosa));
    BOOST_TEST(!stage.chosen("Tess Moreau"));
}

BOOST_AUTO_TEST_CASE(approvers_and_members_are_looked_up_among_what_they_may_be) {
    SearchStage stage(cat("#/settings/", to_text(role::security_operator), "/edit"));
    stage.portal.press(Role::checkbox, "Require approval to activate");
    stage.add();
    BOOST_TEST(stage.chosen(rosa));
    BOOST_TEST(stage.link->search()->findings().size() == 2U);
    stage.there.tenant().groups.each(
        [&](const Group& group) { BOOST_TEST(stage.link->bring_in(group).has_value()); });
    stage.portal.open("#/groups");
    stage.portal.press(Role::button, "Night crew");
    stage.ask("Backup");
    BOOST_TEST(stage.link->search()->findings().size() == 2U);
    stage.answer();
    BOOST_TEST(stage.portal.says("Service principals found at the backend"));
    // Owners are not among what is read of such a backend.
    stage.portal.press(Role::tab, "Owners");
    BOOST_TEST(stage.portal.says("Owners are not read from the backend"));
    BOOST_TEST(stage.portal.find(Role::textbox, field) == nullptr);
}

BOOST_AUTO_TEST_CASE(a_lab_tells_of_everybody_and_nobody_is_looked_up) {
    LinkStage lab(tests::lab_configuration, "gia", tests::page_of(role::security_operator));
    lab.begin();
    shows_no_search(lab.portal);
}

BOOST_AUTO_TEST_CASE(in_a_sandbox_of_ones_own_nobody_is_looked_up) {
    tests::PortalStage portal(tests::start_sample, "gia", tests::page_of(role::security_operator));
    shows_no_search(portal);
}

BOOST_AUTO_TEST_SUITE_END()
