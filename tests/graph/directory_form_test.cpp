// Goal: changes of the directory and assignments outside PIM have their Graph form, and rows the
// ids of the documentation. Method: the text and the addresses that a form gives.
#include "graph/directory_form.hpp"

#include <boost/test/unit_test.hpp>
#include <initializer_list>

#include "core/text.hpp"
#include "graph/graph_support.hpp"
#include "graph/instance_id.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

/// How many memberships and ownerships there are in all groups.
std::size_t memberships(const Lab& lab) {
    std::size_t all = 0;
    const auto& groups = lab.tenant().groups;
    for (std::size_t slot = 0; slot < groups.slot_end(); ++slot) {
        const Group* const row = groups.row(static_cast<Slot>(slot));
        if (row != nullptr) all += row->members.size() + row->owners.size();
    }
    return all;
}

}  // namespace

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
    const std::string owners = cat(root, "/groups/", to_text(lab.group), "/owners/");
    BOOST_TEST(first_line(AddOwner{lab.group, lab.asker}) == cat("POST ", owners, "$ref"));
    BOOST_TEST(first_line(RemoveOwner{lab.group, lab.asker}) ==
               cat("DELETE ", owners, to_text(lab.asker), "/$ref"));
    BOOST_TEST(first_line(DeleteObject{lab.service}) ==
               cat("DELETE ", root, "/servicePrincipals/", to_text(lab.service)));
    BOOST_TEST(first_line(SaveRole{}) ==
               cat("POST ", root, "/roleManagement/directory/roleDefinitions"));
}

BOOST_AUTO_TEST_CASE(a_new_object_is_answered_as_its_form_would_be) {
    User user;
    user.display_name = "New Person";
    user.user_principal_name = "new@fernhill.example";
    User guest = user;
    user.profile.set(ProfileText::job_title, "Clerk");
    user.profile.set(ProfileText::mail_nickname, "newcomer");
    guest.type = UserType::guest;
    Group group;
    group.display_name = "Night shift";
    group.role_assignable = true;
    group.description = "Who works at night";
    group.members = {Lab().holder};
    group.owners = {Lab().asker, Lab().reader};
    ServicePrincipal service;
    service.display_name = "Nightly import";
    service.app_id = Lab::id("0b9f7f0c-1111-4222-8333-444455556666");
    Application application;
    application.display_name = "Ledger";
    AdministrativeUnit unit;
    unit.display_name = "Harbour office";
    unit.description = "All of the quay";
    RoleDefinition role;
    role.display_name = "Shift lead";
    role.permissions = {"microsoft.directory/users/basic/update"};
    const Guid id = Lab::id("77777777-8888-4999-8aaa-bbbbbbbbbbbb");
    for (const Command& command : std::initializer_list<Command>{
             SaveUser{user}, SaveUser{guest}, SaveGroup{group}, SaveServicePrincipal{service},
             SaveApplication{application}, SaveAdministrativeUnit{unit}, SaveRole{role}}) {
        Lab by_command;
        Lab by_form;
        const GraphForm form = form_of(command, by_form.tenant());
        sandbox::Submission submission;
        submission.caller = by_command.admin;
        submission.command = id;
        const Decision decision = by_command.sandbox->submit(command, std::move(submission));
        BOOST_REQUIRE(decision.has_value());
        // Before it is there as well: a preview shows the answer too.
        const auto said =
            response_of(by_form.tenant(), command, by_form.admin, by_form.sandbox->now(), decision);
        BOOST_REQUIRE(said.has_value());
        graph::Request request;
        request.method = form.calls[0].method;
        request.url = form.calls[0].url;
        request.headers.emplace_back("Content-Type", "application/json");
        request.body = form.calls[0].body;
        request.caller = by_form.admin;
        request.id = id;
        const Response response = handle(*by_form.sandbox, request);
        BOOST_TEST(response.status == 201, response.body);
        BOOST_TEST(said->status == response.status);
        BOOST_TEST(said->body == response.body);
        BOOST_TEST(memberships(by_form) == memberships(by_command));
    }
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
