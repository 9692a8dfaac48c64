// Goal: role settings are read and changed as documented, rule by rule or together, and what is not
// understood changes nothing (behaviours.md §1, rows 25 to 28; rulings 8, 11 and 28).
#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

constexpr std::string_view policies = "/v1.0/policies/roleManagementPolicies";
constexpr std::string_view assignments = "/v1.0/policies/roleManagementPolicyAssignments";
constexpr std::string_view type = "#microsoft.graph.unifiedRoleManagementPolicy";

struct Policies : Lab {
    std::string policy;  ///< path of the mail role's

    Policies() { policy = cat(policies, '/', id_of(mail_role)); }

    std::string id_of(const Guid& role) {
        return at(get(cat(assignments, of_directory_roles, " and roleDefinitionId eq '",
                          to_text(role), "'")),
                  "value.0.policyId");
    }
    std::string rule(std::string_view id) { return cat(policy, "/rules/", id); }
    /// "204", or "400 InvalidPolicy: why".
    std::string outcome(const Response& response) {
        if (response.status < 400) return cat(response.status);
        return cat(response.status, ' ', at(response, "error.code"), ": ",
                   at(response, "error.message"));
    }
    /// Sends members of a rule of a kind.
    std::string patch(std::string_view id, std::string_view kind, std::string_view members) {
        return outcome(
            send("PATCH", rule(id),
                 cat(R"({"@odata.type":")", type, kind, R"(","id":")", id, "\",", members, '}')));
    }
    const Policy& settings() { return policy_of(tenant(), mail_role); }
};

constexpr std::string_view invalid = "400 InvalidPolicy: The policy rule is invalid.";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(policies_test, Policies)

BOOST_AUTO_TEST_CASE(lists_need_the_scope) {
    // rule: scope-type-words
    const auto found = [&](std::string_view filter) {
        return get(cat(assignments, "?$filter=", filter));
    };
    const std::string all = cat('[', tenant().roles.size(), ']');
    BOOST_TEST(at(get(cat(policies, of_directory_roles)), "value") == all);
    BOOST_TEST(at(found("scopeType eq 'Directory' and scopeId eq '/' "), "value") == all);
    BOOST_TEST(at(found("scopeType eq 'Directory' and scopeId eq '/'"), "value.0.scopeType") ==
               "DirectoryRole");
    BOOST_TEST(at(found("scopeType eq 'Group' and scopeId eq '/'"), "value") == "[0]");
    BOOST_TEST(get(policies).status == 400);
    BOOST_TEST(get(assignments).status == 400);
    BOOST_TEST(found("scopeId eq '/'").status == 400);
    BOOST_TEST(found("scopeType eq 'DirectoryRole'").status == 400);
    const std::string some =
        cat("scopeId eq '/' and scopeType eq 'DirectoryRole' and "
            "(roleDefinitionId eq '",
            to_text(mail_role), "' or roleDefinitionId eq '", to_text(global_reader), "')");
    BOOST_TEST(at(found(some), "value") == "[2]");
    const Response with_rules =
        get(cat(assignments, of_directory_roles, " and roleDefinitionId eq '", to_text(mail_role),
                "'&$expand=policy($expand=rules)"));
    BOOST_TEST(at(with_rules, "value.0.policy.rules") == "[17]");
    BOOST_TEST(at(with_rules, "value.0.policy.rules.0.@odata.type") == cat(type, "ExpirationRule"));
    BOOST_TEST(at(with_rules, "@odata.context") ==
               "https://graph.microsoft.com/v1.0/$metadata#policies/"
               "roleManagementPolicyAssignments(policy(rules()))");
}

BOOST_AUTO_TEST_CASE(by_id) {
    // rule: policies-api
    BOOST_TEST(at(get(policy), "displayName") == "DirectoryRole");
    BOOST_TEST(at(get(cat(policy, "?$expand=rules,effectiveRules")), "effectiveRules") == "[17]");
    BOOST_TEST(at(get(cat(policy, "/rules")), "value") == "[17]");
    BOOST_TEST(at(get(cat(policy, "/effectiveRules")), "value") == "[17]");
    const Response one = get(rule("Expiration_EndUser_Assignment"));
    BOOST_TEST(at(one, "maximumDuration") == "PT8H");
    BOOST_TEST(at(one, "target.caller") == "EndUser");
    BOOST_TEST(at(one, "@odata.type") == cat(type, "ExpirationRule"));
    BOOST_TEST(outcome(get(rule("Nonsense"))) ==
               "400 InvalidPolicy: The policy rule id Nonsense is invalid.");
    BOOST_TEST(get(cat(policies, "/DirectoryRole_x_y")).status == 404);
    const std::string id = cat(id_of(mail_role), '_', to_text(mail_role));
    const Response assignment = get(cat(assignments, '/', id, "?$expand=policy"));
    BOOST_TEST(at(assignment, "id") == id);
    BOOST_TEST(at(assignment, "policy.id") == id_of(mail_role));
    BOOST_TEST(get(cat(assignments, '/', id_of(mail_role), '_', to_text(global_reader))).status ==
               404);
    BOOST_TEST(at(get(cat(policy,
                          "/rules?$filter=id eq 'Approval_EndUser_Assignment'&"
                          "$select=setting")),
                  "value.0") == "{2}");
}

BOOST_AUTO_TEST_CASE(a_rule_changes_alone) {
    BOOST_TEST(patch("Expiration_EndUser_Assignment", "ExpirationRule",
                     R"("isExpirationRequired":true,"maximumDuration":"PT1H45M","target":{)"
                     R"("caller":"EndUser","operations":["All"],"level":"Assignment",)"
                     R"("inheritableSettings":[],"enforcedSettings":[]})") == "204");
    BOOST_TEST(at(get(rule("Expiration_EndUser_Assignment")), "maximumDuration") == "PT1H45M");
    BOOST_TEST(patch("Enablement_Admin_Assignment", "EnablementRule",
                     R"("enabledRules":["Justification","MultiFactorAuthentication"])") == "204");
    BOOST_TEST((settings().active_enablement == EnablementRule{true, true, false}));
    BOOST_TEST(patch("Notification_Admin_Admin_Eligibility", "NotificationRule",
                     R"("notificationType":"Email","recipientType":"Admin","notificationLevel":)"
                     R"("Critical","isDefaultRecipientsEnabled":false,"notificationRecipients":)"
                     R"(["audit@fernhill.example"])") == "204");
    BOOST_TEST(settings().notifications[0].recipients.size() == 1U);
    BOOST_TEST(patch("Approval_EndUser_Assignment", "ApprovalRule",
                     cat(R"("setting":{"isApprovalRequired":true,"approvalMode":"SingleStage",)"
                         R"("approvalStages":[{"approvalStageTimeOutInDays":1,"primaryApprovers":[)"
                         R"({"@odata.type":"#microsoft.graph.singleUser","userId":")",
                         to_text(admin), R"("},{"@odata.type":"#microsoft.graph.groupMembers",)",
                         R"("groupId":")", to_text(plain_group), R"("}]}]})")) == "204");
    BOOST_TEST(settings().approval.approvers.size() == 2U);
    BOOST_TEST(at(get(policy), "lastModifiedBy.displayName") == "Adele");
    BOOST_TEST(at(get(policy), "lastModifiedDateTime") == to_text(sandbox->now()));
    BOOST_TEST(at(get(cat("/beta", rule("Approval_EndUser_Assignment").substr(5))),
                  "setting.approvalStages.0.primaryApprovers.0.id") == to_text(admin));
}

BOOST_AUTO_TEST_CASE(what_is_not_understood_changes_nothing) {
    const Policy before = settings();
    const std::string_view duration = "Expiration_EndUser_Assignment";
    for (const std::string_view members :
         {R"("MaximumDuration":"PT2H")", R"("maximumDuration":"two hours")", R"("colour":"red")",
          R"("isExpirationRequired":"yes")", R"("target":{"caller":"Admin"})"}) {
        BOOST_TEST_INFO(members);
        BOOST_TEST(patch(duration, "ExpirationRule", members) == invalid);
    }
    BOOST_TEST(patch("Enablement_EndUser_Assignment", "EnablementRule",
                     R"("enabledRules":["Hope"])") == invalid);
    const std::string_view approval = "Approval_EndUser_Assignment";
    BOOST_TEST(patch(approval, "ApprovalRule", R"("setting":{"approvalMode":"Whatever"})") ==
               invalid);
    BOOST_TEST(patch(approval, "ApprovalRule",
                     R"("setting":{"approvalStages":[{"primaryApprovers":[{"userId":"x"}]}]})") ==
               cat(invalid, " An approver is a singleUser or groupMembers, not ''."));
    // The type of another rule, and none.
    BOOST_TEST(patch(duration, "EnablementRule", R"("enabledRules":[])") ==
               "500 : An error has occurred.");
    BOOST_TEST(outcome(send("PATCH", rule(duration), R"({"maximumDuration":"PT2H"})")) == invalid);
    BOOST_TEST(outcome(send("PATCH", rule("Nonsense"), "{}")) ==
               "400 InvalidPolicy: The policy rule id Nonsense is invalid.");
    BOOST_TEST(patch(duration, "ExpirationRule", R"("maximumDuration":"PT25H")").substr(0, 17) ==
               "400 InvalidPolicy");
    BOOST_TEST(differing_rules(before, settings()).empty());
}

BOOST_AUTO_TEST_CASE(null_empties_a_text_and_is_no_duration) {
    const std::string_view context = "AuthenticationContext_EndUser_Assignment";
    BOOST_TEST(patch("Enablement_EndUser_Assignment", "EnablementRule", R"("enabledRules":[])") ==
               "204");
    BOOST_TEST(patch(context, "AuthenticationContextRule",
                     R"("isEnabled":true,"claimValue":"c1")") == "204");
    BOOST_TEST(patch(context, "AuthenticationContextRule", R"("isEnabled":true,"claimValue":null)")
                   .substr(0, 17) == "400 InvalidPolicy");
    BOOST_TEST(settings().authentication_context.claim_value == "c1");
    BOOST_TEST(patch(context, "AuthenticationContextRule",
                     R"("isEnabled":false,"claimValue":null)") == "204");
    BOOST_TEST(settings().authentication_context.claim_value.empty());
    BOOST_TEST(patch("Expiration_EndUser_Assignment", "ExpirationRule",
                     R"("maximumDuration":null)") == invalid);
}

BOOST_AUTO_TEST_CASE(what_approval_cannot_do_is_refused_and_said) {
    // rule: approval-single-stage, approval-window-not-configurable
    const Policy before = settings();
    const auto stage = [](std::string_view member) {
        return cat(R"("approvalStages":[{)", member, "}]");
    };
    const std::pair<std::string, std::string_view> cases[] = {
        {stage(R"("approvalStageTimeOutInDays":2)"),
         "approvalStageTimeOutInDays is always 1, not "
         "2: a request waits for 24 hours"},
        {stage(R"("isEscalationEnabled":true)"), "isEscalationEnabled is always false, not true"},
        {stage(R"("escalationTimeInMinutes":30)"), "escalationTimeInMinutes is always 0, not 30"},
        {stage(R"("escalationApprovers":[{"userId":"x"}])"),
         "escalationApprovers is always empty, without an object: nobody is asked in the place"},
        {stage(R"("primaryApprovers":[{"@odata.type":"#microsoft.graph.singleUser","isBackup":)"
               R"(true,"userId":"x"}])"),
         "isBackup is always false, not true"},
        {stage(R"("primaryApprovers":[{"@odata.type":"#microsoft.graph.requestorManager"}])"),
         "singleUser or groupMembers, not '#microsoft.graph.requestorManager'"},
        {R"("approvalStages":[{},{}])", " approvalStages holds one, not 2: an approval has a"},
        {R"("approvalMode":"Serial")", " approvalMode is SingleStage or NoApproval, not Serial"},
        {R"("approvalMode":"Parallel")", " approvalMode is SingleStage or NoApproval, not Par"},
        {R"("isApprovalRequired":true,"approvalMode":"NoApproval")",
         "approvalMode is NoApproval only where isApprovalRequired is false"},
        {R"("isApprovalRequiredForExtension":true)", "administrators decide about extensions"},
        {R"("isRequestorJustificationRequired":false)", "Enablement_EndUser_Assignment says"}};
    for (const auto& [setting, said] : cases) {
        const std::string told = patch("Approval_EndUser_Assignment", "ApprovalRule",
                                       cat(R"("setting":{)", setting, '}'));
        BOOST_TEST(told.substr(0, invalid.size()) == invalid);
        BOOST_TEST((told.find(said) != std::string::npos), told);
    }
    BOOST_TEST(differing_rules(before, settings()).empty());
    // What PIM has is taken, as the documents print it and as clients leave it out.
    for (const std::string_view member :
         {R"("approvalStageTimeOutInDays":1,"escalationTimeInMinutes":0,"isEscalationEnabled":)"
          R"(false,"escalationApprovers":[])",
          R"("approvalStageTimeOutInDays":null,"escalationTimeInMinutes":null,)"
          R"("isEscalationEnabled":null,"escalationApprovers":null)",
          ""}) {
        BOOST_TEST(patch("Approval_EndUser_Assignment", "ApprovalRule",
                         cat(R"("setting":{"isRequestorJustificationRequired":true,)",
                             R"("approvalMode":"SingleStage",)", stage(member), '}')) == "204");
    }
    const Response shown = get(rule("Approval_EndUser_Assignment"));
    const std::string of_stage = "setting.approvalStages.0.";
    BOOST_TEST(at(shown, cat(of_stage, "approvalStageTimeOutInDays")) == "1");
    BOOST_TEST(at(shown, cat(of_stage, "escalationTimeInMinutes")) == "0");
    BOOST_TEST(at(shown, cat(of_stage, "isEscalationEnabled")) == "false");
    BOOST_TEST(at(shown, cat(of_stage, "escalationApprovers")) == "[0]");
}

BOOST_AUTO_TEST_CASE(the_target_of_a_rule_is_what_it_is) {
    const auto answer = [&](std::string_view member) {
        return patch("Expiration_EndUser_Assignment", "ExpirationRule",
                     cat(R"("target":{)", member, '}'));
    };
    for (const std::string_view member :
         {R"("operations":["All"],"inheritableSettings":[],"enforcedSettings":[])",
          R"("operations":["all"],"targetObjects":null,"enforcedSettings":null)", ""}) {
        BOOST_TEST(answer(member) == "204", member);
    }
    BOOST_TEST(answer(R"("operations":["Activate"])") ==
               cat(invalid,
                   " operations is always [\"all\"], without 'Activate': a rule of a "
                   "directory role is for all of them."));
    for (const std::string_view name :
         {"targetObjects", "inheritableSettings", "enforcedSettings"}) {
        BOOST_TEST(answer(cat('"', name, R"(":["a"])")) ==
                   cat(invalid, ' ', name,
                       " is always empty, without 'a': each role has its own settings."));
    }
}

BOOST_AUTO_TEST_CASE(mfa_after_a_context_is_a_conflict) {
    BOOST_TEST(patch("Enablement_EndUser_Assignment", "EnablementRule",
                     R"("enabledRules":["Justification"])") == "204");
    BOOST_TEST(patch("AuthenticationContext_EndUser_Assignment", "AuthenticationContextRule",
                     R"("isEnabled":true,"claimValue":"c1")") == "204");
    BOOST_TEST(patch("Enablement_EndUser_Assignment", "EnablementRule",
                     R"("enabledRules":["MultiFactorAuthentication"])") ==
               "400 MfaAndAcrsConflict: The Mfa and Acrs policy settings cannot be enabled "
               "simultaneously.");
}

BOOST_AUTO_TEST_CASE(several_rules_at_once) {
    // rule: policy-patch-status
    const auto rules = [&](std::string_view maximum, std::string_view level) {
        return cat(R"({"rules":[{"@odata.type":")", type,
                   R"(ExpirationRule","id":"Expiration_EndUser_Assignment","maximumDuration":")",
                   maximum, R"("},{"@odata.type":")", type,
                   R"(NotificationRule","id":"Notification_Admin_Admin_Eligibility",)",
                   R"("notificationLevel":")", level, R"("}]})");
    };
    const Response changed = send("PATCH", policy, rules("PT3H", "None"));
    BOOST_TEST(changed.status == 200);
    BOOST_TEST(at(changed, "id") == id_of(mail_role));
    BOOST_TEST((settings().activation_expiration.maximum == hours(3)));
    BOOST_TEST((settings().notifications[0].level == NotificationLevel::none));
    // All of them or none.
    BOOST_TEST(outcome(send("PATCH", policy, rules("PT4H", "Loud"))) == invalid);
    BOOST_TEST((settings().activation_expiration.maximum == hours(3)));
    BOOST_TEST(outcome(send("PATCH", policy, "{}")) == "400 InvalidPolicy: The policy is invalid.");
    BOOST_TEST(outcome(send("PATCH", cat("/beta", policy.substr(5)), "{}")) ==
               cat("400 BadRequest: Resource not found for the segment '",
                   policy.substr(policies.size() + 1), "'."));
    BOOST_TEST(send("DELETE", policy).status == 405);
}

BOOST_AUTO_TEST_CASE(who_sees_and_who_changes) {
    const std::string body = cat(R"({"@odata.type":")", type, R"(ExpirationRule"})");
    const auto seen = [&](const Guid& who) {
        caller = who;
        return cat(get(cat(policies, of_directory_roles)).status, ' ', get(policy).status, ' ',
                   send("PATCH", rule("Expiration_EndUser_Assignment"), body).status);
    };
    BOOST_TEST(seen(admin) == "200 200 204");
    BOOST_TEST(seen(second) == "200 200 204");
    BOOST_TEST(seen(reader) == "200 200 403");
    BOOST_TEST(seen(holder) == "403 403 403");
    // Whoever is eligible for a role sees what its activation asks for, and nothing else.
    BOOST_TEST(seen(asker) == "200 403 403");
    BOOST_TEST(at(get(cat(policies, of_directory_roles)), "value") == "[1]");
    caller = admin;
    const std::string other = cat(policies, '/', id_of(directory_readers));
    caller = asker;
    BOOST_TEST(get(other).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
