// Goal: in a sandbox that stands for a backend, what a person does goes out, and the answer is
// shown where it was done. Method: the whole portal without a window, over a backend that answers
// when the test says so.
#include "ui/backend_link.hpp"

#include <boost/test/unit_test.hpp>

#include "ui/link_support.hpp"

using namespace pim;
using tests::graph_configuration;
using tests::lab_configuration;
using tests::LinkStage;
using ui::kit::Role;

namespace {

constexpr std::string_view post_requests = "/roleAssignmentScheduleRequests";
constexpr std::string_view post_eligibility = "/roleEligibilityScheduleRequests";
constexpr std::string_view question = "which is not a lab";
/// Of a token that says that MFA was done: {"alg":"none"} and {"amr":["mfa"]}.
constexpr std::string_view mfa_token = "eyJhbGciOiJub25lIn0.eyJhbXIiOlsibWZhIl19.";

}  // namespace

BOOST_AUTO_TEST_SUITE(backend_link_test)

BOOST_AUTO_TEST_CASE(a_refusal_is_told_in_the_form_in_the_words_of_the_backend) {
    LinkStage stage(lab_configuration);
    stage.begin();
    BOOST_TEST(stage.portal.says("Working through The lab (http://lab.example:8080), a lab"));
    stage.fill_activation();
    stage.portal.press(Role::button, "Verify my identity…");
    stage.portal.press(Role::button, "Approve sign-in");
    stage.activate();
    BOOST_TEST(stage.posted() == "POST");
    BOOST_TEST((stage.portal.find(Role::dialog, "Activate – Security Operator") != nullptr));
    BOOST_TEST(stage.transport->answer(
        post_requests, 400,
        sync::test::refusal_of("RoleAssignmentExists", "It is there already.")));
    stage.pump();
    BOOST_TEST(stage.portal.says("It is there already."));
    BOOST_TEST((stage.portal.find(Role::dialog, "Activate – Security Operator") != nullptr));
}

BOOST_AUTO_TEST_CASE(a_yes_closes_the_form_and_tells_what_the_reply_says) {
    LinkStage stage(lab_configuration);
    stage.begin();
    stage.link->verify(stage.portal.id("tess"), {});
    stage.fill_activation();
    stage.activate();
    BOOST_TEST(stage.transport->answer(
        post_requests, 201,
        R"({"id":"11111111-2222-4333-8444-555555555555","status":"Provisioned"})"));
    stage.pump();
    BOOST_TEST(stage.portal.says("Activated Security Operator"));
    BOOST_TEST((stage.portal.find(Role::dialog, "Activate – Security Operator") == nullptr));
}

BOOST_AUTO_TEST_CASE(of_several_only_the_refused_stay_in_the_form) {
    LinkStage stage(lab_configuration, "gia", tests::page_of(role::user_administrator));
    stage.begin();
    stage.portal.press(Role::button, "Add assignments");
    stage.portal.press(Role::option, "Tess Moreau");
    stage.portal.press(Role::option, "Ben Okafor");
    stage.portal.press(Role::button, "Next");
    stage.portal.press(Role::button, "Assign");
    stage.pump();
    BOOST_TEST(stage.transport->answer(post_eligibility, 201, R"({"status":"Provisioned"})"));
    stage.pump();
    BOOST_TEST((stage.portal.find(Role::dialog, "Add assignments") != nullptr));
    BOOST_TEST(stage.transport->answer(
        post_eligibility, 400,
        sync::test::refusal_of("RoleAssignmentExists", "It is there already.")));
    stage.pump();
    BOOST_TEST((stage.portal.find(Role::dialog, "Add assignments") != nullptr));
    BOOST_TEST(stage.portal.says("It is there already."));
    BOOST_TEST(stage.portal.says("Ben Okafor"));
    stage.portal.press(Role::button, "Assign");
    stage.pump();
    BOOST_TEST(stage.transport->answer(post_eligibility, 201, R"({"status":"Provisioned"})"));
    stage.pump();
    BOOST_TEST(!stage.transport->answer(post_eligibility, 201, R"({"status":"Provisioned"})"));
    BOOST_TEST((stage.portal.find(Role::dialog, "Add assignments") == nullptr));
    BOOST_TEST(stage.link->outbox().waiting() == 0U);
}

BOOST_AUTO_TEST_CASE(a_refused_group_is_told_of_in_its_form) {
    LinkStage stage(lab_configuration, "gia", "#/groups");
    stage.begin();
    stage.portal.press(Role::button, "New group…");
    stage.portal.fill("Name", "Night shift");
    stage.portal.press(Role::button, "Create");
    stage.pump();
    BOOST_TEST(stage.transport->answer(
        "/groups", 400, sync::test::refusal_of("Request_BadRequest", "The name is taken.")));
    stage.pump();
    BOOST_TEST(stage.portal.says("The name is taken."));
    BOOST_TEST((stage.portal.find(Role::dialog, "New group") != nullptr));
}

BOOST_AUTO_TEST_CASE(a_backend_that_is_no_lab_is_told_of_and_asked_for_first) {
    LinkStage stage(graph_configuration);
    stage.begin();
    BOOST_TEST(stage.portal.says("Working in a real tenant through Graph"));
    stage.fill_activation();
    stage.portal.press(Role::button, "Activate");
    stage.pump();
    BOOST_TEST(stage.portal.says("which is not a lab"));
    BOOST_TEST(stage.link->outbox().entries.size() == 0U);
    stage.portal.press(Role::button, "Not now");
    BOOST_TEST(!stage.portal.says("which is not a lab"));
    stage.portal.press(Role::button, "Activate");
    stage.portal.press(Role::button, "Do it");
    stage.pump();
    BOOST_REQUIRE(stage.link->outbox().entries.size() == 1U);
    BOOST_TEST(stage.link->outbox().entries.front().title == "Activate Security Operator");
    BOOST_CHECK(stage.link->outbox().entries.front().state == sync::EntryState::sent);
}

BOOST_AUTO_TEST_CASE(a_question_goes_with_the_form_that_asked) {
    LinkStage stage(graph_configuration);
    stage.begin();
    stage.fill_activation();
    stage.portal.press(Role::button, "Activate");
    BOOST_TEST(stage.portal.says(question));
    stage.portal.press(Role::button, "Cancel");
    BOOST_TEST(!stage.portal.says(question));
    stage.portal.open("#/my-roles/active");
    BOOST_TEST(!stage.portal.says(question));
    BOOST_TEST(stage.link->outbox().entries.empty());
}

BOOST_AUTO_TEST_CASE(a_question_goes_with_its_page_and_its_persona) {
    const std::string settings = cat("#/settings/", to_text(role::security_operator), "/edit");
    LinkStage stage(graph_configuration, "gia", settings);
    stage.begin();
    const auto ask = [&] {
        stage.portal.open(settings);
        stage.portal.press(Role::checkbox, "Require justification on activation");
        stage.portal.press(Role::button, "Update");
        BOOST_TEST(stage.portal.says(question));
    };
    ask();
    stage.portal.open("#/my-roles");
    BOOST_TEST(!stage.portal.says(question));
    ask();
    stage.portal.portal().take_on(stage.portal.portal().sides[0], stage.portal.id("tess"));
    stage.portal.stage.step(6);
    BOOST_TEST(!stage.portal.says(question));
    BOOST_TEST(stage.link->outbox().entries.empty());
}

BOOST_AUTO_TEST_CASE(what_was_read_to_work_in_is_no_copy) {
    LinkStage stage(graph_configuration);
    Tenant read = stage.portal.tenant();
    read.origin = Origin{"Graph", "https://graph.example", sync::test::begun, {}};
    stage.portal.portal().adopt(std::move(read), stage.portal.sandbox().session());
    stage.begin();
    BOOST_TEST(stage.portal.says("Working in a real tenant through Graph"));
    BOOST_TEST(!stage.portal.says("Nothing is ever written back"));
}

BOOST_AUTO_TEST_CASE(what_could_not_be_read_is_listed_where_one_works_in_it) {
    LinkStage stage(graph_configuration);
    Tenant read = stage.portal.tenant();
    read.origin = Origin{"Graph",
                         "https://graph.example",
                         sync::test::begun,
                         {{"auditLogs/directoryAudits", "403 Forbidden: Not for you."}}};
    stage.portal.portal().adopt(std::move(read), stage.portal.sandbox().session());
    stage.begin();
    stage.portal.open("#/connect");
    BOOST_TEST(stage.portal.says("Not read"));
    BOOST_TEST(stage.portal.says("403 Forbidden: Not for you."));
    // Also after a reload, when nobody is signed in yet.
    stage.connection->sign_out();
    stage.portal.stage.step(3);
    BOOST_TEST(stage.portal.says("403 Forbidden: Not for you."));
}

BOOST_AUTO_TEST_CASE(a_backend_is_not_read_again_while_nobody_looks) {
    LinkStage stage(graph_configuration);
    stage.begin();
    stage.pump();
    BOOST_TEST(stage.transport->answer("/organization", 200, "{}"));
    stage.pump();
    BOOST_TEST(stage.transport->waiting() == 0U);
    stage.link->set_wanted(false);
    stage.wall = shift(stage.wall, 2 * sync::poll_ticks);
    stage.pump();
    BOOST_TEST(stage.transport->waiting() == 0U);
    stage.link->set_wanted(true);
    stage.pump();
    BOOST_TEST(stage.transport->waiting() > 0U);
}

BOOST_AUTO_TEST_CASE(without_a_line_it_waits_over_a_reload_and_can_be_taken_back) {
    LinkStage stage(lab_configuration);
    stage.begin();
    stage.link->verify(stage.portal.id("tess"), {});
    stage.pump();
    while (stage.transport->waiting() > 0) stage.transport->fail("/");
    stage.pump();
    BOOST_TEST(stage.portal.says("No line since"));
    stage.fill_activation();
    stage.portal.press(Role::button, "Activate");
    stage.pump();
    BOOST_TEST(stage.portal.says("No line to The lab"));
    BOOST_TEST(stage.portal.says("One action waits for the backend"));
    stage.connect();
    stage.pump();
    BOOST_TEST(stage.portal.says("One action waits for the backend"));
    stage.portal.open("#/outbox");
    BOOST_TEST(stage.portal.says("POST /v1.0/roleManagement/directory"));
    stage.portal.press(Role::button, "Cancel", "Activate Security Operator");
    BOOST_TEST(!stage.portal.says("One action waits for the backend"));
    BOOST_TEST(stage.link->outbox().waiting() == 0U);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_kept_is_told_until_it_is) {
    LinkStage stage(lab_configuration);
    stage.begin();
    BOOST_TEST(!stage.portal.says("could not be kept"));
    stage.full = true;
    BOOST_REQUIRE(stage.link->send(sync::test::activation(1), stage.portal.id("tess"),
                                   "Activate Security Operator"));
    stage.pump();
    BOOST_TEST(
        stage.portal.says("waits for The lab could not be kept in this browser: its storage is "
                          "full or forbidden"));
    BOOST_TEST(stage.portal.says("make room and choose Try now"));
    stage.full = false;
    stage.portal.open("#/outbox");
    stage.portal.press(Role::button, "Try now");
    BOOST_TEST(!stage.portal.says("could not be kept"));
    BOOST_REQUIRE(sync::parse_outbox(stage.kept));
    BOOST_TEST(sync::parse_outbox(stage.kept)->waiting() == 1U);
}

BOOST_AUTO_TEST_CASE(a_tab_that_becomes_the_writer_goes_on_with_what_still_waits) {
    LinkStage stage(lab_configuration);
    stage.begin();
    BOOST_REQUIRE(stage.link->send(sync::test::activation(1), stage.portal.id("tess"),
                                   "Activate Security Operator"));
    BOOST_TEST(stage.link->outbox().waiting() == 1U);
    // The other tab has sent it.
    stage.kept = sync::to_text(sync::Outbox{stage.link->outbox().backend, {}});
    stage.link->resume();
    BOOST_TEST(stage.link->outbox().waiting() == 0U);
}

BOOST_AUTO_TEST_CASE(who_signed_in_is_asked_again_after_a_pause) {
    LinkStage stage(graph_configuration);
    stage.connection->use_token("eyJ.secret", "somebody");
    BOOST_REQUIRE(stage.link->begin());
    const auto asked = [&] {
        std::size_t count = 0;
        for (const auto& one : stage.transport->sent) {
            count += one.call.url.find("/me?") != std::string::npos ? 1U : 0U;
        }
        return count;
    };
    BOOST_TEST(stage.transport->answer("/me?", 429, "{}", {{"Retry-After", "5"}}));
    stage.pump();
    BOOST_TEST(asked() == 1U);
    stage.wall = shift(stage.wall, 5 * ticks_per_second);
    stage.pump();
    BOOST_TEST(asked() == 2U);
    BOOST_TEST(stage.transport->fail("/me?"));
    stage.pump();
    BOOST_TEST(asked() == 2U);
    stage.link->try_again();
    stage.pump();
    BOOST_TEST(asked() == 3U);
    stage.say_who();
    BOOST_CHECK(stage.link->me().id == stage.who);
    BOOST_TEST(!stage.link->error().has_value());
}

BOOST_AUTO_TEST_CASE(an_answer_of_the_sign_in_before_names_nobody) {
    LinkStage stage(graph_configuration);
    stage.connection->use_token("eyJ.first", "somebody");
    BOOST_REQUIRE(stage.link->begin());
    stage.connection->use_token("eyJ.second", "somebody else");
    stage.say_who(stage.portal.id("gia"));
    BOOST_TEST(stage.link->me().id.is_null());
    stage.say_who();
    BOOST_CHECK(stage.link->me().id == stage.who);
}

BOOST_AUTO_TEST_CASE(a_sign_in_for_what_waits_moves_nobody) {
    LinkStage stage(lab_configuration);
    stage.begin();
    const Guid gia = stage.portal.id("gia");
    stage.fill_activation();
    stage.ask(1, "gia");
    stage.pump();
    BOOST_TEST(stage.transport->answer("/lab/v1/tokens", 200, R"({"access_token":"eyJ.gia"})"));
    stage.say_who(gia);
    stage.pump();
    BOOST_CHECK(stage.link->me().id == gia);
    BOOST_CHECK(stage.portal.portal().sides[0].persona == stage.who);
    BOOST_TEST((stage.portal.find(Role::dialog, "Activate – Security Operator") != nullptr));
    // The person's own sign-in does.
    stage.connection->sign_in_as("gia@amberg.example", false);
    BOOST_TEST(stage.transport->answer("/lab/v1/tokens", 200, R"({"access_token":"eyJ.gia"})"));
    stage.say_who(gia);
    stage.pump();
    BOOST_CHECK(stage.portal.portal().sides[0].persona == gia);
}

BOOST_AUTO_TEST_CASE(what_one_has_passed_counts_for_nobody_else) {
    LinkStage stage(lab_configuration);
    stage.begin();
    stage.link->verify(stage.who, "c1");
    stage.ask(1, "gia");
    stage.pump();
    BOOST_TEST(stage.transport->last().url.find("/lab/v1/tokens") != std::string::npos);
    BOOST_TEST(stage.transport->last().body.find("c1") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_the_token_says_was_passed_counts) {
    LinkStage stage(lab_configuration);
    stage.begin();
    BOOST_TEST(!stage.link->verified(stage.who));
    stage.connection->sign_in_as("tess@amberg.example", true);
    BOOST_TEST(stage.transport->answer("/lab/v1/tokens", 200,
                                       cat(R"({"access_token":")", mfa_token, R"("})")));
    stage.say_who();
    stage.pump();
    BOOST_TEST(stage.link->verified(stage.who));
}

BOOST_AUTO_TEST_CASE(elsewhere_only_who_signed_in_acts) {
    LinkStage stage(graph_configuration);
    stage.begin();
    stage.portal.portal().choose_persona(stage.portal.portal().sides[0], stage.portal.id("gia"));
    stage.portal.stage.step(6);
    BOOST_TEST(stage.portal.says("Only who signed in at the backend acts there"));
    BOOST_CHECK(stage.portal.portal().sides[0].persona == stage.portal.id("tess"));
}

BOOST_AUTO_TEST_SUITE_END()
