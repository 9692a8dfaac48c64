#include "storage/journal_names.hpp"

namespace pim::storage {

namespace {

constexpr std::string_view segment_prefix = "journal-";
constexpr std::string_view snapshot_prefix = "snapshot-";
/// Digits of a sequence in a name: enough for 10^12 decisions, and names sort like numbers.
constexpr std::size_t sequence_digits = 12;

std::string name_of(std::string_view prefix, std::uint64_t sequence) {
    std::string digits = std::to_string(sequence);
    if (digits.size() < sequence_digits) digits.insert(0, sequence_digits - digits.size(), '0');
    return std::string(prefix) + digits;
}

std::optional<std::uint64_t> sequence_of(std::string_view prefix, std::string_view name) {
    if (name.size() != prefix.size() + sequence_digits || name.substr(0, prefix.size()) != prefix) {
        return std::nullopt;
    }
    std::uint64_t sequence = 0;
    for (const char digit : name.substr(prefix.size())) {
        if (digit < '0' || digit > '9') return std::nullopt;
        sequence = sequence * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    return sequence;
}

}  // namespace

std::string segment_name(std::uint64_t first_sequence) {
    return name_of(segment_prefix, first_sequence);
}

std::string snapshot_name(std::uint64_t sequence) {
    return name_of(snapshot_prefix, sequence);
}

std::optional<std::uint64_t> segment_sequence(std::string_view name) {
    return sequence_of(segment_prefix, name);
}

std::optional<std::uint64_t> snapshot_sequence(std::string_view name) {
    return sequence_of(snapshot_prefix, name);
}

bool is_known_name(std::string_view name) {
    return name == session_name || name.substr(0, damaged_prefix.size()) == damaged_prefix ||
           segment_sequence(name) || snapshot_sequence(name);
}

}  // namespace pim::storage
