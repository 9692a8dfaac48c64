#include "storage/frame.hpp"

#include "storage/checksum.hpp"

namespace pim::storage {

namespace {

constexpr std::size_t checksum_offset = 4;
constexpr std::size_t checked_offset = 8;  ///< the checksum covers what follows, and the length

void put(std::string& bytes, std::uint64_t value, int size) {
    for (int index = 0; index < size; ++index) {
        bytes.push_back(static_cast<char>((value >> (8 * index)) & 0xFFU));
    }
}

std::uint64_t take(std::string_view bytes, std::size_t offset, int size) {
    std::uint64_t value = 0;
    for (int index = size - 1; index >= 0; --index) {
        const auto byte = bytes[offset + static_cast<std::size_t>(index)];
        value = (value << 8U) | static_cast<unsigned char>(byte);
    }
    return value;
}

std::uint32_t checksum(std::string_view length, std::string_view rest) {
    return crc32c(rest, crc32c(length));
}

}  // namespace

std::string frame(const Record& record) {
    std::string bytes;
    bytes.reserve(frame_header_size + record.payload.size());
    put(bytes, record.payload.size(), 4);
    put(bytes, 0, 4);
    put(bytes, static_cast<std::uint16_t>(record.type), 2);
    put(bytes, record.version, 2);
    put(bytes, record.sequence, 8);
    bytes += record.payload;
    const std::string_view view = bytes;
    std::string sum;
    put(sum, checksum(view.substr(0, checksum_offset), view.substr(checked_offset)), 4);
    bytes.replace(checksum_offset, sum.size(), sum);
    return bytes;
}

Scan FrameReader::next(Record& record) {
    const std::string_view rest = bytes_.substr(position_);
    if (rest.empty()) return Scan::end;
    if (rest.size() < frame_header_size) return Scan::incomplete;
    const std::uint64_t length = take(rest, 0, 4);
    if (length > payload_size_max) return Scan::damaged;
    if (rest.size() - frame_header_size < length) return Scan::incomplete;
    const std::size_t size = frame_header_size + static_cast<std::size_t>(length);
    const std::uint32_t found = checksum(rest.substr(0, checksum_offset),
                                         rest.substr(checked_offset, size - checked_offset));
    if (found != take(rest, checksum_offset, 4)) return Scan::damaged;
    record.type = static_cast<RecordType>(take(rest, 8, 2));
    record.version = static_cast<std::uint16_t>(take(rest, 10, 2));
    record.sequence = take(rest, 12, 8);
    record.payload = rest.substr(frame_header_size, static_cast<std::size_t>(length));
    position_ += size;
    ++records_;
    return Scan::record;
}

}  // namespace pim::storage
