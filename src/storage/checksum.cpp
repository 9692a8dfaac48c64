#include "storage/checksum.hpp"

#include <array>

namespace pim::storage {

namespace {

constexpr std::uint32_t polynomial_reversed = 0x82F63B78U;

constexpr std::array<std::uint32_t, 256> make_table() {
    std::array<std::uint32_t, 256> crc_table{};
    for (std::uint32_t index = 0; index < 256; ++index) {
        std::uint32_t value = index;
        for (int bit = 0; bit < 8; ++bit) {
            value = (value >> 1U) ^ ((value & 1U) != 0 ? polynomial_reversed : 0U);
        }
        crc_table[index] = value;
    }
    return crc_table;
}

constexpr std::array<std::uint32_t, 256> crc_table = make_table();

}  // namespace

std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed) {
    std::uint32_t value = ~seed;
    for (const char byte : bytes) {
        const auto index = (value ^ static_cast<unsigned char>(byte)) & 0xFFU;
        value = (value >> 8U) ^ crc_table[index];
    }
    return ~value;
}

}  // namespace pim::storage
