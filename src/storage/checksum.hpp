#pragma once

#include <cstdint>
#include <string_view>

namespace pim::storage {

/// CRC-32C (Castagnoli) of the bytes. Give the result of an earlier call as `seed` to go on from
/// it.
[[nodiscard]] std::uint32_t crc32c(std::string_view bytes, std::uint32_t seed = 0);

}  // namespace pim::storage
