// Goal: nothing that was confirmed is ever lost or changed, whatever a crash or a bad disk leaves.
// Method: a small journal is cut and spoiled at every byte, and opened again.
#include "storage/journal.hpp"

#include <boost/test/unit_test.hpp>

#include "storage/journal_names.hpp"
#include "storage/memory_files.hpp"
#include "storage/record_versions.hpp"

using namespace pim::storage;

namespace {

const std::string demo_name = "demo";

Journal open(Files& files, Recovery& recovery, Access access = Access::writer) {
    auto journal = Journal::open(files, demo_name, access, recovery);
    BOOST_REQUIRE_MESSAGE(journal, (journal ? std::string() : journal.error().what));
    return *journal;
}

Journal open(Files& files) {
    Recovery recovery;
    return open(files, recovery);
}

void append(Journal& journal, int count) {
    for (int index = 0; index < count; ++index) {
        const std::string payload = "{\"n\":" + std::to_string(journal.last_sequence() + 1) + "}";
        BOOST_REQUIRE(journal.append(decision_version, payload));
    }
}

/// Every record that a replay gives, joined.
std::string told(const Journal& journal) {
    auto replay = journal.replay();
    BOOST_REQUIRE(replay);
    std::string text;
    while (const auto record = replay->next()) text += std::string(record->payload) + " ";
    return text;
}

std::string expected_decisions(std::uint64_t first, std::uint64_t last) {
    std::string text;
    for (std::uint64_t n = first; n <= last; ++n) text += "{\"n\":" + std::to_string(n) + "} ";
    return text;
}

void make_snapshot(Journal& journal, const std::string& rows) {
    BOOST_REQUIRE(journal.begin_snapshot(journal.last_sequence()));
    BOOST_REQUIRE(journal.append_rows(snapshot_rows_version, rows));
    BOOST_REQUIRE(journal.end_snapshot());
    BOOST_REQUIRE(journal.forget_old());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(journal_test)

BOOST_AUTO_TEST_CASE(what_was_appended_is_replayed_after_opening_again) {
    MemoryFiles files;
    Journal journal = open(files);
    BOOST_TEST(journal.last_sequence() == 0U);
    append(journal, 3);
    BOOST_TEST(told(journal) == expected_decisions(1, 3));
    Journal again = open(files);
    append(again, 2);
    BOOST_TEST(told(open(files)) == expected_decisions(1, 5));
    BOOST_TEST(files.visible().size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_crash_at_any_byte_of_an_append_keeps_exactly_the_whole_records) {
    MemoryFiles whole;
    Journal journal = open(whole);
    std::vector<std::size_t> ends;
    const std::string name = segment_name(1);
    for (int n = 0; n < 4; ++n) {
        append(journal, 1);
        ends.push_back(whole.visible().at(name).size());
    }
    const std::string bytes = whole.visible().at(name);
    for (std::size_t size = 0; size <= bytes.size(); ++size) {
        MemoryFiles files(MemoryFiles::Contents{{name, bytes.substr(0, size)}});
        Recovery recovery;
        Journal opened = open(files, recovery);
        std::uint64_t kept = 0;
        while (kept < ends.size() && ends[kept] <= size) ++kept;
        BOOST_TEST_CONTEXT("cut at byte " << size) {
            BOOST_TEST(told(opened) == expected_decisions(1, kept));
            append(opened, 1);
            BOOST_TEST(told(open(files)) == expected_decisions(1, kept + 1));
        }
    }
}

BOOST_AUTO_TEST_CASE(any_flipped_bit_is_found_cut_off_and_kept_aside) {
    MemoryFiles whole;
    Journal journal = open(whole);
    append(journal, 3);
    const std::string name = segment_name(1);
    const std::string bytes = whole.visible().at(name);
    for (std::uint64_t byte = 0; byte < bytes.size(); ++byte) {
        for (int bit = 0; bit < 8; ++bit) {
            MemoryFiles files(MemoryFiles::Contents{{name, bytes}});
            files.flip_bit(name, byte, bit);
            const std::string spoiled = files.visible().at(name);
            Recovery recovery;
            Journal opened = open(files, recovery);
            BOOST_TEST_CONTEXT("byte " << byte << ", bit " << bit) {
                BOOST_REQUIRE(recovery.damages.size() == 1U);
                const Damage& damage = recovery.damages.front();
                BOOST_TEST(damage.offset <= byte);
                BOOST_TEST(damage.bytes == bytes.size() - damage.offset);
                BOOST_TEST(files.visible().at(damage.kept_as) == spoiled.substr(damage.offset));
                BOOST_TEST(told(opened) == expected_decisions(1, opened.last_sequence()));
                BOOST_TEST(opened.last_sequence() + 2 == std::max<std::uint64_t>(damage.record, 2));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_reader_sees_the_good_records_and_changes_no_file) {
    MemoryFiles files;
    Journal journal = open(files);
    append(journal, 3);
    files.flip_bit(segment_name(1), files.visible().at(segment_name(1)).size() - 1, 0);
    const auto before = files.visible();
    Recovery recovery;
    const Journal reader = open(files, recovery, Access::reader);
    BOOST_TEST(recovery.damages.size() == 1U);
    BOOST_TEST(recovery.damages.front().kept_as == "");
    BOOST_TEST(told(reader) == expected_decisions(1, 2));
    BOOST_TEST((files.visible() == before));
}

BOOST_AUTO_TEST_CASE(two_damages_at_one_place_are_both_kept) {
    MemoryFiles files;
    Journal journal = open(files);
    append(journal, 1);
    for (int time = 0; time < 2; ++time) {
        BOOST_REQUIRE(files.append(segment_name(1), "spoiled"));
        Recovery recovery;
        (void)open(files, recovery);
        BOOST_TEST(recovery.damages.size() == 1U);
    }
    int kept = 0;
    for (const auto& [name, bytes] : files.visible()) {
        if (name.rfind(damaged_prefix, 0) == 0) kept += bytes == "spoiled" ? 1 : 100;
    }
    BOOST_TEST(kept == 2);
}

BOOST_AUTO_TEST_CASE(only_the_end_of_the_last_file_counts_as_a_write_that_was_killed) {
    MemoryFiles whole;
    Journal journal = open(whole);
    append(journal, 3);
    BOOST_REQUIRE(journal.begin_snapshot(journal.last_sequence()));
    append(journal, 1);  // in a file of its own
    BOOST_REQUIRE(journal.abandon_snapshot());
    for (const std::string& name : {segment_name(1), segment_name(4)}) {
        auto contents = whole.visible();
        contents.at(name).resize(contents.at(name).size() - 3);
        MemoryFiles files(contents);
        Recovery recovery;
        (void)open(files, recovery);
        BOOST_REQUIRE(!recovery.damages.empty());
        for (const Damage& damage : recovery.damages) {
            BOOST_TEST(damage.unfinished == (name == segment_name(4)), damage.file);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_newer_record_version_is_refused_and_nothing_is_changed) {
    for (const RecordType type : {RecordType::decision, static_cast<RecordType>(99)}) {
        MemoryFiles files;
        Journal journal = open(files);
        append(journal, 1);
        const std::uint16_t version = type == RecordType::decision ? decision_version + 1 : 1;
        BOOST_REQUIRE(files.append(segment_name(1), frame({type, version, 2, "{}"})));
        const auto before = files.visible();
        Recovery recovery;
        const auto opened = Journal::open(files, demo_name, Access::writer, recovery);
        BOOST_REQUIRE(!opened);
        BOOST_TEST(recovery.newer);
        BOOST_TEST(opened.error().what.find("record 3") != std::string::npos);
        BOOST_TEST((files.visible() == before));
    }
}

BOOST_AUTO_TEST_CASE(a_file_of_unknown_name_is_refused_as_newer) {
    MemoryFiles files(MemoryFiles::Contents{{"ledger-2", "x"}});
    Recovery recovery;
    BOOST_TEST(!Journal::open(files, demo_name, Access::writer, recovery));
    BOOST_TEST(recovery.newer);
}

BOOST_AUTO_TEST_CASE(another_sandboxs_journal_is_refused) {
    MemoryFiles files;
    Journal journal = open(files);
    append(journal, 1);
    Recovery recovery;
    const auto opened = Journal::open(files, "other", Access::writer, recovery);
    BOOST_REQUIRE(!opened);
    BOOST_TEST(!recovery.newer);
}

BOOST_AUTO_TEST_CASE(a_failed_append_leaves_the_journal_as_it_was) {
    MemoryFiles files;
    Journal journal = open(files);
    append(journal, 2);
    files.fail_operation(1, 7);
    BOOST_TEST(!journal.append(decision_version, "{\"n\":3}"));
    BOOST_TEST(journal.last_sequence() == 2U);
    append(journal, 1);
    BOOST_TEST(told(open(files)) == expected_decisions(1, 3));
}

BOOST_AUTO_TEST_CASE(going_back_drops_what_never_became_durable) {
    for (std::uint64_t back_to = 0; back_to <= 6; ++back_to) {
        MemoryFiles files;
        Journal journal = open(files);
        append(journal, 2);
        make_snapshot(journal, "rows of 2");
        append(journal, 4);
        if (back_to < 2) continue;  // what a durable snapshot contains is durable
        BOOST_REQUIRE(journal.go_back(back_to));
        append(journal, 1);
        BOOST_TEST(told(open(files)) == "rows of 2 " + expected_decisions(3, back_to + 1));
    }
}

BOOST_AUTO_TEST_CASE(a_snapshot_is_used_and_the_decisions_after_it) {
    MemoryFiles files;
    Journal journal = open(files);
    append(journal, 3);
    BOOST_REQUIRE(journal.begin_snapshot(journal.last_sequence()));
    append(journal, 1);  // goes on while the snapshot is being written
    BOOST_REQUIRE(journal.append_rows(snapshot_rows_version, "rows"));
    BOOST_TEST(told(open(*std::make_unique<MemoryFiles>(files.visible()))) ==
               expected_decisions(1, 4));
    BOOST_REQUIRE(journal.append_rows(snapshot_rows_version, "more"));
    BOOST_REQUIRE(journal.end_snapshot());
    append(journal, 1);
    BOOST_TEST(told(journal) == "rows more " + expected_decisions(4, 5));
    BOOST_TEST(told(open(files)) == "rows more " + expected_decisions(4, 5));
}

BOOST_AUTO_TEST_CASE(two_generations_are_kept_and_either_one_rebuilds_the_state) {
    MemoryFiles files;
    Journal journal = open(files);
    for (int generation = 0; generation < 4; ++generation) {
        append(journal, 2);
        make_snapshot(journal, "rows of " + std::to_string(journal.last_sequence()));
    }
    append(journal, 1);
    std::string names;
    for (const auto& [name, bytes] : files.visible()) names += name + " ";
    BOOST_TEST(names == segment_name(7) + " " + segment_name(9) + " " + snapshot_name(6) + " " +
                            snapshot_name(8) + " ");
    BOOST_TEST(told(open(files)) == "rows of 8 " + expected_decisions(9, 9));
    files.flip_bit(snapshot_name(8), 30, 3);
    Recovery recovery;
    const Journal older = open(files, recovery);
    BOOST_TEST(recovery.damages.size() == 1U);
    BOOST_TEST(told(older) == "rows of 6 " + expected_decisions(7, 9));
}

BOOST_AUTO_TEST_CASE(a_snapshot_cut_at_any_byte_is_never_used) {
    MemoryFiles whole;
    Journal journal = open(whole);
    append(journal, 2);
    make_snapshot(journal, "rows of 2");
    append(journal, 1);
    const std::string snapshot = whole.visible().at(snapshot_name(2));
    for (std::size_t size = 0; size < snapshot.size(); ++size) {
        auto contents = whole.visible();
        contents[snapshot_name(2)] = snapshot.substr(0, size);
        MemoryFiles files(contents);
        BOOST_TEST(told(open(files)) == expected_decisions(1, 3));
        BOOST_TEST(files.visible().count(snapshot_name(2)) == 0U);
    }
}

BOOST_AUTO_TEST_CASE(
    without_any_good_snapshot_the_raw_files_stay_and_the_error_says_what_is_missing) {
    MemoryFiles files;
    Journal journal = open(files);
    for (int generation = 0; generation < 3; ++generation) {
        append(journal, 2);
        make_snapshot(journal, "rows");
    }
    files.flip_bit(snapshot_name(4), 25, 1);
    files.flip_bit(snapshot_name(6), 25, 1);
    const auto before = files.visible();
    Recovery recovery;
    const auto opened = Journal::open(files, demo_name, Access::writer, recovery);
    BOOST_REQUIRE(!opened);
    BOOST_TEST(opened.error().what.find("decisions 1 to 4 are missing") != std::string::npos);
    BOOST_TEST((files.visible() == before));
}

BOOST_AUTO_TEST_CASE(a_snapshot_is_due_only_when_the_journal_has_outgrown_the_last) {
    MemoryFiles files;
    Journal journal = open(files);
    const std::string big(snapshot_journal_size_min, ' ');
    append(journal, 10);
    BOOST_TEST(!journal.outgrown());
    BOOST_REQUIRE(journal.append(decision_version, big));
    BOOST_TEST(journal.outgrown());
    make_snapshot(journal, big + big + big);
    BOOST_TEST(!journal.outgrown());
    BOOST_REQUIRE(journal.append(decision_version, big + big));
    BOOST_TEST(!journal.outgrown());
    BOOST_TEST(!open(files).outgrown());
    BOOST_REQUIRE(journal.append(decision_version, big + big));
    BOOST_TEST(journal.outgrown());
    BOOST_TEST(open(files).outgrown());
}

BOOST_AUTO_TEST_CASE(saving_costs_what_changed_not_what_exists) {
    MemoryFiles files;
    Journal journal = open(files);
    append(journal, 1000);
    const std::uint64_t before = files.bytes_written();
    append(journal, 1);
    BOOST_TEST(files.bytes_written() - before < 64U);
}

BOOST_AUTO_TEST_SUITE_END()
