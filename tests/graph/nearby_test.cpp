// Goal: code in the same browser asks as its tab's persona, or as its token says, within the
// limits. Method: requests through handle_nearby over the Graph suites' tenant, tokens written by
// hand.
#include "graph/nearby.hpp"

#include <boost/test/unit_test.hpp>
#include <optional>

#include "core/text.hpp"
#include "graph/base64url.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

constexpr std::int64_t noon = 1'800'000'000;

struct Nearby : Lab {
    std::optional<Response> given;

    graph::Request request(std::string_view method, std::string_view path,
                           std::string_view token = {}) {
        graph::Request made;
        made.method = method;
        made.url = cat("http://localhost:8000/lab/graph", path);
        made.service_root = "http://localhost:8000/lab/graph";
        made.id = Guid{0x4e41, 1};
        if (!token.empty()) made.headers.emplace_back("authorization", cat("Bearer ", token));
        return made;
    }
    Response ask(const graph::Request& request) {
        given.reset();
        handle_nearby(*sandbox, request, reader, noon,
                      [&](Response response) { given = std::move(response); });
        sandbox->commit();
        BOOST_REQUIRE(given.has_value());
        return *given;
    }
    static std::string token(std::string_view claims) {
        return cat(encode_base64url(R"({"alg":"none"})"), '.', encode_base64url(claims), '.');
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(nearby_test, Nearby)

BOOST_AUTO_TEST_CASE(without_a_token_the_persona_asks) {
    const Response me = ask(request("GET", "/v1.0/me"));
    BOOST_TEST(me.status == 200);
    BOOST_TEST(at(me, "id") == to_text(reader));
    BOOST_TEST(at(me, "@odata.context") ==
               "http://localhost:8000/lab/graph/v1.0/$metadata#users/$entity");
}

BOOST_AUTO_TEST_CASE(a_token_names_who_asks_with_which_permissions) {
    const std::string claims = cat(R"({"oid":")", to_text(admin), R"(","exp":)", noon + 60);
    BOOST_TEST(at(ask(request("GET", "/v1.0/me", token(cat(claims, '}')))), "id") ==
               to_text(admin));
    const std::string narrow = token(cat(claims, R"(,"scp":"User.Read"})"));
    const Response refused = ask(request("GET", cat(assignment_requests), narrow));
    BOOST_TEST(refused.status == 403);
}

BOOST_AUTO_TEST_CASE(a_token_that_is_over_or_none_is_refused) {
    const std::string late =
        token(cat(R"({"oid":")", to_text(admin), R"(","exp":)", noon - 600, '}'));
    for (const std::string& text : {late, std::string("secret")}) {
        const Response response = ask(request("GET", "/v1.0/me", text));
        BOOST_TEST(response.status == 401);
        BOOST_TEST(at(response, "error.code") == "InvalidAuthenticationToken");
        BOOST_TEST(at(response, "error.innerError.request-id") ==
                   std::string(header(response.headers, "request-id")));
    }
}

BOOST_AUTO_TEST_CASE(a_body_beyond_the_limit_is_refused_with_it) {
    graph::Request long_one = request("POST", assignment_requests);
    long_one.headers.emplace_back("Content-Type", "application/json");
    long_one.body = std::string(body_bytes_max + 1, ' ');
    const Response response = ask(long_one);
    BOOST_TEST(response.status == 413);
    BOOST_TEST(at(response, "error.message").find(to_text(body_bytes_max)) != std::string::npos);
    long_one.body.pop_back();
    BOOST_TEST(ask(long_one).status == 400);
}

BOOST_AUTO_TEST_CASE(a_change_is_answered_when_it_is_durable) {
    store->at_once = false;
    const std::string claims = cat(R"({"oid":")", to_text(admin), R"(","exp":)", noon + 60);
    graph::Request post =
        request("POST", "/v1.0/roleManagement/directory/roleEligibilityScheduleRequests",
                token(cat(claims, R"(,"amr":["mfa"]})")));
    post.headers.emplace_back("Content-Type", "application/json");
    post.body = request_body("adminAssign", holder, mail_role,
                             R"({"expiration":{"type":"afterDuration","duration":"P1D"}})");
    handle_nearby(*sandbox, post, reader, noon,
                  [&](Response response) { given = std::move(response); });
    sandbox->commit();
    BOOST_TEST(!given.has_value());
    store->held(std::nullopt);
    BOOST_REQUIRE(given.has_value());
    BOOST_TEST(given->status == 201);
    BOOST_TEST(std::string(header(given->headers, "location"))
                   .find("http://localhost:8000/lab/graph/v1.0/roleManagement/") == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
