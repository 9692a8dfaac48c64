// Goal: a tab that only reads becomes what the writing one is, and reads what was added, not all.
// Method: a writer and a reader over the same files in memory, which count the bytes that are read.
#include "storage/journal_tail.hpp"

#include <boost/test/unit_test.hpp>

#include "storage/store_fixture.hpp"

using namespace pim;
using namespace pim::storage;

namespace {

/// What a look at a few new decisions may read: them, what stood before them, and the session.
constexpr std::uint64_t read_bytes_max = tail_overlap_size + 2048;

/// A long journal, and somebody who follows it.
struct TailFixture {
    StoreFixture writer;
    std::unique_ptr<JournalStore> reader;
    Tenant tenant;

    TailFixture() {
        writer.run_demo();
        writer.grow(200);
        writer.store->save_session({});
        BOOST_REQUIRE(writer.commit());
        auto opened = JournalStore::open(writer.files, "demo", Access::reader);
        BOOST_REQUIRE(opened);
        reader = std::move(opened->store);
        tenant = std::move(opened->state.tenant);
        BOOST_TEST(total() > 10 * read_bytes_max);
    }
    std::uint64_t total() const {
        std::uint64_t bytes = 0;
        for (const auto& [name, content] : writer.files->visible()) bytes += content.size();
        return bytes;
    }
    /// Catches up, and says how many bytes that read.
    std::uint64_t follow() {
        const std::uint64_t before = writer.files->bytes_read();
        const auto session = reader->catch_up(tenant);
        BOOST_REQUIRE_MESSAGE(session, (session ? std::string() : session.error().what));
        BOOST_CHECK(session->now >= tenant.changed);
        return writer.files->bytes_read() - before;
    }
    bool same() const { return digest_of(tenant) == digest_of(writer.tenant); }
    /// So many decisions more are followed by reading little beside them.
    void follows(int decisions) {
        writer.grow(decisions);
        BOOST_REQUIRE(writer.commit());
        BOOST_TEST(follow() < read_bytes_max);
        BOOST_TEST(same());
    }
    const std::string& newest_segment() const {
        const std::string* name = nullptr;
        for (const auto& [file, bytes] : writer.files->visible()) {
            if (segment_sequence(file)) name = &file;
        }
        return *name;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(journal_tail_test)

BOOST_AUTO_TEST_CASE(what_is_appended_is_read_alone_and_applied_once) {
    TailFixture fixture;
    for (const int decisions : {1, 0, 3, 1}) fixture.follows(decisions);
}

BOOST_AUTO_TEST_CASE(a_snapshot_that_is_made_meanwhile_is_passed_over) {
    TailFixture fixture;
    int slices = 0;
    while (fixture.writer.store->idle(fixture.writer.tenant, true)) {
        ++slices;
        BOOST_TEST(fixture.follow() < read_bytes_max);
    }
    BOOST_TEST(slices > 1);
    fixture.follows(2);
    // Two generations later the file that it stood in is gone.
    for (const int decisions : {600, 1200}) {
        fixture.writer.grow(decisions);
        BOOST_REQUIRE(fixture.writer.commit());
        BOOST_TEST(fixture.writer.idle_until_done() > 0);
    }
    BOOST_TEST(fixture.follow() > read_bytes_max);
    BOOST_TEST(fixture.same());
    fixture.follows(1);
}

BOOST_AUTO_TEST_CASE(a_state_that_comes_in_as_a_whole_takes_the_place) {
    TailFixture fixture;
    StoreFixture other;
    other.run_demo();
    fixture.writer.tenant = other.tenant;
    fixture.writer.store->replace(other.tenant, {});
    BOOST_REQUIRE(fixture.writer.commit());
    fixture.follow();
    BOOST_TEST(fixture.same());
    fixture.follows(2);
}

BOOST_AUTO_TEST_CASE(a_shortened_journal_is_read_whole) {
    TailFixture fixture;
    const std::string before = digest_of(fixture.tenant);
    const std::string name = fixture.newest_segment();
    const std::size_t size = fixture.writer.files->visible().at(name).size();
    fixture.writer.grow(1);
    BOOST_REQUIRE(fixture.writer.commit());
    fixture.follow();
    BOOST_TEST(fixture.same());
    BOOST_REQUIRE(fixture.writer.files->cut(name, size));
    BOOST_TEST(fixture.follow() > read_bytes_max);
    BOOST_TEST(digest_of(fixture.tenant) == before);
    // As long as before, with another decision at the end.
    fixture.writer.reopen();
    fixture.writer.grow(1);
    BOOST_REQUIRE(fixture.writer.commit());
    fixture.follow();
    BOOST_REQUIRE(fixture.writer.files->cut(name, size));
    fixture.writer.reopen();
    ++fixture.writer.commands;
    fixture.writer.grow(1);
    BOOST_REQUIRE(fixture.writer.commit());
    BOOST_TEST(fixture.follow() > read_bytes_max);
    BOOST_TEST(fixture.same());
}

BOOST_AUTO_TEST_CASE(of_a_damaged_tail_what_is_before_the_damage_counts) {
    TailFixture fixture;
    fixture.writer.grow(1);
    const std::string before = digest_of(fixture.writer.tenant);
    const std::string name = fixture.newest_segment();
    const std::size_t size = fixture.writer.files->visible().at(name).size();
    fixture.writer.grow(1);
    BOOST_REQUIRE(fixture.writer.commit());
    fixture.writer.files->flip_bit(name, size + frame_header_size + 3, 2);
    for (int look = 0; look < 2; ++look) {
        fixture.follow();
        BOOST_TEST(digest_of(fixture.tenant) == before);
    }
    fixture.writer.reopen();  // cuts it off
    fixture.writer.grow(1);
    BOOST_REQUIRE(fixture.writer.commit());
    fixture.follow();
    BOOST_TEST(fixture.same());
    fixture.follows(1);
}

BOOST_AUTO_TEST_CASE(what_a_newer_version_wrote_is_told_and_nothing_of_it_taken) {
    TailFixture fixture;
    const std::string before = digest_of(fixture.tenant);
    BOOST_REQUIRE(fixture.writer.files->append("ledger-1", "later"));
    const auto told = fixture.reader->catch_up(fixture.tenant);
    BOOST_REQUIRE(!told);
    BOOST_TEST(told.error().what.find("a newer version of pimlab") == 0U);
    BOOST_TEST(digest_of(fixture.tenant) == before);
}

BOOST_AUTO_TEST_SUITE_END()
