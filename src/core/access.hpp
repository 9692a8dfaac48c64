#pragma once

#include <vector>

#include "core/mail.hpp"
#include "core/rule.hpp"
#include "core/tenant.hpp"

namespace pim {

// Who may do what: decided here and nowhere else, from the active assignments in force (ruling 22).
// "In force" means running in the tenant as it stands: `advance` has brought it to the instant.

/// True where the principal holds the role actively over the whole tenant, or over a scope that
/// covers the one asked for: directly or through a role-assignable group.
bool holds_role(const Tenant& tenant, const Guid& principal, const Guid& role,
                const Scope& scope = {});

/// May assign, decide, cancel for others and change settings: an active Global or Privileged Role
/// Administrator (S0, S1). The sandbox's owner (null) may too.
bool administers_roles(const Tenant& tenant, const Guid& principal);

/// May see everybody's assignments, requests and audits: administrators and the readers of
/// behaviours.md §4.
bool reads_roles(const Tenant& tenant, const Guid& principal);

/// May read the security alerts: administrators and the readers that entra-docs names for alerts,
/// among whom no Security Operator is (endpoints.md, roles needed). Changing them takes
/// `administers_roles`.
bool reads_alerts(const Tenant& tenant, const Guid& principal);

/// May read the whole audit log: whoever reads all assignments, and Reports Readers, who read the
/// log and nothing else of PIM (endpoints.md, section H).
bool reads_audit(const Tenant& tenant, const Guid& principal);

/// May see one request, and its approval: its principal, who made it, its approvers, and whoever
/// reads all.
bool sees_request(const Tenant& tenant, const Guid& principal, const Request& request);

/// May list the assignments or requests of one principal, or of everybody: one's own are no secret.
bool sees_assignments_of(const Tenant& tenant, const Guid& principal,
                         const std::optional<Guid>& other);

/// May see one assignment: whoever reads all, its principal, and the members of a group that it is.
bool sees_schedule(const Tenant& tenant, const Guid& principal, const Schedule& schedule);

/// May see a role's settings: whoever reads all, and those who hold the role in either kind, since
/// they must know what an activation asks of them (clients.md, PIMActivation).
bool sees_policy(const Tenant& tenant, const Guid& principal, const Guid& role);
/// The same for the settings of any role at all.
bool sees_any_policy(const Tenant& tenant, const Guid& principal);

/// May create users and plain groups, and change any of them.
bool administers_users(const Tenant& tenant, const Guid& principal);

/// May change or delete this user: a User Administrator of the directory, or of an administrative
/// unit that the user is a member of (S1, behaviours.md §5: over the members, not over the unit).
bool administers_user(const Tenant& tenant, const Guid& principal, const Guid& user);

/// May change a group, its members and its owners: the owners themselves, whatever the group is; of
/// the others a role-assignable one needs a role administrator, a plain one an administrator of the
/// directory or of an administrative unit with the group in it. A group that is to be made has no
/// id yet.
bool administers_group(const Tenant& tenant, const Guid& principal, bool role_assignable,
                       const Guid& group = {});

/// May register applications and service principals.
bool administers_applications(const Tenant& tenant, const Guid& principal);

/// May change the administrative units.
bool administers_units(const Tenant& tenant, const Guid& principal);

/// True where the principal may answer this activation request: listed, directly or by a group as
/// it is now, a user, and not its requester (ruling 1, S4).
bool may_approve(const Tenant& tenant, const Guid& principal, const Request& request);

/// The users who are reached by an approver entry as the groups are now.
std::vector<Guid> users_of(const Tenant& tenant, const Approver& approver);

/// The users who hold a role actively over the tenant now, each once, in the order of assignment;
/// `via_group` says through which group.
std::vector<Recipient> active_holders(const Tenant& tenant, const Guid& role, Because because);

/// Live schedules of a principal, role and scope: the principal's own rows.
std::vector<const Schedule*> own_schedules(const Tenant& tenant, const Guid& principal,
                                           const Guid& role, const Scope& scope);

/// The running eligibility that the principal may activate, its own or one of its groups': the one
/// that ends last.
const Schedule* usable_eligibility(const Tenant& tenant, const Guid& principal, const Guid& role,
                                   const Scope& scope);

/// How many users and service principals hold the role actively over the tenant, the given
/// schedules left out.
std::size_t count_active_holders(const Tenant& tenant, const Guid& role,
                                 const std::vector<Guid>& without_schedules);

}  // namespace pim
