#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pim::storage {

/// Name of the journal file whose first decision has this sequence.
[[nodiscard]] std::string segment_name(std::uint64_t first_sequence);
/// Name of the snapshot of the state after the decision with this sequence.
[[nodiscard]] std::string snapshot_name(std::uint64_t sequence);
/// Beginning of the names of files that keep damaged bytes.
constexpr std::string_view damaged_prefix = "damaged-";
/// The file with clock, persona and page.
constexpr std::string_view session_name = "session";

/// The sequence in a segment's or a snapshot's name; nothing when the name is of another kind.
[[nodiscard]] std::optional<std::uint64_t> segment_sequence(std::string_view name);
[[nodiscard]] std::optional<std::uint64_t> snapshot_sequence(std::string_view name);
/// True for every name that this version gives to a file; another one was given by a newer version.
[[nodiscard]] bool is_known_name(std::string_view name);

}  // namespace pim::storage
