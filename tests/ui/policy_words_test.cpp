// Goal: role settings read right, and what is typed into them becomes the rules.
// Method: small policies and texts.

#include "ui/pages/policy_words.hpp"

#include <boost/test/unit_test.hpp>

#include <set>

#include "ui/office_support.hpp"

using namespace pim;
using namespace pim::ui;

namespace {

std::string value_of(const std::vector<SettingLine>& lines, std::string_view term) {
    for (const SettingLine& line : lines) {
        if (line.term == term) return line.value;
    }
    return "(missing)";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(policy_words_test)

BOOST_AUTO_TEST_CASE(recipients_are_divided_by_semicolons) {
    const auto recipients = parse_recipients(" soc@harbour.example ;; ops@harbour.example;");
    BOOST_TEST_REQUIRE(recipients.size() == 2U);
    BOOST_TEST(recipients[0] == "soc@harbour.example");
    BOOST_TEST(recipients[1] == "ops@harbour.example");
    BOOST_TEST(parse_recipients(recipients_text(recipients)).size() == 2U);
    BOOST_TEST(parse_recipients("").empty());
}

BOOST_AUTO_TEST_CASE(a_notification_says_who_gets_it) {
    NotificationRule rule;
    BOOST_TEST(notification_text(rule) == "Default recipients");
    rule.recipients = {"soc@harbour.example"};
    rule.level = NotificationLevel::critical;
    BOOST_TEST(notification_text(rule) ==
               "Default recipients and soc@harbour.example, critical emails only");
    rule.default_recipients = false;
    rule.level = NotificationLevel::all;
    BOOST_TEST(notification_text(rule) == "Only soc@harbour.example");
    rule.recipients.clear();
    BOOST_TEST(notification_text(rule) == "Nobody");
    rule.level = NotificationLevel::none;
    BOOST_TEST(notification_text(rule) == "None");
}

BOOST_AUTO_TEST_CASE(the_three_groups_hold_all_nine_rules) {
    std::set<RuleId> seen;
    for (const NotificationTrio& trio : notification_groups()) {
        for (const RuleId rule : trio.rules) {
            BOOST_TEST(is_notification(rule));
            seen.insert(rule);
        }
    }
    BOOST_TEST(seen.size() == 9U);
}

BOOST_AUTO_TEST_CASE(the_defaults_read_as_documented) {
    const tests::Office office;
    const Policy policy;
    const auto activation = activation_lines(office.tenant, policy);
    BOOST_TEST(value_of(activation, "Activation maximum duration") == "8 h");
    BOOST_TEST(value_of(activation, "On activation, require") == "Multifactor authentication");
    BOOST_TEST(value_of(activation, "Approvers") == "None");
    const auto assignment = assignment_setting_lines(policy);
    BOOST_TEST(value_of(assignment, "Allow permanent eligible assignment") == "Yes");
    BOOST_TEST(value_of(assignment, "Expire eligible assignments after") == "Never");
}

BOOST_AUTO_TEST_CASE(what_was_set_is_named) {
    const tests::Office office;
    Policy policy;
    policy.authentication_context = {true, "c3"};
    policy.approval = {true, {{office.ada, false}, {office.team, true}}, true};
    policy.active_expiration = {true, days(30)};
    policy.eligible_expiration = {true, days(7)};
    const auto activation = activation_lines(office.tenant, policy);
    BOOST_TEST(value_of(activation, "On activation, require") == "Authentication context c3");
    BOOST_TEST(value_of(activation, "Approvers") == "Ada Fenn, Night watch");
    const auto assignment = assignment_setting_lines(policy);
    BOOST_TEST(value_of(assignment, "Expire active assignments after") == "1 month (30 days)");
    BOOST_TEST(value_of(assignment, "Expire eligible assignments after") == "7 days");
}

BOOST_AUTO_TEST_SUITE_END()
