#pragma once

#include <array>
#include <string>
#include <string_view>

namespace pim::sync {

/// What a mirror reads, in the order of asking.
enum class Operation {
    organization,
    roles,
    policies,
    eligible_schedules,
    active_schedules,
    eligible_instances,
    active_instances,
    alerts,
    audits,
    eligible_requests,
    active_requests,
    approver_requests,  ///< those that the person may answer or has answered
    approval_steps,     ///< of the approvals that those name
    objects,            ///< users, groups, service principals and scopes that the others name
    group_members,      ///< of the groups among them
    unit_members,       ///< of the administrative units among them
};
constexpr std::size_t operation_count = 16;

/// How an operation is asked for.
struct OperationText {
    std::string_view words;       ///< for people: `Role definitions`
    std::string_view collection;  ///< `roleManagement/directory/roleDefinitions`
    std::string_view version;     ///< `v1.0` or `beta`
    std::string_view query;       ///< behind the `?`, percent-encoded
    std::string_view permission;  ///< the least that a token needs (endpoints.md)
};
const OperationText& text_of(Operation operation);

/// True for those that a token can only read with a permission to write: asked with the person's
/// consent only.
constexpr bool needs_consent(Operation operation) {
    return operation >= Operation::eligible_requests && operation <= Operation::approval_steps;
}
/// True for those of which everybody may read their own, by filterByCurrentUser: whoever holds no
/// role yet is refused the others.
constexpr bool has_own(Operation operation) {
    return (operation >= Operation::eligible_schedules &&
            operation <= Operation::active_instances) ||
           operation == Operation::eligible_requests || operation == Operation::active_requests;
}
/// Behind the collection's path.
constexpr std::string_view own_only = "/filterByCurrentUser(on='principal')";

/// True for those that stand for themselves: the first that are asked.
constexpr bool stands_alone(Operation operation) {
    return operation < Operation::approval_steps;
}

}  // namespace pim::sync
