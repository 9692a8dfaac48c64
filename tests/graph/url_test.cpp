#include "graph/url.hpp"

#include <boost/test/unit_test.hpp>

using namespace pim;
using namespace pim::graph;

namespace {

std::string url_rejection(std::string_view text) {
    const auto url = parse_url(text);
    return url ? std::string("accepted") : url.error().message;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(url_test)

BOOST_AUTO_TEST_CASE(absolute_and_local_addresses_are_the_same) {
    for (const std::string_view text :
         {"https://graph.microsoft.com/v1.0/Users/", "/V1.0//Users"}) {
        const auto url = parse_url(text);
        BOOST_REQUIRE(url);
        BOOST_TEST(name(url->version) == "v1.0");
        BOOST_REQUIRE(url->segments.size() == 1U);
        BOOST_TEST(url->segments[0].name == "Users");
    }
    BOOST_TEST(name(parse_url("/beta/me")->version) == "beta");
}

BOOST_AUTO_TEST_CASE(functions_and_keys_are_taken_apart) {
    for (const std::string_view text : {"/v1.0/a/filterByCurrentUser(on='approver')",
                                        "/v1.0/a/filterByCurrentUser(on=%27approver%27)/",
                                        "/v1.0/a/filterByCurrentUser( on = 'approver' )"}) {
        const auto url = parse_url(text);
        BOOST_REQUIRE(url);
        const Segment& last = url->segments.back();
        BOOST_TEST(last.name == "filterByCurrentUser");
        BOOST_REQUIRE(last.arguments.size() == 1U);
        BOOST_TEST(last.arguments[0].first == "on");
        BOOST_TEST(last.arguments[0].second == "approver");
    }
    const auto key = parse_url("/v1.0/users('o''neil,x')/manager");
    BOOST_REQUIRE(key);
    BOOST_REQUIRE(key->segments.size() == 3U);
    BOOST_TEST(key->segments[0].name == "users");
    BOOST_TEST(key->segments[1].name == "o'neil,x");
    BOOST_TEST(key->segments[2].name == "manager");
}

BOOST_AUTO_TEST_CASE(a_query_is_split_before_it_is_decoded) {
    const auto url = parse_url("/v1.0/x?$filter=a%20eq%20'b%26c'&%24top=5&x=1+2&&empty#fragment");
    BOOST_REQUIRE(url);
    BOOST_REQUIRE(url->query.size() == 4U);
    BOOST_TEST(url->query[0].second == "a eq 'b&c'");
    BOOST_TEST(url->query[1].first == "$top");
    BOOST_TEST(url->query[2].second == "1 2");
    BOOST_TEST(url->query[3].first == "empty");
    BOOST_TEST(url->path == "/v1.0/x");
}

BOOST_AUTO_TEST_CASE(bad_addresses_say_what_is_wrong) {
    BOOST_TEST(url_rejection("/v2.0/users") == "Invalid version: v2.0.");
    BOOST_TEST(url_rejection("/") == "Invalid version: .");
    BOOST_TEST(url_rejection("https://example.org/v1.0/users").find("does not begin") !=
               std::string::npos);
    BOOST_TEST(url_rejection("https://graph.microsoft.com.example/v1.0/x").find("does not begin") !=
               std::string::npos);
    BOOST_TEST(url_rejection("/v1.0/a%2").find("broken %XX") != std::string::npos);
    BOOST_TEST(url_rejection("/v1.0/a%zz").find("broken %XX") != std::string::npos);
    for (const std::string_view text : {"/v1.0/%ff", "/v1.0/%c0%af", "/v1.0/%ed%a0%80",
                                        "/v1.0/%e2%82", "/v1.0/x?y=%f5%80%80%80"}) {
        BOOST_TEST(url_rejection(text).find("not valid UTF-8") != std::string::npos);
    }
    BOOST_TEST(url_rejection("/v1.0/f(on='x'") != "accepted");
    // The letter behind a quote is no half of a doubled one, and was cut in two.
    for (const std::string_view text : {"/v1.0/f(on='a'\u00e4')", "/v1.0/users('a'b')",
                                        "/v1.0/users('a'')", "/v1.0/users(''')"}) {
        BOOST_TEST(url_rejection(text).find("is not doubled") != std::string::npos, text);
    }
    BOOST_TEST(url_rejection("/v1.0/f(on='x)") != "accepted");
    BOOST_TEST(url_rejection("/v1.0/" + std::string(url_length_max, 'a')).find("at most") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(encoding_and_decoding_agree) {
    const std::string text = "a b+c&d=e'f/ü%#";
    const std::string encoded = percent_encode(text);
    BOOST_TEST(encoded == "a%20b%2Bc%26d%3De'f/%C3%BC%25%23");
    BOOST_TEST(*percent_decode(encoded, true) == text);
}

BOOST_AUTO_TEST_SUITE_END()
