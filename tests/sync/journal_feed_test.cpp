// Goal: a replica of a lab follows its journal through every trouble of the line.
// Method: an engine whose events are written down as the feed sends them; a scripted transport.

#include <boost/test/unit_test.hpp>

#include "core/fingerprint.hpp"
#include "core/text.hpp"
#include "graph/graph_support.hpp"
#include "storage/event_codec.hpp"
#include "storage/export_file.hpp"
#include "sync/lines.hpp"
#include "sync/network_support.hpp"
#include "sync/replica.hpp"

namespace pim::sync::test {

namespace {

/// A lab, and a sandbox that follows it.
struct FeedStage {
    FeedStage() {
        follower = std::make_unique<sandbox::Sandbox>(
            Tenant{}, sandbox::Session{}, std::make_unique<graph::test::TestStore>(), [] {
                return Guid{2, 2};
            });
        follower->stand_for_backend();
        unsubscribe = lab.sandbox->subscribe([this](const Event& e) { events.push_back(e); });
        replica = replica_of(transport, a_backend(true), *follower, ways());
        replica->go_on(begun);
    }
    ~FeedStage() { unsubscribe(); }

    ReplicaWays ways() {
        return {storage::import_text, storage::decode_event, [this](sandbox::State state) {
                    ++replaced;
                    follower->replace(std::move(state.tenant), std::move(state.session));
                }};
    }
    void at(std::int64_t seconds) { replica->go_on(shift(begun, seconds * ticks_per_second)); }
    std::int64_t due(std::int64_t seconds) const {
        const auto ticks = replica->due(shift(begun, seconds * ticks_per_second));
        return ticks ? *ticks / ticks_per_second : -1;
    }
    /// Gives the export and begins to follow.
    void live() {
        BOOST_REQUIRE(transport.answer("/lab/v1/tenant", 200, exported()));
        events.clear();
        at(0);
        BOOST_REQUIRE(transport.last().url.find("/lab/v1/journal?from=") != std::string::npos);
        transport.part(clock());
        BOOST_REQUIRE(is(ReplicaState::live));
    }
    std::string exported() const {
        return storage::export_text(lab.tenant(), lab.sandbox->session());
    }
    std::string clock(std::int64_t speed = 1) const {
        return cat(R"({"clock":{"now":")", pim::to_text(lab.sandbox->now()), R"(","speed":)", speed,
                   "}}\n");
    }
    /// The lines of what was done since.
    std::string lines() {
        std::string text;
        for (const Event& event : std::exchange(events, {})) text += line_of(event);
        return text;
    }
    void act() {
        licensed = !licensed;
        lab.must(SetLicence{licensed});
    }
    bool is(ReplicaState state) const { return replica->following().state == state; }
    bool same() const { return fingerprint(follower->tenant()) == fingerprint(lab.tenant()); }
    std::string trouble() const {
        const auto& error = replica->following().trouble;
        return error ? error->what : "none";
    }
    /// Where the journal was asked for from, last.
    std::int64_t from() const {
        const std::string& url = transport.last().url;
        std::int64_t number = 0;
        for (std::size_t i = url.find("from=") + 5; url[i] != '&'; ++i) {
            number = number * 10 + (url[i] - '0');
        }
        return number;
    }

    graph::test::Lab lab;
    bool licensed = true;
    Events events;
    ScriptedTransport transport;
    std::unique_ptr<sandbox::Sandbox> follower;
    std::unique_ptr<Replica> replica;
    std::function<void()> unsubscribe;
    int replaced = 0;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(journal_feed_test)

BOOST_AUTO_TEST_CASE(it_begins_with_the_export_and_follows_each_event) {
    FeedStage stage;
    BOOST_CHECK(stage.is(ReplicaState::connecting));
    BOOST_TEST(stage.transport.last().url == cat(address, "/lab/v1/tenant"));
    stage.live();
    BOOST_TEST(stage.from() == stage.lab.tenant().sequence + 1);
    BOOST_TEST(stage.same());
    stage.act();
    stage.transport.part(stage.lines());
    BOOST_TEST(stage.same());
    stage.lab.wait(30 * ticks_per_day);
    stage.transport.part(stage.lines() + stage.clock(60));
    BOOST_TEST(stage.same());
    BOOST_CHECK(stage.follower->now() == stage.lab.sandbox->now());
    BOOST_TEST(stage.follower->session().speed == 60);
    BOOST_TEST(stage.replaced == 1);
}

BOOST_AUTO_TEST_CASE(parts_may_be_divided_anywhere) {
    FeedStage stage;
    stage.live();
    User user;
    user.display_name = "Zo\xc3\xab \xe2\x80\x93 \xf0\x9f\x94\x91";
    user.user_principal_name = "zoe@fernhill.example";
    stage.lab.must(SaveUser{user});
    stage.act();
    const std::string lines = stage.lines() + "\n" + stage.clock();
    for (const char byte : lines) stage.transport.part({&byte, 1});
    BOOST_TEST(stage.trouble() == "none");
    BOOST_TEST(stage.same());
}

BOOST_AUTO_TEST_CASE(a_transport_without_parts_gives_all_at_the_end) {
    FeedStage stage;
    stage.live();
    stage.act();
    BOOST_TEST(stage.transport.answer("/journal", 200, stage.lines()));
    BOOST_TEST(stage.same());
    BOOST_CHECK(stage.is(ReplicaState::connecting));
    BOOST_TEST(stage.trouble() == "the feed ended");
    stage.at(0);
    BOOST_TEST(stage.due(0) == 1);
}

BOOST_AUTO_TEST_CASE(an_event_twice_counts_once) {
    FeedStage stage;
    stage.live();
    stage.act();
    const std::string lines = stage.lines();
    stage.transport.part(lines + lines);
    stage.transport.part(lines);
    BOOST_TEST(stage.trouble() == "none");
    BOOST_TEST(stage.same());
    BOOST_TEST(stage.replaced == 1);
}

BOOST_AUTO_TEST_CASE(cut_off_it_goes_on_behind_the_last_event) {
    FeedStage stage;
    stage.live();
    stage.act();
    const std::string known = stage.lines();
    stage.transport.part(known);
    stage.transport.part("{\"event\":{\"sequ");  // the line is cut within an event
    BOOST_TEST(stage.transport.fail("/journal"));
    BOOST_CHECK(stage.is(ReplicaState::offline));
    BOOST_CHECK(stage.replica->following().offline_since == begun);
    stage.act();
    stage.at(0);
    BOOST_TEST(stage.due(0) == 1);
    stage.at(1);
    BOOST_TEST(stage.from() == stage.follower->tenant().sequence);
    BOOST_TEST(stage.transport.fail("/journal"));
    stage.at(1);
    BOOST_TEST(stage.due(1) == 2);
    stage.at(3);
    stage.transport.part(stage.clock() + known + stage.lines());
    BOOST_CHECK(stage.is(ReplicaState::live));
    BOOST_CHECK(!stage.replica->following().offline_since);
    BOOST_TEST(stage.same());
    BOOST_TEST(stage.replaced == 1);
}

BOOST_AUTO_TEST_CASE(silence_counts_as_a_cut_line) {
    FeedStage stage;
    stage.live();
    stage.at(10);
    BOOST_TEST(stage.due(10) == 25);
    stage.at(34);
    BOOST_CHECK(stage.is(ReplicaState::live));
    stage.at(35);
    BOOST_CHECK(stage.is(ReplicaState::offline));
    BOOST_TEST(stage.trouble() == "the backend says nothing any more");
    BOOST_TEST(stage.transport.sent.back().aborted);
    stage.at(36);
    BOOST_TEST(stage.transport.waiting() == 1U);
    stage.transport.part(stage.clock());
    BOOST_CHECK(stage.is(ReplicaState::live));
}

BOOST_AUTO_TEST_CASE(another_tenant_there_is_read_anew) {
    FeedStage stage;
    stage.live();
    stage.transport.part("{\"replaced\":true}\n");
    BOOST_CHECK(stage.is(ReplicaState::replaced));
    BOOST_TEST(stage.transport.sent.back().aborted);
    stage.at(1);
    stage.live();
    BOOST_TEST(stage.replaced == 2);
}

BOOST_AUTO_TEST_CASE(another_history_or_an_earlier_time_is_another_tenant) {
    for (const bool earlier : {true, false}) {
        FeedStage stage;
        stage.live();
        stage.act();
        stage.transport.part(stage.lines());
        BOOST_TEST(stage.transport.fail("/journal"));
        stage.at(0);
        stage.at(1);
        const Instant before = shift(stage.lab.sandbox->now(), -ticks_per_hour);
        stage.act();
        Event other = stage.events.back();
        other.sequence = stage.follower->tenant().sequence;
        stage.transport.part(earlier ? cat(R"({"clock":{"now":")", pim::to_text(before), "\"}}\n")
                                     : line_of(other));
        BOOST_CHECK(stage.is(ReplicaState::replaced));
        stage.at(2);
        BOOST_TEST(stage.transport.last().url == cat(address, "/lab/v1/tenant"));
    }
}

BOOST_AUTO_TEST_CASE(events_that_are_no_longer_kept_lead_to_the_export) {
    FeedStage stage;
    stage.live();
    BOOST_TEST(stage.transport.fail("/journal"));
    stage.at(0);
    stage.at(1);
    BOOST_TEST(stage.transport.answer("/journal", 410, refusal_of("BadRequest", "Too late.")));
    stage.at(1);
    stage.at(9);
    stage.live();
    BOOST_TEST(stage.replaced == 2);
}

BOOST_AUTO_TEST_CASE(a_gap_leads_to_the_export_and_twice_to_an_error) {
    FeedStage stage;
    stage.live();
    stage.act();
    stage.transport.part(stage.lines());
    const auto gap = [&] {
        stage.act();
        stage.act();
        stage.events.erase(stage.events.begin());
        stage.transport.part(stage.lines());
    };
    gap();
    BOOST_TEST(!stage.same());
    stage.at(1);
    stage.live();
    BOOST_TEST(stage.same());
    gap();
    BOOST_CHECK(stage.is(ReplicaState::error));
    BOOST_TEST(stage.trouble().find("the journal has a gap: event ") == 0U);
    BOOST_TEST(stage.due(2) == -1);
    stage.replica->try_again();
    stage.at(3);
    stage.live();
    BOOST_TEST(stage.same());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_understood_stops_it_with_the_place) {
    const auto trouble = [](std::string_view line) {
        FeedStage stage;
        stage.live();
        const auto before = fingerprint(stage.follower->tenant());
        stage.transport.part(line);
        BOOST_CHECK(stage.is(ReplicaState::error));
        BOOST_CHECK(fingerprint(stage.follower->tenant()) == before);
        return stage.trouble();
    };
    BOOST_TEST(trouble("no json\n").find("the feed cannot be understood: ") == 0U);
    BOOST_TEST(trouble("{\"event\":{}}\n").find("an event cannot be understood: ") == 0U);
    BOOST_TEST(trouble("{\"clock\":{}}\n") ==
               "the feed cannot be understood: clock.now is missing: it is the time there");
    const std::string endless(feed_line_bytes_max + 1, ' ');
    BOOST_TEST(trouble(endless) == "a line of the feed is longer than 4194304 bytes");
}

BOOST_AUTO_TEST_CASE(a_token_that_is_not_taken_asks_for_another) {
    FeedStage stage;
    BOOST_TEST(stage.transport.answer("/tenant", 401, refusal_of("Invalid", "Old.")));
    BOOST_TEST(stage.replica->following().sign_in_wanted);
    BOOST_TEST(stage.trouble() == "the backend does not take the token: 401 Invalid: Old.");
    stage.at(100);
    BOOST_TEST(stage.transport.waiting() == 0U);
    stage.replica->try_again();
    stage.at(101);
    stage.live();
    BOOST_TEST(!stage.replica->following().sign_in_wanted);
}

BOOST_AUTO_TEST_CASE(an_export_that_is_none_stops_it) {
    FeedStage stage;
    BOOST_TEST(stage.transport.answer("/tenant", 503, {}, {{"Retry-After", "7"}}));
    stage.at(0);
    BOOST_TEST(stage.due(0) == 7);
    stage.at(7);
    BOOST_TEST(stage.transport.answer("/tenant", 200, "<html>"));
    BOOST_TEST(stage.trouble().find("the tenant cannot be understood: ") == 0U);
    BOOST_TEST(stage.replaced == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
