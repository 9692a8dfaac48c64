// Goal: after a lost reply it is found out whether an action was done before it goes out again.
// Method: a backend that is no lab, whose collections show what each case says.

#include "sync/look_up.hpp"

#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"
#include "sync/courier_support.hpp"

namespace pim::sync::test {

namespace {

/// The reply of the first request is lost, then the requests there are read.
std::string after_look(std::string_view rows, std::int64_t seconds) {
    CourierStage stage(false);
    BOOST_REQUIRE(stage.transport.fail("ScheduleRequests"));
    stage.at(0);
    stage.at(seconds);
    BOOST_REQUIRE(stage.transport.last().url.find("?$filter=principalId%20eq%20'") !=
                  std::string::npos);
    BOOST_REQUIRE(stage.transport.answer("$filter", 200, page_of(rows).body));
    stage.at(seconds);
    return cat(stage.state(), ' ', stage.sent());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(look_up_test)

BOOST_AUTO_TEST_CASE(a_lost_reply_is_looked_up_before_it_is_sent_again) {
    BOOST_TEST(after_look(row(quoted_command()), 1) == "done 1?");
    // Another id, another creator, another day: surely not this one, once reads have caught up.
    const std::string other =
        cat(row("\"other\""), ',', row("null", "2026-02-25T06:13:00Z", {7, 2}), ',',
            row("null", "2026-02-24T06:13:00Z"));
    BOOST_TEST(after_look(other, 1) == "sent 1?");
    BOOST_TEST(after_look(other, 30) == "sent 1?1");
    BOOST_TEST(after_look("", 30) == "sent 1?1");
    BOOST_TEST(after_look(row("null"), 30) == "unclear 1?");
    BOOST_TEST(after_look(cat(row("null"), ',', row(quoted_command())), 1) == "done 1?");
}

BOOST_AUTO_TEST_CASE(reads_that_lag_are_looked_at_again) {
    CourierStage stage(false);
    BOOST_TEST(stage.transport.fail("ScheduleRequests"));
    stage.at(0);
    stage.at(1);
    BOOST_TEST(stage.transport.answer("$filter", 200, empty_page().body));
    stage.at(1);
    BOOST_TEST(stage.due(1) == 29);
    stage.at(30);
    BOOST_TEST(stage.transport.answer("$filter", 200, page_of(row(quoted_command())).body));
    BOOST_TEST(stage.sent() == "1??");
    BOOST_TEST(stage.outcomes == "1+");
}

BOOST_AUTO_TEST_CASE(a_look_reads_further_pages_at_the_backend_only) {
    const auto look = [](std::string_view next) {
        CourierStage stage(false);
        BOOST_REQUIRE(stage.transport.fail("ScheduleRequests"));
        stage.at(0);
        stage.at(40);
        BOOST_REQUIRE(stage.transport.answer("$filter", 200, page_of("", next).body));
        stage.at(40);
        if (stage.transport.waiting() > 0) {
            BOOST_REQUIRE(
                stage.transport.answer("page2", 200, page_of(row(quoted_command())).body));
        }
        return cat(stage.state(), ' ', stage.sent());
    };
    BOOST_TEST(look(cat(address, "/v1.0/page2")) == "done 1??");
    BOOST_TEST(look("https://evil.example/page2") == "unclear 1?");
}

BOOST_AUTO_TEST_CASE(a_person_says_what_becomes_of_an_unclear_one) {
    const auto unclear = [](auto answer) {
        CourierStage stage(false, 2);
        BOOST_REQUIRE(stage.transport.fail("ScheduleRequests"));
        stage.at(0);
        stage.at(1);
        BOOST_REQUIRE(stage.transport.answer("$filter", 200, page_of(row("null")).body));
        stage.at(1);
        BOOST_TEST(stage.state() == "unclear");
        BOOST_TEST(stage.sent() == "1?");  // the second waits for the first
        BOOST_TEST(!(stage.courier.get()->*answer)(command_of(2)));
        BOOST_TEST((stage.courier.get()->*answer)(command_of(1)));
        stage.at(2);
        return cat(stage.state(), ' ', stage.sent());
    };
    BOOST_TEST(unclear(&Courier::was_done) == "done 1?2");
    BOOST_TEST(unclear(&Courier::send_again) == "sent 1?1");
    BOOST_TEST(unclear(&Courier::drop) == "sent 1?2");
}

BOOST_AUTO_TEST_CASE(cancels_answers_and_settings_are_told_again_by_their_objects) {
    const auto lost = [](const Command& command, std::string_view look, int status,
                         std::string body) {
        Entry entry = an_entry(1, a_backend(false));
        entry.requests = *requests_of(command, command_of(1), {}, a_backend(false));
        CourierStage stage(false, 0);
        BOOST_REQUIRE(stage.courier->add(std::move(entry)));
        stage.at(0);
        BOOST_REQUIRE(stage.transport.fail(""));
        stage.at(0);
        stage.at(40);
        BOOST_REQUIRE(stage.transport.answer(look, status, std::move(body)));
        stage.at(41);
        return cat(stage.state(), ' ', stage.sent());
    };
    const CancelRequest cancel{{9, 1}};
    const std::string request = pim::to_text(Guid{9, 1});
    BOOST_TEST(lost(cancel, request, 200, R"({"status":"Canceled"})") == "done 1?");
    BOOST_TEST(lost(cancel, request, 200, R"({"status":"PendingApproval"})") == "sent 1?1");
    BOOST_TEST(lost(cancel, request, 200, "{}") == "unclear 1?");
    BOOST_TEST(lost(cancel, request, 404, {}) == "unclear 1?");
    const AnswerApproval answer{{9, 1}, {9, 2}, ReviewResult::approve, "fine"};
    BOOST_TEST(lost(answer, "/steps/", 200, R"({"reviewResult":"Approve"})") == "done 1?");
    BOOST_TEST(lost(answer, "/steps/", 200, R"({"reviewResult":"Deny"})") == "sent 1?1");
    BOOST_TEST(lost(answer, "/steps/", 200, R"({"reviewResult":"NotReviewed"})") == "sent 1?1");
    BOOST_TEST(lost(DeleteRole{{9, 3}}, "roleDefinitions", 404, {}) == "done 11");
    UpdatePolicy update;
    update.policy.role = {8, 1};
    update.policy.approval.required = true;
    BOOST_TEST(lost(update, "/rules/", 204, {}) == "done 11");
}

BOOST_AUTO_TEST_CASE(of_another_post_only_a_person_can_tell) {
    CourierStage stage(false, 0);
    Entry entry = an_entry(1, a_backend(false));
    entry.requests =
        *requests_of(AssignOutside{{9, 1}, {9, 2}, {}}, command_of(1), {}, a_backend(false));
    BOOST_REQUIRE(stage.courier->add(std::move(entry)));
    stage.at(0);
    BOOST_TEST(stage.transport.fail(""));
    stage.at(0);
    stage.at(1);
    BOOST_TEST(stage.state() == "unclear");
    BOOST_TEST(stage.sent() == "1");
}

BOOST_AUTO_TEST_CASE(ones_own_are_looked_for_among_ones_own) {
    const Backend backend = a_backend(false);
    Entry entry = an_entry(1, backend);
    const std::string all =
        cat(address, "/v1.0/roleManagement/directory/roleAssignmentScheduleRequests");
    const std::string own = look_up_address(entry, backend);
    BOOST_TEST(own.find(all + "/filterByCurrentUser(on='principal')?$filter=principalId%20eq") ==
               0U);
    graph::test::Lab tenant;
    EngineTransport engine(*tenant.sandbox, tenant.holder);
    const auto status_of = [&engine](const std::string& url) {
        int status = 0;
        engine.send({"GET", url, {}, {}},
                    [&](const Outcome<graph::Response>& reply) { status = reply->status; });
        return status;
    };
    BOOST_TEST(status_of(own) == 200);
    BOOST_TEST(status_of(all) == 403);
    // What an administrator asks for others is looked for among all.
    entry.who = {{7, 2}, "An administrator"};
    BOOST_TEST(look_up_address(entry, backend).find(all + "?$filter=principalId%20eq") == 0U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
