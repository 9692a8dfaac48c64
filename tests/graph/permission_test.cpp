// Goal: a token does what the permissions that it names allow, and nothing else: a person's
// together with the roles that are held, an application's by themselves.
#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

using Granted = std::vector<std::string>;

struct WithToken : Lab {
    const std::string roles = "/v1.0/roleManagement/directory/roleDefinitions";
    const std::string eligible = "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances";

    Response ask(const std::string& url, std::optional<Granted> granted) {
        return answer("GET", url, {}, std::move(granted));
    }
    Response post(const std::string& url, const std::string& body, std::optional<Granted> granted) {
        return answer("POST", url, body, std::move(granted));
    }

private:
    Response answer(std::string method, const std::string& url, const std::string& body,
                    std::optional<Granted> granted) {
        graph::Request request;
        request.method = std::move(method);
        request.url = url;
        if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
        request.body = body;
        request.caller = caller;
        request.granted = std::move(granted);
        return handle(*sandbox, request);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(permission_test, WithToken)

BOOST_AUTO_TEST_CASE(tokens_need_a_permission_of_the_operation) {
    const Response missing = ask(eligible, Granted{"User.Read"});
    BOOST_TEST(missing.status == 403);
    BOOST_TEST(at(missing, "error.code") == "UnknownError");
    BOOST_TEST(at(missing, "error.message") ==
               R"({"errorCode":"PermissionScopeNotGranted","message":"Authorization failed due to )"
               R"(missing permission scope RoleEligibilitySchedule.Read.Directory."})");
    for (const std::string_view enough :
         {"RoleEligibilitySchedule.Read.Directory", "rolemanagement.read.all"}) {
        BOOST_TEST(ask(eligible, Granted{"openid", std::string(enough)}).status == 200);
    }
    const Response directory = ask(roles, Granted{});
    BOOST_TEST(at(directory, "error.code") == "Authorization_RequestDenied");
    BOOST_TEST(at(directory, "error.message") ==
               "Insufficient privileges to complete the operation.");
    // An application's list may be another one than a person's.
    const std::string assignments = "/v1.0/roleManagement/directory/roleAssignments";
    must(AssignOutside{service, role::global_reader, {}}, admin);
    const Granted all{"RoleManagement.Read.All"};
    BOOST_TEST(ask(assignments, all).status == 200);
    caller = service;
    BOOST_TEST(ask(assignments, all).status == 403);
    BOOST_TEST(ask(assignments, Granted{"RoleManagement.Read.Directory"}).status == 200);
}

BOOST_AUTO_TEST_CASE(an_application_acts_by_the_permissions_that_its_token_names) {
    caller = service;
    const std::string requests = "/v1.0/roleManagement/directory/roleEligibilityScheduleRequests";
    const std::string body =
        request_body("adminAssign", holder, mail_role,
                     R"({"expiration":{"type":"afterDuration","duration":"P1D"}})");
    const Granted writes{"RoleManagement.ReadWrite.Directory"};
    const Response made = post(requests, body, writes);
    BOOST_TEST(made.status == 201, made.body);
    BOOST_TEST((tenant().requests.find(id(at(made, "id")))->created_by == service));
    const Granted reads{"RoleEligibilitySchedule.Read.Directory"};
    BOOST_TEST(at(ask(eligible, reads), "value") != "[0]");
    BOOST_TEST(post(requests, body, reads).status == 403);
    // A token that names none has the rights of the roles that it holds: none.
    BOOST_TEST(post(requests, body, std::nullopt).status == 403);
    BOOST_TEST(post("/v1.0/users",
                    R"({"accountEnabled":true,"displayName":"N","mailNickname":"n",)"
                    R"("userPrincipalName":"n@a.example",)"
                    R"("passwordProfile":{"password":"x"}})",
                    Granted{"User.ReadWrite.All"})
                   .status == 201);
    // A group that roles can be assigned to takes more than a group.
    const auto add = [&](const Guid& to, const Granted& granted,
                         std::string_view collection = "members") {
        return post(cat("/v1.0/groups/", to_text(to), '/', collection, "/$ref"), reference(reader),
                    granted)
            .status;
    };
    BOOST_TEST(add(plain_group, Granted{"GroupMember.ReadWrite.All"}) == 204);
    BOOST_TEST(add(group, Granted{"GroupMember.ReadWrite.All"}) == 403);
    BOOST_TEST(add(group, Granted{"GroupMember.ReadWrite.All",
                                  "RoleManagement.ReadWrite.Directory"}) == 204);
    // Owners take more than members do.
    BOOST_TEST(add(plain_group, Granted{"GroupMember.ReadWrite.All"}, "owners") == 403);
    BOOST_TEST(add(plain_group, Granted{"Group.ReadWrite.All"}, "owners") == 204);
    BOOST_TEST(add(group, Granted{"Group.ReadWrite.All"}, "owners") == 403);
    BOOST_TEST(add(group, Granted{"Group.ReadWrite.All", "RoleManagement.ReadWrite.Directory"},
                   "owners") == 204);
}

BOOST_AUTO_TEST_CASE(tokens_that_only_remove_do_nothing_else) {
    caller = admin;
    const auto act = [&](std::string_view url, std::string_view action, std::string_view scope) {
        return post(
            std::string(url),
            request_body(action, holder, mail_role, R"({"expiration":{"type":"noExpiration"}})"),
            Granted{std::string(scope)});
    };
    for (const std::string_view scope :
         {"RoleAssignmentSchedule.Remove.Directory", "RoleEligibilitySchedule.Remove.Directory"}) {
        for (const std::string_view url : {assignment_requests, eligibility_requests}) {
            for (const std::string_view action : {"adminAssign", "adminExtend", "selfActivate"}) {
                const Response refused_here = act(url, action, scope);
                BOOST_TEST(refused_here.status == 403);
                BOOST_TEST(at(refused_here, "error.code") == "UnknownError");
            }
            BOOST_TEST(at(act(url, "adminRemove", scope), "error.code") ==
                       "RoleAssignmentDoesNotExist");
        }
    }
    BOOST_TEST(
        at(act(assignment_requests, "adminExtend", "RoleAssignmentSchedule.ReadWrite.Directory"),
           "error.code") == "RoleAssignmentDoesNotExist");
}

BOOST_AUTO_TEST_SUITE_END()
