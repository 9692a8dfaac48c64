// Goal: a token is read as clients write it, and what is not one is told apart.
// Method: claims are written by hand, put together as a token, and read back.
#include "graph/token.hpp"

#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/base64url.hpp"

using namespace pim;
using namespace pim::graph;

namespace {

constexpr std::int64_t sent_at = 1'800'000'000;

std::string token_text(std::string_view claims, std::string_view header = R"({"alg":"RS256"})") {
    return cat(encode_base64url(header), '.', encode_base64url(claims), ".c2ln");
}

Token claimed(std::string_view claims) {
    const auto token = parse_token(token_text(claims));
    BOOST_REQUIRE_MESSAGE(token, (token ? std::string() : token.error().message));
    return *token;
}

std::string problem(std::string_view text) {
    const auto token = parse_token(text);
    BOOST_REQUIRE(!token);
    BOOST_TEST(token.error().status == 401);
    BOOST_TEST(token.error().code == "InvalidAuthenticationToken");
    return token.error().message;
}

graph::Request with_authorization(std::string_view field) {
    graph::Request request;
    request.headers.emplace_back("authorization", field);
    return request;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(token_test)

BOOST_AUTO_TEST_CASE(the_principal_is_named_by_oid_or_upn) {
    const Token by_id = claimed(R"({"oid":"3FBD929D-8c56-4462-851e-0eb9a7b3a2a5"})");
    BOOST_TEST(to_text(by_id.object.value()) == "3fbd929d-8c56-4462-851e-0eb9a7b3a2a5");
    const Token by_name = claimed(R"({"upn":"gia@amberg.example"})");
    BOOST_TEST(by_name.principal_name == "gia@amberg.example");
    BOOST_TEST(!by_name.object.has_value());
}

BOOST_AUTO_TEST_CASE(a_token_that_names_nobody_is_not_the_owner) {
    const Tenant tenant;
    const auto said = [&](std::string_view claims) {
        graph::Request request;
        const auto rejection = take_token(request, claimed(claims), tenant);
        return rejection ? cat(rejection->status, ' ', rejection->message) : "taken";
    };
    BOOST_TEST(said("{}").find("401 the token names nobody") == 0U);
    BOOST_TEST(said(R"({"oid":"me"})").find("'oid'") != std::string::npos);
    BOOST_TEST(said(R"({"oid":"00000000-0000-0000-0000-000000000000"})").substr(0, 3) == "401");
    BOOST_TEST(said(R"({"upn":"no@where"})").find("'no@where'") != std::string::npos);
    BOOST_TEST(said(R"({"oid":"3fbd929d-8c56-4462-851e-0eb9a7b3a2a5"})") == "taken");
}

BOOST_AUTO_TEST_CASE(permissions_are_those_of_scp_and_roles_and_all_without_them) {
    BOOST_TEST(!claimed("{}").permissions.has_value());
    const Token both =
        claimed(R"({"scp":"User.Read  Group.Read.All","roles":["Directory.Read.All"]})");
    const std::vector<std::string> expected = {"User.Read", "Group.Read.All", "Directory.Read.All"};
    BOOST_TEST(both.permissions.value() == expected, boost::test_tools::per_element());
    BOOST_TEST(claimed(R"({"scp":""})").permissions.value().empty());
}

BOOST_AUTO_TEST_CASE(amr_says_whether_mfa_was_done_and_acrs_which_contexts_were_met) {
    BOOST_TEST(!claimed("{}").signed_in.mfa_done.has_value());
    BOOST_TEST(claimed(R"({"amr":["pwd","mfa"]})").signed_in.mfa_done.value());
    BOOST_TEST(!claimed(R"({"amr":["pwd"]})").signed_in.mfa_done.value());
    const Token token = claimed(R"({"acrs":["c1","c2"]})");
    BOOST_TEST(token.signed_in.authentication_contexts.value().size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_token_counts_from_nbf_to_exp_by_the_wall_clock) {
    // rule: token-expiry-wall-clock
    const auto at = [](std::string_view claims, std::int64_t seconds) {
        return expired(claimed(claims), seconds).has_value();
    };
    constexpr std::string_view claims = R"({"nbf":1799990000,"exp":1800000000.5})";
    BOOST_TEST(!at(claims, sent_at));
    BOOST_TEST(!at(claims, sent_at + clock_skew_seconds));
    BOOST_TEST(at(claims, sent_at + clock_skew_seconds + 1));
    BOOST_TEST(!at(claims, sent_at - 10'000 - clock_skew_seconds));
    BOOST_TEST(at(claims, sent_at - 10'000 - clock_skew_seconds - 1));
    BOOST_TEST(at("{}", sent_at));
}

BOOST_AUTO_TEST_CASE(what_is_no_token_is_told_apart) {
    BOOST_TEST(problem("").find("JSON Web Token") != std::string::npos);
    BOOST_TEST(problem("a.b").find("JSON Web Token") != std::string::npos);
    BOOST_TEST(problem("a.b.c.d").find("JSON Web Token") != std::string::npos);
    BOOST_TEST(problem("!.e30.").find("header is not base64url") != std::string::npos);
    BOOST_TEST(problem("e30.W10.").find("claims") != std::string::npos);
    BOOST_TEST(problem(token_text(R"({"exp":"soon"})")).find("'exp'") != std::string::npos);
    BOOST_TEST(problem(std::string(token_length_max + 1, 'a')).find("longer") != std::string::npos);
    const std::string deep = std::string(100, '[') + std::string(100, ']');
    BOOST_TEST(problem(token_text(deep)).find("nested") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_unsigned_token_may_end_with_its_second_point) {
    BOOST_TEST(
        parse_token(cat(encode_base64url("{}"), '.', encode_base64url("{}"), '.')).has_value());
}

BOOST_AUTO_TEST_CASE(base64url_is_read_to_the_byte) {
    BOOST_TEST(decode_base64url("").value().empty());
    BOOST_TEST(decode_base64url("_-8").value() == "\xff\xef");
    BOOST_TEST(decode_base64url("Zm9vYmFy").value() == "foobar");
    BOOST_TEST(decode_base64url("Zm9vYg").value() == "foob");
    BOOST_TEST(!decode_base64url("Zm9vY").has_value());
    BOOST_TEST(!decode_base64url("Zm+v").has_value());
    BOOST_TEST(!decode_base64url("Zm9vYg==").has_value());
}

BOOST_AUTO_TEST_CASE(a_part_may_be_padded) {
    BOOST_TEST(parse_token("e30=.e30=.").has_value());
}

BOOST_AUTO_TEST_CASE(only_the_bearer_scheme_carries_a_token) {
    BOOST_TEST(bearer_token(with_authorization("bearer  abc")).value().value() == "abc");
    BOOST_TEST(!bearer_token({}).value().has_value());
    BOOST_TEST(!bearer_token(with_authorization("Basic abc")).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
