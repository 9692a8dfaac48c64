// Goal: a client that lost an answer sends the same change again and is given what was recorded,
// never a second assignment; whoever uses one client-request-id for several changes is not harmed.
#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

constexpr std::string_view first_id = "8b2c7a55-2f0e-4a1c-9f6b-0d6a7d3c5e11";
constexpr std::string_view second_id = "1d3f5b79-6a2c-4e8d-8b0f-3c5e7a9b1d2f";
constexpr std::string_view users = "/v1.0/users";
constexpr std::string_view uma =
    R"({"displayName":"Uma Lind","userPrincipalName":"uma@fernhill.example","accountEnabled":true,)"
    R"("mailNickname":"uma","passwordProfile":{"password":"a-Long-one-7"}})";

struct Repeats : Lab {
    Repeats() { caller = admin; }

    /// Sends a request with a client-request-id; none where it is empty.
    Response send_as(std::string_view client_id, std::string_view method, std::string_view url,
                     std::string_view body = {}) {
        graph::Request request;
        request.method = std::string(method);
        request.url = std::string(url);
        request.headers.emplace_back("Content-Type", "application/json");
        request.body = std::string(body);
        request.caller = caller;
        request.signed_in = signed_in;
        request.id = {7, ++sent};
        if (!client_id.empty()) {
            request.headers.emplace_back("Client-Request-Id", std::string(client_id));
        }
        return handle(*sandbox, request);
    }
    /// The statuses of the same change sent twice.
    std::string twice(std::string_view client_id, std::string_view method, std::string_view url,
                      std::string_view body = {}) {
        const int first = send_as(client_id, method, url, body).status;
        return cat(first, ' ', send_as(client_id, method, url, body).status);
    }
    std::string assign(const Guid& principal) {
        return request_body("adminAssign", principal, mail_role,
                            R"({"expiration":{"type":"noExpiration"}})");
    }
    std::size_t requests() const { return tenant().requests.size(); }

    std::uint64_t sent = 0;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(repeated_test, Repeats)

BOOST_AUTO_TEST_CASE(the_same_request_gives_the_recorded_answer) {
    const std::size_t before = requests();
    const Response first = send_as(first_id, "POST", eligibility_requests, assign(holder));
    BOOST_REQUIRE_MESSAGE(first.status == 201, first.body);
    wait(ticks_per_day);
    const Response again = send_as(first_id, "POST", eligibility_requests, assign(holder));
    BOOST_TEST(again.status == 201);
    BOOST_TEST(again.body == first.body);
    BOOST_TEST(header(again.headers, "Location") == header(first.headers, "Location"));
    BOOST_TEST(header(again.headers, "client-request-id") == first_id);
    BOOST_TEST(header(again.headers, "request-id") != header(first.headers, "request-id"));
    BOOST_TEST(requests() == before + 1);
}

BOOST_AUTO_TEST_CASE(without_an_id_that_is_a_guid_it_is_another_request) {
    BOOST_TEST(twice("", "POST", eligibility_requests, assign(holder)) == "201 400");
    BOOST_TEST(twice("again-7", "POST", eligibility_requests, assign(second)) == "201 400");
    BOOST_TEST(twice("", "POST", users, uma) == "201 400");
}

BOOST_AUTO_TEST_CASE(one_id_for_different_requests_harms_nobody) {
    const std::size_t before = requests();
    BOOST_TEST(send_as(first_id, "POST", eligibility_requests, assign(holder)).status == 201);
    BOOST_TEST(send_as(first_id, "POST", eligibility_requests, assign(second)).status == 201);
    BOOST_TEST(send_as(first_id, "POST", assignment_requests, assign(holder)).status == 201);
    BOOST_TEST(requests() == before + 3);
    // The same words under another id are another request: refused, as the assignment is there.
    BOOST_TEST(send_as(second_id, "POST", eligibility_requests, assign(holder)).status == 400);
}

BOOST_AUTO_TEST_CASE(another_caller_asks_for_something_of_their_own) {
    const Response first = send_as(first_id, "POST", eligibility_requests, assign(holder));
    caller = second;
    BOOST_TEST(send_as(first_id, "POST", eligibility_requests, assign(holder)).status == 400);
    caller = holder;
    BOOST_TEST(send_as(first_id, "POST", eligibility_requests, assign(holder)).status == 403);
}

BOOST_AUTO_TEST_CASE(a_refusal_is_not_recorded) {
    caller = holder;
    BOOST_TEST(twice(first_id, "POST", eligibility_requests, assign(holder)) == "403 403");
    caller = admin;
    must(SetLicence{false});
    BOOST_TEST(send_as(first_id, "POST", eligibility_requests, assign(holder)).status != 201);
    must(SetLicence{true});
    BOOST_TEST(twice(first_id, "POST", eligibility_requests, assign(holder)) == "201 201");
}

BOOST_AUTO_TEST_CASE(a_change_whose_object_is_gone_is_settled) {
    const std::string user = at(send_as({}, "POST", users, uma), "id");
    const std::string address = cat(users, '/', user);
    BOOST_TEST(twice(first_id, "DELETE", address) == "204 204");
    BOOST_TEST(send_as(second_id, "DELETE", address).status == 404);
    BOOST_TEST(send_as({}, "DELETE", address).status == 404);

    const std::string members =
        cat("/v1.0/directoryRoles/roleTemplateId=", to_text(mail_role), "/members/$ref");
    BOOST_TEST(twice(first_id, "POST", members, reference(holder)) == "204 204");
    BOOST_TEST(send_as(second_id, "POST", members, reference(holder)).status == 400);
}

BOOST_AUTO_TEST_CASE(what_answers_without_a_body_answers_so_again) {
    const std::string future = R"({"startDateTime":"2026-04-02T07:00:00Z",)"
                               R"("expiration":{"type":"noExpiration"}})";
    const std::string made = at(send_as({}, "POST", eligibility_requests,
                                        request_body("adminAssign", holder, mail_role, future)),
                                "id");
    const std::string cancel = cat(eligibility_requests, '/', made, "/cancel");
    BOOST_TEST(twice(first_id, "POST", cancel) == "204 204");
    BOOST_TEST(send_as({}, "POST", cancel).status == 400);

    const std::string address = cat("/v1.0/directory/administrativeUnits/", to_text(unit));
    const std::int64_t before = tenant().sequence;
    BOOST_TEST(twice(first_id, "PATCH", address, R"({"description":"north"})") == "204 204");
    BOOST_TEST(tenant().sequence == before + 1);
}

BOOST_AUTO_TEST_CASE(an_approval_is_decided_once) {
    Policy policy = policy_of(tenant(), directory_readers);
    policy.approval.required = true;
    policy.approval.approvers = {{admin, false}};
    must(UpdatePolicy{policy});
    caller = asker;
    const std::string hours = R"({"expiration":{"type":"afterDuration","duration":"PT2H"}})";
    const Response asked = send_as(first_id, "POST", assignment_requests,
                                   request_body("selfActivate", asker, directory_readers, hours));
    BOOST_REQUIRE_MESSAGE(asked.status == 201, asked.body);
    caller = admin;
    const std::string approval = cat(approvals, '/', at(asked, "approvalId"));
    const std::string step = cat(approval, "/steps/", at(get(approval), "steps.0.id"));
    const std::string_view approve = R"({"reviewResult":"Approve","justification":"fine"})";
    BOOST_TEST(twice(second_id, "PATCH", step, approve) == "204 204");
    BOOST_TEST(send_as({}, "PATCH", step, approve).status == 400);
    // The answer to the request says how it stands by now.
    caller = asker;
    const Response again = send_as(first_id, "POST", assignment_requests,
                                   request_body("selfActivate", asker, directory_readers, hours));
    BOOST_TEST(again.status == 201);
    BOOST_TEST(at(again, "id") == at(asked, "id"));
}

BOOST_AUTO_TEST_CASE(parts_of_a_batch_are_recorded_one_by_one_and_together) {
    const auto part = [&](std::string_view id, const Guid& principal, std::string_view headers) {
        return cat(R"({"id":")", id, R"(","method":"POST","url":")", eligibility_requests.substr(5),
                   R"(","headers":{"Content-Type":)", R"("application/json")", headers,
                   R"(},"body":)", assign(principal), '}');
    };
    const auto batch = [](const std::string& parts) {
        return cat(R"({"requests":[)", parts, "]}");
    };
    const auto statuses = [](const Response& response) {
        return cat(at(response, "responses.0.status"), ' ', at(response, "responses.1.status"));
    };
    const std::string named = cat(R"(,"client-request-id":")", first_id, '"');
    const std::string one = batch(part("a", holder, named) + ',' + part("b", second, {}));
    const std::size_t before = requests();
    const Response first = send_as({}, "POST", "/v1.0/$batch", one);
    BOOST_TEST(statuses(first) == "201 201");
    // Alone, the part that says who it is has been done; the other is refused.
    const Response again = send_as({}, "POST", "/v1.0/$batch", one);
    BOOST_TEST(statuses(again) == "201 400");
    BOOST_TEST(at(again, "responses.0.body.id") == at(first, "responses.0.body.id"));
    BOOST_TEST(at(again, "responses.0.headers.request-id") !=
               at(first, "responses.0.headers.request-id"));
    BOOST_TEST(requests() == before + 2);

    const std::string plain = batch(part("a", reader, {}) + ',' + part("b", asker, {}));
    BOOST_TEST(statuses(send_as(second_id, "POST", "/v1.0/$batch", plain)) == "201 201");
    BOOST_TEST(statuses(send_as(second_id, "POST", "/v1.0/$batch", plain)) == "201 201");
    BOOST_TEST(statuses(send_as({}, "POST", "/v1.0/$batch", plain)) == "400 400");
    BOOST_TEST(requests() == before + 4);
}

BOOST_AUTO_TEST_SUITE_END()
