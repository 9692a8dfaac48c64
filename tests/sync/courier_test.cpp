// Goal: each action goes out once and in order, whatever the line does.
// Method: a transport that answers as each case says; no clock but the numbers given.

#include <boost/test/unit_test.hpp>

#include "sync/courier_support.hpp"
#include "sync/throttle.hpp"

namespace pim::sync::test {

BOOST_AUTO_TEST_SUITE(courier_test)

BOOST_AUTO_TEST_CASE(one_goes_out_at_a_time_in_order) {
    CourierStage stage(true, 3);
    BOOST_TEST(stage.sent() == "1");
    BOOST_TEST(stage.due(0) == -1);
    BOOST_TEST(stage.courier->standing().sending);
    BOOST_TEST(stage.done());
    stage.at(1);
    BOOST_TEST(stage.sent() == "12");
    BOOST_TEST(stage.transport.answer("ScheduleRequests", 400, refusal_of("Never", "No.")));
    stage.at(2);
    BOOST_TEST(stage.sent() == "123");
    BOOST_TEST(stage.done());
    BOOST_TEST(stage.outcomes == "1+ 2- 3+");
    BOOST_TEST(stage.courier->outbox().entries[0].reply == R"({"id":"x"})");
    BOOST_TEST(stage.courier->outbox().entries[1].words == "400 Never: No.");
    BOOST_TEST(stage.due(2) == -1);
    BOOST_TEST(stage.courier->sign_in_wanted() == nullptr);
}

BOOST_AUTO_TEST_CASE(what_waits_is_taken_back_and_never_sent) {
    CourierStage stage(true, 3);
    BOOST_TEST(stage.courier->remove(command_of(2)));
    BOOST_TEST(!stage.courier->remove(command_of(1)));
    BOOST_TEST(stage.done());
    stage.at(1);
    BOOST_TEST(stage.done());
    BOOST_TEST(stage.sent() == "13");
}

BOOST_AUTO_TEST_CASE(a_reply_twice_or_late_counts_once) {
    CourierStage stage(true, 2);
    const auto first = stage.transport.sent[0].replied;
    BOOST_TEST(stage.transport.fail("ScheduleRequests"));
    first(graph::Response{201, {}, "{}"});  // after the transport gave up
    stage.at(0);
    stage.at(1);
    BOOST_TEST(stage.sent() == "11");
    first(graph::Response{400, {}, refusal_of("Never", "No.")});  // of the call before
    BOOST_TEST(stage.state() == "sent");
    BOOST_TEST(stage.done());
    first(graph::Response{400, {}, refusal_of("Never", "No.")});
    stage.at(2);
    BOOST_TEST(stage.sent() == "112");
    BOOST_TEST(stage.done());
    BOOST_TEST(stage.outcomes == "1+ 2+");
}

BOOST_AUTO_TEST_CASE(a_lab_is_sent_the_same_again) {
    CourierStage stage;
    const std::string body = stage.transport.last().body;
    for (const int pause : {1, 2, 4, 8, 16, 32, 64, 64, 64, 64}) {
        BOOST_TEST(stage.transport.fail("ScheduleRequests"));
        stage.at(0);
        BOOST_TEST(stage.state() == "sent");
        BOOST_CHECK(stage.courier->standing().offline_since == begun);
        BOOST_TEST(stage.due(0) == pause);
        stage.at(pause);
        BOOST_TEST(stage.transport.last().body == body);
        stage.courier->go_on(begun);
    }
    BOOST_TEST(stage.done());
    BOOST_TEST(stage.sent() == "11111111111");
    BOOST_TEST(stage.outcomes == "1+");
    BOOST_CHECK(!stage.courier->standing().offline_since);
    BOOST_TEST(stage.courier->standing().trouble.empty());
}

BOOST_AUTO_TEST_CASE(without_a_line_nothing_is_tried) {
    CourierStage stage(true, 2);
    BOOST_TEST(stage.done());
    stage.courier->set_line(false);
    stage.at(1);
    BOOST_TEST(stage.due(1) == -1);
    BOOST_TEST(stage.sent() == "1");
    BOOST_TEST(can_cancel(stage.courier->outbox().entries[1]));
    stage.reload();
    BOOST_TEST(stage.sent() == "12");
    stage.courier->set_line(true);
    BOOST_TEST(stage.done());
    BOOST_TEST(stage.outcomes == "1+ 2+");
}

BOOST_AUTO_TEST_CASE(it_survives_a_reload_in_each_state) {
    CourierStage stage(true, 2);
    stage.reload();  // while it was sent
    BOOST_TEST(stage.transport.sent[0].aborted);
    BOOST_TEST(stage.sent() == "11");
    BOOST_TEST(stage.done());
    stage.reload();  // done, and the second waits
    BOOST_TEST(stage.sent() == "112");
    BOOST_TEST(stage.transport.answer("ScheduleRequests", 400, refusal_of("Never", "No.")));
    stage.reload();  // refused
    BOOST_TEST(stage.sent() == "112");
    BOOST_TEST(stage.courier->outbox().entries[1].words == "400 Never: No.");
    CourierStage elsewhere(false);
    elsewhere.courier.reset();
    elsewhere.reload();
    BOOST_TEST(elsewhere.sent() == "1?");
    BOOST_TEST(elsewhere.transport.answer("$filter", 403, refusal_of("Denied", "No.")));
    BOOST_TEST(elsewhere.state() == "unclear");
    elsewhere.reload();
    BOOST_TEST(elsewhere.state() == "unclear");
    BOOST_TEST(elsewhere.sent() == "1?");
}

BOOST_AUTO_TEST_CASE(a_throttled_action_waits_as_long_as_it_is_told) {
    CourierStage stage(false);
    BOOST_TEST(stage.transport.answer("ScheduleRequests", 429, refusal_of("TooManyRequests", ""),
                                      {{"Retry-After", "20"}}));
    BOOST_TEST(stage.state() == "waiting");  // surely not done: no look for it
    stage.at(0);
    BOOST_TEST(stage.due(0) == 20);
    stage.at(19);
    BOOST_TEST(stage.sent() == "1");
    stage.at(20);
    BOOST_TEST(stage.transport.answer("ScheduleRequests", 503, {}));
    stage.at(20);
    stage.at(22);
    BOOST_TEST(stage.sent() == "111");
    BOOST_TEST(stage.done());
    BOOST_TEST(stage.outcomes == "1+");
}

BOOST_AUTO_TEST_CASE(a_failure_on_the_way_back_leaves_it_open) {
    CourierStage elsewhere(false);
    BOOST_TEST(elsewhere.transport.answer("ScheduleRequests", 502, {}));
    BOOST_TEST(elsewhere.state() == "sent");
    elsewhere.at(0);
    elsewhere.at(1);
    BOOST_TEST(elsewhere.transport.answer("$filter", 200, page_of(row(quoted_command())).body));
    BOOST_TEST(elsewhere.outcomes == "1+");
    BOOST_TEST(elsewhere.courier->outbox().entries[0].reply == row(quoted_command()));
    // The first try may have arrived, whatever is said of the second.
    for (const int status : {429, 401}) {
        CourierStage lab;
        BOOST_TEST(lab.transport.fail("ScheduleRequests"));
        lab.at(0);
        lab.at(1);
        BOOST_TEST(lab.transport.answer("ScheduleRequests", status, {}));
        BOOST_TEST(lab.state() == "sent");
        BOOST_TEST(!lab.courier->remove(command_of(1)));
    }
}

BOOST_AUTO_TEST_CASE(a_backend_that_fails_for_ever_asks_the_person) {
    CourierStage stage;
    for (int i = 1; i < attempts_max; ++i) {
        BOOST_TEST(stage.transport.answer("ScheduleRequests", 500, {}));
        stage.at(100 * i);
        stage.at(100 * i + 99);
    }
    BOOST_TEST(stage.state() == "sent");
    BOOST_TEST(stage.transport.answer("ScheduleRequests", 500, {}));
    BOOST_TEST(stage.state() == "unclear");
    BOOST_TEST(stage.courier->outbox().entries[0].words ==
               "the backend failed 8 times: it answered with status 500");
    BOOST_TEST(stage.due(1000) == -1);
}

BOOST_AUTO_TEST_CASE(an_expired_token_waits_for_a_sign_in_of_the_same_person) {
    CourierStage stage(false);
    BOOST_TEST(stage.transport.answer("ScheduleRequests", 401, refusal_of("Invalid", "Old.")));
    BOOST_TEST(stage.state() == "waiting");
    BOOST_REQUIRE(stage.courier->sign_in_wanted() != nullptr);
    BOOST_TEST(stage.courier->sign_in_wanted()->name == "Adele");
    stage.at(1);
    BOOST_TEST(stage.due(1) == -1);
    BOOST_TEST(stage.sent() == "1");
    stage.courier->signed_in({7, 2});
    stage.at(2);
    BOOST_TEST(stage.sent() == "1");
    BOOST_TEST(stage.courier->sign_in_wanted()->name == "Adele");
    stage.courier->signed_in(adele.id);
    stage.at(3);
    BOOST_TEST(stage.sent() == "11");
    BOOST_TEST(stage.done());
    BOOST_TEST(stage.outcomes == "1+");
}

BOOST_AUTO_TEST_CASE(wanted_claims_lead_to_one_more_try_and_no_third) {
    CourierStage stage(false);
    const std::string refusal = refusal_of(
        "RoleAssignmentRequestAcrsValidationFailed",
        "&claims=%7B%22access_token%22%3A%7B%22acrs%22%3A%7B%22essential%22%3Atrue%2C%20%22value"
        "%22%3A%22c1%22%7D%7D%7D");
    BOOST_TEST(stage.transport.answer("ScheduleRequests", 400, refusal));
    BOOST_REQUIRE(stage.courier->standing().challenge);
    BOOST_TEST(stage.courier->standing().challenge->context == "c1");
    BOOST_TEST(stage.courier->standing().challenge->claims ==
               R"({"access_token":{"acrs":{"essential":true, "value":"c1"}}})");
    stage.at(1);
    BOOST_TEST(stage.sent() == "1");
    BOOST_TEST(stage.state() == "waiting");
    stage.reload(*parse_outbox(stage.kept));  // it is still known after a reload
    BOOST_TEST(stage.sent() == "11");
    BOOST_TEST(stage.transport.answer("ScheduleRequests", 400, refusal));
    BOOST_TEST(stage.state() == "refused");
    BOOST_TEST(stage.outcomes == "1-");
}

BOOST_AUTO_TEST_CASE(what_answers_without_json_is_no_outcome) {
    CourierStage stage;
    BOOST_TEST(stage.done("<html>Welcome to the hotel"));
    BOOST_TEST(stage.state() == "sent");
    stage.at(0);
    stage.at(1);
    BOOST_TEST(stage.done(""));
    BOOST_TEST(stage.sent() == "11");
    BOOST_TEST(stage.outcomes == "1+");
}

BOOST_AUTO_TEST_CASE(several_requests_of_one_action_go_one_after_the_other) {
    CourierStage stage(false, 0);
    Entry entry = an_entry(1, a_backend(false));
    GraphRequest second = entry.requests[0];
    second.path = "/v1.0/second";
    second.method = "PATCH";
    second.id = {0, 2};
    entry.requests.push_back(second);
    BOOST_REQUIRE(stage.courier->add(std::move(entry)));
    stage.at(0);
    BOOST_TEST(stage.done());
    BOOST_TEST(stage.state() == "waiting");
    BOOST_TEST(!stage.courier->remove(command_of(1)));
    stage.reload();
    BOOST_TEST(stage.sent() == "12");
    BOOST_TEST(stage.transport.answer("second", 400, refusal_of("Never", "No.")));
    BOOST_TEST(stage.courier->outbox().entries[0].words ==
               "400 Never: No. (1 of its 2 requests had been carried out)");
}

BOOST_AUTO_TEST_CASE(what_waits_for_a_sign_in_that_may_never_come_is_a_persons_to_settle) {
    using Answer = bool (Courier::*)(const Guid&);
    for (const Answer answer : {&Courier::was_done, &Courier::send_again, &Courier::drop}) {
        CourierStage stage(false, 2);
        BOOST_TEST(!((*stage.courier).*answer)(command_of(1)));  // its reply is awaited
        stage.courier->signed_in({});
        BOOST_TEST(!((*stage.courier).*answer)(command_of(1)));
        BOOST_TEST(stage.transport.fail("ScheduleRequests"));
        BOOST_TEST(!((*stage.courier).*answer)(command_of(2)));  // not its turn
        BOOST_TEST(((*stage.courier).*answer)(command_of(1)));
        const bool dropped = answer == &Courier::drop;
        BOOST_TEST(stage.courier->outbox().entries.size() == (dropped ? 1U : 2U));
        BOOST_TEST(stage.state() == (answer == &Courier::was_done ? "done" : "waiting"));
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
