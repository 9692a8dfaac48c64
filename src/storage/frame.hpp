#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pim::storage {

/// What a record is about. The numbers are written to files and never given a second meaning.
enum class RecordType : std::uint16_t {
    journal_header = 1,   ///< first record of a journal file: which sandbox, which sequence follows
    snapshot_header = 2,  ///< first record of a snapshot file
    decision = 3,         ///< the events of one command, or of one step of time
    snapshot_rows = 4,    ///< a piece of the tenant
    snapshot_end = 5,     ///< the snapshot is complete
    session = 6,          ///< clock, persona and page, outside the tenant
};

/// One record of a file. The payload points into the file's bytes.
struct Record {
    RecordType type = RecordType::decision;
    std::uint16_t version = 1;   ///< of the payload's form, for this type
    std::uint64_t sequence = 0;  ///< counts decisions from 1 over the sandbox's whole life
    std::string_view payload;    ///< JSON text
};

/// Bytes before each payload: length, checksum, type, version, sequence, all little-endian.
constexpr std::size_t frame_header_size = 20;
/// Longest payload that is read or written: 64 MiB.
constexpr std::size_t payload_size_max = std::size_t{64} * 1024 * 1024;

/// The record as it stands in a file.
[[nodiscard]] std::string frame(const Record& record);

/// How a look at the next record ended.
enum class Scan { record, end, incomplete, damaged };

/// Walks over the records of one file's bytes.
class FrameReader {
public:
    /// The bytes must outlive the reader and the records that it gives.
    explicit FrameReader(std::string_view bytes) : bytes_(bytes) {}

    /// The next record; `record` is set only with Scan::record. `incomplete` means that the file
    /// stops within the record, `damaged` that the record's bytes are not those that were written.
    [[nodiscard]] Scan next(Record& record);
    /// Bytes of the file up to the end of the last good record.
    [[nodiscard]] std::uint64_t good_bytes() const { return position_; }
    /// Good records read so far.
    [[nodiscard]] std::uint64_t records() const { return records_; }

private:
    std::string_view bytes_;
    std::size_t position_ = 0;
    std::uint64_t records_ = 0;
};

}  // namespace pim::storage
