#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace pim {

/// A SHA-256 digest (FIPS 180-4).
using Digest = std::array<std::uint8_t, 32>;

/// Hashes a stream of bytes. Written here because the core may use nothing but the standard
/// library, and ids and fingerprints must be the same on every platform.
class Sha256 {
public:
    void add(std::string_view bytes);
    /// The digest of everything added; the object must not be used afterwards.
    Digest finish();

private:
    void block(const std::uint8_t* bytes);

    std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                           0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, 64> pending_{};
    std::size_t pending_size_ = 0;
    std::uint64_t size_ = 0;
};

Digest sha256(std::string_view bytes);

/// Lower-case hexadecimal text.
std::string to_hex(const Digest& digest);

}  // namespace pim
