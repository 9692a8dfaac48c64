// Goal: each action goes out once and in order, whatever the line does.
// Method: a transport that answers as each case says; no clock but the numbers given.

#include "sync/courier.hpp"

#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "sync/look_up.hpp"
#include "sync/sync_support.hpp"
#include "sync/throttle.hpp"

namespace pim::sync::test {

namespace {

/// A courier over a scripted line, with what it kept last.
struct CourierStage {
    explicit CourierStage(bool lab = true, int count = 1) {
        Outbox outbox{a_backend(lab), {}};
        for (int n = 1; n <= count; ++n) {
            BOOST_REQUIRE(outbox.add(an_entry(static_cast<std::uint64_t>(n), outbox.backend)));
        }
        reload(std::move(outbox));
    }
    /// The page is loaded anew, with what was kept.
    void reload() {
        auto read = parse_outbox(kept);
        BOOST_REQUIRE_MESSAGE(read, read.error().what);
        reload(std::move(*read));
    }
    void reload(Outbox from) {
        courier.reset();
        courier = std::make_unique<Courier>(transport, std::move(from));
        courier->keep = [this](const Outbox& now) { kept = to_text(now); };
        courier->finished = [this](const Entry& entry) {
            outcomes += cat(outcomes.empty() ? "" : " ", entry.title.substr(14),
                            entry.state == EntryState::done ? "+" : "-");
        };
        courier->signed_in(adele.id);
        at(0);
    }
    void at(std::int64_t seconds) { courier->go_on(shift(begun, seconds * ticks_per_second)); }
    std::int64_t due(std::int64_t seconds) const {
        const auto ticks = courier->due(shift(begun, seconds * ticks_per_second));
        return ticks ? *ticks / ticks_per_second : -1;
    }
    /// What happened to the first action.
    std::string state() const {
        const auto& entries = courier->outbox().entries;
        return entries.empty() ? "gone" : std::string(name(entries.front().state));
    }
    /// The commands of all requests that went out, in order; looks as `?`.
    std::string sent() const {
        std::string text;
        for (const auto& one : transport.sent) {
            const auto id = parse_guid(graph::header(one.call.headers, "client-request-id"));
            text += id ? cat(static_cast<std::int64_t>(id->low)) : "?";
        }
        return text;
    }
    bool done(std::string_view body = R"({"id":"x"})") {
        return transport.answer("ScheduleRequests", 201, std::string(body));
    }

    ScriptedTransport transport;
    std::string kept;
    std::string outcomes;
    std::unique_ptr<Courier> courier;
};

/// A row of the request collection as a backend shows it.
std::string row(std::string_view custom_data, std::string_view created = "2026-02-25T06:13:00Z",
                const Guid& creator = adele.id) {
    const RequestSchedule command = activation(1);
    return cat(R"({"id":"r","action":"SelfActivate","principalId":")",
               pim::to_text(command.principal), R"(","roleDefinitionId":")",
               pim::to_text(command.role), R"(","directoryScopeId":"/","customData":)", custom_data,
               R"(,"createdDateTime":")", created, R"(","createdBy":{"user":{"id":")",
               pim::to_text(creator), R"("}}})");
}

std::string quoted_command() {
    return cat('"', pim::to_text(command_of(1)), '"');
}

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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
