// Goal: a sandbox that stands for a backend becomes what the backend is, and decides nothing.
// Method: two sandboxes; the second is told the events of the first.
#include <boost/test/unit_test.hpp>

#include "core/fingerprint.hpp"
#include "graph/graph_support.hpp"

namespace pim::sandbox {

namespace {

using graph::test::Lab;
using graph::test::TestStore;

/// A lab, and a sandbox that began with a copy of it.
struct FollowStage {
    FollowStage() {
        Session session;
        session.now = lab.sandbox->now();
        session.speed = 1;
        follower =
            std::make_unique<Sandbox>(lab.tenant(), session, std::make_unique<TestStore>(), [] {
                return Guid{2, 2};
            });
        follower->stand_for_backend();
        unsubscribe = lab.sandbox->subscribe([this](const Event& e) { events.push_back(e); });
    }
    ~FollowStage() { unsubscribe(); }

    Outcome<void> follow(std::int64_t speed = 1) {
        return follower->follow(std::exchange(events, {}), {lab.sandbox->now(), speed});
    }
    bool same() const { return fingerprint(follower->tenant()) == fingerprint(lab.tenant()); }
    std::string problem() {
        const auto followed = follow();
        return followed ? "none" : followed.error().what;
    }

    Lab lab;
    std::unique_ptr<Sandbox> follower;
    Events events;
    std::function<void()> unsubscribe;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(follow_test)

BOOST_AUTO_TEST_CASE(it_becomes_what_the_other_one_is) {
    FollowStage stage;
    int told = 0;
    const auto unsubscribe = stage.follower->subscribe([&](const Event&) { ++told; });
    stage.lab.must(SetLicence{false});
    stage.lab.must(SetLicence{true});
    BOOST_TEST(!stage.same());
    BOOST_TEST(stage.problem() == "none");
    BOOST_TEST(stage.same());
    BOOST_TEST(told == 2);
    BOOST_TEST((stage.follower->save_state() == SaveState::saving));
    stage.lab.wait(400 * ticks_per_day);  // what time brings comes from there as well
    BOOST_TEST(stage.events.size() > 100U);
    BOOST_TEST(stage.problem() == "none");
    BOOST_TEST(stage.same());
    BOOST_CHECK(stage.follower->now() == stage.lab.sandbox->now());
    unsubscribe();
}

BOOST_AUTO_TEST_CASE(an_event_that_is_not_the_next_changes_nothing) {
    FollowStage stage;
    const auto before = fingerprint(stage.follower->tenant());
    const std::int64_t known = stage.follower->tenant().sequence;
    stage.lab.must(SetLicence{false});
    stage.lab.must(SetLicence{true});
    const Events both = stage.events;
    stage.events.erase(stage.events.begin());
    BOOST_TEST(stage.problem() == cat("event ", known + 1, " was to come, not ", known + 2));
    stage.events = {both[0], both[0]};
    BOOST_TEST(stage.problem() == cat("event ", known + 2, " was to come, not ", known + 1));
    stage.events = both;
    stage.events[1].at = instant_min;
    BOOST_TEST(stage.problem().find("lies before") != std::string::npos);
    BOOST_CHECK(fingerprint(stage.follower->tenant()) == before);
    stage.events = both;
    BOOST_TEST(stage.problem() == "none");
}

BOOST_AUTO_TEST_CASE(it_decides_nothing_and_brings_nothing_about) {
    FollowStage stage;
    const auto before = fingerprint(stage.follower->tenant());
    const Decision decision = stage.follower->submit(SetLicence{false}, {});
    BOOST_REQUIRE(!decision);
    BOOST_TEST(decision.error().reasons[0].help ==
               "this sandbox stands for a backend: what is to be done goes through it");
    BOOST_TEST(stage.follower->preview(SetLicence{false}, {}).has_value());
    BOOST_TEST(!stage.follower->unsaved_here());
    BOOST_TEST(!stage.follower->jump(shift(stage.follower->now(), 1)));
    BOOST_TEST(!stage.follower->jump_to_next());
    stage.follower->set_speed(60);
    BOOST_TEST(stage.follower->session().speed == 1);
    BOOST_TEST(!stage.follower->ticks_until_due());
    BOOST_CHECK(fingerprint(stage.follower->tenant()) == before);
}

BOOST_AUTO_TEST_CASE(its_time_waits_at_what_is_due) {
    FollowStage stage;
    const Instant start = stage.follower->now();
    stage.follower->pump(10 * ticks_per_second);
    BOOST_CHECK(stage.follower->now() == shift(start, 10 * ticks_per_second));
    const auto next = stage.follower->next_event();
    BOOST_REQUIRE(next);
    BOOST_TEST(stage.follower->follow({}, {start, 3600}).has_value());
    BOOST_CHECK(stage.follower->now() == start);
    for (int i = 0; i < 100; ++i) stage.follower->pump(60 * ticks_per_second);
    BOOST_CHECK(stage.follower->now() == *next);
    // Told by the backend, it goes beyond: there nothing came of it.
    const Instant beyond = shift(*next, ticks_per_hour);
    BOOST_TEST(stage.follower->follow({}, {beyond, 1}).has_value());
    stage.follower->pump(ticks_per_second);
    BOOST_CHECK(stage.follower->now() == shift(beyond, ticks_per_second));
}

BOOST_AUTO_TEST_CASE(a_sandbox_of_its_own_follows_nobody) {
    Lab lab;
    BOOST_TEST(lab.sandbox->follow({}, {lab.sandbox->now(), 1}).error().what ==
               "this sandbox decides by itself, it follows nobody");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sandbox
