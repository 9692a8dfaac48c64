// Goal: a mirror reads everything that it may, whatever the backend does to it.
// Method: a transport that answers as each case says, in its order; no clock but the numbers given.

#include "sync/mirror.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "core/text.hpp"
#include "sync/sync_support.hpp"
#include "sync/throttle.hpp"

namespace pim::sync::test {

namespace {

Instant later(std::int64_t seconds) {
    return shift(begun, seconds * ticks_per_second);
}

/// Roles on three pages, everything else empty.
graph::Response three_pages(const Call& call) {
    const std::string roles = cat(address, "/beta/roleManagement/directory/roleDefinitions");
    if (call.url == roles) return page_of(R"({"id":"a"},{"id":"b"})", roles + "?$skiptoken=2");
    if (call.url == roles + "?$skiptoken=2") {
        return page_of(R"({"id":"c"},{"id":"b","moved":true})", roles + "?$skiptoken=3");
    }
    if (call.url == roles + "?$skiptoken=3") return page_of(R"({"id":"d"})");
    return empty_page();
}

const Reading& reading_of(const Mirror& mirror, Operation operation) {
    for (const Reading& reading : mirror.harvest().readings) {
        if (reading.operation == operation) return reading;
    }
    BOOST_FAIL("the operation was never begun");
    return mirror.harvest().readings.front();
}

std::string ids_of(const Reading& reading) {
    std::string ids;
    for (const Item& item : reading.items) ids += item.id;
    return ids;
}

std::string problem_of(const Mirror& mirror) {
    return mirror.progress().error ? mirror.progress().error->what : "none";
}

struct MirrorStage {
    ScriptedTransport transport;
    Mirror mirror{transport, begin()};
};

graph::Response refused(int status, std::string_view code) {
    return {status, {}, cat(R"({"error":{"code":")", code, R"(","message":"No."}})")};
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(mirror_test, MirrorStage)

BOOST_AUTO_TEST_CASE(pages_are_followed_and_a_row_on_two_of_them_counts_once) {
    mirror.go_on(begun);
    BOOST_TEST(transport.waiting() == calls_in_flight_max);
    transport.answer_all(three_pages);
    BOOST_CHECK(mirror.progress().state == MirrorState::finished);
    const Reading& roles = reading_of(mirror, Operation::roles);
    BOOST_TEST(ids_of(roles) == "abcd");
    BOOST_TEST(roles.items[1].json == R"({"id":"b","moved":true})");
    BOOST_TEST(roles.pages == 3);
    BOOST_CHECK(mirror.harvest().read == begun);
}

BOOST_AUTO_TEST_CASE(reordered_and_doubled_replies_give_the_same) {
    mirror.go_on(begun);
    transport.answer_all(three_pages);
    const std::string plain = to_text(mirror.harvest());
    for (const bool doubled : {false, true}) {
        MirrorStage other;
        other.mirror.go_on(begun);
        other.transport.answer_all(three_pages, doubled, true);
        BOOST_TEST(to_text(other.mirror.harvest()) == plain);
        BOOST_TEST(other.mirror.progress().requests == mirror.progress().requests);
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_before_the_pause_that_was_asked_for_is_over) {
    mirror.go_on(begun);
    const std::size_t sent = transport.sent.size();
    BOOST_REQUIRE(transport.answer("organization", 429, "", {{"retry-after", "7"}}));
    BOOST_TEST(*mirror.due(later(1)) == 0);
    mirror.go_on(later(1));
    BOOST_CHECK(*mirror.progress().waits_until == later(8));
    // Another reply comes meanwhile: it is taken, and nothing is sent for it.
    BOOST_REQUIRE(transport.answer("roleDefinitions", 200, page_of(R"({"id":"a"})").body));
    mirror.go_on(later(7));
    BOOST_TEST(transport.sent.size() == sent);
    BOOST_TEST(*mirror.due(later(7)) == ticks_per_second);
    mirror.go_on(later(8));
    BOOST_TEST(transport.sent.size() > sent);
    transport.answer_all(three_pages);
    BOOST_CHECK(mirror.progress().state == MirrorState::finished);
}

BOOST_AUTO_TEST_CASE(without_retry_after_pauses_double_up_to_a_limit_and_end_the_mirror) {
    BOOST_TEST(pause_ticks(1, "") == ticks_per_second);
    BOOST_TEST(pause_ticks(3, "Wed, 21 Oct 2026 07:28:00 GMT") == 4 * ticks_per_second);
    BOOST_TEST(pause_ticks(60, "") == pause_ticks_max);
    BOOST_TEST(pause_ticks(1, "999999") == pause_asked_ticks_max);
    Instant now = begun;
    for (int i = 0; i < attempts_max && mirror.progress().state == MirrorState::reading; ++i) {
        mirror.go_on(now);
        now = shift(now, pause_ticks_max);
        mirror.go_on(now);
        BOOST_REQUIRE(transport.answer("", 503, ""));
    }
    BOOST_CHECK(mirror.progress().state == MirrorState::failed);
    BOOST_TEST(problem_of(mirror).find("the backend failed 8 times in a row: ") == 0U);
    BOOST_TEST(problem_of(mirror).find(": it answered with status 503") != std::string::npos);
    // What failed beside another counts once: four replies of one moment are no four attempts.
    MirrorStage other;
    other.mirror.go_on(begun);
    for (std::size_t i = 0; i < calls_in_flight_max; ++i) other.transport.answer("", 503, "");
    other.mirror.go_on(begun);
    BOOST_CHECK(*other.mirror.progress().waits_until == later(1));
}

BOOST_AUTO_TEST_CASE(no_answer_is_tried_again) {
    mirror.go_on(begun);
    transport.sent.front().answered = true;
    transport.sent.front().replied(failure("no answer within 30 s"));
    mirror.go_on(later(0));
    mirror.go_on(later(1));
    transport.answer_all(three_pages);
    BOOST_CHECK(mirror.progress().state == MirrorState::finished);
}

BOOST_AUTO_TEST_CASE(it_goes_on_after_a_reload_where_it_stopped) {
    mirror.go_on(begun);
    const std::string roles = "beta/roleManagement/directory/roleDefinitions";
    BOOST_REQUIRE(transport.answer(
        roles, 200, page_of(R"({"id":"a"})", cat(address, '/', roles, "?$skiptoken=3")).body));
    mirror.cancel();
    BOOST_TEST(transport.waiting() == 0U);
    auto kept = parse_harvest(to_text(mirror.harvest()));
    BOOST_REQUIRE(kept);
    ScriptedTransport line;
    Mirror again(line, std::move(*kept));
    again.go_on(later(3600));
    bool first_page = false;
    line.answer_all([&](const Call& call) {
        first_page = first_page || call.url == cat(address, '/', roles);
        return three_pages(call);
    });
    BOOST_CHECK(again.progress().state == MirrorState::finished);
    BOOST_TEST(!first_page);
    BOOST_TEST(ids_of(reading_of(again, Operation::roles)) == "ad");
    BOOST_CHECK(again.harvest().read == begun);
    BOOST_TEST(parse_harvest("{}").error().what.find("another version") != std::string::npos);
    BOOST_TEST(
        parse_harvest(cat(R"({"version":2,"backend":"Fernhill","address":")", address,
                          R"(","readings":[{"operation":99}]})"))
            .error()
            .what ==
        "the mirror that was begun: readings/0/operation is 99, not an operation of a mirror");
}

BOOST_AUTO_TEST_CASE(what_is_not_allowed_is_listed_and_the_rest_still_comes) {
    mirror.go_on(begun);
    transport.answer_all([](const Call& call) {
        if (call.url.find("directoryAudits") != std::string::npos) {
            return refused(403, "Authorization_RequestDenied");
        }
        return three_pages(call);
    });
    BOOST_CHECK(mirror.progress().state == MirrorState::finished);
    BOOST_TEST(*reading_of(mirror, Operation::audits).refused ==
               "403 Authorization_RequestDenied: No.");
    BOOST_TEST(ids_of(reading_of(mirror, Operation::roles)) == "abcd");
}

BOOST_AUTO_TEST_CASE(whoever_may_not_read_all_is_given_their_own) {
    const std::string all = cat(address, "/v1.0/roleManagement/directory/roleEligibilitySchedules");
    const std::string own = all + "/filterByCurrentUser(on='principal')";
    int asked = 0;
    mirror.go_on(begun);
    transport.answer_all([&](const Call& call) {
        if (call.url == all) return refused(403, "UnknownError");
        if (call.url == own && ++asked == 1) return page_of(R"({"id":"a"})", own + "?$skiptoken=2");
        if (call.url == own + "?$skiptoken=2") return page_of(R"({"id":"b"})");
        if (call.url.find("auditLogs") != std::string::npos) return refused(403, "No");
        // Not even their own.
        const bool instances =
            call.url.find("roleAssignmentScheduleInstances") != std::string::npos;
        return instances ? refused(403, "Forbidden") : empty_page();
    });
    BOOST_TEST(problem_of(mirror) == "none");
    BOOST_CHECK(mirror.progress().state == MirrorState::finished);
    BOOST_TEST(ids_of(reading_of(mirror, Operation::eligible_schedules)) == "ab");
    // What it does not show is told all the same.
    BOOST_TEST(*reading_of(mirror, Operation::eligible_schedules).refused ==
               "403 UnknownError: No.");
    BOOST_TEST(asked == 1);
    BOOST_TEST(*reading_of(mirror, Operation::active_instances).refused == "403 Forbidden: No.");
    const auto asked_for = [this](std::string_view part) {
        return std::count_if(transport.sent.begin(), transport.sent.end(), [part](const auto& one) {
            return one.call.url.find(part) != std::string::npos;
        });
    };
    BOOST_TEST(asked_for("roleAssignmentScheduleInstances") == 2);
    BOOST_TEST(asked_for("auditLogs") == 1);
}

BOOST_AUTO_TEST_CASE(a_token_that_is_not_taken_ends_it) {
    mirror.go_on(begun);
    BOOST_REQUIRE(
        transport.answer("organization", 401, refused(401, "InvalidAuthenticationToken").body));
    BOOST_TEST(problem_of(mirror) ==
               "the backend does not take the token: 401 InvalidAuthenticationToken: No.");
    BOOST_TEST(transport.waiting() == 0U);
}

BOOST_AUTO_TEST_CASE(a_refused_later_page_begins_its_collection_anew_once) {
    const auto expired = [](int refusals) {
        return [refusals](const Call& call) mutable {
            const bool third = call.url.find("?$skiptoken=3") != std::string::npos;
            return third && refusals-- > 0 ? refused(400, "Directory_ExpiredPageToken")
                                           : three_pages(call);
        };
    };
    mirror.go_on(begun);
    transport.answer_all(expired(1));
    BOOST_CHECK(mirror.progress().state == MirrorState::finished);
    const Reading& roles = reading_of(mirror, Operation::roles);
    BOOST_TEST(ids_of(roles) == "abcd");
    BOOST_TEST(roles.pages == 3);
    BOOST_TEST(!roles.refused);
    // Half of it is never taken for the whole.
    MirrorStage other;
    other.mirror.go_on(begun);
    other.transport.answer_all(expired(2));
    BOOST_CHECK(other.mirror.progress().state == MirrorState::failed);
    BOOST_TEST(problem_of(other.mirror) ==
               "roleManagement/directory/roleDefinitions, page 3: 400 Directory_ExpiredPageToken: "
               "No.");
    // It goes on later, and then anew where the page is still refused.
    ScriptedTransport line;
    Mirror again(line, other.mirror.harvest());
    again.go_on(later(3600));
    line.answer_all(expired(1));
    BOOST_TEST(ids_of(reading_of(again, Operation::roles)) == "abcd");
}

BOOST_AUTO_TEST_CASE(malformed_bodies_are_errors_with_their_place) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"{\"value\":[", "organization, page 1: the body is not valid JSON in UTF-8 at byte 11"},
        {"[]", "organization, page 1: the body is an array, not an object"},
        {R"({"value":7})", "organization, page 1: value is not a list of objects"},
        {R"({"value":[{"id":"a"},{"name":"b"}]})", "organization, page 1: value/1/id is missing"},
        {R"({"value":[],"@odata.nextLink":1})",
         "organization, page 1: @odata.nextLink is not a text"},
        {R"({"value":[],"@odata.nextLink":"https://elsewhere.example/v1.0/organization"})",
         "organization, page 1: the next page lies at https://elsewhere.example, not at "
         "https://graph.fernhill.example"},
        {R"({"value":[],"@odata.nextLink":"https://graph.fernhill.example@elsewhere.example/"})",
         "organization, page 1: the next page lies at , not at https://graph.fernhill.example"},
    };
    for (const auto& [body, problem] : cases) {
        MirrorStage other;
        other.mirror.go_on(begun);
        BOOST_REQUIRE(other.transport.answer("organization", 200, body));
        BOOST_TEST(problem_of(other.mirror) == problem);
    }
}

BOOST_AUTO_TEST_CASE(members_are_asked_for_in_batches_and_only_throttled_parts_again) {
    mirror.go_on(begun);
    int batches = 0;
    const auto rule = [&](const Call& call) -> graph::Response {
        if (call.url.find("getByIds") != std::string::npos) {
            return page_of(R"({"@odata.type":"#microsoft.graph.group","id":"g1"},)"
                           R"({"@odata.type":"#microsoft.graph.group","id":"g2"})");
        }
        if (call.url.find("roleEligibilitySchedules") != std::string::npos) {
            return page_of(R"({"id":"s","principalId":"88d8e3e3-8f55-4a1e-953a-9b9898b8876b"})");
        }
        if (call.url.find("$batch") == std::string::npos) return three_pages(call);
        ++batches;
        return {200,
                {},
                R"({"responses":[{"id":"1","status":429,"headers":{"Retry-After":"2"}},)"
                R"({"id":"0","status":200,"body":{"value":[{"id":"u1"}]}}]})"};
    };
    transport.answer_all(rule);
    mirror.go_on(later(0));
    BOOST_CHECK(*mirror.progress().waits_until == later(2));
    mirror.go_on(later(2));
    BOOST_TEST(batches == 1);
    BOOST_TEST(transport.sent.back().call.url == cat(address, "/v1.0/groups/g2/members?$top=999"));
    transport.answer_all([](const Call&) { return page_of(R"({"id":"u2"})"); });
    BOOST_CHECK(mirror.progress().state == MirrorState::finished);
    BOOST_TEST(ids_of(mirror.harvest().readings.back()) == "u2");
}

BOOST_AUTO_TEST_CASE(a_batch_that_is_refused_as_a_whole_is_told_or_done_without) {
    const auto two_groups = [](int status) {
        return [status](const Call& call) {
            if (call.url.find("$batch") != std::string::npos) return refused(status, "NoBatch");
            if (call.url.find("getByIds") != std::string::npos) {
                return page_of(R"({"@odata.type":"#microsoft.graph.group","id":"g1"},)"
                               R"({"@odata.type":"#microsoft.graph.group","id":"g2"})");
            }
            if (call.url.find("roleEligibilitySchedules") != std::string::npos) {
                return page_of(
                    R"({"id":"s","principalId":"88d8e3e3-8f55-4a1e-953a-9b9898b8876b"})");
            }
            return call.url.find("/members") != std::string::npos ? page_of(R"({"id":"u"})")
                                                                  : three_pages(call);
        };
    };
    for (const int status : {404, 405, 501}) {
        MirrorStage without;
        without.mirror.go_on(begun);
        without.transport.answer_all(two_groups(status));
        BOOST_CHECK(without.mirror.progress().state == MirrorState::finished);
        BOOST_TEST(ids_of(without.mirror.harvest().readings.back()) == "u");
        BOOST_TEST(without.transport.last().url ==
                   cat(address, "/v1.0/groups/g2/members?$top=999"));
    }
    MirrorStage signed_out;
    signed_out.mirror.go_on(begun);
    signed_out.transport.answer_all(two_groups(401));
    BOOST_TEST(signed_out.mirror.progress().token_refused);
    BOOST_TEST(problem_of(signed_out.mirror) ==
               "the backend does not take the token: 401 NoBatch: No.");
    mirror.go_on(begun);
    transport.answer_all(two_groups(403));
    BOOST_TEST(problem_of(mirror) == "$batch: 403 NoBatch: No.");
}

BOOST_AUTO_TEST_CASE(requests_are_asked_for_with_consent_only_and_nothing_is_written) {
    for (const bool consent : {false, true}) {
        ScriptedTransport line;
        Harvest harvest = begin();
        harvest.requests_too = consent;
        Mirror asked(line, harvest);
        asked.go_on(begun);
        bool requests = false;
        line.answer_all([&](const Call& call) {
            requests = requests || call.url.find("Requests") != std::string::npos;
            const bool look_up = call.url.find("/getByIds") != std::string::npos;
            BOOST_TEST((call.method == "GET" || look_up));
            return three_pages(call);
        });
        BOOST_TEST(requests == consent);
    }
}

BOOST_AUTO_TEST_CASE(approvals_are_asked_for_by_the_requests_that_one_may_answer) {
    Harvest harvest = begin();
    harvest.requests_too = true;
    ScriptedTransport line;
    Mirror asked(line, std::move(harvest));
    asked.go_on(begun);
    const std::string first = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
    const std::string second = "98d8e3e3-8f55-4a1e-953a-9b9898b8876b";
    line.answer_all([&](const Call& call) -> graph::Response {
        if (call.url.find("filterByCurrentUser(on='approver')") != std::string::npos) {
            return page_of(cat(R"({"id":"a","approvalId":")", first, R"("},)",
                               R"({"id":"b","approvalId":")", second, R"("},)",
                               R"({"id":"c","approvalId":null})"));
        }
        if (call.url.find("$batch") == std::string::npos) return three_pages(call);
        BOOST_TEST(call.url == cat(address, "/beta/$batch"));
        for (const std::string& id : {first, second}) {
            const std::string steps = cat("/roleAssignmentApprovals/", id, "/steps\"");
            BOOST_TEST(call.body.find(steps) != std::string::npos);
        }
        return {200,
                {},
                R"({"responses":[{"id":"1","status":403},)"
                R"({"id":"0","status":200,"body":{"value":[{"id":"s","reviewedBy":)"
                R"({"id":"a8d8e3e3-8f55-4a1e-953a-9b9898b8876b"}}]}}]})"};
    });
    BOOST_CHECK(asked.progress().state == MirrorState::finished);
    const Reading& steps = reading_of(asked, Operation::approval_steps);
    BOOST_TEST(steps.key == first);
    BOOST_TEST(ids_of(steps) == "s");
    // Who answered is looked up with everybody else.
    BOOST_TEST(reading_of(asked, Operation::objects).key == "a8d8e3e3-8f55-4a1e-953a-9b9898b8876b");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
