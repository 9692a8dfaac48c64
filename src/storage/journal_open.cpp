#include <algorithm>
#include <utility>

#include "storage/journal.hpp"
#include "storage/journal_names.hpp"
#include "storage/record_versions.hpp"

namespace pim::storage {

namespace {

tl::unexpected<Error> newer(Recovery& recovery, const std::string& where) {
    recovery.newer = true;
    return failure("a newer version of pimlab has written to this sandbox: " + where,
                   "reload the page to get the newer version, or open another sandbox");
}

tl::unexpected<Error> passed_on(const Error& error) {
    return tl::unexpected<Error>(error);
}

}  // namespace

/// One opening of a journal: what is on the files is checked before anything is changed.
class JournalOpening {
public:
    JournalOpening(Files& files, Journal& journal, Access access, Recovery& recovery)
        : files_(files), journal_(journal), access_(access), recovery_(recovery) {}

    Outcome<void> run() {
        for (const auto step : {&JournalOpening::list_names, &JournalOpening::choose_snapshots,
                                &JournalOpening::check_segments, &JournalOpening::repair}) {
            const auto done = (this->*step)();
            if (!done) return done;
        }
        return {};
    }

private:
    /// What a look at one whole file found.
    struct Checked {
        bool good = false;          ///< every byte is as it was written
        bool unfinished = false;    ///< a snapshot without an end
        std::uint64_t size = 0;     ///< of the good bytes
        std::uint64_t records = 0;  ///< good ones
        std::uint64_t last_sequence = 0;
        bool any_decision = false;
    };

    Outcome<void> list_names() {
        const auto names = files_.list();
        if (!names) return passed_on(names.error());
        for (const std::string& name : *names) {
            if (!is_known_name(name)) return newer(recovery_, "the file `" + name + "`");
            if (segment_sequence(name)) segment_names_.push_back(name);
            if (snapshot_sequence(name)) snapshot_names_.push_back(name);
        }
        return {};
    }

    /// All snapshots are read, so that the one kept for the next time is known to be good too.
    Outcome<void> choose_snapshots() {
        for (const std::string& name : snapshot_names_) {
            const auto bytes = files_.read(name);
            if (!bytes) return passed_on(bytes.error());
            const auto checked = check(name, *bytes, RecordType::snapshot_header,
                                       RecordType::snapshot_rows, *snapshot_sequence(name));
            if (!checked) return passed_on(checked.error());
            if (checked->good && !checked->unfinished) {
                journal_.snapshots_.push_back({name, *snapshot_sequence(name), bytes->size()});
            } else if (checked->unfinished) {
                removals_.push_back(name);
            } else {
                set_aside(name, *bytes, 0);
            }
        }
        return {};
    }

    Outcome<void> check_segments() {
        const std::uint64_t snapshot_at =
            journal_.snapshots_.empty() ? 0 : journal_.snapshots_.back().sequence;
        journal_.last_sequence_ = snapshot_at;
        bool broken = false;
        for (std::size_t index = 0; index < segment_names_.size(); ++index) {
            const std::string& name = segment_names_[index];
            const std::uint64_t first = *segment_sequence(name);
            const auto bytes = files_.read(name);
            if (!bytes) return passed_on(bytes.error());
            if (broken) {
                set_aside(name, *bytes, 0);
                continue;
            }
            const bool last = index + 1 == segment_names_.size();
            const bool old =
                !last && *segment_sequence(segment_names_[index + 1]) <= snapshot_at + 1;
            if (old) {
                journal_.segments_.push_back({name, first, bytes->size()});
                continue;
            }
            if (first > journal_.last_sequence_ + 1) {
                return failure(
                    "decisions " + std::to_string(journal_.last_sequence_ + 1) + " to " +
                        std::to_string(first - 1) +
                        " are missing, and no good snapshot contains them",
                    "download the raw files, then reset the sandbox or import an export");
            }
            const auto checked =
                check(name, *bytes, RecordType::journal_header, RecordType::decision, first);
            if (!checked) return passed_on(checked.error());
            if (!checked->good) {
                set_aside(name, *bytes, checked->size, last && incomplete_);
                broken = true;
            }
            if (checked->size == 0) continue;
            journal_.segments_.push_back({name, first, checked->size});
            // A snapshot's journal is cut before the snapshot: then there is nothing to append to.
            if (checked->any_decision && checked->last_sequence > journal_.last_sequence_) {
                journal_.last_sequence_ = checked->last_sequence;
            }
        }
        journal_.segment_open_ = may_append();
        return {};
    }

    /// Appends must go on exactly where the last file ends, and after the newest snapshot.
    bool may_append() const {
        if (journal_.segments_.empty()) return false;
        const auto& segment = journal_.segments_.back();
        const std::uint64_t snapshot_at =
            journal_.snapshots_.empty() ? 0 : journal_.snapshots_.back().sequence;
        return segment.first > snapshot_at;
    }

    /// Reads every record of a file. Fails for what a newer version, or another sandbox, wrote.
    Outcome<Checked> check(const std::string& name, std::string_view bytes, RecordType header,
                           RecordType body, std::uint64_t named_sequence) {
        FrameReader reader(bytes);
        Record record;
        Checked checked;
        Scan scan = Scan::record;
        bool ended = false;
        std::uint64_t expected = named_sequence;
        std::uint64_t rows = 0;
        while ((scan = reader.next(record)) == Scan::record) {
            if (!is_known(record)) {
                return newer(recovery_,
                             "record " + std::to_string(reader.records()) + " of `" + name + "`");
            }
            const bool first = reader.records() == 1;
            bool fits =
                !ended && record.sequence == expected && record.type == (first ? header : body);
            if (first && fits && record.payload != header_payload(journal_.sandbox_)) {
                return failure(
                    "`" + name + "` belongs to another sandbox: " + std::string(record.payload),
                    "open that sandbox instead");
            }
            if (record.type == RecordType::snapshot_end && header == RecordType::snapshot_header) {
                ended = fits =
                    !first && record.sequence == expected && record.payload == end_payload(rows);
            }
            if (!fits) {
                scan = Scan::damaged;
                break;
            }
            if (record.type == RecordType::snapshot_rows) ++rows;
            if (record.type == RecordType::decision) {
                checked.any_decision = true;
                checked.last_sequence = expected++;
            }
            checked.size = reader.good_bytes();
            ++checked.records;
        }
        const bool snapshot = header == RecordType::snapshot_header;
        checked.good = scan == Scan::end && checked.size > 0;
        checked.unfinished = snapshot && !ended && scan != Scan::damaged;
        records_ = checked.records;
        incomplete_ = scan == Scan::incomplete;
        return checked;
    }

    static bool is_known(const Record& record) {
        return record.version <= newest_version(record.type);
    }

    /// `unfinished`: a killed write explains it. Not so where another file follows: then what is
    /// missing was confirmed.
    void set_aside(const std::string& name, std::string_view bytes, std::uint64_t from,
                   bool unfinished = false) {
        Damage damage;
        damage.file = name;
        damage.offset = from;
        damage.bytes = bytes.size() - from;
        damage.record = from == 0 ? 1 : records_ + 1;
        damage.unfinished = unfinished;
        kept_bytes_.emplace_back(bytes.substr(static_cast<std::size_t>(from)));
        recovery_.damages.push_back(std::move(damage));
    }

    /// The bytes are written aside before the file is cut. A reader changes nothing.
    Outcome<void> repair() {
        if (access_ == Access::reader) return {};
        for (std::size_t index = 0; index < recovery_.damages.size(); ++index) {
            Damage& damage = recovery_.damages[index];
            const auto name = free_name(damage);
            if (!name) return passed_on(name.error());
            const auto kept = files_.replace(*name, kept_bytes_[index]);
            if (!kept) return kept;
            damage.kept_as = *name;
            const auto cut = damage.offset == 0 ? files_.remove(damage.file)
                                                : files_.cut(damage.file, damage.offset);
            if (!cut) return cut;
        }
        for (const std::string& name : removals_) {
            const auto removed = files_.remove(name);
            if (!removed) return removed;
        }
        return {};
    }

    Outcome<std::string> free_name(const Damage& damage) const {
        const auto names = files_.list();
        if (!names) return passed_on(names.error());
        const std::string stem =
            std::string(damaged_prefix) + damage.file + "-at-" + std::to_string(damage.offset);
        std::string name = stem;
        for (int count = 2; std::binary_search(names->begin(), names->end(), name); ++count) {
            name = stem + "-" + std::to_string(count);
        }
        return name;
    }

    Files& files_;
    Journal& journal_;
    Access access_;
    Recovery& recovery_;
    std::vector<std::string> segment_names_;
    std::vector<std::string> snapshot_names_;
    std::vector<std::string> removals_;
    std::vector<std::string> kept_bytes_;
    std::uint64_t records_ = 0;
    bool incomplete_ = false;
};

Outcome<Journal> Journal::open(Files& files, std::string sandbox, Access access,
                               Recovery& recovery) {
    Journal journal(files, std::move(sandbox));
    recovery = {};
    const auto opened = JournalOpening(files, journal, access, recovery).run();
    if (!opened) return tl::unexpected<Error>(opened.error());
    return journal;
}

}  // namespace pim::storage
