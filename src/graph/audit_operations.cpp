#include "core/access.hpp"
#include "core/text.hpp"
#include "graph/audit.hpp"
#include "graph/collection.hpp"
#include "graph/report_operations.hpp"

namespace pim::graph {

namespace {

constexpr std::string_view audits = "auditLogs/directoryAudits";

/// Its holders read the log and nothing else of PIM (endpoints.md, section H).
constexpr Guid reports_reader{0x4a5d8f65'41da'4de4ULL, 0x8968'e035b65339cfULL};

bool refused_to_read_audits(Exchange& exchange) {
    const Tenant& tenant = exchange.tenant();
    const Guid& caller = exchange.request.caller;
    if (reads_roles(tenant, caller) || holds_role(tenant, caller, reports_reader)) return false;
    exchange.reject(insufficient_privileges());
    return true;
}

}  // namespace

void list_directory_audits(Exchange& exchange) {
    if (refused_to_read_audits(exchange)) return;
    const Tenant& tenant = exchange.tenant();
    list(exchange, {directory_audit_type(), std::string(audits), false, page_size_max},
         [&](const Search& search, const Offer& offer) {
             for (std::size_t i = audit_rows_before(tenant, search.after); i > 0; --i) {
                 if (!offer(audit_entity(tenant, i - 1))) return;
             }
         });
}

void show_directory_audit(Exchange& exchange) {
    if (refused_to_read_audits(exchange)) return;
    show(exchange, directory_audit_type(), audits, [&]() -> Reading<Row> {
        const auto place = find_audit_row(exchange.tenant(), exchange.parameters[0]);
        if (!place) return not_found(exchange.parameters[0]);
        return audit_entity(exchange.tenant(), *place);
    });
}

}  // namespace pim::graph
