#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace pim {

/// 128-bit identifier in the order of its text form; all zero means "none".
struct Guid {
    std::uint64_t high = 0;  ///< the first 16 hexadecimal digits of the text form
    std::uint64_t low = 0;   ///< the last 16

    bool is_null() const { return high == 0 && low == 0; }
    friend bool operator==(const Guid&, const Guid&) = default;
    friend bool operator<(const Guid& a, const Guid& b) {
        return a.high != b.high ? a.high < b.high : a.low < b.low;
    }
};

/// Lower-case text with dashes, 36 characters.
std::string to_text(const Guid& guid);

/// Reads the 36-character form in either case; nothing where the text is no GUID.
std::optional<Guid> parse_guid(std::string_view text);

/// A text's hash in GUID v4 form: the same text has the same everywhere.
Guid guid_of(std::string_view text);

/// The id of the `ordinal`-th thing that a command creates in a sandbox, in GUID v4 form: a hash,
/// so that checkpoints, imports and work in two places never collide (design.md).
Guid derive_guid(const Guid& sandbox, const Guid& command, std::uint32_t ordinal);

}  // namespace pim

template <>
struct std::hash<pim::Guid> {
    std::size_t operator()(const pim::Guid& guid) const noexcept {
        return static_cast<std::size_t>(guid.high ^ (guid.low * 0x9e3779b97f4a7c15ULL));
    }
};
