// Goal: a tenant that is read back is the tenant that was confirmed, digest for digest.
// Method: a demo's decisions go into a store over files in memory, which is then cut, spoiled,
// closed at any moment, and opened again.
#include "storage/journal_store.hpp"

#include <boost/test/unit_test.hpp>

#include "storage/journal_names.hpp"
#include "storage/store_fixture.hpp"

using namespace pim;
using namespace pim::storage;

namespace {

/// A tenant that never rests, until the copy of it is begun that its snapshot is made from.
void change_until_copied(StoreFixture& fixture) {
    fixture.run_demo();
    for (int round = 0; fixture.snapshots() == 0; ++round) {
        BOOST_REQUIRE(round < 1000);
        fixture.grow(60);
        BOOST_REQUIRE(fixture.commit());
        BOOST_TEST(fixture.files->commits() == round + 1);
        fixture.store->idle(fixture.tenant, false);
    }
}

/// How many commits its slices go along with.
int commits_of_a_snapshot() {
    StoreFixture fixture;
    change_until_copied(fixture);
    int commits = 0;
    for (std::uint64_t before = 0; before != fixture.files->bytes_written(); ++commits) {
        before = fixture.files->bytes_written();
        BOOST_REQUIRE(fixture.commit());
    }
    return commits - 1;
}

/// The digest of what a crash at this moment leaves.
std::string digest_after_crash(const MemoryFiles::Contents& contents) {
    auto opened =
        JournalStore::open(std::make_shared<MemoryFiles>(contents), "demo", Access::writer);
    BOOST_REQUIRE_MESSAGE(opened, (opened ? std::string() : opened.error().what));
    return digest_of(opened->state.tenant);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(journal_store_test)

BOOST_AUTO_TEST_CASE(after_a_crash_exactly_what_was_confirmed_is_there) {
    StoreFixture fixture;
    std::string confirmed = digest_of(fixture.tenant);
    for (const DemoStep& step : demo_steps()) {
        fixture.submit(step);
        BOOST_TEST(digest_after_crash(fixture.files->durable()) == confirmed);
        BOOST_REQUIRE(fixture.commit());
        confirmed = digest_of(fixture.tenant);
        BOOST_TEST(digest_after_crash(fixture.files->durable()) == confirmed);
    }
}

BOOST_AUTO_TEST_CASE(a_crash_at_every_byte_of_an_append_leaves_the_state_before_or_after) {
    StoreFixture fixture;
    const auto steps = demo_steps();
    for (std::size_t n = 0; n + 1 < steps.size(); ++n) fixture.submit(steps[n]);
    const std::string before = digest_of(fixture.tenant);
    const std::string name = segment_name(1);
    const std::size_t start = fixture.files->visible().at(name).size();
    fixture.submit(steps.back());
    const std::string after = digest_of(fixture.tenant);
    const auto whole = fixture.files->visible();
    const std::size_t end = whole.at(name).size();
    for (std::size_t size = start; size <= end; ++size) {
        auto contents = whole;
        contents[name].resize(size);
        BOOST_TEST(digest_after_crash(contents) == (size == end ? after : before));
    }
}

BOOST_AUTO_TEST_CASE(snapshot_and_tail_give_the_same_as_the_journal_alone) {
    for (const int days : {0, 1, 25, 80, 400}) {
        StoreFixture with;
        StoreFixture without;
        for (StoreFixture* const fixture : {&with, &without}) {
            fixture->run_demo();
            fixture->pass(days);
            fixture->grow(200);
            BOOST_REQUIRE(fixture->commit());
        }
        BOOST_TEST(with.idle_until_done() > 0);
        BOOST_TEST(with.snapshots() == 1);
        for (StoreFixture* const fixture : {&with, &without}) {
            fixture->grow(2);
            fixture->pass(30);
            BOOST_REQUIRE(fixture->commit());
        }
        BOOST_TEST(without.snapshots() == 0);
        const std::string expected = digest_of(without.tenant);
        BOOST_TEST(digest_of(with.tenant) == expected);
        BOOST_TEST(digest_after_crash(without.files->durable()) == expected);
        BOOST_TEST(digest_after_crash(with.files->durable()) == expected);
        with.reopen();
        without.reopen();
        for (StoreFixture* const fixture : {&with, &without}) fixture->pass(365);
        BOOST_TEST(digest_of(with.tenant) == digest_of(without.tenant));
    }
}

BOOST_AUTO_TEST_CASE(a_snapshot_waits_for_the_confirmation_and_for_a_grown_journal) {
    StoreFixture fixture;
    fixture.run_demo();
    BOOST_REQUIRE(fixture.commit());
    BOOST_TEST(!fixture.store->idle(fixture.tenant, true));
    fixture.grow(200);
    BOOST_TEST(!fixture.store->idle(fixture.tenant, true));
    BOOST_TEST(fixture.snapshots() == 0);
    BOOST_REQUIRE(fixture.commit());
    fixture.files->hold_commits();
    fixture.grow(1);
    fixture.store->commit([](const std::optional<Error>&) {});
    BOOST_TEST(!fixture.store->idle(fixture.tenant, true));
    BOOST_TEST(fixture.snapshots() == 0);
    BOOST_TEST(fixture.files->finish_commit());
    BOOST_TEST(fixture.store->idle(fixture.tenant, true));
    BOOST_TEST(fixture.snapshots() == 1);
}

BOOST_AUTO_TEST_CASE(a_slice_is_small_and_one_commit) {
    StoreFixture fixture;
    fixture.run_demo();
    fixture.grow(2000);
    BOOST_REQUIRE(fixture.commit());
    int slices = 0;
    for (std::uint64_t before = fixture.files->bytes_written();
         fixture.store->idle(fixture.tenant, true); before = fixture.files->bytes_written()) {
        BOOST_TEST(fixture.files->bytes_written() - before < snapshot_slice_size + 4096);
        ++slices;
    }
    BOOST_TEST(slices > 5);
    BOOST_TEST(digest_after_crash(fixture.files->durable()) == digest_of(fixture.tenant));
}

BOOST_AUTO_TEST_CASE(a_tenant_that_changes_meanwhile_is_snapshot_whole) {
    StoreFixture fixture;
    fixture.run_demo();
    fixture.grow(600);
    BOOST_REQUIRE(fixture.commit());
    int steps = 0;
    while (fixture.store->idle(fixture.tenant, true)) {
        BOOST_REQUIRE(++steps < 1000);
        if (steps % 2 != 0) continue;
        fixture.submit({{}, SetLicence{steps % 4 == 0}});
        BOOST_REQUIRE(fixture.commit());
    }
    BOOST_TEST(steps > snapshot_restarts_max);
    BOOST_TEST(fixture.snapshots() == 1);
    BOOST_TEST(digest_after_crash(fixture.files->durable()) == digest_of(fixture.tenant));
}

BOOST_AUTO_TEST_CASE(the_snapshot_of_a_tenant_that_never_rests_goes_along_with_its_commits) {
    StoreFixture fixture;
    change_until_copied(fixture);
    BOOST_TEST(fixture.files->bytes_written() >
               snapshot_growth_ratio_max * snapshot_journal_size_min);
    const int needed = commits_of_a_snapshot();
    const int before = fixture.files->commits();
    for (int commit = 0; commit < needed; ++commit) {
        fixture.grow(1);
        BOOST_REQUIRE(fixture.commit());
    }
    BOOST_TEST(fixture.files->commits() == before + needed);
    BOOST_TEST(!fixture.store->idle(fixture.tenant, false));  // it is whole
    BOOST_TEST(fixture.snapshots() == 1);
    BOOST_TEST(digest_after_crash(fixture.files->durable()) == digest_of(fixture.tenant));
}

BOOST_AUTO_TEST_CASE(a_snapshot_whose_last_commit_failed_does_not_count) {
    const int needed = commits_of_a_snapshot();
    BOOST_TEST(needed > 4);
    StoreFixture fixture;
    change_until_copied(fixture);
    for (int commit = 1; commit < needed; ++commit) BOOST_REQUIRE(fixture.commit());
    const std::string expected = digest_of(fixture.tenant);
    fixture.files->fail_commit(1);
    BOOST_TEST(!fixture.commit());
    BOOST_TEST(fixture.snapshots() == 0);
    const auto state = fixture.store->reload();
    BOOST_REQUIRE(state);
    BOOST_TEST(digest_of(state->tenant) == expected);
}

BOOST_AUTO_TEST_CASE(two_generations_remain_and_a_spoiled_newest_one_costs_nothing) {
    StoreFixture fixture;
    fixture.run_demo();
    for (int generation = 0; generation < 4; ++generation) {
        int slices = 0;
        while (slices == 0) {
            fixture.grow(300);
            BOOST_REQUIRE(fixture.commit());
            slices = fixture.idle_until_done();
        }
    }
    BOOST_REQUIRE(fixture.commit());
    BOOST_TEST(fixture.snapshots() == 2);
    const std::string newest = fixture.files->durable().rbegin()->first;
    BOOST_REQUIRE(snapshot_sequence(newest));
    auto contents = fixture.files->durable();
    contents[newest][contents[newest].size() / 2] ^= 1;
    BOOST_TEST(digest_after_crash(contents) == digest_of(fixture.tenant));
}

BOOST_AUTO_TEST_CASE(going_back_gives_what_was_confirmed_and_goes_on_from_there) {
    StoreFixture fixture;
    fixture.run_demo();
    BOOST_REQUIRE(fixture.commit());
    const std::string confirmed = digest_of(fixture.tenant);
    fixture.grow(3);
    fixture.files->fail_commit(1);
    BOOST_TEST(!fixture.commit());
    BOOST_TEST(!fixture.commit());
    auto state = fixture.store->reload();
    BOOST_REQUIRE(state);
    BOOST_TEST(digest_of(state->tenant) == confirmed);
    fixture.tenant = std::move(state->tenant);
    fixture.grow(1);
    BOOST_REQUIRE(fixture.commit());
    BOOST_TEST(digest_after_crash(fixture.files->durable()) == digest_of(fixture.tenant));
}

BOOST_AUTO_TEST_CASE(a_failed_append_fails_the_commit) {
    StoreFixture fixture;
    fixture.run_demo();
    BOOST_REQUIRE(fixture.commit());
    const std::string confirmed = digest_of(fixture.tenant);
    fixture.files->fail_operation(1, 10);
    fixture.grow(1);
    BOOST_TEST(!fixture.commit());
    const auto state = fixture.store->reload();
    BOOST_REQUIRE(state);
    BOOST_TEST(digest_of(state->tenant) == confirmed);
}

BOOST_AUTO_TEST_CASE(a_replaced_state_is_there_whole_or_not_at_all) {
    StoreFixture other;
    other.run_demo();
    other.grow(500);
    const std::string wanted = digest_of(other.tenant);
    StoreFixture fixture;
    fixture.run_demo();
    BOOST_REQUIRE(fixture.commit());
    const std::string before = digest_of(fixture.tenant);
    fixture.store->replace(other.tenant, Session{});
    BOOST_TEST(digest_after_crash(fixture.files->durable()) == before);
    fixture.files->fail_commit(1);
    BOOST_TEST(!fixture.commit());
    auto state = fixture.store->reload();
    BOOST_REQUIRE(state);
    BOOST_TEST(digest_of(state->tenant) == before);
    fixture.store->replace(other.tenant, Session{});
    BOOST_REQUIRE(fixture.commit());
    BOOST_TEST(digest_after_crash(fixture.files->durable()) == wanted);
    fixture.tenant = std::move(other.tenant);
    fixture.commands = other.commands;
    fixture.grow(1);
    BOOST_REQUIRE(fixture.commit());
    BOOST_TEST(digest_after_crash(fixture.files->durable()) == digest_of(fixture.tenant));
}

BOOST_AUTO_TEST_CASE(a_session_is_restored_and_never_earlier_than_the_last_event) {
    StoreFixture fixture;
    fixture.run_demo();
    Session session;
    session.now = shift(demo_begin, ticks_per_hour);
    session.speed = 60;
    session.persona = demo_ben;
    session.page = "#/my-roles";
    fixture.store->save_session(session);
    BOOST_REQUIRE(fixture.commit());
    auto opened = JournalStore::open(fixture.files, "demo", Access::writer);
    BOOST_REQUIRE(opened);
    BOOST_TEST((opened->state.session.now == session.now));
    BOOST_TEST(opened->state.session.speed == 60);
    BOOST_TEST((opened->state.session.persona == demo_ben));
    BOOST_TEST(opened->state.session.page == "#/my-roles");
    fixture.files->flip_bit("session", 40, 2);
    opened = JournalStore::open(fixture.files, "demo", Access::writer);
    BOOST_REQUIRE(opened);
    BOOST_TEST((opened->state.session.now == fixture.tenant.changed));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_opened_can_be_kept_and_set_aside) {
    auto files = std::make_shared<MemoryFiles>(MemoryFiles::Contents{{segment_name(7), "lost"}});
    const auto opened = JournalStore::open(files, "demo", Access::writer);
    BOOST_REQUIRE(!opened);
    const auto packed = pack_raw(*files);
    BOOST_REQUIRE(packed);
    BOOST_TEST(packed->find("lost") != std::string::npos);
    BOOST_REQUIRE(set_all_aside(*files));
    const auto fresh = JournalStore::open(files, "demo", Access::writer);
    BOOST_REQUIRE(fresh);
    BOOST_TEST(fresh->fresh);
    BOOST_TEST(files->visible().begin()->second == "lost");
}

BOOST_AUTO_TEST_SUITE_END()
