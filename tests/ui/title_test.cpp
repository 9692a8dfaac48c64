// Goal: what is asked for is named before it is done: the act, the role, the person, the scope.
// Method: the commands of a small tenant.

#include <boost/test/unit_test.hpp>

#include "ui/office_support.hpp"
#include "ui/title.hpp"

using namespace pim;

namespace {

/// Ada may activate a role over a unit, with an approval.
struct Requested : tests::Office {
    Requested() {
        Policy policy = policy_of(tenant, operator_role);
        policy.role = operator_role;
        policy.approval.required = true;
        must(UpdatePolicy{policy}, admin);
        eligible.principal = ada;
        eligible.role = operator_role;
        eligible.scope = {ScopeType::administrative_unit, unit};
        eligible.justification = "The night shift";
        eligible.schedule.expiration.type = ExpirationType::no_expiration;
        must(eligible, admin);
        wait(ticks_per_hour);
        activation = eligible;
        activation.kind = AssignmentKind::active;
        activation.action = Action::self_activate;
        activation.schedule.expiration.type = ExpirationType::after_duration;
        activation.schedule.expiration.duration = hours(1);
        request = must(activation, ada);
    }
    std::string title(const Command& command) const { return ui::title_of(tenant, command); }

    const Guid operator_role = role::user_administrator;
    RequestSchedule eligible;
    RequestSchedule activation;
    Guid request;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(title_test)

BOOST_FIXTURE_TEST_CASE(a_schedule_request_names_its_scope_and_its_kind, Requested) {
    BOOST_TEST(title(eligible) ==
               "Assign User Administrator over North pier for Ada Fenn, eligible");
    BOOST_TEST(title(activation) == "Activate User Administrator over North pier");
    eligible.kind = AssignmentKind::active;
    eligible.action = Action::admin_remove;
    eligible.scope = {};
    BOOST_TEST(title(eligible) == "Remove User Administrator for Ada Fenn, active");
}

BOOST_FIXTURE_TEST_CASE(an_answer_names_the_request, Requested) {
    const std::string what = "Ada Fenn's request to activate User Administrator over North pier";
    BOOST_TEST(title(CancelRequest{request}) == "Cancel " + what);
    BOOST_TEST(title(AnswerApproval{request, {}, ReviewResult::approve, ""}) == "Approve " + what);
    BOOST_TEST(title(AnswerApproval{request, {}, ReviewResult::deny, ""}) == "Deny " + what);
    DecideRequest decision;
    decision.request = request;
    decision.result = ReviewResult::deny;
    BOOST_TEST(title(decision) == "Deny " + what);
    BOOST_TEST(title(CancelRequest{{9, 9}}) == "Cancel a request");
}

BOOST_FIXTURE_TEST_CASE(settings_name_the_rules_that_change, Requested) {
    UpdatePolicy update{policy_of(tenant, operator_role)};
    update.policy.activation_expiration.maximum = hours(2);
    update.policy.approval.required = false;
    BOOST_TEST(title(update) ==
               "Change settings of User Administrator: activation maximum duration, approval to "
               "activate");
    update = {policy_of(tenant, operator_role)};
    for (NotificationRule& rule : update.policy.notifications) rule.default_recipients = false;
    BOOST_TEST(title(update) == "Change settings of User Administrator: notifications");
    update = {policy_of(tenant, operator_role)};
    BOOST_TEST(title(update) == "Change settings of User Administrator");
}

BOOST_FIXTURE_TEST_CASE(what_is_done_outside_names_role_person_and_scope, Requested) {
    const AssignOutside outside{ben, operator_role, {ScopeType::administrative_unit, unit}};
    const std::string what = "User Administrator over North pier";
    BOOST_TEST(title(outside) == "Assign " + what + " to Ben Ortiz outside PIM");
    const Guid made = must(outside);
    BOOST_TEST(title(RemoveOutside{made}) == "Remove " + what + " from Ben Ortiz outside PIM");
    BOOST_TEST(title(RemoveOutside{{9, 9}}) == "Remove an assignment outside PIM");
}

BOOST_FIXTURE_TEST_CASE(an_object_is_created_or_changed, Requested) {
    User user = *tenant.users.find(ben);
    BOOST_TEST(title(SaveUser{user}) == "Change the user Ben Ortiz");
    user.id = {};
    BOOST_TEST(title(SaveUser{user}) == "Create the user Ben Ortiz");
    BOOST_TEST(title(DeleteObject{team}) == "Delete Night watch");
    BOOST_TEST(title(AddMember{team, ada}) == "Add Ada Fenn to Night watch");
    BOOST_TEST(title(RemoveMember{team, ben}) == "Remove Ben Ortiz from Night watch");
    BOOST_TEST(title(AddOwner{team, ada}) == "Add Ada Fenn as an owner of Night watch");
    BOOST_TEST(title(RemoveOwner{team, ben}) == "Remove Ben Ortiz as an owner of Night watch");
}

BOOST_AUTO_TEST_SUITE_END()
