#include "graph/rule_body.hpp"

#include "core/text.hpp"

namespace pim::graph {

namespace {

/// A rule id is `<what>[_<recipient>]_<caller>_<level>`; this is its n-th part from the end.
std::string_view part_from_end(RuleId rule, int n) {
    std::string_view rest = name(rule);
    for (int i = 0; i < n; ++i) rest = rest.substr(0, rest.rfind('_'));
    return rest.substr(rest.rfind('_') + 1);
}

void write_type(JsonWriter& out, std::string_view type) {
    out.member("@odata.type", cat("#microsoft.graph.unifiedRoleManagementPolicy", type));
}

void write_target(JsonWriter& out, RuleId rule) {
    out.key("target").begin_object();
    out.member("caller", part_from_end(rule, 1));
    out.key("operations").begin_array().text("all").end_array();
    out.member("level", part_from_end(rule, 0));
    out.key("inheritableSettings").begin_array().end_array();
    out.key("enforcedSettings").begin_array().end_array();
    out.end_object();
}

void write_expiration(JsonWriter& out, RuleId id, const ExpirationRule& rule) {
    write_type(out, "ExpirationRule");
    out.member("id", name(id));
    out.member("isExpirationRequired", rule.required);
    out.member("maximumDuration", to_text(rule.maximum));
}

void write_enablement(JsonWriter& out, RuleId id, const EnablementRule& rule) {
    write_type(out, "EnablementRule");
    out.member("id", name(id));
    out.key("enabledRules").begin_array();
    if (rule.mfa) out.text("MultiFactorAuthentication");
    if (rule.justification) out.text("Justification");
    if (rule.ticketing) out.text("Ticketing");
    out.end_array();
}

void write_approver(JsonWriter& out, const Approver& approver) {
    out.begin_object();
    out.member("@odata.type",
               approver.group ? "#microsoft.graph.groupMembers" : "#microsoft.graph.singleUser");
    out.member(approver.group ? "groupId" : "userId", to_text(approver.id));
    out.end_object();
}

void write_approval(JsonWriter& out, const ApprovalRule& rule) {
    out.key("setting").begin_object();
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
    for (const Approver& approver : rule.approvers) write_approver(out, approver);
    out.end_array();
    out.key("escalationApprovers").begin_array().end_array();
    out.end_object().end_array().end_object();
}

void write_context(JsonWriter& out, RuleId id, const AuthenticationContextRule& rule) {
    write_type(out, "AuthenticationContextRule");
    out.member("id", name(id));
    out.member("isEnabled", rule.enabled);
    out.member_or_null("claimValue", rule.claim_value);
}

void write_notification(JsonWriter& out, RuleId id, const NotificationRule& rule) {
    write_type(out, "NotificationRule");
    out.member("id", name(id));
    out.member("notificationType", "Email");
    out.member("recipientType", part_from_end(id, 2));
    out.member("notificationLevel", name(rule.level));
    out.member("isDefaultRecipientsEnabled", rule.default_recipients);
    out.key("notificationRecipients").begin_array();
    for (const std::string& address : rule.recipients) out.text(address);
    out.end_array();
}

}  // namespace

void write_rule(JsonWriter& out, const Policy& policy, RuleId rule) {
    out.begin_object();
    switch (rule) {
        case RuleId::expiration_admin_eligibility:
            write_expiration(out, rule, policy.eligible_expiration);
            break;
        case RuleId::expiration_admin_assignment:
            write_expiration(out, rule, policy.active_expiration);
            break;
        case RuleId::expiration_end_user_assignment:
            write_expiration(out, rule, policy.activation_expiration);
            break;
        case RuleId::enablement_admin_eligibility:
            write_enablement(out, rule, policy.eligible_enablement);
            break;
        case RuleId::enablement_admin_assignment:
            write_enablement(out, rule, policy.active_enablement);
            break;
        case RuleId::enablement_end_user_assignment:
            write_enablement(out, rule, policy.activation_enablement);
            break;
        case RuleId::authentication_context_end_user_assignment:
            write_context(out, rule, policy.authentication_context);
            break;
        case RuleId::approval_end_user_assignment:
            // The target stands before the setting, as in the documented rule.
            write_type(out, "ApprovalRule");
            out.member("id", name(rule));
            write_target(out, rule);
            write_approval(out, policy.approval);
            out.end_object();
            return;
        default:
            write_notification(out, rule, policy.notification(rule));
    }
    write_target(out, rule);
    out.end_object();
}

}  // namespace pim::graph
