// Goal: no page that somebody happens to visit reaches the sandbox.
// Method: the head of a request by its Host and Origin, against what may come in.
#include "server/gate.hpp"

#include <boost/test/unit_test.hpp>

using namespace pim;
using namespace pim::server;

namespace {

graph::Request request(std::string_view host, std::string_view origin = {}) {
    graph::Request made;
    made.method = "POST";
    if (!host.empty()) made.headers.emplace_back("Host", host);
    if (!origin.empty()) made.headers.emplace_back("Origin", origin);
    return made;
}

bool lets_in(const Gate& gate, std::string_view host, std::string_view origin = {}) {
    const auto rejection = gate.refused(request(host, origin));
    if (rejection) BOOST_TEST(rejection->status == 403);
    return !rejection;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(gate_test)

BOOST_AUTO_TEST_CASE(only_names_of_this_machine_are_answered_for) {
    const Gate gate({}, {});
    for (const auto* host : {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "127.8.9.1", "[::1]:80",
                             "localhost.:8080"}) {
        BOOST_TEST(lets_in(gate, host), host);
    }
    for (const auto* host : {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example",
                             "127.evil", "[::2]", "[::1", "evil.example:8080", "::1@evil"}) {
        BOOST_TEST(!lets_in(gate, host), host);
    }
}

BOOST_AUTO_TEST_CASE(further_names_are_answered_for_where_they_were_given) {
    const Gate gate({"Lab.example"}, {});
    BOOST_TEST(lets_in(gate, "lab.example:8443"));
    BOOST_TEST(!lets_in(gate, "other.example"));
}

BOOST_AUTO_TEST_CASE(pages_of_this_machine_may_call_unless_origins_are_named) {
    const Gate open({}, {});
    BOOST_TEST(lets_in(open, "localhost:8080", "http://localhost:5173"));
    BOOST_TEST(lets_in(open, "localhost:8080", "https://127.0.0.1"));
    BOOST_TEST(!lets_in(open, "localhost:8080", "https://evil.example"));
    BOOST_TEST(!lets_in(open, "localhost:8080", "http://localhost.evil.example"));
    BOOST_TEST(!lets_in(open, "localhost:8080", "null"));
    const Gate named({}, {"https://lab.example"});
    BOOST_TEST(lets_in(named, "localhost:8080", "https://LAB.example"));
    BOOST_TEST(lets_in(named, "localhost:8080", "http://localhost:8080"));
    BOOST_TEST(!lets_in(named, "localhost:8080", "http://localhost:5173"));
    BOOST_TEST(!lets_in(named, "localhost:8080", "http://lab.example"));
}

BOOST_AUTO_TEST_CASE(a_preflight_is_answered_with_what_it_asks_for) {
    graph::Request asked = request("localhost", "http://localhost:5173");
    asked.method = "OPTIONS";
    BOOST_TEST(!Gate::preflight(asked).has_value());
    asked.headers.emplace_back("Access-Control-Request-Method", "PATCH");
    asked.headers.emplace_back("Access-Control-Request-Headers", "authorization");
    auto response = Gate::preflight(asked);
    BOOST_REQUIRE(response.has_value());
    Gate::allow(asked, *response);
    BOOST_TEST(response->status == 204);
    BOOST_TEST(graph::header(response->headers, "Access-Control-Allow-Headers") == "authorization");
    BOOST_TEST(graph::header(response->headers, "Access-Control-Allow-Origin") ==
               "http://localhost:5173");
    const auto methods = graph::header(response->headers, "Access-Control-Allow-Methods");
    BOOST_TEST(methods.find("PATCH") != std::string_view::npos);
}

BOOST_AUTO_TEST_CASE(a_call_without_an_origin_gets_no_permission) {
    graph::Response response;
    Gate::allow(request("localhost"), response);
    BOOST_TEST(response.headers.empty());
}

BOOST_AUTO_TEST_SUITE_END()
