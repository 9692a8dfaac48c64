#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/view.hpp"

namespace pim::ui {

/// A row of an assignments table in the words by which it is searched and sorted.
struct AssignmentLine {
    AssignmentRow row;
    std::string principal;
    std::string role;
    std::string scope;
};

/// What an assignments table shows.
struct AssignmentQuery {
    std::optional<Guid> role;  ///< none: all roles
    AssignmentTab tab = AssignmentTab::eligible;
    std::string search;  ///< in any case, within principal, role or scope
};

/// The tabs as routes name them, in the order of AssignmentTab.
constexpr std::array<std::string_view, 3> assignment_tabs = {"eligible", "active", "expired"};

/// By what the lines may be ordered.
enum class AssignmentOrder { as_listed, principal, role, scope, start, end };

std::vector<AssignmentLine> assignment_lines(const Tenant& tenant, const AssignmentQuery& query);

/// Puts the lines in order; lines that are equal in it stay as they were.
void sort_lines(std::vector<AssignmentLine>& lines, AssignmentOrder order, bool descending);

/// `User`, `Guest`, `Group`, `Service principal`; `Deleted` where the id names nothing any more.
std::string_view principal_type_text(const Tenant& tenant, const Guid& principal);

/// `Eligible`, `Assigned`, `Activated`, `Scheduled` or `Expired`.
std::string_view state_text(const Schedule& schedule);

/// How many assignments a role has in the first two tabs.
struct RoleCounts {
    std::size_t eligible = 0;
    std::size_t active = 0;
};

/// A role in the list of roles, in words.
struct RoleLine {
    const RoleDefinition* role = nullptr;
    RoleCounts counts;
};

/// The roles whose name or description holds the text, alphabetically, with their counts.
std::vector<RoleLine> role_lines(const Tenant& tenant, std::string_view search);

/// True where the text stands within the other, in any ASCII case; the empty text always does.
bool holds_text(std::string_view whole, std::string_view part);

}  // namespace pim::ui
