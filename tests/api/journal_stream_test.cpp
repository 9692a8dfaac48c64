// Goal: who follows the journal is told of every event once it is durable, in order and without
// gaps, each made once for all readers; and is told, or cut off, where that cannot be.
#include "api/journal_stream.hpp"

#include "api/lab_fixture.hpp"
#include "core/apply.hpp"
#include "core/fingerprint.hpp"
#include "schedule_requests.hpp"
#include "storage/event_codec.hpp"

using namespace pim;
using namespace pim::graph::test;
using State = graph::BodyStream::State;

namespace {

struct Following : api::test::Fixture {
    /// A reader from a sequence on, the next one without it.
    std::shared_ptr<graph::BodyStream> follow(std::optional<std::int64_t> from = std::nullopt) {
        const std::int64_t first = from.value_or(tenant().sequence + 1);
        const auto response = begin("GET", cat("journal?follow=true&from=", first));
        BOOST_REQUIRE(response.has_value());
        BOOST_REQUIRE_MESSAGE(response->stream != nullptr, response->body);
        BOOST_TEST(graph::header(response->headers, "Content-Type") == "application/x-ndjson");
        return response->stream;
    }
    /// What a host does before a commit, and the commit.
    void commit() {
        lab->feed().tell();
        sandbox->commit();
    }
    void sign_in(int times) {
        for (int i = 0; i < times; ++i) must(SignIn{admin});
    }
    std::string event(std::int64_t sequence) const { return cat(R"({"event":)", sequence, "}\n"); }
    std::string clock() const {
        return cat(R"({"clock":{"now":")", to_text(sandbox->now()), R"(","speed":)",
                   sandbox->session().speed, "}}\n");
    }
};

const std::string replaced = "{\"replaced\":true}\n";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(journal_stream_test, Following)

BOOST_AUTO_TEST_CASE(the_clock_comes_first_then_each_event) {
    const std::int64_t before = tenant().sequence;
    sign_in(2);
    sandbox->commit();
    const auto stream = follow(before + 2);
    BOOST_TEST(stream->take() == clock() + event(before + 2));
    BOOST_TEST(stream->take().empty());
    int woken = 0;
    stream->wake_by([&] { ++woken; });
    sign_in(2);
    commit();
    BOOST_TEST(woken == 1);
    BOOST_TEST(stream->take() == event(before + 3) + event(before + 4));
    commit();
    BOOST_TEST(woken == 1);
    BOOST_TEST((stream->state() == State::open));
}

BOOST_AUTO_TEST_CASE(nothing_is_told_before_it_is_durable) {
    const auto stream = follow();
    BOOST_TEST(stream->take() == clock());
    store->at_once = false;
    sign_in(1);
    commit();
    BOOST_TEST(stream->take().empty());
    auto first = std::exchange(store->held, {});
    // What comes while a commit is under way waits for the next one.
    sign_in(1);
    commit();
    const std::int64_t last = tenant().sequence;
    first(std::nullopt);
    BOOST_TEST(stream->take() == event(last - 1));
    std::exchange(store->held, {})(std::nullopt);
    BOOST_TEST(stream->take() == event(last));
    sign_in(1);
    commit();
    std::exchange(store->held, {})(Error{"the disk is full", ""});
    BOOST_TEST(stream->take().empty());
    BOOST_TEST((stream->state() == State::open));
}

BOOST_AUTO_TEST_CASE(an_export_and_what_follows_it_give_the_same_tenant) {
    event_text = [](const Event& event) {
        const std::string text = storage::encode_events({event});
        const std::size_t begin = std::string_view("{\"events\":[").size();
        return text.substr(begin, text.size() - begin - 2);
    };
    sign_in(3);
    sandbox->commit();
    auto copy = storage::import_text(ask("GET", "tenant").body);
    BOOST_REQUIRE(copy);
    BOOST_TEST(copy->tenant.sequence == tenant().sequence);
    const auto stream = follow(copy->tenant.sequence + 1);
    must(AddMember{plain_group, holder});
    RequestSchedule assign = tests::schedule_request(AssignmentKind::eligible, Action::admin_assign,
                                                     holder, mail_role, days(10));
    assign.custom_data = "ours";
    must(assign, admin);
    commit();
    BOOST_TEST(status("PATCH", "clock", R"({"advance":"P30D"})") == 200);
    commit();
    int events = 0;
    std::string last_line;
    for (std::string part = stream->take(); !part.empty(); part = stream->take()) {
        for (std::size_t at = 0; at < part.size(); at = part.find('\n', at) + 1) {
            last_line = part.substr(at, part.find('\n', at) + 1 - at);
            constexpr std::string_view begin = R"({"event":)";
            if (last_line.rfind(begin, 0) != 0) continue;
            const auto event = storage::decode_event(
                last_line.substr(begin.size(), last_line.size() - begin.size() - 2));
            BOOST_REQUIRE(event);
            BOOST_REQUIRE(event->sequence == copy->tenant.sequence + 1);
            apply(copy->tenant, *event);
            ++events;
        }
    }
    BOOST_TEST(events > 5);
    BOOST_TEST(last_line == clock());
    BOOST_TEST(to_hex(fingerprint(copy->tenant)) == to_hex(fingerprint(tenant())));
}

BOOST_AUTO_TEST_CASE(an_event_is_made_once_for_all_readers) {
    int made = 0;
    event_text = [&](const Event& event) {
        ++made;
        return cat(event.sequence);
    };
    std::vector<std::shared_ptr<graph::BodyStream>> readers;
    for (int i = 0; i < 5; ++i) readers.push_back(follow());
    for (const auto& follower : readers) follower->take();
    sign_in(3);
    commit();
    const std::int64_t last = tenant().sequence;
    for (const auto& follower : readers) {
        BOOST_TEST(follower->take() == event(last - 2) + event(last - 1) + event(last));
    }
    BOOST_TEST(made == 3);
    const auto late = follow(last);
    BOOST_TEST(late->take() == clock() + event(last));
    BOOST_TEST(made == 3);
}

BOOST_AUTO_TEST_CASE(the_clock_is_told_where_it_is_set_behind_what_that_brought) {
    const auto stream = follow();
    stream->take();
    BOOST_TEST(status("PATCH", "clock", R"({"speed":60})") == 200);
    commit();
    BOOST_TEST(stream->take() == clock());
    // A jump to where something happens: the events come first.
    const std::int64_t before = tenant().sequence;
    BOOST_REQUIRE(begin("PATCH", "clock", R"({"advance":"P8D"})").has_value());
    BOOST_REQUIRE(tenant().sequence > before);
    const std::string told = stream->take();
    BOOST_TEST(told.rfind(event(before + 1), 0) == 0U);
    BOOST_TEST(told.find(event(tenant().sequence) + clock()) != std::string::npos);
    BOOST_TEST(ask("POST", "scenarios", "tick 1h\n").status == 200);
    commit();
    BOOST_TEST(stream->take().find(clock()) != std::string::npos);
    // Running on is not told, the heartbeat is.
    sandbox->pump(ticks_per_second);
    commit();
    BOOST_TEST(stream->take().empty());
    lab->feed().tell_clock();
    sandbox->commit();
    BOOST_TEST(stream->take() == clock());
}

BOOST_AUTO_TEST_CASE(another_tenant_ends_it) {
    const std::string exported = ask("GET", "tenant").body;
    BOOST_TEST(status("POST", "checkpoints", R"({"name":"a"})") == 201);
    checkpoints.texts["a"] = exported;
    const std::vector<std::array<std::string, 3>> ways = {{{"PUT", "tenant", exported}},
                                                          {{"POST", "checkpoints/a/restore", ""}},
                                                          {{"POST", "reset", ""}}};
    for (const auto& [method, path, body] : ways) {
        const auto stream = follow();
        stream->take();
        BOOST_TEST(status(method, path, body) == 204);
        BOOST_TEST(stream->take() == replaced);
        BOOST_TEST((stream->state() == State::ended));
        BOOST_TEST(stream->take().empty());
    }
    // One that could not be put there leaves everything as it was.
    const auto stream = follow();
    stream->take();
    BOOST_TEST(status("POST", "reset", R"({"tenant":"nobody"})") == 400);
    BOOST_TEST(stream->take().empty());
}

BOOST_AUTO_TEST_CASE(a_reader_that_takes_nothing_is_cut_off) {
    event_text = [](const Event&) { return std::string(api::stream_waiting_bytes_max / 4, 'x'); };
    const auto slow = follow();
    const auto quick = follow();
    for (int i = 0; i < 4; ++i) {
        sign_in(1);
        commit();
        quick->take();
    }
    BOOST_TEST((slow->state() == State::open));
    sign_in(1);
    commit();
    BOOST_TEST((slow->state() == State::cut));
    BOOST_TEST(slow->take().empty());
    BOOST_TEST((quick->state() == State::open));
    // However long what was asked for is: only what comes meanwhile counts.
    const auto late = follow(tenant().sequence - 4);
    BOOST_TEST((late->state() == State::open));
}

BOOST_AUTO_TEST_CASE(a_reader_that_is_too_far_behind_must_ask_again) {
    const auto stream = follow();
    const std::int64_t next = tenant().sequence + 1;
    sign_in(static_cast<int>(api::feed_events_max) + 1);
    commit();
    BOOST_TEST(stream->take() == clock());
    BOOST_TEST((stream->state() == State::ended));
    BOOST_TEST(status("GET", cat("journal?follow=true&from=", next)) == 410);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_followed_is_refused_by_name) {
    BOOST_TEST(status("GET", "journal?follow=maybe") == 400);
    BOOST_TEST(status("GET", "journal?follow=false") == 200);
    BOOST_TEST(status("GET", "journal?follow=true&from=x") == 400);
    sign_in(1);
    sandbox->commit();
    const std::int64_t last = tenant().sequence;
    BOOST_TEST(status("GET", cat("journal?follow=true&from=", last - 1)) == 410);
    BOOST_TEST(status("GET", cat("journal?follow=true&from=", last + 2)) == 410);
    std::vector<std::shared_ptr<graph::BodyStream>> readers;
    for (std::size_t i = 0; i < api::journal_streams_max; ++i) readers.push_back(follow());
    const graph::Response refused = ask("GET", "journal?follow=true");
    BOOST_TEST(refused.status == 503);
    BOOST_TEST(message(refused).find("has 64 readers") != std::string::npos);
    readers.pop_back();
    BOOST_TEST(status("GET", "journal?follow=true") == 200);
}

BOOST_AUTO_TEST_SUITE_END()
