// Goal: what single objects of a Graph backend become, and what is strange in them.
// Method: harvests written by hand, as no engine of ours would fill them.

#include <boost/test/unit_test.hpp>

#include "core/derived.hpp"
#include "core/text.hpp"
#include "core/view.hpp"
#include "sync/named.hpp"
#include "sync/sync_support.hpp"
#include "sync/tenant_of.hpp"

namespace pim::sync::test {

namespace {

const Guid directory_readers = *parse_guid("88d8e3e3-8f55-4a1e-953a-9b9898b8876b");

}  // namespace

BOOST_AUTO_TEST_SUITE(harvest_test)

BOOST_AUTO_TEST_CASE(who_is_looked_up_beside_those_that_are_named_survives_a_reload) {
    Harvest harvest = begin();
    harvest.also = {{1, 2}, {1, 3}};
    const auto kept = parse_harvest(to_text(harvest));
    BOOST_REQUIRE(kept);
    BOOST_CHECK(kept->also == harvest.also);
    BOOST_CHECK((*named_objects(*kept) == std::vector<Guid>{{1, 2}, {1, 3}}));
    std::string wrong = to_text(harvest);
    wrong.replace(wrong.find(to_text(Guid{1, 3})), 8, "somebody");
    BOOST_TEST(parse_harvest(wrong).error().what == "the mirror that was begun: also/1 is no id");
}

BOOST_AUTO_TEST_CASE(instances_tell_what_runs_and_where_it_comes_from) {
    constexpr std::string_view of_whom =
        R"(,"principalId":"071cc716-8147-4397-a5ba-b2105951cc0b",)"
        R"("roleDefinitionId":"88d8e3e3-8f55-4a1e-953a-9b9898b8876b","directoryScopeId":"/",)";
    const auto id = [](int n) { return to_text(Guid{9, static_cast<std::uint64_t>(n)}); };
    const auto instance = [&](int n, std::string_view more) {
        return Item{id(n), cat(R"({"id":"i","roleAssignmentScheduleId":")", id(n), '"', of_whom,
                               more, '}')};
    };
    Harvest harvest = begin();
    harvest.read = *parse_instant("2026-03-02T09:00:00Z");
    Reading& schedules = harvest.readings.emplace_back();
    schedules.operation = Operation::active_schedules;
    schedules.take({id(1), cat(R"({"id":")", id(1), '"', of_whom,
                               R"("assignmentType":"Activated","activatedUsing":null,)"
                               R"("scheduleInfo":{"startDateTime":"2026-03-02T07:00:00Z",)"
                               R"("expiration":{"type":"afterDuration","duration":"PT1H"}}})")});
    Reading& instances = harvest.readings.emplace_back();
    instances.operation = Operation::active_instances;
    instances.take(instance(1, cat(R"("startDateTime":"2026-03-02T07:05:00Z",)"
                                   R"("endDateTime":"2026-03-02T10:05:00Z","tomorrow":1,)"
                                   R"("activatedUsing":{"roleEligibilityScheduleId":")",
                                   id(7), R"("})")));
    instances.take(instance(2, R"("memberType":"Group")"));
    instances.take(instance(3, R"("memberType":"Direct","startDateTime":"2026-03-01T07:00:00Z")"));
    const auto copy = tenant_of(harvest);
    BOOST_REQUIRE_MESSAGE(copy, copy.error().what);
    BOOST_TEST(copy->schedules.size() == 2U);
    const Schedule& activation = *copy->schedules.find({9, 1});
    BOOST_CHECK(activation.running());
    BOOST_CHECK(!activation.ended_at);
    BOOST_TEST(to_text(activation.start) == "2026-03-02T07:05:00Z");
    BOOST_TEST(to_text(*activation.end) == "2026-03-02T10:05:00Z");
    BOOST_CHECK((activation.activated_using == Guid{9, 7}));
    // What stands in no schedule runs nevertheless; what a group gave stands at the group.
    BOOST_CHECK(copy->schedules.find({9, 2}) == nullptr);
    BOOST_CHECK(copy->schedules.find({9, 3})->running());
    BOOST_TEST(copy->originals.size() == 4U);
    BOOST_TEST(copy->originals[1].json.find(R"("tomorrow":1)") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(unknown_members_are_kept_and_a_strange_rule_leaves_its_default) {
    Harvest harvest = begin();
    harvest.requests_too = true;
    Reading& roles = harvest.readings.emplace_back();
    roles.operation = Operation::roles;
    roles.take({"88d8e3e3-8f55-4a1e-953a-9b9898b8876b",
                R"({"id":"88d8e3e3-8f55-4a1e-953a-9b9898b8876b","tomorrow":{"a":[1,2.5]}})"});
    Reading& policies = harvest.readings.emplace_back();
    policies.operation = Operation::policies;
    policies.take(
        {"p", R"({"id":"p","roleDefinitionId":"88d8e3e3-8f55-4a1e-953a-9b9898b8876b","policy":)"
              R"({"rules":[{"@odata.type":"#microsoft.graph.)"
              R"(unifiedRoleManagementPolicyExpirationRule","id":"Expiration_EndUser_Assignment",)"
              R"("maximumDuration":"PT1H","tomorrow":1},{"@odata.type":"#microsoft.graph.)"
              R"(unifiedRoleManagementPolicyApprovalRule","id":"Approval_EndUser_Assignment",)"
              R"("setting":{"approvalMode":"Serial"}}]}})"});
    const auto copy = tenant_of(harvest);
    BOOST_REQUIRE(copy);
    BOOST_TEST(copy->originals[0].json ==
               R"({"id":"88d8e3e3-8f55-4a1e-953a-9b9898b8876b","tomorrow":{"a":[1,2.5]}})");
    BOOST_CHECK(policy_of(*copy, directory_readers).activation_expiration.maximum == hours(1));
    BOOST_REQUIRE(copy->origin->omissions.size() == 1U);
    BOOST_TEST(copy->origin->omissions[0].collection.find("Approval_EndUser_Assignment") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_member_of_the_wrong_sort_is_an_error_with_its_place) {
    Harvest harvest = begin();
    Reading& schedules = harvest.readings.emplace_back();
    schedules.operation = Operation::active_schedules;
    schedules.take({"x", R"({"id":"x","principalId":"nobody"})"});
    BOOST_TEST(tenant_of(harvest).error().what ==
               "roleManagement/directory/roleAssignmentSchedules/x/principalId is 'nobody', "
               "not a GUID");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
