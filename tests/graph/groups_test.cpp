// Goal: groups answer as the documentation prints them, with their members and owners: with whom
// they begin, who is added and removed, and by whom.
#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

BOOST_FIXTURE_TEST_SUITE(groups_test, Lab)

BOOST_AUTO_TEST_CASE(are_made_shown_and_deleted) {
    const std::string select = "?$select=id,displayName,isAssignableToRole";
    BOOST_TEST(shown(cat("/v1.0/groups/", to_text(group), select), "isAssignableToRole") == "true");
    // Null and not false for a plain group (endpoints.md, section I).
    BOOST_TEST(shown(cat("/v1.0/groups/", to_text(plain_group), select), "isAssignableToRole") ==
               "null");
    BOOST_TEST(at(get(cat("/v1.0/groups/", to_text(admin))), "error.code") ==
               "Request_ResourceNotFound");
    BOOST_TEST(shown("/v1.0/groups?$filter=displayName eq 'Field team'&$select=id", "value.0.id") ==
               to_text(group));
    const Response made = send("POST", "/v1.0/groups",
                               R"({"displayName":"Night shift","isAssignableToRole":true,)"
                               R"("mailEnabled":false,"mailNickname":"n","securityEnabled":true})");
    BOOST_TEST(made.status == 201);
    BOOST_TEST(at(made, "isAssignableToRole") == "true");
    BOOST_TEST(refused(send("POST", "/v1.0/groups",
                            R"({"displayName":"M","mailEnabled":true,"mailNickname":"n",)"
                            R"("securityEnabled":true})")) ==
               "400 mailEnabled is true, not possible in this sandbox");
    const std::string url = "/v1.0/groups/" + at(made, "id");
    BOOST_TEST(send("DELETE", url).status == 204);
    BOOST_TEST(get(url).status == 404);
}

BOOST_AUTO_TEST_CASE(a_group_begins_with_the_members_that_its_body_binds) {
    const auto made = [&](const std::string& members) {
        return send("POST", "/v1.0/groups",
                    cat(R"({"displayName":"Helpdesk","isAssignableToRole":true,)"
                        R"("mailEnabled":false,"mailNickname":"h","securityEnabled":true,)"
                        R"("members@odata.bind":[)",
                        members, "]}"));
    };
    const auto address = [&](std::string_view collection, const Guid& id) {
        return cat(R"("https://graph.microsoft.com/v1.0/)", collection, '/', to_text(id), '"');
    };
    const Response both =
        made(cat(address("users", asker), ',', address("directoryObjects", service)));
    BOOST_TEST(both.status == 201);
    const std::string url = cat("/v1.0/groups/", at(both, "id"));
    BOOST_TEST(at(get(url + "/members?$select=id"), "value") == "[2]");
    // One that is refused leaves no group behind.
    const std::size_t groups = tenant().groups.size();
    BOOST_TEST(made(cat(address("users", asker), ',', address("users", Guid{1, 2}))).status == 404);
    BOOST_TEST(made(address("groups", group)).status == 400);
    BOOST_TEST(refused(made("7")).substr(0, 32) == "400 members@odata.bind is 7, not");
    std::string many;
    for (std::uint64_t i = 0; i < first_members_max + 1; ++i) {
        many += cat(many.empty() ? "" : ",", address("users", must(SaveUser{[&] {
                                                         User user;
                                                         user.display_name = cat("Member ", i);
                                                         user.user_principal_name =
                                                             cat("member", i, "@fernhill.example");
                                                         return user;
                                                     }()})));
    }
    BOOST_TEST(made(many).status == 400);
    BOOST_TEST(tenant().groups.size() == groups);
    BOOST_TEST(send("PATCH", url, cat(R"({"members@odata.bind":[)", address("users", asker), "]}"))
                   .status == 400);
}

BOOST_AUTO_TEST_CASE(a_group_begins_with_the_owners_that_its_body_binds) {
    // The first call of Graph's tutorial on assigning roles in PIM.
    const auto made = [&](const Guid& owner, std::string_view collection) {
        return send("POST", "/v1.0/groups",
                    cat(R"({"description":"IT Helpdesk to support employees",)"
                        R"+("displayName":"IT Helpdesk (User)","mailEnabled":false,)+"
                        R"("mailNickname":"userHelpdesk","securityEnabled":true,)"
                        R"("isAssignableToRole":true,"owners@odata.bind":)",
                        R"(["https://graph.microsoft.com/v1.0/)", collection, '/', to_text(owner),
                        R"("],"members@odata.bind":["https://graph.microsoft.com/v1.0/users/)",
                        to_text(asker), R"("]})"));
    };
    const Response helpdesk = made(holder, "users");
    BOOST_TEST(helpdesk.status == 201, helpdesk.body);
    BOOST_TEST(at(helpdesk, "isAssignableToRole") == "true");
    const std::string url = cat("/v1.0/groups/", at(helpdesk, "id"));
    BOOST_TEST(at(get(url + "/owners?$select=id"), "value") == "[1]");
    BOOST_TEST(at(get(url + "/owners?$select=id"), "value.0.id") == to_text(holder));
    BOOST_TEST(at(get(url + "/members?$select=id"), "value.0.id") == to_text(asker));
    BOOST_TEST(made(service, "servicePrincipals").status == 201);
    // One that is refused leaves no group behind.
    const std::size_t groups = tenant().groups.size();
    BOOST_TEST(made(Guid{1, 2}, "users").status == 404);
    BOOST_TEST(made(group, "groups").status == 400);
    BOOST_TEST(tenant().groups.size() == groups);
    BOOST_TEST(refused(send("PATCH", url, R"({"owners@odata.bind":[]})")) ==
               "400 owners@odata.bind is not taken here, not possible once the group exists: POST "
               "owners/$ref adds one");
}

BOOST_AUTO_TEST_CASE(a_group_that_has_owners_keeps_one) {
    for (const std::string_view version : {"v1.0", "beta"}) {
        SaveGroup made;
        made.group.display_name = "Standby";
        made.group.role_assignable = true;
        const std::string one = cat('/', version, "/groups/", to_text(must(made)));
        const std::string url = one + "/owners";
        BOOST_TEST(shown(url, "value") == "[0]");
        BOOST_TEST(send("POST", url + "/$ref", reference(asker)).status == 204);
        BOOST_TEST(refused(send("POST", url + "/$ref", reference(asker))) ==
                   "400 One or more added object references already exist for the following "
                   "modified properties: 'owners'.");
        BOOST_TEST(send("POST", url + "/$ref", reference(unit)).status == 400);
        BOOST_TEST(shown(url, "value.0.@odata.type") == "#microsoft.graph.user");
        BOOST_TEST(get(url + "/$count").body == "1");
        BOOST_TEST(shown(one + "?$expand=owners($select=id)", "owners.0.id") == to_text(asker));
        // The owner needs no role for the rest.
        caller = asker;
        BOOST_TEST(send("POST", url + "/$ref", reference(service)).status == 204);
        BOOST_TEST(send("POST", one + "/members/$ref", reference(asker)).status == 204);
        BOOST_TEST(send("DELETE", cat(one, "/members/", to_text(asker), "/$ref")).status == 204);
        BOOST_TEST(send("PATCH", one, R"({"description":"Who is out"})").status == 204);
        BOOST_TEST(send("DELETE", cat(url, '/', to_text(holder), "/$ref")).status == 404);
        const Response last = send("DELETE", cat(url, '/', to_text(asker), "/$ref"));
        BOOST_TEST(at(last, "error.code") == "Request_BadRequest");
        BOOST_TEST(refused(last) ==
                   "400 The group must have at least one owner, hence this owner cannot be "
                   "removed.");
        caller = admin;
        BOOST_TEST(send("POST", url + "/$ref", reference(holder)).status == 204);
        BOOST_TEST(send("DELETE", cat(url, '/', to_text(asker), "/$ref")).status == 204);
        // Who was one has no right any more.
        caller = asker;
        BOOST_TEST(send("POST", url + "/$ref", reference(asker)).status == 403);
        caller = admin;
        BOOST_TEST(send("DELETE", cat(url, '/', to_text(service), "/$ref")).status == 204);
        const std::string audits = cat('/', version, "/auditLogs/directoryAudits?$top=1&$filter=",
                                       "activityDisplayName eq 'Remove owner from group'");
        BOOST_TEST(shown(audits, "value.0.category") == "GroupManagement");
        BOOST_TEST(shown(audits, "value.0.operationType") == "Unassign");
        BOOST_TEST(shown(audits, "value.0.targetResources.0.id") == to_text(service));
    }
}

BOOST_AUTO_TEST_CASE(group_members) {
    const std::string url = cat("/v1.0/groups/", to_text(group), "/members");
    BOOST_TEST(shown(url, "@odata.context") ==
               "https://graph.microsoft.com/v1.0/$metadata#directoryObjects");
    BOOST_TEST(shown(url, "value.0.@odata.type") == "#microsoft.graph.user");
    BOOST_TEST(shown(url, "value.0.id") == to_text(holder));
    BOOST_TEST(send("POST", url + "/$ref", reference(service)).status == 204);
    BOOST_TEST(refused(send("POST", url + "/$ref", reference(service))) ==
               "400 One or more added object references already exist for the following modified "
               "properties: 'members'.");
    BOOST_TEST(send("POST", url + "/$ref", reference(unit)).status == 400);
    BOOST_TEST(send("POST", url + "/$ref", R"({"@odata.id":"x"})").status == 400);
    BOOST_TEST(shown(url + "?$top=1", "value") == "[1]");
    BOOST_TEST(shown(at(get(url + "?$top=1"), "@odata.nextLink"), "value") == "[1]");
    const std::string kinds = "/v1.0/groups?$count=true&$top=1&$filter=";
    BOOST_TEST(shown(kinds + "groupTypes/any(c:c eq 'Unified')", "@odata.count") == "0");
    BOOST_TEST(shown(kinds + "not groupTypes/any(c:c eq 'Unified')", "@odata.count") ==
               shown("/v1.0/groups?$count=true&$top=1", "@odata.count"));
    BOOST_TEST(shown(cat("/v1.0/groups/", to_text(group), "?$expand=members($select=id)"),
                     "members") == "[2]");
    BOOST_TEST(send("DELETE", cat(url, '/', to_text(service), "/$ref")).status == 204);
    BOOST_TEST(send("DELETE", cat(url, '/', to_text(service), "/$ref")).status == 404);
    const Response groups =
        send("POST", cat("/v1.0/directoryObjects/", to_text(holder), "/getMemberGroups"),
             R"({"securityEnabledOnly":true})");
    BOOST_TEST(at(groups, "@odata.context") ==
               "https://graph.microsoft.com/v1.0/$metadata#Collection(Edm.String)");
    BOOST_TEST(at(groups, "value.0") == to_text(group));
    caller = asker;
    BOOST_TEST(send("POST", url + "/$ref", reference(asker)).status == 403);
    BOOST_TEST(at(send("POST", "/v1.0/me/getMemberGroups", "{}"), "value") == "[0]");
}

BOOST_AUTO_TEST_SUITE_END()
