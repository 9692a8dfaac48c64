// Goal: a journal of any bytes opens to what is whole in it, or is refused with a reason.
// Method: an input that begins with `raw` is a segment's bytes. Any other is decisions, one payload
// a line, that follow on the snapshot of the kept journal; they get right frames. Its first line
// may be `cut N` or `flip N`: that byte, from the end, is the last one kept, or the one that is
// damaged. What opens must open again, to the same.
#include <charconv>

#include "core/fingerprint.hpp"
#include "fuzz/sample.hpp"
#include "fuzz/target.hpp"
#include "storage/journal.hpp"
#include "storage/journal_names.hpp"
#include "storage/journal_store.hpp"
#include "storage/memory_files.hpp"

namespace pim::fuzz {

namespace {

using namespace storage;
using Contents = MemoryFiles::Contents;

constexpr std::string_view sandbox_name = "sample";
/// The kept journal has a snapshot of the state after this decision.
constexpr std::uint64_t snapshot_at = 25;

struct Segment {
    std::string bytes;
    std::vector<std::size_t> ends;  ///< of the frames, the header's first
};

Segment segment_of(std::string_view lines) {
    Segment segment;
    const std::string header = header_payload(sandbox_name);
    std::uint64_t sequence = snapshot_at + 1;
    segment.bytes = frame({RecordType::journal_header, format_version, sequence, header});
    segment.ends.push_back(segment.bytes.size());
    while (!lines.empty()) {
        const std::string_view payload = take_until(lines, "\n");
        segment.bytes += frame({RecordType::decision, sample_version, sequence++, payload});
        segment.ends.push_back(segment.bytes.size());
    }
    return segment;
}

/// How many of some frames stand before a byte, whole.
std::size_t whole_before(const Segment& segment, std::size_t byte) {
    std::size_t count = 0;
    while (count < segment.ends.size() && segment.ends[count] <= byte) ++count;
    return count;
}

/// Reads `<word> N` off the first line; nothing where it says something else.
std::optional<std::size_t> take_place(std::string_view& input, std::string_view word) {
    if (input.substr(0, word.size()) != word) return std::nullopt;
    std::string_view line = take_until(input, "\n").substr(word.size());
    std::size_t place = 0;
    std::from_chars(line.data(), line.data() + line.size(), place);
    return place;
}

Contents files_with(std::string bytes) {
    const std::string snapshot = snapshot_name(snapshot_at);
    return {{snapshot, sample_files().at(snapshot)},
            {segment_name(snapshot_at + 1), std::move(bytes)}};
}

/// Opens as a writer; where that works, what it left opens again without damage, to the same.
Outcome<Opened> open_twice(Contents contents) {
    const auto files = std::make_shared<MemoryFiles>(std::move(contents));
    auto opened = JournalStore::open(files, std::string(sandbox_name), Access::writer);
    if (!opened) {
        require(!opened.error().what.empty(), "a refusal says why");
        return opened;
    }
    const auto again = JournalStore::open(std::make_shared<MemoryFiles>(files->visible()),
                                          std::string(sandbox_name), Access::writer);
    require(again.has_value(), "what was repaired opens", again ? "" : again.error().what);
    require(again->recovery.damages.empty(), "a repair leaves no damage");
    require(fingerprint(again->state.tenant) == fingerprint(opened->state.tenant),
            "a repair loses nothing more");
    return opened;
}

/// What is damaged from a byte on opens to exactly the records before it.
void check_damage(const Segment& segment, std::string bytes, std::size_t byte) {
    const std::size_t whole = whole_before(segment, byte);
    const std::size_t kept = whole == 0 ? 0 : segment.ends[whole - 1];
    const auto damaged = open_twice(files_with(std::move(bytes)));
    const auto before = open_twice(files_with(segment.bytes.substr(0, kept)));
    require(damaged.has_value() == before.has_value(), "damage loses what comes after it, no more");
    if (!damaged) return;
    require(fingerprint(damaged->state.tenant) == fingerprint(before->state.tenant),
            "a damaged journal opens to its last good record");
}

}  // namespace

void run(std::string_view input) {
    if (input.substr(0, 3) == "raw") {
        static_cast<void>(open_twice(files_with(std::string(input.substr(3)))));
        return;
    }
    const auto cut = take_place(input, "cut ");
    const auto flip = take_place(input, "flip ");
    const Segment segment = segment_of(input);
    const std::size_t size = segment.bytes.size();
    if (cut) {
        const std::size_t byte = size - *cut % (size + 1);
        check_damage(segment, segment.bytes.substr(0, byte), byte);
    } else if (flip) {
        const std::size_t byte = size - 1 - *flip % size;
        std::string bytes = segment.bytes;
        bytes[byte] = static_cast<char>(bytes[byte] ^ 1);
        check_damage(segment, std::move(bytes), byte);
    } else {
        static_cast<void>(open_twice(files_with(segment.bytes)));
    }
}

}  // namespace pim::fuzz

PIM_FUZZ_TARGET
