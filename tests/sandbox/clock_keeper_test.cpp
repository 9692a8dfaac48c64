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

struct LeftPage {
    std::shared_ptr<MemoryFiles> files = std::make_shared<MemoryFiles>();
    std::unique_ptr<Sandbox> sandbox;
    std::uint64_t ids = 0;
    std::string mark;  ///< what was kept last
    int kept = 0;
    ClockKeeper keeper{[this](std::string_view text) {
        mark = std::string(text);
        ++kept;
    }};

    LeftPage() {
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
    LeftPage page;
    page.sandbox->set_speed(3600);
    page.sandbox->commit();
    // Far enough for events that fall due, none of which is committed.
    const std::int64_t before = page.sandbox->tenant().sequence;
    for (int i = 0; i < 5000; ++i) page.run(frame_ticks);
    page.keeper.keep(*page.sandbox);
    const Instant shown = page.sandbox->now();
    const std::string digest = digest_of(page.sandbox->tenant());
    BOOST_TEST(page.sandbox->tenant().sequence > before);

    page.open();
    BOOST_TEST((page.sandbox->now() < shown));
    BOOST_TEST(go_on_from(*page.sandbox, page.mark));
    BOOST_TEST((page.sandbox->now() == shown));
    BOOST_TEST(digest_of(page.sandbox->tenant()) == digest);
    BOOST_TEST(!go_on_from(*page.sandbox, page.mark));
}

BOOST_AUTO_TEST_CASE(the_running_clock_is_kept_once_a_second_and_the_paused_one_once) {
    LeftPage page;
    page.keeper.follow(*page.sandbox, 0);
    BOOST_TEST(page.kept == 1);
    page.sandbox->set_speed(60);
    for (int i = 0; i < 50; ++i) page.run(frame_ticks);
    BOOST_TEST(page.kept == 6);
    page.sandbox->set_speed(0);
    page.keeper.keep(*page.sandbox);
    for (int i = 0; i < 50; ++i) page.run(frame_ticks);
    BOOST_TEST(page.kept == 7);
}

BOOST_AUTO_TEST_CASE(an_earlier_state_takes_the_place_of_the_mark_at_once) {
    LeftPage page;
    const Tenant tenant = page.sandbox->tenant();
    const Session session = page.sandbox->session();
    BOOST_REQUIRE(page.sandbox->jump(shift(session.now, 40 * ticks_per_day)));
    page.keeper.keep(*page.sandbox);
    page.sandbox->replace(tenant, session);
    page.keeper.follow(*page.sandbox, 0);
    BOOST_TEST(!go_on_from(*page.sandbox, page.mark));
    BOOST_TEST((page.sandbox->now() == session.now));
}

BOOST_AUTO_TEST_CASE(a_mark_of_another_sandbox_or_none_moves_nothing) {
    LeftPage page;
    const Instant now = page.sandbox->now();
    const std::string later = to_text(shift(now, ticks_per_day));
    const std::string own = to_text(page.sandbox->tenant().id);
    for (const std::string& mark : {std::string(), own, own + " ", own + " tomorrow", own + " 9999",
                                    cat("00000000-0000-4000-8000-000000000001 ", later), later}) {
        BOOST_TEST(!go_on_from(*page.sandbox, mark), mark);
        BOOST_TEST((page.sandbox->now() == now));
    }
    BOOST_TEST(go_on_from(*page.sandbox, cat(own, ' ', later)));
}

BOOST_AUTO_TEST_SUITE_END()
