#include "storage/journal.hpp"

#include <algorithm>

#include "storage/journal_names.hpp"

namespace pim::storage {

namespace {

Record header_of(RecordType type, std::uint64_t sequence, std::string_view payload) {
    return {type, format_version, sequence, payload};
}

/// Length of a journal file's bytes up to and with a decision.
std::uint64_t size_up_to(std::string_view bytes, std::uint64_t last_sequence) {
    FrameReader reader(bytes);
    Record record;
    std::uint64_t size = 0;
    while (reader.next(record) == Scan::record) {
        if (record.type == RecordType::decision && record.sequence > last_sequence) break;
        size = reader.good_bytes();
    }
    return size;
}

}  // namespace

std::string header_payload(std::string_view sandbox) {
    return "{\"sandbox\":\"" + std::string(sandbox) + "\"}";
}

std::string end_payload(std::uint64_t records) {
    return "{\"records\":" + std::to_string(records) + "}";
}

std::optional<Record> Replay::next() {
    for (; part_ < parts_.size(); ++part_, reader_.reset()) {
        if (!reader_) reader_.emplace(parts_[part_].bytes);
        Record record;
        while (reader_->next(record) == Scan::record) {
            if (record.type == RecordType::snapshot_rows) return record;
            if (record.type != RecordType::decision || record.sequence < first_sequence_) continue;
            if (record.sequence > last_sequence_) return std::nullopt;
            return record;
        }
    }
    return std::nullopt;
}

std::string Replay::place() const {
    if (part_ >= parts_.size() || !reader_) return "the end of the journal";
    return "record " + std::to_string(reader_->records()) + " of `" + parts_[part_].name + "`";
}

Outcome<void> Journal::append(std::uint16_t version, std::string_view payload) {
    if (payload.size() > payload_size_max) {
        return failure(
            "a record of " + std::to_string(payload.size()) +
                " bytes is longer than a journal takes: " + std::to_string(payload_size_max),
            "split the change into smaller ones");
    }
    if (!segment_open_) {
        const auto begun = begin_segment();
        if (!begun) return begun;
    }
    Segment& segment = segments_.back();
    const auto appended = append_frame(
        segment.name, segment.size, {RecordType::decision, version, last_sequence_ + 1, payload});
    if (!appended) return appended;
    ++last_sequence_;
    return {};
}

Outcome<Replay> Journal::replay(std::uint64_t last_sequence) const {
    const auto snapshot = std::find_if(
        snapshots_.rbegin(), snapshots_.rend(),
        [&](const Snapshot& candidate) { return candidate.sequence <= last_sequence; });
    return replay_from(snapshot == snapshots_.rend() ? nullptr : &*snapshot, last_sequence);
}

Outcome<Replay> Journal::replay_from_oldest() const {
    return replay_from(snapshots_.empty() ? nullptr : &snapshots_.front(), last_sequence_);
}

Outcome<Replay> Journal::replay_from(const Snapshot* snapshot, std::uint64_t last_sequence) const {
    Replay replay;
    replay.last_sequence_ = last_sequence;
    if (snapshot != nullptr) {
        auto bytes = files_->read(snapshot->name);
        if (!bytes) return tl::unexpected<Error>(std::move(bytes.error()));
        replay.first_sequence_ = snapshot->sequence + 1;
        replay.parts_.push_back({snapshot->name, std::move(*bytes)});
    }
    for (std::size_t index = 0; index < segments_.size(); ++index) {
        const Segment& segment = segments_[index];
        const bool before =
            index + 1 < segments_.size() && segments_[index + 1].first <= replay.first_sequence_;
        if (before || segment.first > last_sequence) continue;
        auto bytes = files_->read(segment.name);
        if (!bytes) return tl::unexpected<Error>(std::move(bytes.error()));
        // A reader does not cut damage off, so what is beyond the good bytes must not be seen here.
        bytes->resize(std::min<std::size_t>(bytes->size(), static_cast<std::size_t>(segment.size)));
        replay.parts_.push_back({segment.name, std::move(*bytes)});
    }
    return replay;
}

bool Journal::outgrown(std::uint64_t times) const {
    const std::uint64_t from = snapshots_.empty() ? 1 : snapshots_.back().sequence + 1;
    const std::uint64_t snapshot_size = snapshots_.empty() ? 0 : snapshots_.back().size;
    std::uint64_t size = 0;
    for (const Segment& segment : segments_) {
        if (segment.first >= from) size += segment.size;
    }
    return size > times * std::max(snapshot_size, snapshot_journal_size_min);
}

Outcome<void> Journal::begin_snapshot(std::uint64_t sequence) {
    if (snapshot_under_way()) {
        return failure("a snapshot cannot begin while another is being made", "try again later");
    }
    snapshot_name_ = snapshot_name(sequence);
    snapshot_sequence_ = sequence;
    snapshot_size_ = 0;
    snapshot_rows_ = 0;
    segment_open_ = false;
    const std::string payload = header_payload(sandbox_);
    const auto removed = files_->remove(snapshot_name_);
    if (!removed) return removed;
    return append_frame(snapshot_name_, snapshot_size_,
                        header_of(RecordType::snapshot_header, snapshot_sequence_, payload));
}

Outcome<void> Journal::append_rows(std::uint16_t version, std::string_view payload) {
    const auto appended =
        append_frame(snapshot_name_, snapshot_size_,
                     {RecordType::snapshot_rows, version, snapshot_sequence_, payload});
    if (appended) ++snapshot_rows_;
    return appended;
}

Outcome<void> Journal::end_snapshot() {
    const std::string payload = end_payload(snapshot_rows_);
    const auto appended =
        append_frame(snapshot_name_, snapshot_size_,
                     header_of(RecordType::snapshot_end, snapshot_sequence_, payload));
    if (!appended) return appended;
    snapshots_.push_back({snapshot_name_, snapshot_sequence_, snapshot_size_});
    snapshot_name_.clear();
    last_sequence_ = std::max(last_sequence_, snapshot_sequence_);
    return {};
}

Outcome<void> Journal::take_back_snapshot(std::uint64_t sequence) {
    if (snapshots_.empty() || snapshots_.back().sequence != sequence) return {};
    const auto removed = files_->remove(snapshots_.back().name);
    if (removed) snapshots_.pop_back();
    return removed;
}

Outcome<void> Journal::forget_old() {
    if (snapshots_.size() <= snapshot_generations) return {};
    const std::uint64_t kept_from = snapshots_[snapshots_.size() - snapshot_generations].sequence;
    while (snapshots_.size() > snapshot_generations) {
        const auto removed = files_->remove(snapshots_.front().name);
        if (!removed) return removed;
        snapshots_.erase(snapshots_.begin());
    }
    while (segments_.size() > 1 && segments_[1].first <= kept_from + 1) {
        const auto removed = files_->remove(segments_.front().name);
        if (!removed) return removed;
        segments_.erase(segments_.begin());
    }
    return {};
}

Outcome<void> Journal::abandon_snapshot() {
    if (!snapshot_under_way()) return {};
    const auto removed = files_->remove(snapshot_name_);
    if (removed) snapshot_name_.clear();
    return removed;
}

Outcome<void> Journal::go_back(std::uint64_t last_sequence) {
    const auto abandoned = abandon_snapshot();
    if (!abandoned) return abandoned;
    while (!snapshots_.empty() && snapshots_.back().sequence > last_sequence) {
        const auto removed = take_back_snapshot(snapshots_.back().sequence);
        if (!removed) return removed;
    }
    while (!segments_.empty() && segments_.back().first > last_sequence) {
        const auto removed = files_->remove(segments_.back().name);
        if (!removed) return removed;
        segments_.pop_back();
        segment_open_ = false;
    }
    if (!segments_.empty()) {
        Segment& segment = segments_.back();
        const auto bytes = files_->read(segment.name);
        if (!bytes) return tl::unexpected<Error>(bytes.error());
        const std::uint64_t size = size_up_to(*bytes, last_sequence);
        const auto cut = files_->cut(segment.name, size);
        if (!cut) return cut;
        segment.size = size;
    }
    last_sequence_ = last_sequence;
    return {};
}

Outcome<void> Journal::begin_segment() {
    Segment segment{segment_name(last_sequence_ + 1), last_sequence_ + 1, 0};
    const std::string payload = header_payload(sandbox_);
    const auto appended = append_frame(
        segment.name, segment.size, header_of(RecordType::journal_header, segment.first, payload));
    if (!appended) return appended;
    segments_.push_back(std::move(segment));
    segment_open_ = true;
    return {};
}

Outcome<void> Journal::append_frame(const std::string& name, std::uint64_t& size,
                                    const Record& record) {
    const std::string bytes = frame(record);
    const auto appended = files_->append(name, bytes);
    if (!appended) {
        // A write may stop half way: what it left must not stand between this record and the next.
        const auto cut = files_->cut(name, size);
        if (!cut) return cut;
        return appended;
    }
    size += bytes.size();
    return {};
}

}  // namespace pim::storage
