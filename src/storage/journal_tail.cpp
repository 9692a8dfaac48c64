#include "storage/journal_tail.hpp"

#include <algorithm>
#include <utility>

#include "storage/journal_names.hpp"
#include "storage/record_versions.hpp"

namespace pim::storage {

JournalTail::JournalTail(const Journal& journal)
    : files_(journal.files_), sandbox_(journal.sandbox_), last_sequence_(journal.last_sequence_) {
    if (journal.segments_.empty()) return;
    const Journal::Segment& segment = journal.segments_.back();
    const std::uint64_t from = segment.size - std::min(segment.size, tail_overlap_size);
    auto bytes = files_->read_from(segment.name, from);
    stands_ = bytes && bytes->size() >= segment.size - from;
    if (!stands_) return;
    name_ = segment.name;
    size_ = segment.size;
    bytes->resize(static_cast<std::size_t>(size_ - from));
    overlap_ = std::move(*bytes);
}

std::optional<Replay> JournalTail::advance() {
    if (!std::exchange(stands_, false)) return std::nullopt;
    const auto names = files_->list();
    if (!names) return std::nullopt;
    Replay replay;
    replay.first_sequence_ = last_sequence_ + 1;
    if (!name_.empty() && !take_appended(replay)) return std::nullopt;
    for (const std::string& name : *names) {
        if (!is_known_name(name)) return std::nullopt;
        const bool behind = segment_sequence(name) && name > name_;
        if (behind && !take_segment(name, replay)) return std::nullopt;
    }
    for (const std::string& name : *names) {
        // A snapshot of what was read changes nothing; another one brings a state of its own.
        if (snapshot_sequence(name).value_or(0) > last_sequence_) return std::nullopt;
    }
    replay.last_sequence_ = last_sequence_;
    stands_ = true;
    return replay;
}

bool JournalTail::take_appended(Replay& replay) {
    auto bytes = files_->read_from(name_, size_ - overlap_.size());
    if (!bytes || std::string_view(*bytes).substr(0, overlap_.size()) != overlap_) return false;
    bytes->erase(0, overlap_.size());
    FrameReader reader(*bytes);
    if (!take_decisions(reader)) return false;
    stand_behind(*bytes);
    replay.parts_.push_back({name_, std::move(*bytes)});
    return true;
}

bool JournalTail::take_segment(const std::string& name, Replay& replay) {
    auto bytes = files_->read(name);
    if (!bytes) return false;
    FrameReader reader(*bytes);
    Record header;
    const bool begins =
        reader.next(header) == Scan::record && header.type == RecordType::journal_header &&
        header.version <= newest_version(header.type) &&
        header.sequence == segment_sequence(name) && header.payload == header_payload(sandbox_);
    // What is missing in between came in as a whole.
    if (!begins || header.sequence != last_sequence_ + 1 || !take_decisions(reader)) return false;
    name_ = name;
    size_ = 0;
    overlap_.clear();
    stand_behind(*bytes);
    replay.parts_.push_back({name, std::move(*bytes)});
    return true;
}

bool JournalTail::take_decisions(FrameReader& reader) {
    Record record;
    Scan scan = Scan::end;
    while ((scan = reader.next(record)) == Scan::record) {
        const bool next = record.type == RecordType::decision &&
                          record.version <= newest_version(record.type) &&
                          record.sequence == last_sequence_ + 1;
        if (!next) return false;
        ++last_sequence_;
    }
    return scan == Scan::end;
}

void JournalTail::stand_behind(std::string_view bytes) {
    size_ += bytes.size();
    overlap_ += bytes;
    if (overlap_.size() > tail_overlap_size) {
        overlap_.erase(0, overlap_.size() - static_cast<std::size_t>(tail_overlap_size));
    }
}

}  // namespace pim::storage
