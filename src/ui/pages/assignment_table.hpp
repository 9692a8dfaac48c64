#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/app.hpp"
#include "ui/kit/table.hpp"
#include "ui/pages/assignment_lines.hpp"

namespace pim::ui {

/// The three tabs of assignments with their search and tables, of one role or of all.
class AssignmentTable {
public:
    /// `address` is the page's own, without the tab: `#/assignments`. The route's part `tab_part`
    /// names the tab.
    void draw(PortalContext& context, const std::optional<Guid>& role, const std::string& address,
              std::size_t tab_part);

private:
    void draw_rows(PortalContext& context, const std::optional<Guid>& role, AssignmentTab tab);
    const std::vector<AssignmentLine>& lines(const PortalContext& context,
                                             const std::optional<Guid>& role, AssignmentTab tab,
                                             AssignmentOrder order);

    std::string search_;
    kit::TableState state_;
    std::string address_;  ///< whose search and order these are
    int tab_ = 0;
    Cached<std::vector<AssignmentLine>> lines_;
    Cached<std::array<int, 3>> counts_;
    Cached<std::vector<std::string>> held_twice_;
};

}  // namespace pim::ui
