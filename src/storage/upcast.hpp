#pragma once

#include <cstdint>
#include <span>

#include "storage/frame.hpp"
#include "storage/json_value.hpp"

namespace pim::storage {

/// Lifts a payload from one version to the next. Pure: it sees nothing but the payload.
struct Upcaster {
    RecordType type = RecordType::decision;
    std::uint16_t from_version = 1;  ///< gives `from_version + 1`
    JsonValue (*lift)(JsonValue payload) = nullptr;
};

/// Every upcaster of this program.
[[nodiscard]] std::span<const Upcaster> upcasters();

/// Lifts a payload step by step to the wanted version; an error where a step is missing.
[[nodiscard]] Outcome<JsonValue> lift(std::span<const Upcaster> table, RecordType type,
                                      std::uint16_t from_version, std::uint16_t to_version,
                                      JsonValue payload);

/// A record's payload as JSON of the newest version.
[[nodiscard]] Outcome<JsonValue> payload_of(const Record& record);

}  // namespace pim::storage
