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
    std::string shown(const std::string& url, std::string_view path) { return at(get(url), path); }
    /// The names of an object's members, in their order.
    std::string members(const Response& response) {
        std::string names;
        for (const std::string& name : tree_of(response).names) {
            names += cat(names.empty() ? "" : " ", name);
        }
        return names;
    }
    std::string reference(const Guid& id) {
        return cat(R"({"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/)",
                   to_text(id), R"("})");
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

BOOST_AUTO_TEST_CASE(groups) {
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
    BOOST_TEST(shown(url, "@odata.context") == root + "directoryObjects");
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
    BOOST_TEST(at(groups, "@odata.context") == root + "Collection(Edm.String)");
    BOOST_TEST(at(groups, "value.0") == to_text(group));
    caller = asker;
    BOOST_TEST(send("POST", url + "/$ref", reference(asker)).status == 403);
    BOOST_TEST(at(send("POST", "/v1.0/me/getMemberGroups", "{}"), "value") == "[0]");
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
