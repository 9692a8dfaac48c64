// Goal: what clients say of users and groups is kept, shown and filterable; what is not kept is
// refused by name, and nothing is answered as done and dropped.
#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

struct Keeping : Lab {
    const std::string adele = "/v1.0/users/" + to_text(admin);
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(kept_test, Keeping)

BOOST_AUTO_TEST_CASE(what_is_said_of_a_user_is_kept) {
    const Response made = send(
        "POST", "/v1.0/users",
        R"({"accountEnabled":true,"displayName":"Mel Dar","mailNickname":"MelD","city":"Seattle",)"
        R"("country":"United States","department":"Sales","givenName":"Mel","surname":"Dar",)"
        R"("jobTitle":"Director","officeLocation":"131/1105","mobilePhone":"206 555 0110",)"
        R"("preferredLanguage":"en-US","usageLocation":"US","postalCode":"98052","state":"WA",)"
        R"("streetAddress":"Town Road 1","companyName":"Fernhill","employeeId":"17",)"
        R"("businessPhones":[],"userPrincipalName":"mel@fernhill.example",)"
        R"("passwordProfile":{"forceChangePasswordNextSignIn":false,"password":"x"}})");
    BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
    BOOST_TEST(at(made, "jobTitle") == "Director");
    BOOST_TEST(at(made, "officeLocation") == "131/1105");
    BOOST_TEST(at(made, "department") == "(none)");  // answers leave it out until it is selected
    const std::string url = "/v1.0/users/" + at(made, "id");
    for (const auto& [member, text] : std::initializer_list<std::pair<std::string, std::string>>{
             {"city", "Seattle"},
             {"companyName", "Fernhill"},
             {"country", "United States"},
             {"department", "Sales"},
             {"employeeId", "17"},
             {"givenName", "Mel"},
             {"mailNickname", "MelD"},
             {"mobilePhone", "206 555 0110"},
             {"postalCode", "98052"},
             {"preferredLanguage", "en-US"},
             {"state", "WA"},
             {"streetAddress", "Town Road 1"},
             {"surname", "Dar"},
             {"usageLocation", "US"}}) {
        BOOST_TEST(shown(cat(url, "?$select=", member), member) == text);
        BOOST_TEST(shown(cat("/v1.0/users?$filter=", member, " eq '", text, "'"), "value") == "[1]",
                   member);
    }
    BOOST_TEST(send("PATCH", url, R"({"department":"Legal","jobTitle":null})").status == 204);
    BOOST_TEST(shown(url + "?$select=department", "department") == "Legal");
    BOOST_TEST(shown(url, "jobTitle") == "null");
    BOOST_TEST(shown(url, "surname") == "Dar");
    BOOST_TEST(shown(adele + "?$select=mailNickname", "mailNickname") == "adele");
}

BOOST_AUTO_TEST_CASE(what_is_not_kept_of_a_user_is_refused_by_name) {
    const std::pair<std::string_view, std::string_view> cases[] = {
        {R"("colour":"red")", "400 colour is unknown, not a property of user kept here"},
        {R"("businessPhones":["+1"])",
         "400 businessPhones is not kept, not possible to set in "
         "this sandbox"},
        {R"("signInActivity":{"lastSignInDateTime":"2026-01-01T00:00:00Z"})",
         "400 signInActivity is not kept, not possible to set in this sandbox"},
        {R"("passwordProfile":{"password":"x"})",
         "400 passwordProfile is not taken here, not kept: personas of the sandbox have no "
         "passwords"},
        {R"("passwordPolicies":"DisablePasswordExpiration")",
         "400 passwordPolicies is not taken here, not kept: personas of the sandbox have no "
         "passwords"},
        {R"("manager@odata.bind":"https://graph.microsoft.com/v1.0/users/x")",
         "400 manager@odata.bind is unknown, not a property of user kept here"},
        {R"("displayName":null)",
         "400 displayName is missing: a new object needs it, and keeps it"},
        {R"("jobTitle":7)", "400 jobTitle is a number, not a text"},
        {R"("mailNickname":"two words")",
         R"(400 mailNickname is 'two words', not an alias: ASCII without spaces and @()\[]";:<>,)"},
        {R"("id":"00000000-0000-4000-8000-000000000000")",
         "400 id is not kept, not possible to set in this sandbox"},
    };
    for (const auto& [member, told] : cases) {
        BOOST_TEST(refused(send("PATCH", adele, cat('{', member, '}'))) == told);
    }
    const std::string told = refused(send("PATCH", adele, R"({"usageLocation":"United Kingdom"})"));
    BOOST_TEST((told.find("usageLocation of at most 2 bytes") != std::string::npos), told);
    BOOST_TEST(send("PATCH", adele,
                    R"({"@odata.type":"#microsoft.graph.user","colour":null,"businessPhones":[],)"
                    R"("employeeOrgData":{"division":null}})")
                   .status == 204);
}

BOOST_AUTO_TEST_CASE(a_group_keeps_its_description_and_alias) {
    const std::string body =
        R"({"displayName":"Night shift","description":"who drives","mailEnabled":false,)"
        R"("mailNickname":"night","securityEnabled":true,"groupTypes":[],"visibility":null})";
    const Response made = send("POST", "/v1.0/groups", body);
    BOOST_REQUIRE_MESSAGE(made.status == 201, made.body);
    BOOST_TEST(at(made, "description") == "who drives");
    BOOST_TEST(at(made, "mailNickname") == "night");
    const std::string url = "/v1.0/groups/" + at(made, "id");
    BOOST_TEST(shown("/v1.0/groups?$filter=description eq 'who drives'", "value.0.id") ==
               at(made, "id"));
    BOOST_TEST(shown("/v1.0/groups?$filter=startswith(description,'who')&$count=true",
                     "@odata.count") == "1");
    BOOST_TEST(shown(cat("/v1.0/directoryObjects/", at(made, "id")), "description") ==
               "who drives");
    BOOST_TEST(send("PATCH", url, R"({"displayName":"Nights"})").status == 204);
    BOOST_TEST(shown(url, "description") == "who drives");
    BOOST_TEST(send("PATCH", url, R"({"description":null})").status == 204);
    BOOST_TEST(shown(url, "description") == "null");
    BOOST_TEST(shown(url, "mailNickname") == "night");
    // A group that was given no alias has that of its name.
    BOOST_TEST(shown(cat("/v1.0/groups/", to_text(group)), "mailNickname") == "Fieldteam");
    const std::string long_text(1025, 'x');
    const std::string told =
        refused(send("PATCH", url, cat(R"({"description":")", long_text, "\"}")));
    BOOST_TEST((told.find("description of at most 1024 bytes") != std::string::npos), told);
    BOOST_TEST(send("PATCH", url, R"({"visibility":"Private"})").status == 204);
    BOOST_TEST(shown(url, "visibility") == "Private");
    BOOST_TEST(refused(send("PATCH", url, R"({"theme":"Blue","colour":"red"})")) ==
               "400 theme is not kept, not possible to set in this sandbox");
}

BOOST_AUTO_TEST_SUITE_END()
