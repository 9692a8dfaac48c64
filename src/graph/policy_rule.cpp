#include "graph/policy_rule.hpp"

#include <array>

#include "core/text.hpp"

namespace pim::graph {

namespace {

const Policy& policy_in(const Row& row) {
    return row.as<Policy>();
}
RuleId rule_in(const Row& row) {
    return static_cast<RuleId>(row.number);
}

/// A rule id is `<what>[_<recipient>]_<caller>_<level>`; this is its n-th part from the end.
std::string_view part_from_end(RuleId rule, int n) {
    std::string_view rest = name(rule);
    for (int i = 0; i < n; ++i) rest = rest.substr(0, rest.rfind('_'));
    return rest.substr(rest.rfind('_') + 1);
}

const ExpirationRule& expiration_in(const Row& row) {
    switch (rule_in(row)) {
        case RuleId::expiration_admin_eligibility:
            return policy_in(row).eligible_expiration;
        case RuleId::expiration_admin_assignment:
            return policy_in(row).active_expiration;
        default:
            return policy_in(row).activation_expiration;
    }
}

const EnablementRule& enablement_in(const Row& row) {
    switch (rule_in(row)) {
        case RuleId::enablement_admin_eligibility:
            return policy_in(row).eligible_enablement;
        case RuleId::enablement_admin_assignment:
            return policy_in(row).active_enablement;
        default:
            return policy_in(row).activation_enablement;
    }
}

const NotificationRule& notification_in(const Row& row) {
    return policy_in(row).notification(rule_in(row));
}

Value rule_id(const Row& row, const View&) {
    return Value{std::string(name(rule_in(row)))};
}

void write_target(JsonWriter& out, const Row& row, const View&) {
    out.begin_object();
    out.member("caller", caller_of(row));
    out.key("operations").begin_array().text("all").end_array();
    out.member("level", level_of(row));
    out.key("inheritableSettings").begin_array().end_array();
    out.key("enforcedSettings").begin_array().end_array();
    out.end_object();
}

void write_enabled(JsonWriter& out, const Row& row, const View&) {
    const EnablementRule& rule = enablement_in(row);
    out.begin_array();
    if (rule.mfa) out.text("MultiFactorAuthentication");
    if (rule.justification) out.text("Justification");
    if (rule.ticketing) out.text("Ticketing");
    out.end_array();
}

void write_recipients(JsonWriter& out, const Row& row, const View&) {
    out.begin_array();
    for (const std::string& address : notification_in(row).recipients) out.text(address);
    out.end_array();
}

/// The two versions name the member that holds the id differently (resources.md §4, §5).
void write_approver(JsonWriter& out, const Approver& approver, const View& view) {
    out.begin_object();
    out.annotation("@odata.type", approver.group ? "#microsoft.graph.groupMembers"
                                                 : "#microsoft.graph.singleUser");
    if (view.version == Version::beta) {
        out.member("isBackup", false);
        out.member("id", to_text(approver.id));
        out.member("description", display_name(view.tenant, approver.id));
    } else {
        out.member(approver.group ? "groupId" : "userId", to_text(approver.id));
    }
    out.end_object();
}

void write_setting(JsonWriter& out, const Row& row, const View& view) {
    const ApprovalRule& rule = policy_in(row).approval;
    out.begin_object();
    out.member("isApprovalRequired", rule.required);
    out.member("isApprovalRequiredForExtension", false);
    out.member("isRequestorJustificationRequired", true);
    out.member("approvalMode", "SingleStage");
    out.key("approvalStages").begin_array().begin_object();
    out.member_integer("approvalStageTimeOutInDays", 1);
    out.member("isApproverJustificationRequired", rule.approver_justification);
    out.member_integer("escalationTimeInMinutes", 0);
    out.member("isEscalationEnabled", false);
    out.key("primaryApprovers").begin_array();
    for (const Approver& approver : rule.approvers) write_approver(out, approver, view);
    out.end_array();
    out.key("escalationApprovers").begin_array().end_array();
    out.end_object().end_array().end_object();
}

using enum PropertyType;

constexpr Property rule_id_property{"id", text, rule_id};
constexpr Property target_property{"target", complex, nullptr, write_target};

const std::array<Property, 4> expiration_properties = {{
    rule_id_property,
    {"isExpirationRequired", boolean,
     [](const Row& row, const View&) { return Value{expiration_in(row).required}; }},
    {"maximumDuration", text,
     [](const Row& row, const View&) { return Value{to_text(expiration_in(row).maximum)}; }},
    target_property,
}};
const std::array<Property, 3> enablement_properties = {{
    rule_id_property,
    {"enabledRules", complex, nullptr, write_enabled},
    target_property,
}};
// The target_property stands before the setting, as in the documented rule.
const std::array<Property, 3> approval_setting_properties = {{
    rule_id_property,
    target_property,
    {"setting", complex, nullptr, write_setting},
}};
const std::array<Property, 4> context_properties = {{
    rule_id_property,
    {"isEnabled", boolean,
     [](const Row& row, const View&) {
         return Value{policy_in(row).authentication_context.enabled};
     }},
    {"claimValue", text,
     [](const Row& row, const View&) {
         return text_or_null(policy_in(row).authentication_context.claim_value);
     }},
    target_property,
}};
const std::array<Property, 7> notification_properties = {{
    rule_id_property,
    {"notificationType", text, [](const Row&, const View&) { return Value{std::string("Email")}; }},
    {"recipientType", text,
     [](const Row& row, const View&) { return Value{std::string(recipient_of(row))}; }},
    {"notificationLevel", text,
     [](const Row& row, const View&) {
         return Value{std::string(name(notification_in(row).level))};
     }},
    {"isDefaultRecipientsEnabled", boolean,
     [](const Row& row, const View&) { return Value{notification_in(row).default_recipients}; }},
    {"notificationRecipients", complex, nullptr, write_recipients},
    target_property,
}};
const std::array<Property, 2> rule_properties = {{{"id", text}, {"target", complex}}};

const EntityType expiration_entity{"unifiedRoleManagementPolicyExpirationRule",
                                   expiration_properties};
const EntityType enablement_entity{"unifiedRoleManagementPolicyEnablementRule",
                                   enablement_properties};
const EntityType approval_setting{"unifiedRoleManagementPolicyApprovalRule",
                                  approval_setting_properties};
const EntityType context_entity{"unifiedRoleManagementPolicyAuthenticationContextRule",
                                context_properties};
const EntityType notification_entity{"unifiedRoleManagementPolicyNotificationRule",
                                     notification_properties};
const std::array<const EntityType*, 5> kinds = {&expiration_entity, &enablement_entity,
                                                &approval_setting, &context_entity,
                                                &notification_entity};
const EntityType rule_type{"unifiedRoleManagementPolicyRule", rule_properties, {}, kinds};

const EntityType& kind_of(RuleId rule) {
    switch (rule) {
        case RuleId::expiration_admin_eligibility:
        case RuleId::expiration_admin_assignment:
        case RuleId::expiration_end_user_assignment:
            return expiration_entity;
        case RuleId::enablement_admin_eligibility:
        case RuleId::enablement_admin_assignment:
        case RuleId::enablement_end_user_assignment:
            return enablement_entity;
        case RuleId::approval_end_user_assignment:
            return approval_setting;
        case RuleId::authentication_context_end_user_assignment:
            return context_entity;
        default:
            return notification_entity;
    }
}

}  // namespace

const EntityType& policy_rule_type() {
    return rule_type;
}

std::string_view caller_of(const Row& row) {
    return part_from_end(rule_in(row), 1);
}
std::string_view level_of(const Row& row) {
    return part_from_end(rule_in(row), 0);
}
std::string_view recipient_of(const Row& row) {
    return part_from_end(rule_in(row), 2);
}

Row rule_row(const Policy& policy, RuleId rule, std::int64_t cursor) {
    return Row{&kind_of(rule), &policy, {}, static_cast<std::int64_t>(rule), cursor, nullptr};
}

void give_rules(const Policy& policy, const Found& found) {
    for (std::size_t i = 0; i < rule_count; ++i) {
        found(rule_row(policy, static_cast<RuleId>(i), static_cast<std::int64_t>(i)));
    }
}

}  // namespace pim::graph
