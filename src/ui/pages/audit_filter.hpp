#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/tenant.hpp"

namespace pim::ui {

/// What the audit page shows of the log.
struct AuditFilter {
    std::string activity;  ///< exact; empty: all
    std::string person;    ///< within the actor's or the target's name
    std::string role;      ///< within the role's name
    std::optional<Instant> from;
    std::optional<Instant> to;  ///< that moment is left out
    bool drawn_only = false;
};

/// Places in the audit log that the filter lets through, newest first.
std::vector<std::size_t> audit_places(const Tenant& tenant, const AuditFilter& filter);

/// The activities that occur in the log, alphabetically.
std::vector<std::string> audit_activities(const Tenant& tenant);

/// Who did it: `PIM` where time did.
std::string actor_text(const Tenant& tenant, const AuditRow& row);

}  // namespace pim::ui
