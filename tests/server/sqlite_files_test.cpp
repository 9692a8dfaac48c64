// Goal: files in SQLite are what Files promises, so that the journal's own promises hold on them.
// Method: changes with and without a commit, closed and opened again; then a journal store's life.
#include "server/sqlite_files.hpp"

#include <boost/test/unit_test.hpp>
#include <condition_variable>
#include <filesystem>
#include <mutex>

#include "core/apply.hpp"
#include "core/decide.hpp"
#include "server/sqlite.hpp"
#include "storage/demo_support.hpp"
#include "storage/journal_store.hpp"

using namespace pim;
using namespace pim::server;
using namespace pim::storage;

namespace {

namespace fs = std::filesystem;

/// What the writing thread hands over, run by the test's own.
struct Mailbox {
    std::mutex mutex;
    std::condition_variable wake;
    std::vector<std::function<void()>> works;

    void put(std::function<void()> work) {
        const std::lock_guard lock(mutex);
        works.push_back(std::move(work));
        wake.notify_one();
    }
    void run_next() {
        std::unique_lock lock(mutex);
        wake.wait(lock, [this] { return !works.empty(); });
        const auto work = std::move(works.front());
        works.erase(works.begin());
        lock.unlock();
        work();
    }
};

struct SqliteFixture {
    fs::path folder = fs::temp_directory_path() / ("pimlab-sqlite-" + std::to_string(::getpid()));
    Mailbox mailbox;
    std::shared_ptr<SqliteFiles> files;

    SqliteFixture() {
        fs::remove_all(folder);
        fs::create_directories(folder);
        reopen();
    }
    ~SqliteFixture() {
        files.reset();
        fs::remove_all(folder);
    }
    std::string path() const { return (folder / "pimlab.db").string(); }
    void reopen() {
        files.reset();
        auto opened = SqliteFiles::open(
            path(), [this](std::function<void()> work) { mailbox.put(std::move(work)); });
        BOOST_REQUIRE_MESSAGE(opened, (opened ? std::string() : opened.error().what));
        files = std::move(*opened);
    }
    bool commit() {
        std::optional<bool> done;
        files->commit([&](Outcome<void> outcome) { done = outcome.has_value(); });
        BOOST_TEST(!done.has_value());
        mailbox.run_next();
        return done.value();
    }
    std::string read(const std::string& name) { return files->read(name).value_or("(none)"); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(sqlite_files_test, SqliteFixture)

BOOST_AUTO_TEST_CASE(changes_are_seen_at_once_and_kept_once_committed) {
    BOOST_TEST(files->append("a", "one ").has_value());
    BOOST_TEST(files->append("a", "two").has_value());
    BOOST_TEST(files->replace("b", std::string("\0x", 2)).has_value());
    BOOST_TEST(read("a") == "one two");
    BOOST_TEST(commit());
    reopen();
    BOOST_TEST(read("a") == "one two");
    BOOST_TEST(read("b") == std::string("\0x", 2));
    BOOST_TEST(files->list().value().size() == 2U);
    BOOST_TEST(files->check().has_value());
}

BOOST_AUTO_TEST_CASE(what_was_not_committed_is_gone) {
    BOOST_TEST(files->append("a", "kept").has_value());
    BOOST_TEST(commit());
    BOOST_TEST(files->append("a", " lost").has_value());
    BOOST_TEST(files->replace("b", "lost").has_value());
    BOOST_TEST(read("a") == "kept lost");
    reopen();
    BOOST_TEST(read("a") == "kept");
    BOOST_TEST(read("b") == "(none)");
}

BOOST_AUTO_TEST_CASE(a_file_is_cut_within_and_between_its_pieces) {
    for (const auto* piece : {"one", "two", "three"}) {
        BOOST_TEST(files->append("a", piece).has_value());
        BOOST_TEST(files->list().has_value());  // a question divides what would be joined
    }
    BOOST_TEST(files->cut("a", 100).has_value());
    BOOST_TEST(read("a") == "onetwothree");
    BOOST_TEST(files->cut("a", 8).has_value());
    BOOST_TEST(read("a") == "onetwoth");
    BOOST_TEST(files->cut("a", 3).has_value());
    BOOST_TEST(files->append("a", "+").has_value());
    BOOST_TEST(commit());
    reopen();
    BOOST_TEST(read("a") == "one+");
    BOOST_TEST(files->append("a", "+").has_value());
    BOOST_TEST(read("a") == "one++");
    BOOST_TEST(files->cut("a", 0).has_value());
    BOOST_TEST(read("a").empty());
    BOOST_TEST(files->cut("nothing", 0).has_value());
}

BOOST_AUTO_TEST_CASE(a_removed_file_may_come_again) {
    BOOST_TEST(files->append("a", "old").has_value());
    BOOST_TEST(files->remove("a").has_value());
    BOOST_TEST(files->remove("a").has_value());
    BOOST_TEST(read("a") == "(none)");
    BOOST_TEST(files->append("a", "new").has_value());
    BOOST_TEST(read("a") == "new");
}

BOOST_AUTO_TEST_CASE(two_at_a_time_are_refused) {
    const auto second = SqliteFiles::open(path(), [](const std::function<void()>&) {});
    BOOST_REQUIRE(!second);
    BOOST_TEST(second.error().what.find("in use by another pimlab") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_failed_commit_keeps_nothing_and_the_next_one_works) {
    BOOST_TEST(files->append("a", "kept").has_value());
    BOOST_TEST(commit());
    files.reset();
    auto database = Database::open(path());
    BOOST_REQUIRE(database.has_value());
    BOOST_TEST(database
                   ->run("CREATE TRIGGER no BEFORE INSERT ON chunk WHEN NEW.bytes = x'78' "
                         "BEGIN SELECT RAISE(ABORT, 'no x here'); END")
                   .has_value());
    *database = Database();
    reopen();
    BOOST_TEST(files->append("a", " lost").has_value());
    BOOST_TEST(files->append("b", "x").has_value());
    BOOST_TEST(!commit());
    BOOST_TEST(read("a") == "kept");
    BOOST_TEST(read("b") == "(none)");
    BOOST_TEST(files->append("a", " again").has_value());
    BOOST_TEST(commit());
    BOOST_TEST(read("a") == "kept again");
}

BOOST_AUTO_TEST_CASE(a_journal_on_it_gives_the_same_tenant_again) {
    Tenant tenant;
    std::uint64_t commands = 0;
    {
        auto opened = JournalStore::open(files, "demo", Access::writer);
        BOOST_REQUIRE(opened.has_value());
        for (const DemoStep& step : demo_steps()) {
            Context context;
            context.caller = step.caller;
            context.now = std::max(demo_begin, tenant.changed);
            context.command = demo_command(++commands);
            const auto decision = decide(tenant, step.command, context);
            BOOST_REQUIRE(decision.has_value());
            opened->store->append(decision->events);
            for (const Event& event : decision->events) apply(tenant, event);
        }
        opened->store->commit([](std::optional<Error> error) { BOOST_TEST(!error.has_value()); });
        mailbox.run_next();
    }
    reopen();
    const auto again = JournalStore::open(files, "demo", Access::reader);
    BOOST_REQUIRE(again.has_value());
    BOOST_TEST(digest_of(again->state.tenant) == digest_of(tenant));
}

BOOST_AUTO_TEST_SUITE_END()
