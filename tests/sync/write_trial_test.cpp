// Goal: what the Connect page says that a token may write is what Graph lets it write.
// Method: the Graph engine as the backend, asked with each permission alone and with none.

#include "sync/write_trial.hpp"

#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/base64url.hpp"
#include "graph/graph_support.hpp"
#include "sync/line.hpp"
#include "sync/sync_support.hpp"

namespace pim::sync::test {

namespace {

constexpr std::string_view some_id = "11111111-2222-4333-8444-555555555555";

/// A request of each kind of write, in the order of the trials; none where Graph lists no
/// permission.
std::vector<Call> a_request_of_each() {
    const std::string roles = cat(address, "/v1.0/roleManagement/directory/");
    const std::string alerts = cat(address, "/beta/identityGovernance/roleManagementAlerts/");
    const std::string body = "{}";
    return {
        {"POST", roles + "roleEligibilityScheduleRequests", {}, body},
        {"POST", roles + "roleAssignmentScheduleRequests", {}, body},
        {},
        {"PATCH",
         cat(address, "/v1.0/policies/roleManagementPolicies/", some_id, "/rules/Expiration_x"),
         {},
         body},
        {"POST", alerts + "alerts/refresh", {}, {}},
        {"POST", roles + "roleDefinitions", {}, body},
        {"POST", cat(address, "/v1.0/groups"), {}, body},
        {"POST", cat(address, "/v1.0/users"), {}, body},
    };
}

/// A token as Entra writes them, unsigned.
std::string token_of(std::string_view claims) {
    return cat(graph::encode_base64url("{}"), '.', graph::encode_base64url(claims), ".x");
}

std::optional<std::vector<std::string>> permissions_of(const std::string& token) {
    ScriptedTransport transport;
    Line line(transport);
    line.use(a_backend(false), token);
    return line.permissions();
}

std::string answers(const std::vector<WriteTrial>& trials) {
    std::string text;
    for (const WriteTrial& trial : trials) {
        text += "+-?"[static_cast<std::size_t>(trial.answer)];
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(write_trial_test)

BOOST_AUTO_TEST_CASE(each_permission_lets_the_engine_go_on_and_none_does_not) {
    graph::test::Lab tenant;
    EngineTransport engine(*tenant.sandbox, tenant.admin);
    const std::vector<WriteTrial> trials = write_trials(std::nullopt, a_backend(false));
    const std::vector<Call> calls = a_request_of_each();
    BOOST_REQUIRE(calls.size() == trials.size());
    for (std::size_t i = 0; i < trials.size(); ++i) {
        if (calls[i].url.empty()) continue;
        const auto status_with = [&](std::vector<std::string> granted) {
            int status = 0;
            engine.granted = std::move(granted);
            engine.send(calls[i], [&](const Outcome<graph::Response>& r) { status = r->status; });
            return status;
        };
        BOOST_TEST_CONTEXT(trials[i].words) {
            BOOST_TEST(status_with({"RoleManagement.Read.All"}) == 403);
            for (const std::string_view permission : divide(trials[i].permissions, ' ')) {
                BOOST_TEST(status_with({std::string(permission)}) != 403, permission);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_permissions_that_a_token_names_say_what_it_may_write) {
    const Backend backend = a_backend(false);
    const auto said_by = [&](std::string_view claims) {
        return answers(write_trials(permissions_of(token_of(claims)), backend));
    };
    BOOST_TEST(said_by(R"({"scp":"openid RoleManagement.ReadWrite.Directory"})") == "++++-+--");
    BOOST_TEST(said_by(R"({"scp":"roleassignmentschedule.readwrite.directory"})") == "-++-----");
    BOOST_TEST(said_by(R"({"roles":["Group.ReadWrite.All","User.Read.All"]})") == "------+-");
    // One that only removes does not assign.
    BOOST_TEST(said_by(R"({"scp":"RoleAssignmentSchedule.Remove.Directory"})") == "--------");
    BOOST_TEST(said_by(R"({"scp":""})") == "--------");
}

BOOST_AUTO_TEST_CASE(what_a_token_does_not_say_is_not_made_up) {
    BOOST_TEST(!permissions_of(token_of(R"({"upn":"a@b"})")).has_value());
    BOOST_TEST(!permissions_of("opaque").has_value());
    BOOST_TEST(answers(write_trials(std::nullopt, a_backend(false))) == "????????");
    // A lab gives such a token everything.
    BOOST_TEST(answers(write_trials(std::nullopt, a_backend(true))) == "++++++++");
    BOOST_TEST(least_permission(write_trials(std::nullopt, a_backend(true)).front()) ==
               "RoleEligibilitySchedule.ReadWrite.Directory");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
