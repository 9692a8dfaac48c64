// Goal: what waits for a backend is told as it stands, and whoever looks can do something about it,
// in the tab that writes alone. Method: the whole portal without a window, over a backend that
// answers when the test says so.
#include "ui/pages/outbox.hpp"

#include <boost/test/unit_test.hpp>

#include "ui/link_support.hpp"

using namespace pim;
using tests::graph_configuration;
using tests::lab_configuration;
using tests::LinkStage;
using ui::kit::Role;

namespace {

constexpr std::string_view only_reads = "tab only reads";

/// Whether the button is there, greyed with the reason that another tab writes.
bool greyed(const LinkStage& stage, std::string_view button, std::string_view row = {}) {
    const ui::kit::Node* node = stage.portal.find(Role::button, button, row);
    return node != nullptr && node->disabled &&
           node->description.find(only_reads) != std::string::npos;
}

/// Tess asked for role 1 and its reply was lost, Gia waits behind that with role 2; after a reload
/// only Gia signs in.
void lose_reply(LinkStage& stage) {
    stage.begin();
    stage.ask(1, "tess");
    stage.ask(2, "gia");
    stage.pump();
    BOOST_CHECK(stage.kept_queue().entries.front().state == sync::EntryState::sent);
    stage.connect();
    stage.sign_in("gia");
    stage.pump();
    stage.portal.open("#/outbox");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(outbox_page_test)

BOOST_AUTO_TEST_CASE(a_tab_that_only_reads_keeps_nothing_and_shows_what_is_kept) {
    LinkStage stage(lab_configuration);
    stage.begin();
    stage.ask(1, "tess");
    stage.only_read();
    // The tab that writes has sent it.
    stage.kept = sync::to_text(sync::Outbox{*stage.link->backend(), {}});
    stage.sign_in("tess");
    BOOST_TEST(stage.kept_queue().waiting() == 0U);
    stage.wall = shift(stage.wall, 5 * ticks_per_second);
    stage.pump();
    BOOST_TEST(stage.link->outbox().waiting() == 0U);
    BOOST_TEST(!stage.portal.says("One action waits"));
}

BOOST_AUTO_TEST_CASE(a_tab_that_only_reads_sends_and_changes_nothing) {
    LinkStage stage(lab_configuration);
    stage.begin();
    stage.ask(1, "tess");
    stage.only_read();
    BOOST_TEST(!stage.portal.says(". ."));
    stage.portal.open("#/outbox");
    BOOST_TEST(greyed(stage, "Cancel", "Activate role 1"));
    BOOST_TEST(greyed(stage, "Try now"));
    stage.portal.open("#/connect");
    stage.connection->sign_out();
    stage.portal.stage.step(6);
    BOOST_TEST(greyed(stage, "Show the personas"));
    BOOST_TEST(greyed(stage, "Use this token"));
}

BOOST_AUTO_TEST_CASE(a_tab_that_only_reads_begins_with_no_backend) {
    LinkStage stage(graph_configuration, "tess", "#/connect");
    stage.connection->use_token("eyJ.secret", "somebody");
    stage.only_read();
    BOOST_TEST(greyed(stage, "Work through it"));
}

BOOST_AUTO_TEST_CASE(the_configuration_has_the_last_word_about_a_kept_backend) {
    LinkStage stage(lab_configuration);
    stage.begin();
    stage.ask(1, "tess");
    const std::size_t before = stage.transport->sent.size();
    stage.reach();
    stage.connect();
    stage.pump();
    BOOST_TEST(stage.transport->sent.size() == before + 1);  // but for config.json: nothing
    stage.configure(R"({"backends":[{"name":"Real","address":"http://lab.example:8080"}]})");
    stage.pump();
    BOOST_TEST(!stage.link->backend()->lab);
    BOOST_TEST(stage.portal.says("Working in a real tenant through Real"));
    BOOST_TEST(stage.link->outbox().waiting() == 1U);
    BOOST_TEST(!stage.portal.portal().services().capabilities.decisions);
}

BOOST_AUTO_TEST_CASE(to_a_backend_that_is_configured_no_more_nothing_goes_out) {
    LinkStage stage(lab_configuration);
    stage.begin();
    stage.ask(1, "tess");
    const std::size_t before = stage.transport->sent.size();
    stage.load_anew(R"({"backends":[{"name":"Other","address":"https://other.example"}]})");
    BOOST_TEST(stage.transport->sent.size() == before + 1);
    BOOST_TEST(
        stage.portal.says("The lab (http://lab.example:8080) is not in config.json any "
                          "more, so nothing is sent"));
    BOOST_REQUIRE(stage.portal.find(Role::button, "Activate", "Security Operator") != nullptr);
    BOOST_TEST(stage.portal.find(Role::button, "Activate", "Security Operator")->disabled);
    stage.portal.open("#/outbox");
    stage.portal.press(Role::button, "Cancel", "Activate role 1");
    BOOST_TEST(stage.link->outbox().waiting() == 0U);
    stage.connection->chosen = 0;
    stage.connection->use_token("eyJ.secret", "somebody");
    BOOST_REQUIRE(stage.link->begin());
    stage.pump();
    BOOST_TEST(!stage.portal.says("is not in config.json any more"));
}

BOOST_AUTO_TEST_CASE(what_was_sent_by_somebody_who_does_not_sign_in_can_be_dropped) {
    LinkStage stage(graph_configuration);
    lose_reply(stage);
    BOOST_TEST(stage.portal.says("Wants the sign-in of Tess Moreau"));
    stage.portal.press(Role::button, "Drop", "Activate role 1");
    stage.pump();
    BOOST_REQUIRE(stage.link->outbox().entries.size() == 1U);
    BOOST_CHECK(stage.link->outbox().entries.front().state == sync::EntryState::sent);
    BOOST_TEST((stage.portal.find(Role::button, "Drop", "Activate role 2") == nullptr));
}

BOOST_AUTO_TEST_CASE(what_was_sent_by_somebody_who_does_not_sign_in_can_be_said_to_be_done) {
    LinkStage stage(graph_configuration);
    lose_reply(stage);
    stage.portal.press(Role::button, "It was done", "Activate role 1");
    BOOST_CHECK(stage.link->outbox().entries.front().state == sync::EntryState::done);
    stage.portal.press(Role::button, "Take off the list", "Activate role 1");
    BOOST_TEST(stage.link->outbox().entries.size() == 1U);
    BOOST_TEST(stage.link->outbox().waiting() == 1U);
}

BOOST_AUTO_TEST_CASE(what_is_half_done_can_be_dropped) {
    LinkStage stage(graph_configuration);
    lose_reply(stage);
    sync::Outbox half = stage.kept_queue();
    sync::Entry& entry = half.entries.front();
    entry.requests.push_back(entry.requests.front());
    entry.finished = 1;
    entry.state = sync::EntryState::waiting;
    stage.kept = sync::to_text(half);
    stage.connect();
    stage.sign_in("gia");
    stage.pump();
    BOOST_TEST((stage.portal.find(Role::button, "It was done", "Activate role 1") == nullptr));
    stage.portal.press(Role::button, "Drop", "Activate role 1");
    BOOST_TEST(stage.link->outbox().entries.size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_waits_for_nobody_of_a_lab_can_be_taken_back) {
    LinkStage stage(lab_configuration);
    stage.begin();
    constexpr Guid stranger{9, 9};
    const auto told = [&stage] { return stage.portal.says("not among the backend's users"); };
    BOOST_REQUIRE(stage.link->send(sync::test::activation(1), stranger, "Activate role 1"));
    stage.pump();
    BOOST_TEST(told());
    stage.portal.open("#/outbox");
    stage.portal.press(Role::button, "Cancel", "Activate role 1");
    stage.pump();
    BOOST_TEST(!told());
    BOOST_REQUIRE(stage.link->send(sync::test::activation(2), stranger, "Activate role 2"));
    sync::Outbox sent = stage.kept_queue();
    sent.entries.front().state = sync::EntryState::sent;
    sent.entries.front().sent = stage.wall;
    stage.kept = sync::to_text(sent);
    stage.connect();
    stage.pump();
    BOOST_TEST(told());
    stage.portal.press(Role::button, "Drop", "Activate role 2");
    stage.pump();
    BOOST_TEST(!told());
    BOOST_TEST(stage.link->outbox().entries.empty());
}

BOOST_AUTO_TEST_SUITE_END()
