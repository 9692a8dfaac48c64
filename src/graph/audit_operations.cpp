#include <algorithm>
#include <set>
#include <vector>

#include "core/access.hpp"
#include "core/text.hpp"
#include "graph/audit.hpp"
#include "graph/collection.hpp"
#include "graph/report_operations.hpp"

namespace pim::graph {

namespace {

constexpr std::string_view audits = "auditLogs/directoryAudits";

constexpr std::string_view time_of_activity = "activityDateTime";

/// A part of the log, by places; `end` is one beyond the last.
struct Stretch {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// What the filter allows by time, and the pages before leave: the log is in the order of time.
Stretch stretch_of(const Tenant& tenant, const Search& search) {
    const auto& log = tenant.audit;
    Stretch stretch{0, log.size()};
    const Range range = search.filter.range(time_of_activity);
    const auto place_of = [&](auto at) { return static_cast<std::size_t>(at - log.begin()); };
    if (const auto* least = std::get_if<Instant>(&range.least)) {
        stretch.begin = place_of(
            std::lower_bound(log.begin(), log.end(), *least,
                             [](const AuditRow& row, const Instant& at) { return row.at < at; }));
    }
    if (const auto* greatest = std::get_if<Instant>(&range.greatest)) {
        stretch.end = place_of(
            std::upper_bound(log.begin(), log.end(), *greatest,
                             [](const Instant& at, const AuditRow& row) { return at < row.at; }));
    }
    if (search.backwards) {
        stretch.begin = std::max(stretch.begin, static_cast<std::size_t>(search.after + 1));
    } else {
        stretch.end = std::min(stretch.end, audit_rows_before(tenant, search.after));
    }
    return stretch;
}

/// The places of the activities that a filter names, oldest first.
std::vector<std::size_t> places_of(const Tenant& tenant, const std::vector<Value>& activities) {
    std::set<std::string_view> names;
    for (const Value& activity : activities) {
        if (const auto* name = std::get_if<std::string>(&activity)) names.insert(*name);
    }
    std::vector<std::size_t> places;
    for (const std::string_view name : names) {
        const auto& more = audit_of(tenant, name);
        places.insert(places.end(), more.begin(), more.end());
    }
    std::sort(places.begin(), places.end());
    return places;
}

/// Offers a stretch of the log, the newest row first unless the search goes backwards; only some
/// places of it where they are given.
void offer_stretch(const Tenant& tenant, const Search& search,
                   const std::vector<std::size_t>* places, const Offer& offer) {
    Stretch stretch = stretch_of(tenant, search);
    if (places != nullptr) {
        const auto first = [&](std::size_t place) {
            return static_cast<std::size_t>(
                std::lower_bound(places->begin(), places->end(), place) - places->begin());
        };
        stretch = {first(stretch.begin), first(stretch.end)};
    }
    for (std::size_t done = 0; stretch.begin + done < stretch.end; ++done) {
        const std::size_t next = search.backwards ? stretch.begin + done : stretch.end - 1 - done;
        const std::size_t place = places == nullptr ? next : (*places)[next];
        if (!offer(audit_entity(tenant, place, search.backwards))) return;
    }
}

bool refused_to_read_audits(Exchange& exchange) {
    if (reads_audit(exchange.tenant(), exchange.authority)) return false;
    exchange.reject(insufficient_privileges());
    return true;
}

}  // namespace

void list_directory_audits(Exchange& exchange) {
    if (refused_to_read_audits(exchange)) return;
    const Tenant& tenant = exchange.tenant();
    Listing listing{directory_audit_type(), std::string(audits), false, page_size_max};
    listing.order = SourceOrder{time_of_activity, true};
    list(exchange, listing, [&](const Search& search, const Offer& offer) {
        const auto activities = search.filter.required("activityDisplayName");
        if (!activities) return offer_stretch(tenant, search, nullptr, offer);
        const auto places = places_of(tenant, *activities);
        offer_stretch(tenant, search, &places, offer);
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
