// Goal: changes of the directory and assignments outside PIM have their Graph form, and rows the
// ids of the documentation. Method: the text and the addresses that a form gives.
#include "graph/directory_form.hpp"

#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"
#include "graph/instance_id.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

BOOST_AUTO_TEST_SUITE(directory_form_test)

BOOST_AUTO_TEST_CASE(directory_commands) {
    Lab lab;
    const auto first_line = [&](const Command& command) {
        const std::string text = as_http(form_of(command, lab.tenant()));
        return text.substr(0, text.find('\n'));
    };
    const std::string root = "https://graph.microsoft.com/v1.0";
    User user;
    user.display_name = "New Person";
    user.user_principal_name = "new@fernhill.example";
    BOOST_TEST(first_line(SaveUser{user}) == cat("POST ", root, "/users"));
    user.type = UserType::guest;
    BOOST_TEST(first_line(SaveUser{user}) == cat("POST ", root, "/invitations"));
    user.id = lab.holder;
    BOOST_TEST(first_line(SaveUser{user}) == cat("PATCH ", root, "/users/", to_text(lab.holder)));
    BOOST_TEST(first_line(SaveGroup{}) == cat("POST ", root, "/groups"));
    BOOST_TEST(first_line(SaveAdministrativeUnit{}) ==
               cat("POST ", root, "/directory/administrativeUnits"));
    BOOST_TEST(first_line(AddMember{lab.group, lab.asker}) ==
               cat("POST ", root, "/groups/", to_text(lab.group), "/members/$ref"));
    BOOST_TEST(first_line(RemoveMember{lab.unit, lab.asker}) ==
               cat("DELETE ", root, "/directory/administrativeUnits/", to_text(lab.unit),
                   "/members/", to_text(lab.asker), "/$ref"));
    BOOST_TEST(first_line(DeleteObject{lab.service}) ==
               cat("DELETE ", root, "/servicePrincipals/", to_text(lab.service)));
    BOOST_TEST(first_line(SaveRole{}) ==
               cat("POST ", root, "/roleManagement/directory/roleDefinitions"));
}

BOOST_AUTO_TEST_CASE(assignments_outside_pim) {
    Lab lab;
    const AssignOutside command{
        lab.holder, lab.user_administrator, {ScopeType::administrative_unit, lab.unit}};
    const GraphForm form = form_of(command, lab.tenant());
    BOOST_TEST(form.calls[0].url ==
               "https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments");
    const Decision decision = lab.submit(command, lab.admin);
    const auto response =
        response_of(lab.tenant(), command, lab.admin, lab.sandbox->now(), decision);
    BOOST_REQUIRE(response.has_value());
    BOOST_TEST(response->status == 201);
    const GraphForm removal = form_of(RemoveOutside{decision->subject}, lab.tenant());
    BOOST_TEST(removal.calls[0].method == "DELETE");
    BOOST_TEST(removal.calls[0].url == cat(form.calls[0].url, '/', at(*response, "id")));
}

BOOST_AUTO_TEST_CASE(ids_of_assignments_are_those_of_the_documentation) {
    Schedule schedule;
    schedule.kind = AssignmentKind::active;
    schedule.role = role::global_administrator;
    schedule.principal = Lab::id("4ab0b690-479b-47ff-af8f-2576cf521872");
    BOOST_TEST(instance_id(schedule) == "lAPpYvVpN0KRkAEhdxReEJC2sEqbR_9Hr48lds9SGHI-1");
    schedule.scope = {ScopeType::administrative_unit, schedule.role};
    BOOST_TEST(instance_id(schedule).substr(64) == "-2");
    schedule.kind = AssignmentKind::eligible;
    schedule.scope.type = ScopeType::object;
    BOOST_TEST(instance_id(schedule).substr(64) == "-1-e");
}

BOOST_AUTO_TEST_SUITE_END()
