// Goal: the tables of Manage show each row once, in words, searched and sorted.
// Method: a small tenant and the lines made of it.

#include "ui/pages/assignment_lines.hpp"

#include <boost/test/unit_test.hpp>

#include "ui/office_support.hpp"
#include "ui/pages/assignment_form.hpp"
#include "ui/pages/audit_search.hpp"

using namespace pim;
using namespace pim::ui;
using pim::tests::Office;

namespace {

void assign(Office& office, const Guid& principal, const Guid& role, const Scope& scope = {}) {
    AssignmentForm form;
    form.justification = "rota";
    office.must(request_of(form, {principal, role, scope, {}}, Action::admin_assign), office.admin);
}

std::vector<std::string> principals(const std::vector<AssignmentLine>& lines) {
    std::vector<std::string> names;
    for (const AssignmentLine& line : lines) names.push_back(line.principal);
    return names;
}

/// Places in the log that the filter lets through, newest first.
std::vector<std::size_t> audit_places(const Tenant& tenant, const AuditFilter& filter) {
    AuditSearch search;
    do {
        search.follow(tenant, 1, filter);
    } while (!search.done());
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < search.size(); ++i) places.push_back(search.place(tenant, i));
    return places;
}

const RoleLine& line_of(const std::vector<RoleLine>& lines, const Guid& role) {
    for (const RoleLine& line : lines) {
        if (line.role->id == role) return line;
    }
    BOOST_FAIL("the role is not listed");
    return lines.front();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(assignment_lines_test)

BOOST_AUTO_TEST_CASE(a_search_looks_at_member_role_and_scope) {
    Office office;
    assign(office, office.ada, role::security_reader);
    assign(office, office.team, role::user_administrator,
           {ScopeType::administrative_unit, office.unit});
    const auto found = [&](const char* text) {
        return principals(
            assignment_lines(office.tenant, {std::nullopt, AssignmentTab::eligible, text}));
    };
    BOOST_TEST(found("").size() == 2U);
    BOOST_TEST(found("ADA").size() == 1U);
    BOOST_TEST(found("user admin").size() == 1U);
    BOOST_TEST(found("north pier").size() == 1U);
    BOOST_TEST(found("nobody").empty());
}

BOOST_AUTO_TEST_CASE(lines_are_sorted_both_ways_and_stay_as_listed_otherwise) {
    Office office;
    assign(office, office.ben, role::security_reader);
    assign(office, office.ada, role::security_reader);
    auto lines =
        assignment_lines(office.tenant, {role::security_reader, AssignmentTab::eligible, ""});
    sort_lines(lines, AssignmentOrder::principal, false);
    BOOST_TEST(principals(lines).front() == "Ada Fenn");
    sort_lines(lines, AssignmentOrder::principal, true);
    BOOST_TEST(principals(lines).front() == "Ben Ortiz");
    sort_lines(lines, AssignmentOrder::as_listed, false);
    BOOST_TEST(principals(lines).front() == "Ben Ortiz");
}

BOOST_AUTO_TEST_CASE(principals_are_told_by_their_type) {
    const Office office;
    BOOST_TEST(principal_type_text(office.tenant, office.ada) == "User");
    BOOST_TEST(principal_type_text(office.tenant, office.guest) == "Guest");
    BOOST_TEST(principal_type_text(office.tenant, office.team) == "Group");
    BOOST_TEST(principal_type_text(office.tenant, office.service) == "Service principal");
    BOOST_TEST(principal_type_text(office.tenant, {9, 9}) == "Deleted");
}

BOOST_AUTO_TEST_CASE(roles_count_what_is_live_and_are_searched_by_description) {
    Office office;
    assign(office, office.ada, role::security_reader);
    assign(office, office.ben, role::security_reader);
    const auto all = role_lines(office.tenant, "");
    BOOST_TEST(all.size() == 123U);
    BOOST_TEST(line_of(all, role::security_reader).counts.eligible == 2U);
    BOOST_TEST(line_of(all, role::global_administrator).counts.active == 1U);
    for (std::size_t i = 1; i < all.size(); ++i) {
        BOOST_TEST(!holds_text(all[i].role->display_name, "\n"));
    }
    BOOST_TEST(role_lines(office.tenant, "security reader").size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_audit_is_filtered_by_activity_person_role_and_date) {
    Office office;
    assign(office, office.ada, role::security_reader);
    office.wait(2 * ticks_per_day);
    assign(office, office.ben, role::user_administrator);
    const auto count = [&](const AuditFilter& filter) {
        return audit_places(office.tenant, filter).size();
    };
    BOOST_TEST_REQUIRE(count({}) == office.tenant.audit.size());
    AuditFilter person;
    person.person = "ada";
    BOOST_TEST(count(person) > 0U);
    BOOST_TEST(count(person) < count({}));
    AuditFilter role;
    role.role = "user administrator";
    for (const std::size_t at : audit_places(office.tenant, role)) {
        BOOST_TEST((office.tenant.audit[at].role == role::user_administrator));
    }
    AuditFilter recent;
    recent.from = shift(office.now, -ticks_per_day);
    AuditFilter old;
    old.to = recent.from;
    BOOST_TEST(count(recent) > 0U);
    BOOST_TEST(count(recent) + count(old) == count({}));
    const auto activities = audit_activities(office.tenant);
    BOOST_TEST_REQUIRE(!activities.empty());
    AuditFilter activity;
    activity.activity = activities.front();
    BOOST_TEST(count(activity) > 0U);
    BOOST_TEST(count(activity) < count({}));
    const auto newest = audit_places(office.tenant, {});
    BOOST_TEST((newest.front() > newest.back()));
    AuditFilter text;
    text.text = "rota";
    text.concerns = office.ada;
    const auto hers = audit_places(office.tenant, text);
    BOOST_TEST_REQUIRE(!hers.empty());
    BOOST_TEST(hers.size() < count({}));
    for (const std::size_t at : hers) {
        BOOST_TEST((office.tenant.audit[at].principal == office.ada));
    }
}

BOOST_AUTO_TEST_CASE(a_search_of_the_audit_looks_at_each_row_once_and_in_slices) {
    Office office;
    assign(office, office.ada, role::security_reader);
    Tenant& tenant = office.tenant;
    const AuditRow sample = tenant.audit.back();
    constexpr std::size_t rows = 3 * audit_slice_rows;
    while (tenant.audit.size() < rows) tenant.audit.push_back(sample);
    AuditSearch search;
    AuditFilter filter;
    search.follow(tenant, 1, filter);
    BOOST_TEST(search.done());
    BOOST_TEST(search.size() == rows);
    BOOST_TEST(search.looked_at() == 0U);  // the log's own order answers
    filter.person = "ada";
    search.follow(tenant, 1, filter);
    BOOST_TEST(!search.done());
    BOOST_TEST(search.looked_at() == audit_slice_rows);
    while (!search.done()) search.follow(tenant, 1, filter);
    BOOST_TEST(search.looked_at() == rows);
    const std::size_t found = search.size();
    for (int i = 0; i < 10; ++i) search.follow(tenant, 1, filter);
    BOOST_TEST(search.looked_at() == rows);
    AuditRow added = sample;
    added.sequence += 1;
    tenant.audit.push_back(added);
    search.follow(tenant, 2, filter);
    BOOST_TEST(search.looked_at() == rows + 1);
    BOOST_TEST(search.size() == found + 1);
    BOOST_TEST(search.place(tenant, 0) == rows);
    // Another name for somebody: older rows may read otherwise now.
    added.sequence += 1;
    added.activity = "Update user";
    tenant.audit.push_back(added);
    search.follow(tenant, 3, filter);
    BOOST_TEST(search.looked_at() == rows + 1 + audit_slice_rows);
    // Rows enough for a page: no further.
    AuditSearch few;
    few.follow(tenant, 1, filter, 5);
    BOOST_TEST(few.done());
    BOOST_TEST(few.size() == 5U);
    BOOST_TEST(few.looked_at() < 10U);
}

BOOST_AUTO_TEST_SUITE_END()
