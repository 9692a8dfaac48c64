// Goal: the command line of `pimlab serve` is understood, and dangerous words are refused.
// Method: words in, options or an error out.
#include "server/options.hpp"

#include <boost/test/unit_test.hpp>

using namespace pim;
using namespace pim::server;

namespace {

std::string refusal(const std::vector<std::string>& words) {
    const auto options = parse_options(words);
    BOOST_REQUIRE(!options);
    BOOST_TEST(!options.error().help.empty());
    return options.error().what;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(options_test)

BOOST_AUTO_TEST_CASE(nothing_said_is_this_machine_alone_and_a_durable_store) {
    const auto options = parse_options({});
    BOOST_REQUIRE(options.has_value());
    BOOST_TEST(options->endpoint.address == "127.0.0.1");
    BOOST_TEST(options->endpoint.port == port_default);
    BOOST_TEST(options->data == data_default);
    BOOST_TEST(options->tenant == tenant_default);
}

BOOST_AUTO_TEST_CASE(a_value_stands_apart_or_behind_an_equals_sign) {
    const auto options = parse_options({"--port", "0", "--data=:memory:", "--clock=now",
                                        "--allow-origin", "http://a.example",
                                        "--allow-origin=http://b.example", "--host", "localhost"});
    BOOST_REQUIRE(options.has_value());
    BOOST_TEST(options->endpoint.port == 0);
    BOOST_TEST(options->data == data_in_memory);
    BOOST_TEST(options->clock_now);
    BOOST_TEST(options->allowed_origins.size() == 2U);
    BOOST_TEST(options->endpoint.address == "127.0.0.1");
}

BOOST_AUTO_TEST_CASE(an_address_that_others_reach_needs_an_issuer) {
    for (const auto* address : {"0.0.0.0", "::", "10.0.0.4", "lab.example"}) {
        BOOST_TEST(refusal({"--host", address}).find("any token") != std::string::npos);
        BOOST_TEST(parse_options({"--host", address, "--issuer", "https://a.example"}).has_value());
    }
    BOOST_TEST(parse_options({"--host", "::1"}).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_not_understood_is_named) {
    BOOST_TEST(refusal({"--prot", "1"}).find("--prot") != std::string::npos);
    BOOST_TEST(refusal({"--port"}).find("needs a value") != std::string::npos);
    BOOST_TEST(refusal({"--port", "65536"}).find("65536") != std::string::npos);
    BOOST_TEST(refusal({"--port", "8080x"}).find("8080x") != std::string::npos);
    BOOST_TEST(refusal({"--clock", "tomorrow"}).find("tomorrow") != std::string::npos);
    BOOST_TEST(refusal({"--tls-cert", "a.pem"}).find("--tls-key") != std::string::npos);
    BOOST_TEST(refusal({"--audience", "x"}).find("--issuer") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
