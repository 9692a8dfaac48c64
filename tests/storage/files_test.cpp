// Goal: files on disk and files in memory keep the same promises, and faults do what they say.
#include "storage/files.hpp"

#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <memory>

#include "storage/disk_files.hpp"
#include "storage/memory_files.hpp"

using namespace pim;
using namespace pim::storage;

namespace {

/// A folder of its own that is gone afterwards.
struct Folder {
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "pimlab-XXXXXX").string();
        BOOST_REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path = pattern;
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string path;
};

std::string joined(const Files& files) {
    std::string text;
    const auto names = files.list();
    BOOST_REQUIRE(names);
    for (const std::string& name : *names) {
        const auto bytes = files.read(name);
        BOOST_REQUIRE(bytes);
        text += name + "=" + *bytes + ";";
    }
    return text;
}

bool commits(Files& files) {
    // Shared, because a held commit reports after this function.
    const auto committed = std::make_shared<bool>(false);
    files.commit([committed](const Outcome<void>& outcome) { *committed = outcome.has_value(); });
    return *committed;
}

void exercise(Files& files) {
    BOOST_TEST(joined(files) == "");
    BOOST_TEST(!files.read("b"));
    BOOST_REQUIRE(files.append("b", "12"));
    BOOST_REQUIRE(files.append("b", std::string_view("\0z", 2)));
    BOOST_REQUIRE(files.append("a", ""));
    BOOST_TEST(joined(files) == std::string("a=;b=12\0z;", 10));
    BOOST_TEST(*files.read_from("b", 1) == std::string("2\0z", 3));
    BOOST_TEST(*files.read_from("b", 9) == "");
    BOOST_TEST(!files.read_from("none", 0));
    BOOST_REQUIRE(files.cut("b", 3));
    BOOST_REQUIRE(files.cut("b", 9));
    BOOST_REQUIRE(files.cut("none", 1));
    BOOST_REQUIRE(files.append("b", "!"));
    BOOST_REQUIRE(files.replace("a", "new"));
    BOOST_REQUIRE(files.replace("c", "x"));
    BOOST_REQUIRE(files.replace("c", "yy"));
    BOOST_TEST(joined(files) == std::string("a=new;b=12\0!;c=yy;", 18));
    BOOST_TEST(commits(files));
    BOOST_REQUIRE(files.remove("a"));
    BOOST_REQUIRE(files.remove("a"));
    BOOST_REQUIRE(files.remove("b"));
    BOOST_TEST(commits(files));
    BOOST_TEST(joined(files) == "c=yy;");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(files_test)

BOOST_AUTO_TEST_CASE(disk_and_memory_behave_alike) {
    const Folder folder;
    DiskFiles disk(folder.path);
    exercise(disk);
    BOOST_TEST(joined(DiskFiles(folder.path)) == "c=yy;");
    MemoryFiles memory;
    exercise(memory);
}

BOOST_AUTO_TEST_CASE(a_half_made_replacement_is_not_a_file) {
    const Folder folder;
    DiskFiles disk(folder.path);
    BOOST_REQUIRE(disk.append("session.new", "half"));
    BOOST_TEST(joined(disk) == "");
}

BOOST_AUTO_TEST_CASE(a_disk_that_refuses_says_so) {
    DiskFiles disk("/nonexistent-folder");
    BOOST_TEST(!disk.list());
    const auto appended = disk.append("a", "b");
    BOOST_REQUIRE(!appended);
    BOOST_TEST(appended.error().what.find("`a`") != std::string::npos);
    BOOST_TEST(!appended.error().help.empty());
}

BOOST_AUTO_TEST_CASE(what_no_commit_covers_is_lost_in_a_crash) {
    MemoryFiles files;
    BOOST_REQUIRE(files.append("a", "1"));
    BOOST_TEST(commits(files));
    BOOST_REQUIRE(files.append("a", "2"));
    BOOST_TEST(files.durable().at("a") == "1");
    files.fail_commit(1);
    BOOST_TEST(!commits(files));
    BOOST_TEST(files.durable().at("a") == "1");
    files.hold_commits();
    BOOST_TEST(!commits(files));
    BOOST_TEST(files.durable().at("a") == "1");
    BOOST_TEST(files.finish_commit());
    BOOST_TEST(files.durable().at("a") == "12");
    BOOST_TEST(!files.finish_commit());
}

BOOST_AUTO_TEST_CASE(a_torn_append_leaves_its_first_bytes) {
    MemoryFiles files;
    files.fail_operation(2, 3);
    BOOST_REQUIRE(files.append("a", "12345"));
    BOOST_TEST(!files.append("a", "12345"));
    BOOST_TEST(files.visible().at("a") == "12345123");
    BOOST_REQUIRE(files.append("a", "9"));
}

BOOST_AUTO_TEST_SUITE_END()
