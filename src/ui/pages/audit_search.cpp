#include "ui/pages/audit_search.hpp"

#include "core/text.hpp"
#include "ui/pages/assignment_lines.hpp"

namespace pim::ui {
namespace {

std::string name_of(const Tenant& tenant, const Guid& id) {
    return id.is_null() ? std::string() : display_name(tenant, id);
}

bool asks_for_names(const AuditFilter& filter) {
    return !filter.person.empty() || !filter.role.empty() || !filter.text.empty();
}

bool concerns(const AuditRow& row, const Guid& person) {
    return row.actor == person || row.principal == person;
}

bool has_text(const Tenant& tenant, const AuditRow& row, const std::string& text) {
    return holds_text(row.activity, text) || holds_text(name_of(tenant, row.role), text) ||
           holds_text(row.justification, text);
}

/// What the log's order does not answer.
bool passes(const Tenant& tenant, const AuditRow& row, const AuditFilter& filter) {
    if (filter.drawn_only && !row.drawn_for_review) return false;
    if (!filter.concerns.is_null() && !concerns(row, filter.concerns)) return false;
    if (!filter.text.empty() && !has_text(tenant, row, filter.text)) return false;
    if (!filter.role.empty() && !holds_text(name_of(tenant, row.role), filter.role)) {
        return false;
    }
    return filter.person.empty() || holds_text(actor_text(tenant, row), filter.person) ||
           holds_text(name_of(tenant, row.principal), filter.person);
}

/// True for `Update user` and its like, after which older rows are shown with another name.
bool changes_a_name(const AuditRow& row) {
    const std::string_view what = std::string_view(row.activity).substr(0, 7);
    return (what == "Update " || what == "Delete ") &&
           row.activity.find("PIM") == std::string::npos;
}

}  // namespace

std::string actor_text(const Tenant& tenant, const AuditRow& row) {
    return row.actor.is_null() ? std::string("PIM") : display_name(tenant, row.actor);
}

std::vector<std::string> audit_activities(const Tenant& tenant) {
    std::vector<std::string> names;
    for (const auto& [activity, places] : tenant.audit_by_activity) names.push_back(activity);
    return names;
}

std::size_t AuditSearch::place_at(const Tenant& tenant, std::size_t at) const {
    return filter_.activity.empty() ? at : audit_of(tenant, filter_.activity)[at];
}

std::size_t AuditSearch::source_size(const Tenant& tenant) const {
    return filter_.activity.empty() ? tenant.audit.size()
                                    : audit_of(tenant, filter_.activity).size();
}

/// The first row that is not before the moment: the log stands in the order of time, and so do the
/// places of one activity.
std::size_t AuditSearch::first_from(const Tenant& tenant, Instant moment) const {
    std::size_t low = 0;
    std::size_t high = source_size(tenant);
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (tenant.audit[place_at(tenant, middle)].at < moment) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/// Whether what was found still holds, so that only added rows are to be looked at.
bool AuditSearch::goes_on(const Tenant& tenant, std::uint64_t version,
                          const AuditFilter& filter) const {
    if (!begun_ || !(filter == filter_)) return false;
    if (version == version_) return true;
    // Marks are set on rows that are there already.
    if (filter.drawn_only || tenant.audit.size() < log_end_) return false;
    // Another log is in its place, as after an import in the tab that writes.
    if (log_end_ > 0 && tenant.audit[log_end_ - 1].sequence != last_sequence_) return false;
    for (std::size_t at = log_end_; asks_for_names(filter) && at < tenant.audit.size(); ++at) {
        if (changes_a_name(tenant.audit[at])) return false;
    }
    return true;
}

void AuditSearch::begin(const Tenant& tenant, const AuditFilter& filter) {
    filter_ = filter;
    walks_ = filter.drawn_only || !filter.concerns.is_null() || asks_for_names(filter);
    older_.clear();
    newer_.clear();
    begin_ = end_ = filter.to ? first_from(tenant, *filter.to) : source_size(tenant);
    begun_ = true;
}

bool AuditSearch::look_at(const Tenant& tenant, std::size_t at) {
    ++looked_at_;
    return passes(tenant, tenant.audit[place_at(tenant, at)], filter_);
}

void AuditSearch::note_end(const Tenant& tenant, std::uint64_t version) {
    version_ = version;
    log_end_ = tenant.audit.size();
    if (log_end_ > 0) last_sequence_ = tenant.audit.back().sequence;
}

void AuditSearch::follow(const Tenant& tenant, std::uint64_t version, const AuditFilter& filter,
                         std::optional<std::size_t> most) {
    if (!goes_on(tenant, version, filter)) begin(tenant, filter);
    lowest_ = filter.from ? first_from(tenant, *filter.from) : 0;
    const std::size_t end = filter.to ? first_from(tenant, *filter.to) : source_size(tenant);
    if (walks_) {
        for (; end_ < end; ++end_) {
            if (look_at(tenant, end_)) newer_.push_back(place_at(tenant, end_));
        }
        std::size_t left = audit_slice_rows;
        for (; begin_ > lowest_ && left > 0 && (!most || size() < *most); --begin_, --left) {
            if (look_at(tenant, begin_ - 1)) older_.push_back(place_at(tenant, begin_ - 1));
        }
    }
    end_ = end;
    done_ = !walks_ || begin_ <= lowest_ || (most && size() >= *most);
    note_end(tenant, version);
}

std::size_t AuditSearch::size() const {
    if (walks_) return newer_.size() + older_.size();
    return end_ > lowest_ ? end_ - lowest_ : 0;
}

std::size_t AuditSearch::place(const Tenant& tenant, std::size_t row) const {
    if (!walks_) return place_at(tenant, end_ - 1 - row);
    return row < newer_.size() ? newer_[newer_.size() - 1 - row] : older_[row - newer_.size()];
}

}  // namespace pim::ui
