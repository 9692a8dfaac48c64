#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/files.hpp"
#include "storage/frame.hpp"

namespace pim::storage {

class JournalOpening;

/// Version of the files' layout, written in every header record. A journal of a higher one is left
/// alone.
constexpr std::uint16_t format_version = 1;
/// A snapshot is due when the journal since the last one is longer than this many times that one.
constexpr std::uint64_t snapshot_growth_ratio = 1;
/// …or than this many times, where it never rests: then a snapshot costs a copy of the tenant, and
/// its bytes go along with commits that somebody waits for.
constexpr std::uint64_t snapshot_growth_ratio_max = 16;
/// A smaller snapshot counts as one of this size, so that a small sandbox is not written over and
/// over: 64 KiB.
constexpr std::uint64_t snapshot_journal_size_min = 64 * 1024;
/// Complete snapshots that are kept, with the journal from the older one on.
constexpr std::size_t snapshot_generations = 2;

/// Whether this tab or process may change the files.
enum class Access { writer, reader };

/// Bytes that were not what had been written.
struct Damage {
    std::string file;
    std::uint64_t offset = 0;  ///< of the first bad byte in the file
    std::uint64_t bytes = 0;   ///< from there to the file's end
    std::uint64_t record = 0;  ///< number of the first bad record in the file, from 1
    bool unfinished =
        false;            ///< the file stops within its last record, as a killed write leaves it
    std::string kept_as;  ///< file that holds the bytes now; empty when opened as reader
};

/// What opening found: for people.
struct Recovery {
    std::vector<Damage> damages;
    bool newer = false;  ///< refused because a newer pimlab has written here
};

/// The records to rebuild a tenant from, in order: a snapshot's rows if there is one, then the
/// decisions after it. Holds the bytes, so it may be walked in slices while the journal grows.
class Replay {
public:
    /// The next record, or nothing at the end.
    [[nodiscard]] std::optional<Record> next();
    /// The file that the last record came from, and its number there from 1: for errors.
    [[nodiscard]] std::string place() const;
    /// Sequence of the last decision that `next` gives; 0 when there is none at all.
    [[nodiscard]] std::uint64_t last_sequence() const { return last_sequence_; }

private:
    friend class Journal;
    friend class JournalTail;
    struct Part {
        std::string name;
        std::string bytes;
    };

    std::vector<Part> parts_;
    std::size_t part_ = 0;
    std::optional<FrameReader> reader_;
    std::uint64_t first_sequence_ = 1;
    std::uint64_t last_sequence_ = 0;
};

/// Payload of a file's header record, and of a snapshot's last record.
[[nodiscard]] std::string header_payload(std::string_view sandbox);
[[nodiscard]] std::string end_payload(std::uint64_t records);

/// The append-only record of one sandbox, over its files. See README.md for names and form.
class Journal {
public:
    /// Looks at the files, says in `recovery` what was damaged, and, as writer, cuts the damage off
    /// and keeps its bytes aside; those repairs become durable with the next commit. Fails,
    /// changing nothing, when a newer version wrote here or no state can be rebuilt.
    [[nodiscard]] static Outcome<Journal> open(Files& files, std::string sandbox, Access access,
                                               Recovery& recovery);

    /// Adds one decision. A failed append leaves the journal as it was.
    [[nodiscard]] Outcome<void> append(std::uint16_t version, std::string_view payload);
    /// Sequence of the last decision; 0 when there is none.
    [[nodiscard]] std::uint64_t last_sequence() const { return last_sequence_; }
    /// Everything needed to rebuild the state up to and with decision `last_sequence`.
    [[nodiscard]] Outcome<Replay> replay(std::uint64_t last_sequence) const;
    [[nodiscard]] Outcome<Replay> replay() const { return replay(last_sequence_); }
    /// The same from the oldest snapshot that is kept, or from the beginning: another way to the
    /// same state, unless an import took its place in between.
    [[nodiscard]] Outcome<Replay> replay_from_oldest() const;

    /// True when a snapshot is worth its bytes: the journal since the last one is longer than that
    /// many times that one.
    [[nodiscard]] bool outgrown(std::uint64_t times = snapshot_growth_ratio) const;
    /// Begins a snapshot of the state after the last decision, or, one higher, of a state that
    /// takes the place of everything and counts as a decision of its own. What is appended from now
    /// on goes into a new file. One at a time.
    [[nodiscard]] Outcome<void> begin_snapshot(std::uint64_t sequence);
    /// Adds a piece of the state to the snapshot that is being made.
    [[nodiscard]] Outcome<void> append_rows(std::uint16_t version, std::string_view payload);
    /// Marks the snapshot as complete. It counts once a commit has made that durable.
    [[nodiscard]] Outcome<void> end_snapshot();
    /// To be called where that commit failed.
    [[nodiscard]] Outcome<void> take_back_snapshot(std::uint64_t sequence);
    /// To be called after that commit: removes the generations that are no longer kept.
    [[nodiscard]] Outcome<void> forget_old();
    /// Throws the unfinished snapshot away.
    [[nodiscard]] Outcome<void> abandon_snapshot();
    [[nodiscard]] bool snapshot_under_way() const { return !snapshot_name_.empty(); }

    /// Drops the decisions after `last_sequence`: they never became durable.
    [[nodiscard]] Outcome<void> go_back(std::uint64_t last_sequence);

private:
    Journal(Files& files, std::string sandbox) : files_(&files), sandbox_(std::move(sandbox)) {}

    struct Segment {
        std::string name;
        std::uint64_t first = 1;  ///< sequence of its first decision
        std::uint64_t size = 0;
    };
    struct Snapshot {
        std::string name;
        std::uint64_t sequence = 0;  ///< of the last decision that it contains
        std::uint64_t size = 0;
    };
    friend class JournalOpening;
    friend class JournalTail;

    [[nodiscard]] Outcome<Replay> replay_from(const Snapshot* snapshot,
                                              std::uint64_t last_sequence) const;
    [[nodiscard]] Outcome<void> begin_segment();
    [[nodiscard]] Outcome<void> append_frame(const std::string& name, std::uint64_t& size,
                                             const Record& record);

    Files* files_;
    std::string sandbox_;
    std::vector<Snapshot> snapshots_;  ///< complete ones, oldest first
    std::vector<Segment> segments_;    ///< from the oldest kept snapshot on, in order
    std::uint64_t last_sequence_ = 0;
    std::string snapshot_name_;
    std::uint64_t snapshot_sequence_ = 0;
    std::uint64_t snapshot_size_ = 0;
    std::uint64_t snapshot_rows_ = 0;
    bool segment_open_ = false;  ///< the last segment takes appends
};

}  // namespace pim::storage
