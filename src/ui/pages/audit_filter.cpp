#include "ui/pages/audit_filter.hpp"

#include <set>

#include "core/text.hpp"
#include "ui/pages/assignment_lines.hpp"

namespace pim::ui {
namespace {

std::string name_of(const Tenant& tenant, const Guid& id) {
    return id.is_null() ? std::string() : display_name(tenant, id);
}

bool passes(const Tenant& tenant, const AuditRow& row, const AuditFilter& filter) {
    if (filter.from && row.at < *filter.from) return false;
    if (filter.to && !(row.at < *filter.to)) return false;
    if (filter.drawn_only && !row.drawn_for_review) return false;
    if (!filter.activity.empty() && row.activity != filter.activity) return false;
    if (!filter.role.empty() && !holds_text(name_of(tenant, row.role), filter.role)) {
        return false;
    }
    return filter.person.empty() || holds_text(actor_text(tenant, row), filter.person) ||
           holds_text(name_of(tenant, row.principal), filter.person);
}

}  // namespace

std::string actor_text(const Tenant& tenant, const AuditRow& row) {
    return row.actor.is_null() ? std::string("PIM") : display_name(tenant, row.actor);
}

std::vector<std::size_t> audit_places(const Tenant& tenant, const AuditFilter& filter) {
    std::vector<std::size_t> places;
    for (std::size_t i = tenant.audit.size(); i-- > 0;) {
        if (passes(tenant, tenant.audit[i], filter)) places.push_back(i);
    }
    return places;
}

std::vector<std::string> audit_activities(const Tenant& tenant) {
    std::set<std::string> names;
    for (const AuditRow& row : tenant.audit) names.insert(row.activity);
    return {names.begin(), names.end()};
}

}  // namespace pim::ui
