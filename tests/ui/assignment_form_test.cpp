// Goal: the forms of Manage send what they show, and are first filled in with what the core takes.
// Method: forms filled in natively, their commands asked of the core.

#include "ui/pages/assignment_form.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

#include "core/text.hpp"
#include "core/view.hpp"
#include "ui/office_support.hpp"

using namespace pim;
using namespace pim::ui;
using pim::tests::Office;

namespace {

const Schedule& only_row(const Office& office, const Guid& role, AssignmentTab tab) {
    const auto rows = assignments_of_role(office.tenant, role, tab);
    BOOST_TEST_REQUIRE(rows.size() == 1U);
    return *rows.front().schedule;
}

Policy with_limits(const Guid& role) {
    Policy policy;
    policy.role = role;
    policy.eligible_expiration = {true, days(90)};
    policy.active_expiration = {true, days(15)};
    return policy;
}

RequestSchedule assignment(const Office& office, AssignmentForm form) {
    form.justification = "harbour project";
    return request_of(form, {office.ada, role::security_reader, {}, {}}, Action::admin_assign);
}

RequestSchedule two_hours(const Office& office) {
    RequestSchedule activation;
    activation.kind = AssignmentKind::active;
    activation.action = Action::self_activate;
    activation.principal = office.ada;
    activation.role = role::security_reader;
    activation.justification = "looking";
    activation.schedule.expiration = {ExpirationType::after_duration, std::nullopt, hours(2)};
    return activation;
}

bool has(const Refusal& refusal, Rule rule) {
    return std::any_of(refusal.reasons.begin(), refusal.reasons.end(),
                       [&](const Reason& reason) { return reason.rule == rule; });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(assignment_form_test)

BOOST_AUTO_TEST_CASE(each_way_to_end_becomes_its_own_expiration) {
    AssignmentForm form;
    BOOST_TEST(name(schedule_of(form).expiration.type) == "noExpiration");
    form.lasting = Lasting::until;
    form.end = parse_instant("2026-04-01T08:00:00Z");
    BOOST_TEST(name(schedule_of(form).expiration.type) == "afterDateTime");
    BOOST_TEST(to_text(*schedule_of(form).expiration.end) == "2026-04-01T08:00:00Z");
    form.lasting = Lasting::duration;
    form.length = 6;
    form.unit = LengthUnit::months;
    BOOST_TEST(to_text(*schedule_of(form).expiration.duration) == "P6M");
    BOOST_TEST(!schedule_of(form).expiration.end.has_value());
}

BOOST_AUTO_TEST_CASE(a_start_that_is_not_asked_for_is_not_sent) {
    AssignmentForm form;
    form.start = parse_instant("2026-04-01T08:00:00Z");
    BOOST_TEST(!schedule_of(form).start.has_value());
    form.starts_later = true;
    BOOST_TEST(schedule_of(form).start.has_value());
}

BOOST_AUTO_TEST_CASE(a_new_form_is_permanent_where_the_settings_allow_it) {
    Office office;
    const auto free = new_assignment_form(office.tenant, role::security_reader,
                                          AssignmentKind::eligible, office.now);
    BOOST_TEST((free.lasting == Lasting::permanent));
    BOOST_TEST(!office.refusal(assignment(office, free)).has_value());
    office.must(UpdatePolicy{with_limits(role::security_reader)}, office.admin);
    for (const AssignmentKind kind : {AssignmentKind::eligible, AssignmentKind::active}) {
        const auto form =
            new_assignment_form(office.tenant, role::security_reader, kind, office.now);
        BOOST_TEST((form.lasting == Lasting::until));
        BOOST_TEST(!office.refusal(assignment(office, form)).has_value(), name(kind));
    }
}

BOOST_AUTO_TEST_CASE(a_length_beyond_the_settings_is_refused_by_the_core) {
    Office office;
    office.must(UpdatePolicy{with_limits(role::security_reader)}, office.admin);
    AssignmentForm form;
    const auto permanent = office.refusal(assignment(office, form));
    BOOST_TEST_REQUIRE(permanent.has_value());
    BOOST_TEST(has(*permanent, Rule::expiration));
}

BOOST_AUTO_TEST_CASE(extend_suggests_a_later_end_within_the_settings) {
    Office office;
    AssignmentForm form;
    form.lasting = Lasting::duration;
    form.length = 20;
    form.unit = LengthUnit::days;
    office.must(assignment(office, form), office.admin);
    office.wait(10 * ticks_per_day);
    const Schedule& row = only_row(office, role::security_reader, AssignmentTab::eligible);
    const AssignmentForm free = extend_form(office.tenant, row, office.now);
    BOOST_TEST((*free.end == shift(*row.end, 20 * ticks_per_day)));
    RequestSchedule command = request_of(free, subject_of(row), Action::admin_extend);
    command.justification = "longer";
    BOOST_TEST(!office.refusal(command).has_value());
    Policy policy = with_limits(role::security_reader);
    policy.eligible_expiration = {true, days(15)};
    office.must(UpdatePolicy{policy}, office.admin);
    const AssignmentForm capped = extend_form(office.tenant, row, office.now);
    BOOST_TEST((*capped.end == shift(office.now, 15 * ticks_per_day)));
}

BOOST_AUTO_TEST_CASE(renew_suggests_the_same_length_from_now_on) {
    Office office;
    AssignmentForm form;
    form.lasting = Lasting::duration;
    form.length = 3;
    form.unit = LengthUnit::days;
    office.must(assignment(office, form), office.admin);
    office.wait(5 * ticks_per_day);
    const Schedule& row = only_row(office, role::security_reader, AssignmentTab::expired);
    const AssignmentForm again = renew_form(office.tenant, row, office.now);
    BOOST_TEST((*again.end == shift(office.now, 3 * ticks_per_day)));
    RequestSchedule command = request_of(again, subject_of(row), Action::admin_renew);
    command.justification = "again";
    BOOST_TEST(!office.refusal(command).has_value());
}

BOOST_AUTO_TEST_CASE(update_begins_with_the_assignment_as_it_stands) {
    Office office;
    office.must(assignment(office, {}), office.admin);
    office.wait(ticks_per_hour);
    const Schedule& row = only_row(office, role::security_reader, AssignmentTab::eligible);
    AssignmentForm form = update_form(office.tenant, row, office.now);
    BOOST_TEST((form.kind == AssignmentKind::eligible));
    BOOST_TEST((form.lasting == Lasting::permanent));
    form.justification = "now active";
    form.kind = AssignmentKind::active;
    const RequestSchedule update = request_of(form, subject_of(row), Action::admin_update);
    BOOST_TEST(!office.refusal(update).has_value());
    BOOST_TEST(removed_by_update(office.tenant, update, office.now).size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_update_from_a_later_day_tells_that_the_activation_ends) {
    Office office;
    office.must(assignment(office, {}), office.admin);
    office.wait(ticks_per_hour);
    office.must(two_hours(office), office.ada);
    office.wait(ticks_per_hour);
    const Schedule& row = only_row(office, role::security_reader, AssignmentTab::eligible);
    AssignmentForm form = update_form(office.tenant, row, office.now);
    const auto removed = [&] {
        const RequestSchedule update = request_of(form, subject_of(row), Action::admin_update);
        return removed_by_update(office.tenant, update, office.now);
    };
    BOOST_TEST(removed().empty());
    form.starts_later = true;
    form.start = shift(office.now, ticks_per_day);
    BOOST_REQUIRE_EQUAL(removed().size(), 1U);
    BOOST_TEST((removed()[0]->type == AssignmentType::activated));
}

BOOST_AUTO_TEST_CASE(an_activation_can_be_removed_but_neither_updated_nor_extended) {
    Office office;
    office.must(assignment(office, {}), office.admin);
    office.wait(ticks_per_hour);
    const RequestSchedule activation = two_hours(office);
    office.must(activation, office.ada);
    office.wait(ticks_per_hour);
    const Schedule& row = only_row(office, role::security_reader, AssignmentTab::active);
    BOOST_TEST((row.type == AssignmentType::activated));
    AssignmentForm form = update_form(office.tenant, row, office.now);
    form.justification = "given";
    BOOST_TEST(office.refusal(request_of(form, subject_of(row), Action::admin_update)).has_value());
    form = extend_form(office.tenant, row, office.now);
    form.justification = "given";
    BOOST_TEST(office.refusal(request_of(form, subject_of(row), Action::admin_extend)).has_value());
    office.must(removal_of(row, ""), office.admin);
    BOOST_TEST(
        assignments_of_role(office.tenant, role::security_reader, AssignmentTab::active).empty());
    BOOST_TEST(
        assignments_of_role(office.tenant, role::security_reader, AssignmentTab::eligible).size() ==
        1U);
}

BOOST_AUTO_TEST_SUITE_END()
