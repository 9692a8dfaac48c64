#include "core/access.hpp"
#include "graph/schedule_rows.hpp"

namespace pim::graph {

namespace {

Rejection others_refused(RefusedBy by) {
    if (by == RefusedBy::directory) return insufficient_privileges();
    return insufficient_permissions(
        "The caller holds no role that reads everybody's assignments, such as Global Reader; "
        "filterByCurrentUser(on='principal') gives the caller's own.");
}

}  // namespace

Allowed readers_or_own(const Exchange& exchange, RefusedBy by) {
    return [&exchange, by](const Filter& filter) -> std::optional<Rejection> {
        const auto principals = filter.required_guids({"principalId", "principal/id"});
        const bool one = principals && principals->size() == 1;
        const bool allowed =
            sees_assignments_of(exchange.tenant(), exchange.authority,
                                one ? std::optional(principals->front()) : std::nullopt);
        return allowed ? std::nullopt : std::optional(others_refused(by));
    };
}

Reading<Row> visible_schedule_row(const Exchange& exchange, const Section& section, RefusedBy by) {
    const auto row = find_schedule_row(exchange.view(), section, exchange.parameters[0]);
    if (!row && by == RefusedBy::directory) return not_found(exchange.parameters[0]);
    // What is gone has no message in PIM (behaviours.md §1, row 23).
    if (!row) return reject(404, "UnknownError", {});
    if (!sees_schedule(exchange.tenant(), exchange.authority, row->as<Schedule>())) {
        return tl::unexpected(others_refused(by));
    }
    return *row;
}

}  // namespace pim::graph
