// Goal: the role settings have the documented defaults, and a change names the rules it touches.
// Method: the defaults of graph/policy-defaults.json as literals; one change a rule.

#include <boost/test/unit_test.hpp>

#include "core/policy.hpp"

BOOST_AUTO_TEST_SUITE(policy_test)

BOOST_AUTO_TEST_CASE(defaults_are_the_documented_ones) {
    const pim::Policy policy;
    BOOST_TEST(pim::to_text(policy.activation_expiration.maximum) == "PT8H");
    BOOST_TEST(policy.activation_expiration.required);
    BOOST_TEST(policy.activation_enablement.mfa);
    BOOST_TEST(policy.activation_enablement.justification);
    BOOST_TEST(!policy.activation_enablement.ticketing);
    BOOST_TEST(!policy.approval.required);
    BOOST_TEST(policy.approval.approver_justification);
    BOOST_TEST(!policy.authentication_context.enabled);
    BOOST_TEST(pim::to_text(policy.eligible_expiration.maximum) == "P365D");
    BOOST_TEST(!policy.eligible_expiration.required);
    BOOST_TEST((policy.eligible_enablement == pim::EnablementRule{}));
    BOOST_TEST(pim::to_text(policy.active_expiration.maximum) == "P180D");
    BOOST_TEST(!policy.active_expiration.required);
    BOOST_TEST(policy.active_enablement.justification);
    BOOST_TEST(!policy.active_enablement.mfa);
    for (const pim::NotificationRule& rule : policy.notifications) {
        BOOST_TEST((rule.level == pim::NotificationLevel::all));
        BOOST_TEST(rule.default_recipients);
        BOOST_TEST(rule.recipients.empty());
    }
}

BOOST_AUTO_TEST_CASE(seventeen_rules_of_which_nine_notify) {
    std::size_t notifying = 0;
    for (std::size_t i = 0; i < pim::rule_count; ++i) {
        notifying += pim::is_notification(static_cast<pim::RuleId>(i)) ? 1 : 0;
    }
    BOOST_TEST(pim::rule_count == 17U);
    BOOST_TEST(notifying == 9U);
}

BOOST_AUTO_TEST_CASE(each_change_names_its_rule) {
    using pim::RuleId;
    const auto changed = [](auto change) {
        pim::Policy after;
        change(after);
        return pim::differing_rules(pim::Policy{}, after);
    };
    const auto only = [](RuleId rule) { return std::vector<RuleId>{rule}; };
    BOOST_TEST((changed([](auto& p) { p.eligible_expiration.required = true; }) ==
                only(RuleId::expiration_admin_eligibility)));
    BOOST_TEST((changed([](auto& p) { p.eligible_enablement.mfa = true; }) ==
                only(RuleId::enablement_admin_eligibility)));
    BOOST_TEST((changed([](auto& p) { p.active_expiration.required = true; }) ==
                only(RuleId::expiration_admin_assignment)));
    BOOST_TEST((changed([](auto& p) { p.active_enablement.mfa = true; }) ==
                only(RuleId::enablement_admin_assignment)));
    BOOST_TEST((changed([](auto& p) { p.activation_expiration.maximum = pim::hours(1); }) ==
                only(RuleId::expiration_end_user_assignment)));
    BOOST_TEST((changed([](auto& p) { p.activation_enablement.mfa = false; }) ==
                only(RuleId::enablement_end_user_assignment)));
    BOOST_TEST((changed([](auto& p) { p.approval.required = true; }) ==
                only(RuleId::approval_end_user_assignment)));
    BOOST_TEST((changed([](auto& p) { p.authentication_context.enabled = true; }) ==
                only(RuleId::authentication_context_end_user_assignment)));
    for (std::size_t i = 0; i < pim::rule_count; ++i) {
        const auto rule = static_cast<RuleId>(i);
        if (!pim::is_notification(rule)) continue;
        BOOST_TEST((changed([&](auto& p) {
                        p.notification(rule).level = pim::NotificationLevel::none;
                    }) == only(rule)));
    }
}

BOOST_AUTO_TEST_SUITE_END()
