// Goal: config.json names the backends, and a token goes nowhere else.
// Method: texts of the file and links, by hand.

#include "sync/backend.hpp"

#include <boost/test/unit_test.hpp>

#include "core/text.hpp"

namespace pim::sync::test {

BOOST_AUTO_TEST_SUITE(backend_test)

BOOST_AUTO_TEST_CASE(backends_are_read_and_what_is_wrong_has_its_place) {
    const auto read = parse_configuration(
        R"({"backends":[{"name":"Lab","address":"http://localhost:8080/","lab":true}],
            "authorities":["https://login.fernhill.example"]})");
    BOOST_REQUIRE(read);
    BOOST_REQUIRE(read->backends.size() == 1U);
    BOOST_TEST(read->backends[0].address == "http://localhost:8080");
    BOOST_TEST(read->backends[0].lab);
    BOOST_TEST(parse_configuration("{}")->backends.empty());
    const auto told_of = [](std::string_view text) {
        return parse_configuration(text).error().what;
    };
    BOOST_TEST(told_of("nothing") == "config.json: the body is not valid JSON in UTF-8 at byte 2");
    BOOST_TEST(told_of(R"({"backends":[{"address":"http://a"}]})") ==
               "config.json: backends/0/name is missing: people choose by it");
    BOOST_TEST(told_of(R"({"backends":[{"name":"a","address":"ftp://a"}]})") ==
               "config.json: backends/0/address is 'ftp://a', not an http or https URL");
}

BOOST_AUTO_TEST_CASE(a_backend_says_where_people_sign_in) {
    const auto read = [](std::string_view sign_in) {
        return parse_configuration(cat(
            R"({"authorities":["https://login.fernhill.example/"],"backends":[{"name":"Graph",)",
            R"("address":"https://graph.fernhill.example","signIn":)", sign_in, "}]}"));
    };
    const auto whole = read(R"({"authority":"https://LOGIN.fernhill.example/tenant",)"
                            R"("clientId":"page","scopes":["one","two"]})");
    BOOST_REQUIRE(whole);
    const std::optional<SignInWay>& sign_in = whole->backends[0].sign_in;
    BOOST_REQUIRE(sign_in.has_value());
    BOOST_TEST(sign_in->authority == "https://LOGIN.fernhill.example/tenant");
    BOOST_TEST(sign_in->client_id == "page");
    BOOST_TEST(sign_in->scopes == "one two");
    const auto told_of = [&read](std::string_view text) { return read(text).error().what; };
    BOOST_TEST(told_of(R"({"authority":"https://other.example","clientId":"a","scopes":["b"]})") ==
               "config.json: backends/0/signIn/authority is 'https://other.example', not among the "
               "authorities");
    BOOST_TEST(
        told_of(R"({"authority":"https://login.fernhill.example","scopes":["b"]})") ==
        "config.json: backends/0/signIn/clientId is missing: the page is registered under it");
    BOOST_TEST(told_of(R"({"authority":"https://login.fernhill.example","clientId":"a"})") ==
               "config.json: backends/0/signIn/scopes is missing: they say what the token is for");
}

BOOST_AUTO_TEST_CASE(the_page_reaches_its_backends_and_nobody_else) {
    // tests/web/site_test.py wants the same of cmake/policy.py.
    const auto read = parse_configuration(
        R"({"backends":[{"name":"Lab","address":"http://LOCALHOST:8080/","lab":true},
            {"name":"Graph","address":"https://graph.fernhill.example/v1.0"}],
            "authorities":["https://login.fernhill.example","https://a.example; script-src *"]})");
    BOOST_REQUIRE(read);
    BOOST_TEST(content_security_policy(*read) ==
               "connect-src 'self' http://localhost:8080 https://graph.fernhill.example "
               "https://login.fernhill.example; object-src 'none'; base-uri 'self'");
    BOOST_TEST(content_security_policy({}) ==
               "connect-src 'self'; object-src 'none'; base-uri 'self'");
}

BOOST_AUTO_TEST_CASE(a_link_leads_to_the_backend_by_scheme_host_and_port) {
    const Backend backend{"Graph", "https://graph.microsoft.com", false};
    BOOST_TEST(leads_to(backend, "https://GRAPH.microsoft.com/v1.0/users?$skiptoken=1"));
    for (const char* link :
         {"http://graph.microsoft.com/", "https://graph.microsoft.com:8443/",
          "https://graph.microsoft.com.example/", "https://graph.microsoft.com@example.com/",
          "https://graph.microsoft.com\\@example.com/", "/v1.0/users", ""}) {
        BOOST_TEST(!leads_to(backend, link), link);
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
