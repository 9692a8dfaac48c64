// Goal: the directory minimum answers as the documentation prints it: paths of each version, keys,
// order of members, nulls, types; what may be created, changed and deleted, and by whom.
#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

struct Directory : Lab {
    /// The names of an object's members, in their order.
    std::string members(const Response& response) {
        std::string names;
        for (const std::string& name : tree_of(response).names) {
            names += cat(names.empty() ? "" : " ", name);
        }
        return names;
    }
    const std::string root = "https://graph.microsoft.com/v1.0/$metadata#";
    const std::string adele = "/v1.0/users/" + to_text(admin);
};

constexpr std::string_view new_user =
    R"({"accountEnabled":true,"displayName":"Noor","mailNickname":"noor",)"
    R"("userPrincipalName":"noor@fernhill.example",)"
    R"("passwordProfile":{"forceChangePasswordNextSignIn":true,"password":"x"}})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(directory_test, Directory)

BOOST_AUTO_TEST_CASE(people) {
    BOOST_TEST(members(get("/v1.0/me")) ==
               "@odata.context businessPhones displayName givenName jobTitle mail mobilePhone "
               "officeLocation preferredLanguage surname userPrincipalName id");
    BOOST_TEST(shown("/v1.0/me", "@odata.context") == root + "users/$entity");
    BOOST_TEST(shown("/beta/me?$select=id", "id") == to_text(admin));
    for (const std::string_view key :
         {"/adele@fernhill.example", "/ADELE%40fernhill.example", "('adele@fernhill.example')",
          "(userPrincipalName='adele@fernhill.example')"}) {
        BOOST_TEST(shown(cat("/v1.0/users", key), "id") == to_text(admin), key);
    }
    BOOST_TEST(shown("/v1.0/users?$filter=userPrincipalName eq 'adele@fernhill.example'"
                     "&$select=id,userPrincipalName",
                     "value") == "[1]");
    BOOST_TEST(
        shown(cat("/v1.0/users?$filter=id in ('", to_text(admin), "','", to_text(asker), "')"),
              "value") == "[2]");
    BOOST_TEST(shown("/v1.0/users?$count=true&$top=2", "@odata.count") == "5");
    for (const std::string_view filter :
         {"userPrincipalName eq 'ADELE@fernhill.example'", "mail in ('Adele@FERNHILL.example')",
          "startswith(userPrincipalName,'Adele')", "startswith(displayName,'aDeLe')",
          "startsWith(displayName,'adele') and userType eq 'member'"}) {
        BOOST_TEST(shown(cat("/v1.0/users?$filter=", filter), "value.0.userPrincipalName") ==
                   "adele@fernhill.example");
    }
    BOOST_TEST(refused(get("/v1.0/users/nobody@fernhill.example")) ==
               "404 Resource 'nobody@fernhill.example' does not exist or one of its queried "
               "reference-property objects are not present.");
    BOOST_TEST(shown(adele + "?$select=accountEnabled,userType", "userType") == "Member");
    caller = service;
    BOOST_TEST(get("/v1.0/me").status == 400);
}

BOOST_AUTO_TEST_CASE(users_are_made_changed_and_deleted) {
    const Response made = send("POST", "/v1.0/users", new_user);
    BOOST_TEST(made.status == 201);
    BOOST_TEST(at(made, "@odata.context") == root + "users/$entity");
    const std::string url = "/v1.0/users/" + at(made, "id");
    BOOST_TEST(header(made.headers, "Location") == cat("https://graph.microsoft.com", url));
    BOOST_TEST(send("PATCH", url, R"({"displayName":"Noor B.","jobTitle":null})").status == 204);
    BOOST_TEST(shown(url, "displayName") == "Noor B.");
    BOOST_TEST(
        send("PATCH", url, R"({"userType":"Member","mail":"NOOR@fernhill.example"})").status ==
        204);
    BOOST_TEST(refused(send("PATCH", url, R"({"accountEnabled":false})")) ==
               "400 accountEnabled is false, not possible in this sandbox");
    BOOST_TEST(send("DELETE", url).status == 204);
    BOOST_TEST(get(url).status == 404);
    BOOST_TEST(send("DELETE", url).status == 404);
    BOOST_TEST(refused(send("POST", "/v1.0/users", R"({"displayName":"X"})")) ==
               "400 accountEnabled is missing: it is true");
    caller = holder;
    BOOST_TEST(at(send("POST", "/v1.0/users", new_user), "error.code") ==
               "Authorization_RequestDenied");
    BOOST_TEST(send("DELETE", adele).status == 403);
}

BOOST_AUTO_TEST_CASE(guests_are_invited) {
    const Response made = send(
        "POST", "/v1.0/invitations",
        R"({"invitedUserEmailAddress":"kim@partner.example","inviteRedirectUrl":"https://a.b"})");
    BOOST_TEST(made.status == 201);
    const std::string url = cat("/v1.0/users/", at(made, "invitedUser.id"), "?$select=userType");
    BOOST_TEST(shown(url, "userType") == "Guest");
    BOOST_TEST(send("POST", "/v1.0/invitations", "{}").status == 400);
    const auto invited = [&](std::string_view address, std::string_view member) {
        return send("POST", "/v1.0/invitations",
                    cat(R"({"invitedUserEmailAddress":")", address,
                        R"(","inviteRedirectUrl":"https://a.b",)", member, '}'));
    };
    BOOST_TEST(at(invited("lo@partner.example", R"("invitedUserType":"Member")"),
                  "invitedUserType") == "Member");
    BOOST_TEST(refused(invited("my@partner.example", R"("sendInvitationMessage":true)")) ==
               "400 sendInvitationMessage is true, not possible in this sandbox");
}

BOOST_AUTO_TEST_CASE(applications_and_their_service_principals) {
    const std::string app_id = "11111111-2222-4333-8444-555555555555";
    for (const std::string_view collection : {"applications", "servicePrincipals"}) {
        const std::string url = cat("/v1.0/", collection, "(appId='", app_id, "')");
        BOOST_TEST(shown(url, "appId") == app_id);
        BOOST_TEST(shown(cat("/v1.0/", collection, "?$filter=appId eq '", app_id, "'"), "value") ==
                   "[1]");
    }
    BOOST_TEST(shown(cat("/v1.0/servicePrincipals/", to_text(service)), "servicePrincipalType") ==
               "Application");
    const Response made = send("POST", "/v1.0/applications", R"({"displayName":"Payroll"})");
    BOOST_TEST(made.status == 201);
    const Response robot =
        send("POST", "/v1.0/servicePrincipals", cat(R"({"appId":")", at(made, "appId"), R"("})"));
    BOOST_TEST(at(robot, "displayName") == "Payroll");
    BOOST_TEST(send("DELETE", cat("/v1.0/applications/", at(made, "id"))).status == 204);
}

BOOST_AUTO_TEST_CASE(directory_objects) {
    BOOST_TEST(shown(cat("/v1.0/directoryObjects/", to_text(group)), "@odata.type") ==
               "#microsoft.graph.group");
    BOOST_TEST(shown(cat("/v1.0/directoryObjects/", to_text(group), "/?$select=id"), "id") ==
               to_text(group));
    const std::string ids = cat(R"({"ids":[")", to_text(admin), R"(",")", to_text(group), R"(",")",
                                to_text(tenant().id), R"("])");
    const Response all = send("POST", "/v1.0/directoryObjects/getByIds", ids + '}');
    BOOST_TEST(at(all, "value") == "[2]");
    BOOST_TEST(at(all, "value.1.@odata.type") == "#microsoft.graph.group");
    BOOST_TEST(at(send("POST", "/v1.0/directoryObjects/getByIds", ids + R"(,"types":["user"]})"),
                  "value") == "[1]");
    BOOST_TEST(send("POST", "/v1.0/directoryObjects/getByIds", R"({"ids":["x"]})").status == 400);
}

BOOST_AUTO_TEST_CASE(administrative_units_at_the_paths_of_each_version) {
    const std::string url = cat("directory/administrativeUnits/", to_text(unit));
    const std::string beta = cat("/beta/administrativeUnits/", to_text(unit));
    BOOST_TEST(shown("/v1.0/" + url, "@odata.context") ==
               root + "directory/administrativeUnits/$entity");
    BOOST_TEST(members(get(beta)) ==
               "@odata.context id deletedDateTime displayName description visibility "
               "membershipRule membershipType membershipRuleProcessingState");
    BOOST_TEST(refused(get("/beta/" + url)) ==
               "400 Resource not found for the segment 'directory'.");
    BOOST_TEST(get(cat("/v1.0/administrativeUnits/", to_text(unit))).status == 400);
    BOOST_TEST(send("POST", beta + "/members/$ref", reference(holder)).status == 204);
    BOOST_TEST(shown(beta + "/members", "value.0.id") == to_text(holder));
    BOOST_TEST(send("DELETE", cat(beta, "/members/", to_text(holder), "/$ref")).status == 204);
    const Response made =
        send("POST", "/v1.0/directory/administrativeUnits", R"({"displayName":"South"})");
    BOOST_TEST(made.status == 201);
    BOOST_TEST(at(made, "description") == "null");
    const std::string units = "/v1.0/directory/administrativeUnits";
    const Response hidden =
        send("POST", units, R"({"displayName":"North","visibility":"HiddenMembership"})");
    BOOST_TEST(hidden.status == 201);
    BOOST_TEST(at(get(cat(units, '/', at(hidden, "id"))), "visibility") == "HiddenMembership");
    BOOST_TEST(refused(send("POST", units, R"({"displayName":"East","visibility":"Secret"})")) ==
               "400 visibility is 'Secret', not Public, Private or HiddenMembership");
}

BOOST_AUTO_TEST_CASE(scoped_role_members) {
    const std::string url =
        cat("/v1.0/directory/administrativeUnits/", to_text(unit), "/scopedRoleMembers");
    const std::string role = at(
        get(cat("/v1.0/directoryRoles(roleTemplateId='", to_text(user_administrator), "')")), "id");
    const std::string body =
        cat(R"({"roleId":")", role, R"(","roleMemberInfo":{"id":")", to_text(holder), R"("}})");
    const Response made = send("POST", url, body);
    BOOST_TEST(made.status == 201);
    BOOST_TEST(members(made) == "@odata.context id roleId administrativeUnitId roleMemberInfo");
    BOOST_TEST(at(made, "roleMemberInfo.userPrincipalName") == "yuki@fernhill.example");
    BOOST_TEST(shown(url, "value.0.roleId") == role);
    const std::string one = cat(url, '/', at(made, "id"));
    BOOST_TEST(header(made.headers, "Location") == cat("https://graph.microsoft.com", one));
    BOOST_TEST(shown(one, "administrativeUnitId") == to_text(unit));
    const std::string with_members =
        cat("/v1.0/directory/administrativeUnits/", to_text(unit), "?$expand=scopedRoleMembers");
    BOOST_TEST(shown(with_members, "scopedRoleMembers.0.id") == at(made, "id"));
    BOOST_TEST(send("POST", url, R"({"roleId":"x"})").status == 400);
    caller = asker;
    BOOST_TEST(get(url).status == 403);
    BOOST_TEST(shown(with_members, "scopedRoleMembers") == "[0]");
    BOOST_TEST(send("DELETE", one).status == 403);
    caller = admin;
    wait(ticks_per_hour);
    BOOST_TEST(send("DELETE", one).status == 204);
    BOOST_TEST(shown(url, "value") == "[0]");
}

BOOST_AUTO_TEST_CASE(directory_roles) {
    const std::string by_template =
        cat("/v1.0/directoryRoles(roletemplateid ='", to_text(role::global_administrator), "')");
    BOOST_TEST(members(get(by_template)) ==
               "@odata.context id deletedDateTime description displayName roleTemplateId");
    const std::string id = shown(by_template, "id");
    BOOST_TEST(id != to_text(role::global_administrator));
    const std::string url = "/v1.0/directoryRoles/" + id;
    BOOST_TEST(shown(url, "displayName") == "Global Administrator");
    BOOST_TEST(shown(cat("/v1.0/directoryRoles?$filter=roleTemplateId eq '",
                         to_text(role::global_administrator), "'"),
                     "value.0.id") == id);
    BOOST_TEST(shown(url + "/members", "value.0.id") == to_text(admin));
    BOOST_TEST(shown(cat("/v1.0/directoryRoles/roleTemplateId=",
                         to_text(role::global_administrator), "/members"),
                     "value") == "[1]");
    BOOST_TEST(send("POST", url + "/members/$ref", reference(holder)).status == 204);
    BOOST_TEST(send("POST", url + "/members/$ref", reference(holder)).status == 400);
    BOOST_TEST(shown(url + "/members", "value") == "[2]");
    wait(ticks_per_hour);
    BOOST_TEST(send("DELETE", cat(url, "/members/", to_text(holder), "/$ref")).status == 204);
    BOOST_TEST(send("DELETE", cat(url, "/members/", to_text(holder), "/$ref")).status == 404);
    BOOST_TEST(shown("/v1.0/directoryRoleTemplates?$top=1", "value") == "[1]");
    BOOST_TEST(shown(cat("/v1.0/directoryRoleTemplates/", to_text(role::global_administrator)),
                     "displayName") == "Global Administrator");
    BOOST_TEST(get("/v1.0/directoryRoles/x").status == 404);
    // The members come with the role, for those who may read them.
    const std::string with_members = "?$expand=members($select=id,displayName)&$select=id";
    BOOST_TEST(shown(by_template + with_members, "members.0.id") == to_text(admin));
    BOOST_TEST(shown(by_template + with_members, "members.0.@odata.type") ==
               "#microsoft.graph.user");
    BOOST_TEST(shown(cat("/v1.0/directoryRoles", with_members, "&$filter=roleTemplateId eq '",
                         to_text(role::global_administrator), "'"),
                     "value.0.members.0.id") == to_text(admin));
    caller = asker;
    BOOST_TEST(get(url + "/members").status == 403);
}

BOOST_AUTO_TEST_CASE(organization_and_licence) {
    BOOST_TEST(shown("/v1.0/organization", "value.0.displayName") == "Fernhill Logistics");
    BOOST_TEST(shown("/v1.0/organization", "value.0.verifiedDomains.0.name") == "fernhill.example");
    BOOST_TEST(shown(cat("/v1.0/organization/", to_text(tenant().id)), "tenantType") == "AAD");
    BOOST_TEST(shown("/v1.0/subscribedSkus", "value.0.skuPartNumber") == "AAD_PREMIUM_P2");
    must(SetLicence{false});
    BOOST_TEST(shown("/v1.0/subscribedSkus", "value") == "[0]");
    BOOST_TEST(shown("/v1.0/organization", "value.0.assignedPlans") == "[0]");
}

BOOST_AUTO_TEST_SUITE_END()
