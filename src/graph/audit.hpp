#pragma once

#include <array>

#include "core/audit.hpp"
#include "graph/entity.hpp"

namespace pim::graph {

/// Who keeps a row in the directory's log, and under which heading (behaviours.md §9).
enum class AuditService { pim, core_directory };
enum class AuditCategory {
    role_management,
    user_management,
    group_management,
    application_management,
    administrative_unit,
};
AuditService logged_by(const AuditRow& row);
AuditCategory category_of(const AuditRow& row);

/// The row of the log that a row of an answer points at, and whether PIM logged it.
inline const AuditRow& audit_in(const Row& row) {
    return row.as<AuditRow>();
}
inline bool by_pim(const Row& row) {
    return logged_by(audit_in(row)) == AuditService::pim;
}

/// directoryAudit; rows point at an AuditRow of the tenant.
const EntityType& directory_audit_type();

/// `PIM_{id}_{ordinal}_{sequence}`, or with `Directory_` where the directory logged it.
std::string audit_id(const Tenant& tenant, const AuditRow& row);

/// The place of the row of such an id in the tenant's log; none where there is none.
std::optional<std::size_t> find_audit_row(const Tenant& tenant, std::string_view id);

/// A row of the log by its place. The cursors rise in the order of the list, which is from the
/// newest to the oldest or the other way round, and a page goes on where the one before ended while
/// new rows come in.
Row audit_entity(const Tenant& tenant, std::size_t place, bool oldest_first = false);
/// How many rows are older than a cursor; -1: all are.
std::size_t audit_rows_before(const Tenant& tenant, std::int64_t cursor);

}  // namespace pim::graph

template <>
struct pim::Names<pim::graph::AuditService> {
    static constexpr std::array<std::string_view, 2> texts = {"PIM", "Core Directory"};
};
template <>
struct pim::Names<pim::graph::AuditCategory> {
    static constexpr std::array<std::string_view, 5> texts = {
        "RoleManagement", "UserManagement", "GroupManagement", "ApplicationManagement",
        "AdministrativeUnit"};
};
