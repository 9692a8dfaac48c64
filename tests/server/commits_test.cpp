// Goal: a commit waits for the clients that the last one answered, and for no one in vain.
// Method: a sandbox over files in memory whose commits are finished at will, on a loop of its own.
#include "server/commits.hpp"

#include <boost/test/unit_test.hpp>
#include <thread>

#include "server/limits.hpp"
#include "storage/demo_support.hpp"
#include "storage/journal_store.hpp"
#include "storage/memory_files.hpp"

using namespace pim;
using namespace pim::server;
using namespace pim::storage;

namespace {

struct PacedSandbox {
    std::shared_ptr<MemoryFiles> files = std::make_shared<MemoryFiles>();
    std::unique_ptr<sandbox::Sandbox> sandbox;
    Loop loop;
    std::unique_ptr<Commits> commits;
    std::uint64_t ids = 0;
    int confirmed = 0;

    PacedSandbox() {
        auto opened = JournalStore::open(files, "demo", Access::writer);
        if (!opened) BOOST_FAIL(opened.error().what);
        opened->state.session.now = demo_begin;
        sandbox = std::make_unique<sandbox::Sandbox>(
            std::move(opened->state.tenant), std::move(opened->state.session),
            std::move(opened->store), [this] { return demo_command(++ids); });
        for (const DemoStep& step : demo_steps()) ask(step);
        sandbox->commit();
        confirmed = 0;
        files->hold_commits();
        commits = std::make_unique<Commits>(loop, *sandbox);
    }

    void ask(const DemoStep& step) {
        sandbox::Submission submission;
        submission.caller = step.caller;
        submission.confirmed = [this](const std::optional<Error>&) { ++confirmed; };
        BOOST_REQUIRE(sandbox->submit(step.command, std::move(submission)));
    }
    void ask(bool licensed) {
        ask(DemoStep{{}, SetLicence{licensed}});
        commits->soon();
    }

    /// Two are answered by one commit; as it is, that takes as long as makes the longest pause.
    void answer_two(std::chrono::milliseconds taken = 3 * gather_time_max) {
        ask(false);
        ask(true);
        commits->now();
        std::this_thread::sleep_for(taken);
        BOOST_REQUIRE(files->finish_commit());
        BOOST_REQUIRE_EQUAL(confirmed, 2);
    }
};

/// Whether two that ask again one after the other are in one commit.
bool go_together(std::chrono::milliseconds taken) {
    PacedSandbox paced;
    bool alone = true;
    paced.loop.post([&] {
        paced.answer_two(taken);
        paced.ask(false);
        paced.loop.post([&] {
            alone = paced.files->finish_commit();
            paced.ask(true);
            paced.loop.post([&] {
                BOOST_TEST(paced.files->finish_commit());
                paced.loop.stop();
            });
        });
    });
    paced.loop.run();
    return !alone && paced.confirmed == 4;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(commits_test)

BOOST_AUTO_TEST_CASE(those_that_were_answered_together_go_together_again) {
    // On a busy machine the pause may be over between two steps: not each time.
    int rounds = 1;
    while (rounds < 10 && !go_together(3 * gather_time_max)) ++rounds;
    BOOST_TEST(rounds < 10);
}

BOOST_AUTO_TEST_CASE(behind_a_quick_disk_nobody_waits) {
    // On a busy machine even nothing may take long: not each time.
    int rounds = 1;
    while (rounds < 10 && go_together(gather_from / 2)) ++rounds;
    BOOST_TEST(rounds < 10);
}

BOOST_AUTO_TEST_CASE(nobody_waits_longer_than_the_pause_for_one_who_does_not_come) {
    PacedSandbox paced;
    paced.loop.post([&] {
        paced.answer_two();
        paced.ask(false);
        paced.loop.after(2 * gather_time_max, [&] {
            BOOST_TEST(paced.files->finish_commit());
            BOOST_TEST(paced.confirmed == 3);
            paced.loop.stop();
        });
    });
    paced.loop.run();
}

BOOST_AUTO_TEST_CASE(what_came_meanwhile_goes_when_the_pause_is_over) {
    PacedSandbox paced;
    paced.loop.post([&] {
        paced.ask(DemoStep{{}, SetLicence{false}});
        paced.commits->now();
        paced.ask(true);
        BOOST_TEST(paced.files->finish_commit());
        paced.loop.after(2 * gather_time_max, [&] {
            BOOST_TEST(paced.files->finish_commit());
            BOOST_TEST(paced.confirmed == 2);
            paced.loop.stop();
        });
    });
    paced.loop.run();
}

BOOST_AUTO_TEST_SUITE_END()
