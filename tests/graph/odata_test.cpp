// Goal: the query options do what clients expect of them, on any collection: shape, order, pages,
// counts, metadata levels, links under the address by which a request came.
#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

constexpr std::string_view roles = "/v1.0/roleManagement/directory/roleDefinitions";
constexpr std::string_view instances =
    "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances";

struct OData : Lab {
    /// A GET with an Accept header, through a host.
    Response ask(const std::string& url, const std::string& accept, const std::string& host = {}) {
        graph::Request request;
        request.method = "GET";
        request.url = url;
        request.caller = caller;
        request.signed_in = signed_in;
        request.headers = {{"accept", accept}};
        if (!host.empty()) request.service_root = host;
        return handle(*sandbox, request);
    }
    std::string shown(std::string_view options, std::string_view path) {
        return at(get(cat(roles, options)), path);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(odata_test, OData)

BOOST_AUTO_TEST_CASE(orders) {
    BOOST_TEST(shown("?$orderby=displayName&$top=2", "value.0.displayName") == "AI Administrator");
    BOOST_TEST(shown("?$orderby=displayName desc&$top=2", "value.0.displayName") ==
               "Yammer Administrator");
    // Within equal first keys the second decides.
    const std::string both = "?$orderby=isBuiltIn asc,DisplayName DESC&$top=1";
    BOOST_TEST(shown(both, "value.0.displayName") == "Yammer Administrator");
    BOOST_TEST(at(get(cat(instances, "?$orderby=roleDefinition/displayName,principal/id desc")),
                  "value") == "[1]");
    BOOST_TEST(refused(get(cat(roles, "?$orderby=colour"))) ==
               "400 $orderby, position 1: there is no property 'colour' to order by");
    BOOST_TEST(refused(get(cat(roles, "?$orderby=id down"))) ==
               "400 $orderby, position 4: expected ',' or the end, found 'down'");
}

BOOST_AUTO_TEST_CASE(pages_are_the_same_in_any_order) {
    for (const std::string_view order : {"", "&$orderby=displayName desc"}) {
        std::vector<std::string> ids;
        std::string link = cat(roles, "?$select=id&$skip=3&$top=50", order);
        while (link != "(none)") {
            const JsonValue tree = tree_of(get(link));
            for (const JsonValue& row : tree.member("value")->items) ids.push_back(at(row, "id"));
            link = at(tree, "@odata.nextLink");
            BOOST_REQUIRE(ids.size() < 1000U);
        }
        BOOST_TEST(ids.size() == tenant().roles.size() - 3);
        std::sort(ids.begin(), ids.end());
        BOOST_TEST((std::unique(ids.begin(), ids.end()) == ids.end()));
    }
}

BOOST_AUTO_TEST_CASE(counts) {
    const std::string all = cat(tenant().roles.size());
    BOOST_TEST(shown("?$count=true&$top=1", "@odata.count") == all);
    BOOST_TEST(shown("?$count=true&$top=1&$skip=5", "@odata.count") == all);
    BOOST_TEST(shown("?$count=true&$top=1&$orderby=id", "@odata.count") == all);
    BOOST_TEST(shown("?$count=true&$filter=startswith(displayName,'Yam')", "@odata.count") == "1");
    BOOST_TEST(shown("?$count=false", "@odata.count") == "(none)");
    BOOST_TEST(refused(get(cat(roles, "?$count=yes"))) == "400 $count is 'yes', not true or false");
    const std::string next = shown("?$count=true&$top=1", "@odata.nextLink");
    BOOST_TEST(at(get(next), "@odata.count") == all);
}

BOOST_AUTO_TEST_CASE(expands) {
    const auto expanded = [&](std::string_view options) {
        return get(cat(instances, "?$expand=", options));
    };
    const Response role = expanded("roleDefinition($select=displayName),principal");
    BOOST_TEST(at(role, "value.0.roleDefinition") == "{1}");
    BOOST_TEST(at(role, "value.0.roleDefinition.displayName") == "Directory Readers");
    BOOST_TEST(at(role, "value.0.principal.@odata.type") == "#microsoft.graph.user");
    BOOST_TEST(at(role, "value.0.principal.id") == to_text(asker));
    BOOST_TEST(at(role, "@odata.context") ==
               "https://graph.microsoft.com/v1.0/$metadata#roleManagement/directory/"
               "roleEligibilityScheduleInstances(roleDefinition(displayName),principal())");
    BOOST_TEST(at(expanded("ROLEDEFINITION"), "value.0.roleDefinition.isBuiltIn") == "true");
    BOOST_TEST(at(expanded("*"), "value.0.directoryScope") == "null");
    BOOST_TEST(at(expanded("roledefinition($expand=inheritsPermissionsFrom;$select=id)"),
                  "value.0.roleDefinition") == "{2}");
    BOOST_TEST(at(expanded("principal(select=userPrincipalName)"),
                  "value.0.principal.userPrincipalName") == "dana@fernhill.example");
    BOOST_TEST(refused(expanded("manager")) ==
               "400 $expand, position 1: there is no navigation property 'manager' in "
               "unifiedRoleEligibilityScheduleInstance");
    BOOST_TEST(refused(expanded("principal($levels=2)")) ==
               "400 $expand, position 11: the option '$levels' is not supported within $expand");
    BOOST_TEST(refused(expanded("principal($select=colour)")) ==
               "400 $expand, position 19: there is no property 'colour' in directoryObject");
    BOOST_TEST(refused(expanded("principal($select=id")) ==
               "400 $expand, position 21: expected ';' or ')', found the end");
    BOOST_TEST(refused(expanded("principal,")) ==
               "400 $expand, position 11: expected a navigation property, found the end");
    std::string deep = "roleDefinition";
    for (int i = 0; i < 50; ++i) deep += "($expand=inheritsPermissionsFrom";
    BOOST_TEST(refused(expanded(deep)).find("goes deeper than") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(chooses_among_what_is_expanded) {
    const auto expanded = [&](std::string_view options) {
        return get(
            cat("/v1.0/policies/roleManagementPolicies?$top=1&$filter=scopeId eq '/' and "
                "scopeType eq 'DirectoryRole'&$expand=rules",
                options));
    };
    const auto shown = [&](std::string_view options, std::string_view path) {
        return at(expanded(options), cat("value.0.rules", path));
    };
    const std::string some =
        "($select=id;$filter=startswith(id,'Expiration') and (id ne ';)');$orderby=id desc;"
        "$count=true;$top=";
    BOOST_TEST(shown(some + "2)", "") == "[2]");
    BOOST_TEST(shown(some + "2)", ".0.id") == "Expiration_EndUser_Assignment");
    BOOST_TEST(shown(some + "2)", "@odata.count") == "3");
    BOOST_TEST(shown(some + "2;$skip=1)", ".0.id") == "Expiration_Admin_Eligibility");
    BOOST_TEST(shown(some + "2;skip=2)", "") == "[1]");
    BOOST_TEST(shown("", "") == "[17]");
    BOOST_TEST(refused(expanded("($filter=colour eq 1)")) ==
               "400 $expand, position 7: $filter, position 1: there is no property 'colour' here");
    BOOST_TEST(refused(expanded("($top=0)")) ==
               "400 $expand, position 7: $top is '0', not a whole number from 1 to 999");
    BOOST_TEST(refused(expanded("($top=1;$top=2)")) ==
               "400 $expand, position 14: the option '$top' stands there twice");
    BOOST_TEST(refused(expanded("($top=1")) ==
               "400 $expand, position 13: expected ';' or ')', found the end");
    BOOST_TEST(refused(get(cat(instances, "?$expand=principal($top=1)"))) ==
               "400 $expand, position 11: the option '$top' is not supported within $expand");
}

BOOST_AUTO_TEST_CASE(counts_as_a_segment) {
    const auto number = [&](std::string_view path) { return get(cat("/v1.0/", path)).body; };
    BOOST_TEST(get(cat(roles, "/$count")).body == cat(tenant().roles.size()));
    BOOST_TEST(header(get(cat(roles, "/$count")).headers, "Content-Type") == "text/plain");
    BOOST_TEST(get(cat(roles, "/$count?$filter=startswith(displayName,'Yam')")).body == "1");
    BOOST_TEST(number(cat("groups/", to_text(group), "/members/$count")) == "1");
    BOOST_TEST(number("users/$COUNT/") == cat(tenant().users.size()));
    BOOST_TEST(refused(get("/v1.0/me/$count")) ==
               "400 Resource not found for the segment '$count'.");
    BOOST_TEST(refused(send("POST", "/v1.0/users/$count", "{}")) ==
               "405 The HTTP method is not one that this resource takes.");
    // Which methods there are is told beside the refusal.
    BOOST_TEST(header(send("PUT", roles, "{}").headers, "Allow") == "GET, POST");
    BOOST_TEST(header(send("POST", cat(roles, "/x"), "{}").headers, "Allow") ==
               "GET, PATCH, DELETE");
    BOOST_TEST(header(get("/v1.0/nope").headers, "Allow").empty());
    BOOST_TEST(refused(get(cat(roles, "/$count?$top=1"))) ==
               "400 the query option '$top' is not supported here");
    caller = holder;
    BOOST_TEST(get("/v1.0/auditLogs/directoryAudits/$count").status == 403);
}

BOOST_AUTO_TEST_CASE(metadata_levels) {
    const std::string url = cat(instances, "?$expand=principal&$count=true&$top=1");
    const Response none = ask(url, "application/json;odata.metadata=none");
    BOOST_TEST(at(none, "@odata.context") == "(none)");
    BOOST_TEST(at(none, "@odata.count") == "1");
    BOOST_TEST(at(none, "value.0.principal.@odata.type") == "(none)");
    BOOST_TEST(at(ask(cat(roles, "?$top=1"), "application/json; odata.metadata=NONE"),
                  "@odata.nextLink") != "(none)");
    const Response full = ask(url, "application/json;odata.metadata=full");
    BOOST_TEST(at(full, "value.0.@odata.type") ==
               "#microsoft.graph.unifiedRoleEligibilityScheduleInstance");
    BOOST_TEST(at(full, "value.0.principal.@odata.id") ==
               cat("https://graph.microsoft.com/v1.0/users('", to_text(asker), "')"));
    const Response minimal = ask(url, "application/json;odata.metadata=minimal");
    BOOST_TEST(minimal.body == ask(url, "*/*").body);
    BOOST_TEST(refused(ask(url, "application/json;odata.metadata=some")) ==
               "400 odata.metadata=some is not none, minimal or full");
}

BOOST_AUTO_TEST_CASE(links_name_the_host_of_the_request) {
    const std::string host = "https://localhost:8443";
    const Response page = ask(cat(host, roles, "?$top=1"), "", host);
    BOOST_TEST(page.status == 200);
    const std::string context = at(page, "@odata.context");
    BOOST_TEST(context.substr(0, host.size() + 6) == cat(host, "/v1.0/"));
    const std::string next = at(page, "@odata.nextLink");
    BOOST_TEST(next.substr(0, host.size() + 6) == cat(host, "/v1.0/"));
    BOOST_TEST(ask(next, "", host).status == 200);
    BOOST_TEST(ask(cat("https://graph.microsoft.com", roles), "", host).status == 200);
    BOOST_TEST(ask(cat("https://other.example", roles), "", host).status == 400);
}

BOOST_AUTO_TEST_CASE(select_is_precise) {
    BOOST_TEST(shown("?$select=*&$top=1", "value.0.isEnabled") == "true");
    BOOST_TEST(shown("?$select=ID,id, displayname &$top=1", "value.0") == "{2}");
    BOOST_TEST(shown("?$select=inheritsPermissionsFrom&$top=1", "value.0") == "{1}");
    BOOST_TEST(refused(get(cat(roles, "?$select=id,colour"))) ==
               "400 $select, position 4: there is no property 'colour' in unifiedRoleDefinition");
    BOOST_TEST(refused(get(cat(roles, "?$select="))) ==
               "400 $select, position 1: expected a property, found the end");
    BOOST_TEST(refused(get(cat(roles, "?$select=isPrivileged"))).substr(0, 3) == "400");
    BOOST_TEST(get("/beta/roleManagement/directory/roleDefinitions?$select=isPrivileged").status ==
               200);
}

BOOST_AUTO_TEST_CASE(answers_say_their_character_set_and_version) {
    const std::string level = "application/json;odata.metadata=";
    const std::string rest = ";odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
    for (const std::string_view metadata : {"minimal", "none", "full"}) {
        const Response answer = ask("/v1.0/me", cat(level, metadata));
        BOOST_TEST(header(answer.headers, "Content-Type") == cat(level, metadata, rest));
        BOOST_TEST(header(answer.headers, "OData-Version") == "4.0");
    }
    const Response refusal = get("/v1.0/users/nope");
    BOOST_TEST(header(refusal.headers, "Content-Type") == "application/json");
    BOOST_TEST(header(refusal.headers, "OData-Version").empty());
}

BOOST_AUTO_TEST_CASE(a_page_is_as_long_as_the_client_prefers) {
    const auto preferring = [&](const std::string& url, const std::string& preference) {
        graph::Request request;
        request.method = "GET";
        request.url = url;
        request.caller = caller;
        request.headers = {{"prefer", preference}};
        return handle(*sandbox, request);
    };
    const std::string users = "/v1.0/users?$select=id";
    for (const std::string_view text : {"odata.maxpagesize=2", "return=minimal, maxpagesize=2",
                                        "OData.MaxPageSize=2, respond-async"}) {
        const Response page = preferring(users, std::string(text));
        BOOST_TEST(at(page, "value") == "[2]");
        BOOST_TEST(header(page.headers, "Preference-Applied") == "odata.maxpagesize=2");
        const Response next = preferring(at(page, "@odata.nextLink"), std::string(text));
        BOOST_TEST(at(next, "value") == "[2]");
        BOOST_TEST(at(next, "value.0.id") != at(page, "value.1.id"));
    }
    // The number of the address comes first, and no page grows by a preference.
    BOOST_TEST(at(preferring(cat(users, "&$top=1"), "odata.maxpagesize=2"), "value") == "[1]");
    BOOST_TEST(header(preferring(users, "odata.maxpagesize=5000").headers, "Preference-Applied") ==
               "odata.maxpagesize=100");
    for (const std::string_view text : {"odata.maxpagesize=0", "odata.maxpagesize=-3",
                                        "odata.maxpagesize=two", "return=minimal", ""}) {
        const Response page = preferring(users, std::string(text));
        BOOST_TEST(page.status == 200);
        BOOST_TEST(header(page.headers, "Preference-Applied").empty());
    }
}

BOOST_AUTO_TEST_CASE(functions_and_actions_go_by_their_full_names_too) {
    const std::string of_role = "/v1.0/roleManagement/directory/roleAssignmentSchedules/";
    BOOST_TEST(get(cat(of_role, "microsoft.graph.filterByCurrentUser(on='principal')")).status ==
               200);
    BOOST_TEST(
        send("POST", "/v1.0/me/Microsoft.Graph.getMemberGroups", R"({"securityEnabledOnly":true})")
            .status == 200);
    BOOST_TEST(send("POST", "/v1.0/directoryObjects/microsoft.graph.getByIds",
                    cat(R"({"ids":[")", to_text(admin), R"("]})"))
                   .status == 200);
    BOOST_TEST(refused(get("/v1.0/microsoft.graph.users")) ==
               "400 Resource not found for the segment 'microsoft.graph.users'.");
    BOOST_TEST(
        refused(get(cat("/v1.0/groups/", to_text(group), "/members/microsoft.graph.user"))) ==
        "400 Resource not found for the segment 'microsoft.graph.user'.");
}

BOOST_AUTO_TEST_CASE(a_function_refuses_a_parameter_that_it_does_not_have) {
    BOOST_TEST(refused(get("/beta/roleManagement/directory/roleSchedules(principalid_='x')")) ==
               "400 the function 'roleSchedules' has no parameter 'principalid_'; it takes "
               "principalId, roleDefinitionId, directoryScopeId, appScopeId");
    const std::string own =
        "/v1.0/roleManagement/directory/roleAssignmentSchedules/filterByCurrentUser";
    BOOST_TEST(refused(get(cat(own, "(on='principal',x='y')"))) ==
               "400 the function 'filterByCurrentUser' has no parameter 'x'; it takes on");
}

BOOST_AUTO_TEST_CASE(a_body_says_that_it_is_json) {
    const auto status = [&](std::string_view type) {
        graph::Request request;
        request.method = "POST";
        request.url = "/v1.0/applications";
        if (!type.empty()) request.headers.emplace_back("content-type", std::string(type));
        request.body = R"({"displayName":"A"})";
        request.caller = admin;
        return refused(handle(*sandbox, request));
    };
    for (const std::string_view other :
         {"text/plain", "application/x-www-form-urlencoded", "application/jsonp"}) {
        BOOST_TEST(status(other) ==
                   "400 Entity only allows writes with a JSON Content-Type header.");
    }
    BOOST_TEST(status("") ==
               "400 Write requests (excluding DELETE) must contain the Content-Type "
               "header declaration.");
    BOOST_TEST(tenant().applications.size() == 1U);
    BOOST_TEST(status("Application/JSON; charset=utf-8").substr(0, 3) == "201");
    BOOST_TEST(status("application/json").substr(0, 3) == "201");
}

BOOST_AUTO_TEST_CASE(the_format_is_json) {
    BOOST_TEST(get("/v1.0/users?$format=json").status == 200);
    BOOST_TEST(get("/v1.0/me?$format=application/json").status == 200);
    BOOST_TEST(refused(get("/v1.0/users?$format=atom")) ==
               "400 $format is 'atom', not json: answers are in no other");
}

BOOST_AUTO_TEST_CASE(who_is_not_signed_in_is_told_how) {
    caller = {};
    const Response response = get("/v1.0/me");
    BOOST_TEST(response.status == 401);
    BOOST_TEST(header(response.headers, "WWW-Authenticate") == "Bearer");
}

BOOST_AUTO_TEST_CASE(a_scope_stands_in_the_address_as_it_is) {
    const std::string of_role = "/beta/roleManagement/directory/roleScheduleInstances";
    const auto found = [&](std::string_view arguments) {
        return at(get(cat(of_role, '(', arguments, ")?$select=id")), "value");
    };
    const std::string all = found("directoryScopeId='%2F'");
    BOOST_TEST(all != "[0]");
    BOOST_TEST(found("directoryScopeId='/'") == all);
    BOOST_TEST(found("directoryScopeId=%27/%27") == all);
    BOOST_TEST(found("directoryScopeId='/',appScopeId=null,roleDefinitionId=null") == all);
    BOOST_TEST(found(cat("directoryScopeId='/administrativeUnits/", to_text(unit), "'")) == "[0]");
    BOOST_TEST(get(cat(of_role, "(directoryScopeId='/)")).status == 400);
    BOOST_TEST(get(cat(of_role, "(directoryScopeId='/')/x")).status == 400);
}

BOOST_AUTO_TEST_SUITE_END()
