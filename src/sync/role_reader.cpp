#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "graph/policy_rule.hpp"
#include "sync/building.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;
using graph::MemberReader;

/// The members that a rule can have, those of what stands in it included. Others are kept in the
/// original and passed over here: the engine takes none that it does not know.
constexpr std::array<std::string_view, 35> rule_members = {
    "@odata.type",
    "id",
    "target",
    "caller",
    "operations",
    "level",
    "targetObjects",
    "inheritableSettings",
    "enforcedSettings",
    "isExpirationRequired",
    "maximumDuration",
    "enabledRules",
    "isEnabled",
    "claimValue",
    "notificationType",
    "recipientType",
    "notificationLevel",
    "isDefaultRecipientsEnabled",
    "notificationRecipients",
    "setting",
    "isApprovalRequired",
    "isApprovalRequiredForExtension",
    "isRequestorJustificationRequired",
    "approvalMode",
    "approvalStages",
    "approvalStageTimeOutInDays",
    "isApproverJustificationRequired",
    "escalationTimeInMinutes",
    "primaryApprovers",
    "isEscalationEnabled",
    "escalationApprovers",
    "userId",
    "groupId",
    "isBackup",
    "description",
};

JsonValue only_known(const JsonValue& value) {
    JsonValue known;
    known.type = value.type;
    known.boolean = value.boolean;
    known.text = value.text;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (value.type == JsonValue::Type::object) {
            const std::string& name = value.names[i];
            if (std::find(rule_members.begin(), rule_members.end(), name) == rule_members.end()) {
                continue;
            }
            known.names.push_back(name);
        }
        known.items.push_back(only_known(value.items[i]));
    }
    return known;
}

/// A rule that the sandbox cannot have (two approval stages, escalation) leaves its default, and
/// the mirror says so.
void read_policy_rule(Building& building, const JsonValue& json, Policy& policy,
                      const std::string& place) {
    const JsonValue* id = json.member("id");
    const auto rule = id == nullptr ? std::nullopt : parse_name<RuleId>(id->text);
    if (!rule) return;
    const auto problem = graph::read_rule(only_known(json), *rule, policy);
    if (!problem) return;
    building.tenant.origin->omissions.push_back(
        {cat(place, name(*rule)), "the sandbox has no such rule; the default stands in its place"});
}

/// The actions that a role allows.
void read_permissions(const JsonValue& json, RoleDefinition& role) {
    const JsonValue* sets = json.member("rolePermissions");
    for (std::size_t i = 0; sets != nullptr && i < sets->items.size(); ++i) {
        const JsonValue* actions = sets->items[i].member("allowedResourceActions");
        if (actions == nullptr) continue;
        for (const JsonValue& action : actions->items) role.permissions.push_back(action.text);
    }
}

}  // namespace

void read_role(Building& building, const Object& object) {
    MemberReader members(object.json, object.place, building.problem);
    RoleDefinition role;
    role.id = members.guid("id").value_or(Guid{});
    // Over what a built-in role may be assigned is in no answer: the catalogue knows it.
    if (const RoleDefinition* known = building.tenant.roles.find(role.id)) role = *known;
    role.display_name = members.text("displayName").value_or(role.display_name);
    role.description = members.text("description").value_or(std::string());
    role.built_in = members.boolean("isBuiltIn", role.built_in);
    role.enabled = members.boolean("isEnabled", true);
    role.privileged = members.boolean("isPrivileged", role.privileged);
    if (!role.built_in) {
        role.permissions.clear();
        read_permissions(object.json, role);
        set_scopes_by_permissions(role);
    }
    building.tenant.roles.save(std::move(role));
}

void read_policy(Building& building, const Object& object) {
    MemberReader members(object.json, object.place, building.problem);
    Policy policy;
    const auto role = members.guid("roleDefinitionId");
    const JsonValue* given = members.object("policy");
    if (!role || given == nullptr) return;
    policy.role = *role;
    MemberReader of_policy(*given, object.place + "policy/", building.problem);
    policy.modified = of_policy.instant("lastModifiedDateTime");
    const JsonValue* rules = of_policy.array("rules");
    for (std::size_t i = 0; rules != nullptr && i < rules->items.size(); ++i) {
        read_policy_rule(building, rules->items[i], policy, object.place + "policy/rules/");
    }
    // Settings that nobody changed are the defaults, here as there.
    Policy untouched;
    untouched.role = *role;
    if (!policy.modified && differing_rules(untouched, policy).empty()) return;
    building.tenant.policies[*role] = std::move(policy);
}

}  // namespace pim::sync
