// Goal: each error that this surface can give comes from the situation that causes it, with the
// documented status, code, message and envelope (behaviours.md §1).
#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

constexpr std::string_view for_an_hour =
    R"({"expiration":{"type":"afterDuration","duration":"PT1H"}})";

/// "404 RoleNotFound" of a refused request.
std::string refused_code(const Response& response) {
    return cat(response.status, ' ', at(response, "error.code"));
}

struct Errors : Lab {
    Response post(std::string_view collection, const std::string& body) {
        return send("POST", collection, body);
    }
    Response assign(const Guid& principal, const Guid& role,
                    std::string_view schedule = for_an_hour, std::string_view why = "because") {
        return post(assignment_requests,
                    request_body("adminAssign", principal, role, schedule, why));
    }
    Response activate(const Guid& role, std::string_view schedule = for_an_hour,
                      std::string_view why = "because") {
        return post(assignment_requests, request_body("selfActivate", caller, role, schedule, why));
    }
    /// Makes the asker eligible for a role whose settings are changed as told.
    template <class Change>
    void eligible(const Guid& role, Change change) {
        Policy policy = policy_of(tenant(), role);
        policy.role = role;
        change(policy);
        must(UpdatePolicy{policy});
        RequestSchedule command;
        command.principal = asker;
        command.role = role;
        command.schedule.expiration.type = ExpirationType::no_expiration;
        command.justification = "set-up";
        must(command);
        caller = asker;
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(errors_test, Errors)

BOOST_AUTO_TEST_CASE(the_envelope) {
    graph::Request request;
    request.method = "GET";
    request.url = "/v1.0/nowhere";
    request.caller = admin;
    request.headers = {{"Client-Request-Id", "my-own-7"}};
    const Response response = handle(*sandbox, request);
    const std::string id(header(response.headers, "request-id"));
    BOOST_TEST(response.body ==
               cat(R"({"error":{"code":"BadRequest","message":"Resource not found for the segment )"
                   R"('nowhere'.","innerError":{"date":")",
                   to_text(sandbox->now()), R"(","request-id":")", id,
                   R"(","client-request-id":"my-own-7"}}})"));
    BOOST_TEST(header(response.headers, "client-request-id") == "my-own-7");
    request.headers = {{"client-request-id", "line\r\nbreak"}};
    BOOST_TEST(header(handle(*sandbox, request).headers, "client-request-id") == id);
}

BOOST_AUTO_TEST_CASE(nobody_or_a_stranger_is_not_authenticated) {
    caller = Guid{};
    BOOST_TEST(refused_code(get(assignment_requests)) == "401 InvalidAuthenticationToken");
    caller = id("99999999-9999-4999-8999-999999999999");
    BOOST_TEST(refused_code(get(assignment_requests)) == "401 InvalidAuthenticationToken");
}

BOOST_AUTO_TEST_CASE(what_exists_already) {
    BOOST_TEST(assign(holder, mail_role).status == 201);
    const Response again = assign(holder, mail_role);
    BOOST_TEST(refused_code(again) == "400 RoleAssignmentExists");
    BOOST_TEST(message(again) == "The Role assignment already exists.");
}

BOOST_AUTO_TEST_CASE(an_activation_that_runs_already) {
    eligible(mail_role, [](Policy&) {});
    BOOST_TEST(activate(mail_role).status == 201);
    BOOST_TEST(refused_code(activate(mail_role)) == "400 RoleAssignmentExists");
}

BOOST_AUTO_TEST_CASE(policy_rules_are_listed_together) {
    const std::string code = "400 RoleAssignmentRequestPolicyValidationFailed";
    eligible(mail_role, [](Policy& policy) { policy.activation_enablement.ticketing = true; });
    signed_in.mfa_done = false;
    const Response all =
        activate(mail_role, R"({"expiration":{"type":"afterDuration","duration":"PT9H"}})", "");
    BOOST_TEST(refused_code(all) == code);
    BOOST_TEST(message(all) ==
               R"(The following policy rules failed: ["ExpirationRule","JustificationRule",)"
               R"("TicketingRule","MfaRule"])");
    signed_in.mfa_done = true;
    BOOST_TEST(message(activate(mail_role)) ==
               R"(The following policy rules failed: ["TicketingRule"])");
    BOOST_TEST(message(activate(user_administrator)) ==
               R"(The following policy rules failed: ["EligibilityRule"])");
    caller = admin;
    BOOST_TEST(message(assign(holder, global_reader, for_an_hour, "")) ==
               R"(The following policy rules failed: ["JustificationRule"])");
}

BOOST_AUTO_TEST_CASE(no_end_where_one_is_required) {
    constexpr std::string_view for_ever = R"({"expiration":{"type":"noExpiration"}})";
    BOOST_TEST(assign(holder, mail_role, for_ever).status == 201);  // rule: graph-no-end-400
    Policy policy = policy_of(tenant(), user_administrator);
    policy.role = user_administrator;
    policy.active_expiration = {true, days(15)};
    must(UpdatePolicy{policy});
    // rule: graph-no-end-400
    const Response endless = assign(holder, user_administrator, for_ever);
    BOOST_TEST(refused_code(endless) == "400 RoleAssignmentRequestPolicyValidationFailed");
    BOOST_TEST(message(endless) == R"(The following policy rules failed: ["ExpirationRule"])");
    BOOST_TEST(assign(holder, user_administrator).status == 201);
}

BOOST_AUTO_TEST_CASE(an_authentication_context_that_is_not_met) {
    eligible(mail_role, [](Policy& policy) {
        policy.activation_enablement.mfa = false;
        policy.authentication_context = {true, "c3"};
    });
    const Response response = activate(mail_role);
    BOOST_TEST(refused_code(response) == "400 RoleAssignmentRequestAcrsValidationFailed");
    BOOST_TEST(message(response).find("claims=") != std::string::npos);
    BOOST_TEST(message(response).find("c3") != std::string::npos);
    signed_in.authentication_contexts = {{"c3"}};
    BOOST_TEST(activate(mail_role).status == 201);
}

BOOST_AUTO_TEST_CASE(less_than_five_minutes) {
    const Response brief =
        assign(holder, mail_role, R"({"expiration":{"type":"afterDuration","duration":"PT4M"}})");
    BOOST_TEST(refused_code(brief) == "400 ActiveDurationTooShort");
    // rule: graph-five-minutes-message
    BOOST_TEST(message(brief) ==
               "The Active duration is too short. Miniumum Required is 5 minutes.");
    BOOST_TEST(assign(holder, mail_role).status == 201);
    const std::string removal = request_body("adminRemove", holder, mail_role);
    wait(4 * ticks_per_minute);
    BOOST_TEST(refused_code(post(assignment_requests, removal)) == "400 ActiveDurationTooShort");
    wait(ticks_per_minute);
    BOOST_TEST(post(assignment_requests, removal).status == 201);
}

BOOST_AUTO_TEST_CASE(what_does_not_exist) {
    const Response removal =
        post(assignment_requests, request_body("adminRemove", holder, mail_role));
    // rule: graph-not-found-status
    BOOST_TEST(refused_code(removal) == "400 RoleAssignmentDoesNotExist");
    BOOST_TEST(message(removal) == "The Role assignment does not exist.");
    const Guid unknown = id("99999999-9999-4999-8999-999999999999");
    // rule: graph-not-found-status
    BOOST_TEST(refused_code(assign(holder, unknown)) == "404 RoleNotFound");
    BOOST_TEST(refused_code(assign(unknown, mail_role)) == "404 SubjectNotFound");
    const Response shown = get(cat(assignment_requests, '/', to_text(unknown)));
    BOOST_TEST(refused_code(shown) == "404 Request_ResourceNotFound");
    BOOST_TEST(message(shown) == cat("Resource '", to_text(unknown),
                                     "' does not exist or one of its queried reference-property "
                                     "objects are not present."));
    BOOST_TEST(refused_code(get(cat(assignment_requests, "/latest"))) ==
               "404 Request_ResourceNotFound");
    BOOST_TEST(refused_code(get(cat(approvals, '/', to_text(unknown)))) ==
               "404 Request_ResourceNotFound");
}

BOOST_AUTO_TEST_CASE(a_request_that_waits_already) {
    caller = asker;
    BOOST_TEST(at(activate(directory_readers), "status") == "PendingApproval");
    BOOST_TEST(refused_code(activate(directory_readers)) == "400 PendingRoleAssignmentRequest");
}

BOOST_AUTO_TEST_CASE(bodies_that_make_no_sense) {
    caller = asker;
    BOOST_TEST(refused_code(post(eligibility_requests,
                                 request_body("selfActivate", asker, directory_readers,
                                              for_an_hour))) == "400 InvalidRoleAssignmentRequest");
    caller = admin;
    BOOST_TEST(refused_code(assign(plain_group, mail_role)) == "400 InvalidRoleAssignmentRequest");
    BOOST_TEST(refused_code(assign(holder, mail_role, {})) == "400 InvalidRoleAssignmentRequest");
    BOOST_TEST(
        refused_code(assign(holder, mail_role, R"({"expiration":{"type":"afterDuration"}})")) ==
        "400 InvalidRoleAssignmentRequestSchedule");
    BOOST_TEST(refused_code(post(assignment_requests, "{")) == "400 BadRequest");
    BOOST_TEST(refused_code(post(assignment_requests, "{}")) == "400 InvalidRoleAssignmentRequest");
}

BOOST_AUTO_TEST_CASE(scopes_that_a_role_does_not_take) {
    const auto scoped = [&](const Guid& role, const std::string& scope) {
        return post(
            assignment_requests,
            cat(R"({"action":"adminAssign","justification":"j","principalId":")", to_text(holder),
                R"(","roleDefinitionId":")", to_text(role), R"(","directoryScopeId":")", scope,
                R"(","scheduleInfo":)", for_an_hour, '}'));
    };
    const std::string north = cat("/administrativeUnits/", to_text(unit));
    const Response unsupported = scoped(global_reader, north);
    BOOST_TEST(refused_code(unsupported) == "400 Request_BadRequest");
    BOOST_TEST(message(unsupported) ==
               "The given built-in role is not supported to be assigned to a single resource "
               "scope.");
    BOOST_TEST(scoped(user_administrator, north).status == 201);
    BOOST_TEST(
        refused_code(scoped(user_administrator, cat("/administrativeUnits/", to_text(admin)))) ==
        "404 Request_ResourceNotFound");
}

BOOST_AUTO_TEST_CASE(rights_that_are_missing) {
    caller = holder;
    BOOST_TEST(refused_code(assign(holder, mail_role)) == "403 InsufficientPermissions");
    BOOST_TEST(refused_code(get(assignment_requests)) == "403 InsufficientPermissions");
    caller = reader;
    BOOST_TEST(refused_code(assign(holder, mail_role)) == "403 InsufficientPermissions");
    caller = asker;
    BOOST_TEST(refused_code(post(assignment_requests,
                                 request_body("selfActivate", holder, mail_role, for_an_hour))) ==
               "403 InsufficientPermissions");
}

BOOST_AUTO_TEST_CASE(a_tenant_without_licence) {
    must(SetLicence{false});
    for (const Response& response :
         {get(assignment_requests),
          get(cat(assignment_requests, "/filterByCurrentUser(on='principal')")), get(approvals),
          assign(holder, mail_role)}) {
        BOOST_TEST(refused_code(response) == "400 AadPremiumLicenseRequired");
        BOOST_TEST(message(response) ==
                   "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID "
                   "Governance license.");
    }
}

BOOST_AUTO_TEST_SUITE_END()
