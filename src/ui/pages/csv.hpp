#pragma once

#include <string>
#include <vector>

namespace pim::ui {

/// Rows of cells as comma-separated values (RFC 4180) in UTF-8 with a byte order mark, by which
/// spreadsheets tell the encoding. A cell that a spreadsheet would take for a formula is led by an
/// apostrophe: names in a tenant are anybody's.
std::string csv_of(const std::vector<std::vector<std::string>>& rows);

}  // namespace pim::ui
