#pragma once

#include <map>
#include <tuple>

#include "core/idle_index.hpp"
#include "core/row_index.hpp"
#include "core/schedule.hpp"

namespace pim {

struct AuditRow;
struct Tenant;

/// Principal, role and scope of an activation.
using ActivationKey = std::tuple<Guid, Guid, ScopeType, Guid>;

/// What the alerts' scans look into instead of walking the assignments. Derived: it follows from
/// schedules, users and audit.
struct AlertIndex {
    IdleIndex unused;  ///< running eligibilities of users, by their last activation or start
    IdleIndex stale;   ///< running assignments of users, by their last sign-in or start
    Slots outside;     ///< running assignments made outside PIM
    std::int64_t standing = 0;  ///< running assignments of both kinds, activations left out
    std::map<ActivationKey, Instant> last_activations;

    friend bool operator==(const AlertIndex&, const AlertIndex&) = default;
};

/// Whether the alerts look at a schedule: it runs, and is no activation.
bool stands(const Schedule& schedule);

/// The index as it follows from the rows.
AlertIndex alert_index_of(const Tenant& tenant);

// What keeps it in step; nobody but `apply` calls these.

/// A schedule that stands from now on.
void index_for_alerts(AlertIndex& index, const Tenant& tenant, Slot slot);
/// A schedule that stands no more.
void unindex_for_alerts(AlertIndex& index, Slot slot);
/// After a user signed in or was changed.
void index_sign_in(AlertIndex& index, const Tenant& tenant, const Guid& user);
/// After an audit row was added.
void index_activation(AlertIndex& index, const Tenant& tenant, const AuditRow& row);

/// The activity by which the audit tells of an activation that began.
constexpr std::string_view activation_activity = "Add member to role completed (PIM activation)";

}  // namespace pim
