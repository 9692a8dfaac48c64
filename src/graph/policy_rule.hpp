#pragma once

#include "core/policy.hpp"
#include "graph/entity.hpp"
#include "graph/json_value.hpp"
#include "graph/rejection.hpp"

namespace pim::graph {

/// unifiedRoleManagementPolicyRule: the abstract type of the five kinds of rule; rows point at a
/// Policy, `number` is the RuleId.
const EntityType& policy_rule_type();

/// A rule of a role's settings.
Row rule_row(const Policy& policy, RuleId rule, std::int64_t cursor = 0);
/// Gives all rules of a role's settings, in Graph's order.
void give_rules(const Policy& policy, const Found& found);

/// `Admin` or `EndUser`; `Eligibility` or `Assignment`; `Admin`, `Requestor` or `Approver`: what a
/// rule's id says about it.
std::string_view caller_of(const Row& row);
std::string_view level_of(const Row& row);
std::string_view recipient_of(const Row& row);

/// Lays a rule that somebody sent over a policy. Its names must be spelled exactly; a member that
/// is left out stays as it was; whatever is not understood leaves the policy alone (behaviours.md
/// §1, rows 26 and 27).
std::optional<Rejection> read_rule(const JsonValue& body, RuleId rule, Policy& policy);

/// 400 `InvalidPolicy`, with what the service says.
Rejection invalid_rule(std::string_view limit = {});
/// The same for an id that no rule has.
Rejection invalid_rule_id(std::string_view id);

}  // namespace pim::graph
