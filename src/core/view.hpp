#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/command.hpp"
#include "core/tenant.hpp"

namespace pim {

// What the portal and the API read: questions answered from the tenant's indexes. Nothing here
// changes anything, and each costs the rows of one principal or role, or the open requests; those
// that go over all roles say so.

/// Whether a holder has an assignment itself or through a group (Graph memberType).
enum class MemberType { direct, group };

/// An assignment as its holder or an administrator sees it.
struct AssignmentRow {
    const Schedule* schedule = nullptr;
    Guid holder;  ///< the principal for whom the row is shown
    MemberType member = MemberType::direct;
    Guid via_group;  ///< with MemberType::group
};

/// The running or scheduled rows of a principal, its groups' included, oldest first.
std::vector<AssignmentRow> assignments_of(const Tenant& tenant, const Guid& principal,
                                          AssignmentKind kind);

/// The principal's own rows that expired within the last 30 days and were not renewed since.
std::vector<AssignmentRow> expired_of(const Tenant& tenant, const Guid& principal,
                                      AssignmentKind kind);

/// The tabs of a role's assignments page.
enum class AssignmentTab { eligible, active, expired };
std::vector<AssignmentRow> assignments_of_role(const Tenant& tenant, const Guid& role,
                                               AssignmentTab tab);
/// The same over all roles, by role name: walks the assignments of the tenant.
std::vector<AssignmentRow> all_assignments(const Tenant& tenant, AssignmentTab tab);

/// Assignments that ran out and were not renewed since, the latest end first: at most `count` after
/// the first `skip`.
std::vector<AssignmentRow> expired_newest_first(const Tenant& tenant, std::size_t skip,
                                                std::size_t count);

/// True where the expired schedule was given again since: what took its place runs, is to start, or
/// has run. A start that was cancelled beforehand does not count.
bool renewed_since(const Tenant& tenant, const Schedule& expired);

/// Requests that wait or start later: the viewer's own, and for an active Global or Privileged
/// Role Administrator everybody's (S4), newest first.
std::vector<const Request*> pending_requests(const Tenant& tenant, const Guid& viewer);

/// Activation requests that the viewer may answer, oldest first.
std::vector<const Request*> activations_to_approve(const Tenant& tenant, const Guid& viewer);

/// Extend and renew requests, for an administrator who may decide them; oldest first.
std::vector<const Request*> requests_to_decide(const Tenant& tenant, const Guid& viewer);

/// The undecided request that stands in the way of another one: for an activation an activation of
/// the role over the scope, for everything else a request to extend or renew in the same kind.
const Request* waiting_request(const Tenant& tenant, const RequestSchedule& like);

/// Where an undecided activation request lapses (ruling 2).
Instant lapses_at(const Request& request);

/// The users who would be asked where nobody is chosen as approver (ruling 9).
std::vector<Guid> default_approvers(const Tenant& tenant, const Guid& requester);

/// True where the group holds the role both through PIM and outside it, or would after assigning
/// it actively through PIM (S1, known issue).
bool group_held_both_ways(const Tenant& tenant, const Guid& principal, const Guid& role,
                          bool assigning_in_pim, bool assigning_outside);

/// The schedules that an adminUpdate would end beside giving the assignment another window: what
/// stands in the other kind, and the activations that do not go on (rulings 13, 15).
std::vector<const Schedule*> removed_by_update(const Tenant& tenant, const RequestSchedule& update,
                                               Instant now);

/// The window that an extension offers where none is named: the length that was asked for, once
/// more from the present end on, as far as the settings of the kind allow from now (ruling 25). It
/// has both the end and that length.
ScheduleInfo extension_offer(const Tenant& tenant, const Schedule& present, AssignmentKind kind,
                             Instant now);

/// All roles in alphabetical order.
std::vector<const RoleDefinition*> roles_by_name(const Tenant& tenant);

}  // namespace pim

template <>
struct pim::Names<pim::MemberType> {
    static constexpr std::array<std::string_view, 2> texts = {"Direct", "Group"};
};
