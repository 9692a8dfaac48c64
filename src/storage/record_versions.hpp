#pragma once

#include <cstdint>

#include "storage/frame.hpp"

namespace pim::storage {

/// Versions of the payloads that this program writes. Raise one with every change of form, and add
/// the upcaster that lifts the version before (upcast.cpp).
/// 2: alerts; 3: the end in activationRebased; 4: customData; 5: what is
/// said of users, groups and roles beside their names; 6: owners of groups.
constexpr std::uint16_t decision_version = 6;
/// 2: alerts; 3: origin, originals; 4: customData; 5 and 6: as decisions.
constexpr std::uint16_t snapshot_rows_version = 6;
constexpr std::uint16_t session_version = 1;

/// The highest version of a record that can be read; 0 for a type that is not known.
[[nodiscard]] constexpr std::uint16_t newest_version(RecordType type) {
    switch (type) {
        case RecordType::journal_header:
        case RecordType::snapshot_header:
        case RecordType::snapshot_end:
            return 1;
        case RecordType::decision:
            return decision_version;
        case RecordType::snapshot_rows:
            return snapshot_rows_version;
        case RecordType::session:
            return session_version;
    }
    return 0;
}

}  // namespace pim::storage
