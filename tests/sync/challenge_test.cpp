// Goal: what a backend wants of a sign-in is read from its refusals, in all their forms.
// Method: refusals as services and clients show them.

#include "sync/challenge.hpp"

#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "sync/sync_support.hpp"

namespace pim::sync::test {

namespace {

std::string challenge(int status, std::string_view code, std::string_view message,
                      std::string_view field = {}) {
    graph::Response response{status, {}, refusal_of(code, message)};
    if (!field.empty()) response.headers.emplace_back("www-authenticate", field);
    const auto body = graph::parse_body(response.body);
    BOOST_REQUIRE(body);
    const auto found = challenge_in(response, &*body);
    if (!found) return "none";
    return cat(found->mfa ? "mfa " : "", found->context, ' ', found->claims);
}

constexpr std::string_view acrs = "RoleAssignmentRequestAcrsValidationFailed";
constexpr std::string_view claims_c1 =
    R"({"access_token":{"acrs":{"essential":true,"value":"c1"}}})";

}  // namespace

BOOST_AUTO_TEST_SUITE(challenge_test)

BOOST_AUTO_TEST_CASE(claims_stand_in_the_message_plain_or_encoded) {
    const std::string expected = cat("c1 ", claims_c1);
    BOOST_TEST(challenge(400, acrs, cat("claims=", claims_c1)) == expected);
    BOOST_TEST(challenge(403, acrs, cat("Needed. &claims=", claims_c1, "&more=1")) == expected);
    BOOST_TEST(challenge(400, acrs,
                         "&claims=%7B%22access_token%22%3A%7B%22acrs%22%3A%7B%22essential%22%3A"
                         "true%2c%22value%22%3A%22c1%22%7D%7D%7D") == expected);
    BOOST_TEST(challenge(400, acrs, "no claims here") == "none");
    BOOST_TEST(challenge(400, acrs, "claims={\"access_token\":") == "none");
    BOOST_TEST(challenge(500, acrs, cat("claims=", claims_c1)) == "none");
}

BOOST_AUTO_TEST_CASE(a_field_carries_them_in_base64) {
    const std::string field =
        "Bearer realm=\"\", error=\"insufficient_claims\", "
        "claims=\"eyJhY2Nlc3NfdG9rZW4iOnsiYWNycyI6eyJlc3NlbnRpYWwiOnRydWUsInZhbHVlIjoiYzEifX19\"";
    BOOST_TEST(challenge(401, "InvalidAuthenticationToken", "No.", field) == cat("c1 ", claims_c1));
    BOOST_TEST(challenge(403, "Denied", "No.", field) == cat("c1 ", claims_c1));
    BOOST_TEST(challenge(401, "InvalidAuthenticationToken", "No.") == " ");
    BOOST_TEST(challenge(401, "InvalidAuthenticationToken", "No.", "Bearer claims=\"?\"") == " ");
}

BOOST_AUTO_TEST_CASE(mfa_alone_is_worth_another_sign_in) {
    constexpr std::string_view code = "RoleAssignmentRequestPolicyValidationFailed";
    BOOST_TEST(challenge(400, code, "The following policy rules failed: [\"MfaRule\"]") ==
               "mfa  {\"access_token\":{\"amr\":{\"essential\":true,\"values\":[\"mfa\"]}}}");
    BOOST_TEST(
        challenge(400, code,
                  "The following policy rules failed: [\"JustificationRule\",\"MfaRule\"]") ==
        "none");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
