#pragma once

#include <optional>

#include "graph/collection.hpp"
#include "graph/schedule.hpp"

namespace pim::graph {

/// Which schedules a collection holds.
struct Section {
    std::optional<AssignmentKind> kind;  ///< none: both
    bool future = false;                 ///< those that start later too
    /// Where a principal is named, what it holds through its groups too, in its name (§7 of
    /// behaviours.md).
    bool inherited = true;
    const EntityType& (*type)(AssignmentKind);
};

/// The rows that can match, by the index that the filter allows: principal, role, or the id of the
/// schedule; all live ones where it allows none.
Source schedule_source(View view, const Section& section);
/// The rows of one principal, in any case.
Source schedule_source_of(View view, const Section& section, const Guid& principal);

/// Whose rows a caller may ask for: everybody's with a role that reads them, else its own. PIM
/// refuses in its own words, the directory in its.
enum class RefusedBy { pim, directory };
Allowed readers_or_own(const Exchange& exchange, RefusedBy by);

/// The row that the path's first parameter names, as far as the caller may see it.
Reading<Row> visible_schedule_row(const Exchange& exchange, const Section& section, RefusedBy by);

/// The row that a collection shows under an id, a schedule's or an instance's.
std::optional<Row> find_schedule_row(const View& view, const Section& section, std::string_view id);

}  // namespace pim::graph
