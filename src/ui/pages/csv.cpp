#include "ui/pages/csv.hpp"

#include <string_view>

namespace pim::ui {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::string_view line_end = "\r\n";

void append_cell(std::string& out, std::string_view cell) {
    out += '"';
    if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != cell.npos) out += '\'';
    for (const char c : cell) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

}  // namespace

std::string csv_of(const std::vector<std::vector<std::string>>& rows) {
    std::string out(byte_order_mark);
    for (const std::vector<std::string>& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) out += ',';
            append_cell(out, row[i]);
        }
        out += line_end;
    }
    return out;
}

}  // namespace pim::ui
