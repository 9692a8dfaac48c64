#include "ui/pages/audit_filter.hpp"

#include "core/text.hpp"
#include "ui/pages/assignment_lines.hpp"

namespace pim::ui {
namespace {

std::string name_of(const Tenant& tenant, const Guid& id) {
    return id.is_null() ? std::string() : display_name(tenant, id);
}

/// What the indexes do not answer: the activity and the time have been looked at.
bool passes(const Tenant& tenant, const AuditRow& row, const AuditFilter& filter) {
    if (filter.drawn_only && !row.drawn_for_review) return false;
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
    // The log stands in the order of time, and so do the places of one activity.
    const auto add_newest_first = [&](std::size_t count, const auto& place_of) {
        while (count-- > 0) {
            const AuditRow& row = tenant.audit[place_of(count)];
            if (filter.from && row.at < *filter.from) break;
            if (filter.to && !(row.at < *filter.to)) continue;
            if (passes(tenant, row, filter)) places.push_back(place_of(count));
        }
    };
    if (filter.activity.empty()) {
        add_newest_first(tenant.audit.size(), [](std::size_t i) { return i; });
    } else {
        const std::vector<std::size_t>& known = audit_of(tenant, filter.activity);
        add_newest_first(known.size(), [&](std::size_t i) { return known[i]; });
    }
    return places;
}

std::vector<std::string> audit_activities(const Tenant& tenant) {
    std::vector<std::string> names;
    for (const auto& [activity, places] : tenant.audit_by_activity) names.push_back(activity);
    return names;
}

}  // namespace pim::ui
