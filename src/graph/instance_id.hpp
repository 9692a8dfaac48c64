#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/schedule.hpp"
#include "core/tenant.hpp"

namespace pim::graph {

/// The id of a roleAssignment, which is also that of its schedule instance: base64url of role,
/// principal and (where not the tenant) scope object as little-endian GUIDs, then `-1`, or `-2` for
/// an administrative unit; eligibility instances end in `-e` (resources.md §2).
std::string instance_id(const Schedule& schedule);

/// The principal whose assignment has the id; nothing where it is no such id.
std::optional<Guid> principal_of_instance(std::string_view id);

/// The id of the settings of a role, `DirectoryRole_<tenant>_<policy>`; the policy's GUID is
/// derived from both.
std::string policy_id(const Tenant& tenant, const Guid& role);

/// The role whose settings have the id; null where none has.
Guid role_of_policy(const Tenant& tenant, std::string_view id);

/// The id of the assignment of those settings to the role: `<policy>_<role>`; and the way back.
std::string policy_assignment_id(const Tenant& tenant, const Guid& role);
Guid role_of_policy_assignment(const Tenant& tenant, std::string_view id);

}  // namespace pim::graph
