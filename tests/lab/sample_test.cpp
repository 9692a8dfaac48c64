// Goal: every sample tenant and prepared start plays, ends at the asked moment, and replays.
#include "lab/sample.hpp"

#include <boost/test/unit_test.hpp>

#include "core/access.hpp"
#include "core/view.hpp"

BOOST_AUTO_TEST_SUITE(sample_test)

namespace {

pim::lab::Played open(std::string_view id) {
    const pim::lab::Sample* sample = pim::lab::find_sample(id);
    BOOST_REQUIRE(sample != nullptr);
    pim::Outcome<pim::lab::Played> played =
        pim::lab::open_sample(*sample, *pim::parse_instant("2026-11-22T10:00Z"));
    if (!played) BOOST_FAIL(played.error().what << " " << played.error().help);
    return std::move(*played);
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_one_opens_now_with_a_permanent_global_administrator) {
    BOOST_TEST(pim::lab::samples().size() >= 6U);
    BOOST_TEST(pim::lab::samples()[0].id == "start");
    for (const pim::lab::Sample& sample : pim::lab::samples()) {
        const pim::lab::Played played = open(sample.id);
        BOOST_TEST(!sample.summary.empty(), sample.id);
        BOOST_TEST((played.now == *pim::parse_instant("2026-11-22T10:00Z")), sample.id);
        BOOST_TEST(!pim::lab::verify_replay(played), sample.id);
        bool permanent = false;
        played.tenant.schedules.each([&](const pim::Schedule& row) {
            permanent = permanent || (row.role == pim::role::global_administrator &&
                                      row.kind == pim::AssignmentKind::active && row.running() &&
                                      row.permanent());
        });
        BOOST_TEST(permanent, sample.id);
    }
}

BOOST_AUTO_TEST_CASE(start_has_its_people) {
    const pim::lab::Played start = open("start");
    for (const char* name : {"gia", "ann", "ben", "tess", "rita", "gus"}) {
        BOOST_TEST(!pim::lab::persona(start.tenant, name).is_null(), name);
    }
    BOOST_TEST((start.tenant.users.find(pim::lab::persona(start.tenant, "gus"))->type ==
                pim::UserType::guest));
    BOOST_TEST(pim::reads_roles(start.tenant, pim::lab::persona(start.tenant, "rita")));
    BOOST_TEST(start.tenant.groups.size() == 1U);
    BOOST_TEST(start.tenant.administrative_units.size() == 1U);
    BOOST_TEST(start.tenant.service_principals.size() == 1U);
    BOOST_TEST(start.tenant.applications.size() == 1U);
    BOOST_TEST(start.tenant.roles.size() == 123U);
}

BOOST_AUTO_TEST_CASE(one_of_each_has_one_of_each) {
    const pim::lab::Played sample = open("one_of_each");
    const char* checks =
        "expect tess SecurityOperator eligible until +15d\n"
        "expect tess GlobalReader eligible until +13d\n"
        "expect ines LicenseAdministrator assigned until +20h\n"
        "expect kim ReportsReader expired until -29d\n"
        "expect kim MessageCenterReader expired until -10d\n"
        "pending una SecurityOperator age=23h left=1h\n"
        "pending una HelpdeskAdministrator age=1h\n"
        "decisions gia UserAdministrator of omar\n"
        "expect kim ExchangeRecipientAdministrator active via crew\n"
        "expect ines GroupsAdministrator assigned\n"
        "settings SecurityOperator approval=on approvers=ann\n"
        "settings HelpdeskAdministrator approval=on approvers=ann,ben,una\n";
    const pim::Outcome<pim::lab::Scenario> lines = pim::lab::parse_scenario("checks", checks);
    if (!lines) BOOST_FAIL(lines.error().what << " " << lines.error().help);
    pim::lab::Bench bench(sample.tenant, sample.now);
    const pim::lab::Report report = pim::lab::play(*lines, bench);
    for (const pim::lab::LineResult& line : report.lines) {
        BOOST_TEST(line.passed, line.source << ": " << line.message);
    }
}

BOOST_AUTO_TEST_CASE(seeds_carries_the_printed_ids) {
    const pim::lab::Played seeds = open("seeds");
    for (const char* id :
         {"071cc716-8147-4397-a5ba-b2105951cc0b", "d96ea738-3b95-4ae7-9e19-78a083066d5b",
          "3fbd929d-8c56-4462-851e-0eb9a7b3a2a5", "5d851eeb-b593-4d43-a78d-c8bd2f5144d2",
          "aaaaaaaa-bbbb-cccc-1111-222222222222"}) {
        BOOST_TEST(seeds.tenant.users.find(*pim::parse_guid(id)) != nullptr, id);
    }
}

BOOST_AUTO_TEST_SUITE_END()
