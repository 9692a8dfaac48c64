#pragma once

#include <optional>
#include <string_view>

#include "core/tenant.hpp"
#include "graph/message.hpp"
#include "graph/rejection.hpp"

namespace pim::graph {

/// The token permissions one of which an operation asks for (endpoints.md, from Graph's own list).
/// Names are separated by blanks; those before ` | ` are the least that suffice, which a refusal
/// names. Both empty: none is asked for.
struct Permissions {
    std::string_view delegated;    ///< of a person's token
    std::string_view application;  ///< of an application's own token
    /// Whether PIM's gateway refuses, wrapped (behaviours.md §1, row 17), or the directory (row
    /// 19).
    bool by_gateway = true;
};

/// Whose rights count for a request: an application's come with the permissions that its token
/// names (endpoints.md: the roles needed are those of people), so that the null GUID, whom nothing
/// is refused, stands for it; otherwise the caller's.
Guid authority_of(const Permissions& permissions, const Tenant& tenant, const Request& request);

/// 403 where an application changes a group that roles can be assigned to, or who is in it or owns
/// it, and its token does not name RoleManagement.ReadWrite.Directory, as Graph's page on such
/// groups has it.
std::optional<Rejection> missing_for_role_group(const Command& command, const Tenant& tenant,
                                                const Request& request);

/// 403 where the permissions of a request's token do not suffice.
std::optional<Rejection> missing_permission(const Permissions& permissions, const Tenant& tenant,
                                            const Request& request);

}  // namespace pim::graph
