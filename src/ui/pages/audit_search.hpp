#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/tenant.hpp"

namespace pim::ui {

/// What a page shows of the audit log.
struct AuditFilter {
    std::string activity;  ///< exact; empty: all
    std::string person;    ///< within the actor's or the target's name
    std::string role;      ///< within the role's name
    std::string text;      ///< within the activity, the role's name or the reason
    Guid concerns;         ///< who did it or whom it is about; null: anybody
    std::optional<Instant> from;
    std::optional<Instant> to;  ///< that moment is left out
    bool drawn_only = false;

    friend bool operator==(const AuditFilter&, const AuditFilter&) = default;
};

/// Rows that a search looks at in one frame.
constexpr std::size_t audit_slice_rows = 2000;

/// The rows of the audit log that a filter lets through, newest first. Activity and time are
/// answered by the log's order and index; what else is asked for is looked for in slices, a frame
/// each, and later only in the rows that were added.
class AuditSearch {
public:
    /// Looks on in the tenant of that version; with `most`, no further than to so many rows.
    void follow(const Tenant& tenant, std::uint64_t version, const AuditFilter& filter,
                std::optional<std::size_t> most = std::nullopt);

    /// False while older rows wait to be looked at: another frame is due.
    bool done() const { return done_; }
    /// Rows found so far.
    std::size_t size() const;
    /// The place in the log of a row found, counted from the newest.
    std::size_t place(const Tenant& tenant, std::size_t row) const;
    /// Rows looked at since the search was made: what it has cost.
    std::size_t looked_at() const { return looked_at_; }

private:
    /// Where the rows in question stand: in the log itself, or in the index of an activity.
    std::size_t place_at(const Tenant& tenant, std::size_t at) const;
    std::size_t source_size(const Tenant& tenant) const;
    std::size_t first_from(const Tenant& tenant, Instant moment) const;
    bool goes_on(const Tenant& tenant, std::uint64_t version, const AuditFilter& filter) const;
    void begin(const Tenant& tenant, const AuditFilter& filter);
    bool look_at(const Tenant& tenant, std::size_t at);
    void note_end(const Tenant& tenant, std::uint64_t version);

    AuditFilter filter_;
    bool walks_ = false;              ///< rows must be looked at one by one
    std::size_t lowest_ = 0;          ///< of the source: the oldest that the time lets through
    std::size_t begin_ = 0;           ///< looked at down to here
    std::size_t end_ = 0;             ///< and up to here
    std::vector<std::size_t> older_;  ///< found walking back, newest first
    std::vector<std::size_t> newer_;  ///< added since, oldest first
    std::uint64_t version_ = 0;
    std::size_t log_end_ = 0;  ///< of the log, when it was last followed
    std::int64_t last_sequence_ = 0;
    std::size_t looked_at_ = 0;
    bool begun_ = false;
    bool done_ = false;
};

/// The activities that occur in the log, alphabetically.
std::vector<std::string> audit_activities(const Tenant& tenant);

/// Who did it: `PIM` where time did.
std::string actor_text(const Tenant& tenant, const AuditRow& row);

}  // namespace pim::ui
