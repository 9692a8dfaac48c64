// Goal: after a reload the running clock is never earlier than it was kept, and what fell due in
// between has happened once.
// Method: a sandbox over files in memory, left without a commit and opened again.
#include "sandbox/clock_keeper.hpp"

#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "sandbox/sandbox.hpp"
#include "storage/demo_support.hpp"
#include "storage/journal_store.hpp"
#include "storage/memory_files.hpp"

using namespace pim;
using namespace pim::sandbox;
using namespace pim::storage;

namespace {

struct Fixture {
    std::shared_ptr<MemoryFiles> files = std::make_shared<MemoryFiles>();
    std::unique_ptr<Sandbox> sandbox;
    std::uint64_t ids = 0;
    std::string mark;  ///< what was kept last
    int kept = 0;
    ClockKeeper keeper{[this](std::string_view text) {
        mark = std::string(text);
        ++kept;
    }};

    Fixture() {
        open();
        for (const DemoStep& step : demo_steps()) {
            Submission submission;
            submission.caller = step.caller;
            BOOST_REQUIRE(sandbox->submit(step.command, submission));
        }
        sandbox->commit();
    }
    /// As a page does that is loaded anew: what was not committed is gone.
    void open() {
        auto opened = JournalStore::open(std::make_shared<MemoryFiles>(files->durable()), "demo",
                                         Access::writer);
        if (sandbox == nullptr) opened = JournalStore::open(files, "demo", Access::writer);
        if (!opened) BOOST_FAIL(opened.error().what);
        if (opened->state.session.now == Instant{}) opened->state.session.now = demo_begin;
        sandbox = std::make_unique<Sandbox>(
            std::move(opened->state.tenant), std::move(opened->state.session),
            std::move(opened->store), [this] { return demo_command(++ids); });
    }
    void run(std::int64_t ticks) {
        sandbox->pump(ticks);
        keeper.follow(*sandbox, ticks);
    }
};

constexpr std::int64_t frame_ticks = ticks_per_second / 10;

}  // namespace

BOOST_AUTO_TEST_SUITE(clock_keeper_test)

BOOST_AUTO_TEST_CASE(a_page_that_is_left_comes_back_at_the_instant_that_it_showed) {
    Fixture fixture;
    fixture.sandbox->set_speed(3600);
    fixture.sandbox->commit();
    // Far enough for events that fall due, none of which is committed.
    const std::int64_t before = fixture.sandbox->tenant().sequence;
    for (int i = 0; i < 5000; ++i) fixture.run(frame_ticks);
    fixture.keeper.keep(*fixture.sandbox);
    const Instant shown = fixture.sandbox->now();
    const std::string digest = digest_of(fixture.sandbox->tenant());
    BOOST_TEST(fixture.sandbox->tenant().sequence > before);

    fixture.open();
    BOOST_TEST((fixture.sandbox->now() < shown));
    BOOST_TEST(go_on_from(*fixture.sandbox, fixture.mark));
    BOOST_TEST((fixture.sandbox->now() == shown));
    BOOST_TEST(digest_of(fixture.sandbox->tenant()) == digest);
    BOOST_TEST(!go_on_from(*fixture.sandbox, fixture.mark));
}

BOOST_AUTO_TEST_CASE(the_running_clock_is_kept_once_a_second_and_the_paused_one_once) {
    Fixture fixture;
    fixture.keeper.follow(*fixture.sandbox, 0);
    BOOST_TEST(fixture.kept == 1);
    fixture.sandbox->set_speed(60);
    for (int i = 0; i < 50; ++i) fixture.run(frame_ticks);
    BOOST_TEST(fixture.kept == 6);
    fixture.sandbox->set_speed(0);
    fixture.keeper.keep(*fixture.sandbox);
    for (int i = 0; i < 50; ++i) fixture.run(frame_ticks);
    BOOST_TEST(fixture.kept == 7);
}

BOOST_AUTO_TEST_CASE(an_earlier_state_takes_the_place_of_the_mark_at_once) {
    Fixture fixture;
    const Tenant tenant = fixture.sandbox->tenant();
    const Session session = fixture.sandbox->session();
    BOOST_REQUIRE(fixture.sandbox->jump(shift(session.now, 40 * ticks_per_day)));
    fixture.keeper.keep(*fixture.sandbox);
    fixture.sandbox->replace(tenant, session);
    fixture.keeper.follow(*fixture.sandbox, 0);
    BOOST_TEST(!go_on_from(*fixture.sandbox, fixture.mark));
    BOOST_TEST((fixture.sandbox->now() == session.now));
}

BOOST_AUTO_TEST_CASE(a_mark_of_another_sandbox_or_none_moves_nothing) {
    Fixture fixture;
    const Instant now = fixture.sandbox->now();
    const std::string later = to_text(shift(now, ticks_per_day));
    const std::string own = to_text(fixture.sandbox->tenant().id);
    for (const std::string& mark : {std::string(), own, own + " ", own + " tomorrow", own + " 9999",
                                    cat("00000000-0000-4000-8000-000000000001 ", later), later}) {
        BOOST_TEST(!go_on_from(*fixture.sandbox, mark), mark);
        BOOST_TEST((fixture.sandbox->now() == now));
    }
    BOOST_TEST(go_on_from(*fixture.sandbox, cat(own, ' ', later)));
}

BOOST_AUTO_TEST_SUITE_END()
