// Goal: what any released version has written stays readable for ever, and means the same.
// Method: each folder of tests/journals is opened and compared with the digests beside it, as it
// was left and a year later. The later digest alone may change, with a rule of what time does.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <set>

#include "core/advance.hpp"
#include "storage/demo_support.hpp"
#include "storage/disk_files.hpp"
#include "storage/event_codec.hpp"
#include "storage/journal_store.hpp"
#include "storage/memory_files.hpp"

using namespace pim;
using namespace pim::storage;

namespace {

const std::string journals = std::string(PIMLAB_SOURCE_DIR) + "/tests/journals/";

/// A copy in memory, because opening as writer may repair. The digests are not part of the journal.
std::shared_ptr<MemoryFiles> copy_of(const std::string& folder) {
    const DiskFiles disk(folder);
    const auto names = disk.list();
    BOOST_REQUIRE(names);
    MemoryFiles::Contents contents;
    for (const std::string& name : *names) {
        const auto bytes = disk.read(name);
        BOOST_REQUIRE(bytes);
        contents[name] = *bytes;
    }
    return std::make_shared<MemoryFiles>(std::move(contents));
}

std::vector<std::string> folders() {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(journals)) {
        if (entry.is_directory()) found.push_back(entry.path().filename().string());
    }
    std::sort(found.begin(), found.end());
    return found;
}

/// The line of tests/journals/digests.txt that begins with a word: the rest of it.
std::string noted(const std::string& word) {
    const auto text = DiskFiles(journals).read("digests.txt");
    BOOST_REQUIRE(text);
    const auto at = text->find(word + " ");
    if (at == std::string::npos) return "";
    const auto begin = at + word.size() + 1;
    return text->substr(begin, text->find('\n', begin) - begin);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(kept_journals_test)

BOOST_AUTO_TEST_CASE(each_gives_its_tenant_with_and_without_its_snapshot) {
    BOOST_REQUIRE(!folders().empty());
    for (const std::string& folder : folders()) {
        BOOST_TEST_CONTEXT(folder) {
            for (const bool with_snapshot : {true, false}) {
                auto files = copy_of(journals + folder);
                if (!with_snapshot) {
                    for (const auto& [name, bytes] : MemoryFiles::Contents(files->visible())) {
                        if (name.rfind("snapshot-", 0) == 0) BOOST_REQUIRE(files->remove(name));
                    }
                }
                auto opened = JournalStore::open(files, "sample", Access::writer);
                if (!opened) BOOST_FAIL(opened.error().what);
                BOOST_TEST(opened->recovery.damages.empty());
                Tenant tenant = std::move(opened->state.tenant);
                BOOST_TEST(digest_of(tenant) == noted(folder));
                advance(tenant, shift(tenant.changed, 365 * ticks_per_day), [](const Event&) {});
                BOOST_TEST(digest_of(tenant) == noted(folder + "-a-year-on"));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(together_they_hold_every_kind_of_event) {
    std::set<std::string_view> kinds;
    for (const std::string& folder : folders()) {
        Recovery recovery;
        const auto files = copy_of(journals + folder);
        for (const auto& [name, bytes] : MemoryFiles::Contents(files->visible())) {
            if (name.rfind("snapshot-", 0) == 0) BOOST_REQUIRE(files->remove(name));
        }
        const auto journal = Journal::open(*files, "sample", Access::reader, recovery);
        BOOST_REQUIRE(journal);
        auto replay = journal->replay();
        BOOST_REQUIRE(replay);
        while (const auto record = replay->next()) {
            const auto events = decode_events(*record);
            BOOST_REQUIRE(events);
            for (const Event& event : *events) kinds.insert(type_name(event));
        }
    }
    for (const std::string_view kind : event_type_names) {
        BOOST_TEST(kinds.count(kind) == 1U, "no kept journal has " << kind);
    }
}

BOOST_AUTO_TEST_SUITE_END()
