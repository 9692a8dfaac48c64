#pragma once

#include <string>
#include <string_view>

#include "storage/store.hpp"

namespace pim::storage {

/// Longest file that is imported: 256 MiB.
constexpr std::size_t import_size_max = std::size_t{256} * 1024 * 1024;
/// Length that the lines of an export are cut at, give or take one row: 64 KiB.
constexpr std::size_t export_line_size = 64 * 1024;

/// How long before the file's time a digest or a nightly scan may have fallen due without having
/// happened.
constexpr std::int64_t overdue_ticks_max = 8 * ticks_per_day;

/// A whole sandbox as the text of one JSON file. Its form is in README.md.
[[nodiscard]] std::string export_text(const Tenant& tenant, const Session& session);

/// Reads such a file, of this or an older version, completely; the error names line and member.
[[nodiscard]] Outcome<State> import_text(std::string_view text);

}  // namespace pim::storage
