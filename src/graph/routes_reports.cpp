#include <array>

#include "graph/report_operations.hpp"
#include "graph/routes_more.hpp"

namespace pim::graph {

namespace {

using enum Versions;

constexpr std::string_view audit_read = "AuditLog.Read.All | Directory.Read.All";
constexpr Permissions audit_reads{audit_read, audit_read, false};

// endpoints.md, section H, and the batch: its requests need the permissions, not the batch.
constexpr std::array<Route, 3> report_routes_table = {{
    {"GET", "auditLogs/directoryAudits", both, list_directory_audits, audit_reads},
    {"GET", "auditLogs/directoryAudits/{id}", both, show_directory_audit, audit_reads},
    {"POST", "$batch", both, run_batch},
}};

}  // namespace

std::span<const Route> report_routes() {
    return report_routes_table;
}

}  // namespace pim::graph
