// Goal: the two request collections list, show, create and cancel as documented, on both versions.
// Method: requests through handle() over a tenant with somebody for each right.
#include <boost/test/unit_test.hpp>

#include "core/role_definition.hpp"
#include "core/text.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

constexpr std::string_view for_a_day =
    R"({"expiration":{"type":"afterDuration","duration":"P1D"}})";

/// A tenant in which the holder has an eligibility of the mail role and one that starts later.
struct Requests : Lab {
    std::string eligible;  ///< request ids
    std::string later;

    Requests() {
        eligible = create(eligibility_requests, mail_role, for_a_day);
        later = create(assignment_requests, user_administrator,
                       R"({"startDateTime":"2026-03-09T07:00:00Z","expiration":{)"
                       R"("type":"afterDateTime","endDateTime":"2026-03-10T07:00:00Z"}})");
    }

    std::string create(std::string_view collection, const Guid& role, std::string_view schedule) {
        const Response response =
            send("POST", collection, request_body("adminAssign", holder, role, schedule));
        BOOST_REQUIRE_MESSAGE(response.status == 201, response.body);
        return at(response, "id");
    }

    std::string path(std::string_view collection, std::string_view rest) const {
        return cat(collection, rest);
    }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(schedule_requests_test, Requests)

BOOST_AUTO_TEST_CASE(a_future_start_is_granted_and_completes_then) {
    const Response shown = get(cat(assignment_requests, '/', later));
    BOOST_TEST(shown.status == 200);  // rule: graph-get-request
    BOOST_TEST(at(shown, "status") == "Granted");
    BOOST_TEST(at(shown, "completedDateTime") == "2026-03-09T07:00:00Z");
    BOOST_TEST(at(shown, "scheduleInfo.startDateTime") == "2026-03-09T07:00:00Z");
    BOOST_TEST(at(shown, "scheduleInfo.expiration.endDateTime") == "2026-03-10T07:00:00Z");
    BOOST_TEST(at(shown, "scheduleInfo.expiration.duration") == "null");
    wait(8 * ticks_per_day);
    BOOST_TEST(at(get(cat(assignment_requests, '/', later)), "status") == "Provisioned");
}

BOOST_AUTO_TEST_CASE(custom_data_is_kept_and_given_back) {
    const auto body = [](std::string_view data) {
        return cat(R"({"customData":")", data, R"(",)",
                   request_body("adminAssign", Lab::id("071cc716-8147-4397-a5ba-b2105951cc0b"),
                                Lab::id("f2ef992c-3afb-46b9-b7cf-a126ee74c451"), for_a_day)
                       .substr(1));
    };
    const Response made = send("POST", eligibility_requests, body("ours: 7"));
    BOOST_TEST(made.status == 201);
    BOOST_TEST(at(made, "customData") == "ours: 7");
    const std::string path = cat(eligibility_requests, '/', at(made, "id"));
    BOOST_TEST(at(get(path), "customData") == "ours: 7");
    BOOST_TEST(at(get(cat(path, "?$select=customData")), "customData") == "ours: 7");
    BOOST_TEST(get(path).body.find(R"("approvalId":null,"customData":"ours: 7","action":)") !=
               std::string::npos);
    BOOST_TEST(at(get(cat(eligibility_requests, "/", eligible)), "customData") == "null");
    BOOST_TEST(get(cat(eligibility_requests, "?$filter=customData eq 'ours: 7'")).status == 400);
    const std::string fits(custom_data_length_max, 'x');
    BOOST_TEST(send("POST", assignment_requests, body(fits)).status == 201);
    const Response refused = send("POST", assignment_requests, body(fits + "x"));
    BOOST_TEST(refused.status == 400);
    BOOST_TEST(message(refused).find("customData of 1000 bytes, asked was 1001 bytes") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(created_requests_name_their_place) {
    const Response response = send("POST", cat(eligibility_requests, '/'),
                                   request_body("adminAssign", holder, global_reader, for_a_day));
    BOOST_TEST(response.status == 201);
    const std::string location(header(response.headers, "location"));
    BOOST_TEST(location ==
               cat("https://graph.microsoft.com", eligibility_requests, '/', at(response, "id")));
    BOOST_TEST(at(send("GET", location), "id") == at(response, "id"));
    BOOST_TEST(header(response.headers, "Content-Type") ==
               "application/json;odata.metadata=minimal;odata.streaming=true;"
               "IEEE754Compatible=false;charset=utf-8");
    BOOST_TEST(parse_guid(header(response.headers, "request-id")).has_value());
}

BOOST_AUTO_TEST_CASE(beta_shows_the_action_as_its_text) {
    const std::string beta = "/beta/roleManagement/directory/RoleEligibilityScheduleRequests/";
    const Response shown = get(beta + eligible);
    BOOST_TEST(at(shown, "action") == "AdminAssign");
    BOOST_TEST(at(shown, "@odata.context") ==
               "https://graph.microsoft.com/beta/$metadata#roleManagement/directory/"
               "roleEligibilityScheduleRequests/$entity");
    BOOST_TEST(at(get(cat(eligibility_requests, '/', eligible)), "action") == "adminAssign");
    BOOST_TEST(get(cat(eligibility_requests, "('", eligible, "')")).status == 200);
}

BOOST_AUTO_TEST_CASE(each_collection_holds_its_own_kind) {
    BOOST_TEST(get(cat(assignment_requests, '/', eligible)).status == 404);
    BOOST_TEST(get(cat(eligibility_requests, '/', later)).status == 404);
    const Response all = get(eligibility_requests);
    BOOST_TEST(at(all, "value") == "[2]");  // rule: graph-list-requests
    // Those of the three people whom the lab starts with, and the later one.
    BOOST_TEST(at(get(assignment_requests), "value") == "[4]");  // rule: graph-list-requests
    BOOST_TEST(at(all, "value.0.@odata.type") == "(none)");
    BOOST_TEST(at(all, "@odata.context") ==
               "https://graph.microsoft.com/v1.0/$metadata#roleManagement/directory/"
               "roleEligibilityScheduleRequests");
}

BOOST_AUTO_TEST_CASE(filters_find_by_index_or_by_looking) {
    const auto found = [&](std::string_view filter) {
        return at(get(cat(eligibility_requests, "?$filter=", filter)), "value");
    };
    const std::string own = cat("principalId eq '", to_text(holder), "'");
    BOOST_TEST(found(own) == "[1]");
    BOOST_TEST(found(cat("PrincipalId%20eq%20%27", to_text(holder), "%27 ")) == "[1]");
    BOOST_TEST(found(cat(own, " and roleDefinitionId eq '", to_text(mail_role), "'")) == "[1]");
    BOOST_TEST(found(cat(own, " and roleDefinitionId eq '", to_text(global_reader), "'")) == "[0]");
    BOOST_TEST(found(cat(own, " and directoryScopeId eq '/' and appScopeId eq null")) == "[1]");
    BOOST_TEST(found("principalId eq 'nobody'") == "[0]");
    BOOST_TEST(found(cat("principalId ne '", to_text(holder), "'")) == "[1]");
    BOOST_TEST(found("status eq 'Provisioned'") == "[2]");
    BOOST_TEST(found("status eq 'PendingApproval'") == "[0]");
    BOOST_TEST(found("status eq 'Nonsense'") == "[0]");
    BOOST_TEST(found(cat("id eq '", eligible, "'")) == "[1]");
    BOOST_TEST(found("approvalId eq null") == "[2]");
    BOOST_TEST(found(cat("id in ('", eligible, "',null)")) == "[1]");
    BOOST_TEST(found(cat("createdBy eq '", to_text(admin), "'")) == "[1]");
    BOOST_TEST(found(cat("createdBy/user/id eq '", to_text(admin), "'")) == "[1]");
    BOOST_TEST(found(cat("createdBy eq '", to_text(holder), "'")) == "[0]");
    BOOST_TEST(found("createdDateTime ge 2026-03-02T08:00:00Z") == "[1]");
    BOOST_TEST(at(get(cat(assignment_requests, "?$filter=status eq 'Granted'")), "value") == "[1]");
}

BOOST_AUTO_TEST_CASE(selected_members_come_in_their_order) {
    const std::string select = "?$select=principalId,Action,roleDefinitionId";
    const Response one = get(cat(eligibility_requests, '/', eligible, select));
    BOOST_TEST(one.body == cat(R"({"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#)"
                               R"(roleManagement/directory/roleEligibilityScheduleRequests)"
                               R"((principalId,action,roleDefinitionId)/$entity","principalId":")",
                               to_text(holder), R"(","action":"adminAssign","roleDefinitionId":")",
                               to_text(mail_role), R"("})"));
    const JsonValue row = tree_of(get(cat(eligibility_requests, select))).member("value")->items[0];
    BOOST_TEST(row.items.size() == 3U);
}

BOOST_AUTO_TEST_CASE(pages_follow_each_other) {
    create(eligibility_requests, global_reader, for_a_day);
    std::vector<std::string> ids;
    std::string link =
        cat(eligibility_requests, "?$top=2&$select=id&$filter=status%20ne%20'Failed'");
    for (int page = 0; page < 5 && link != "(none)"; ++page) {
        const JsonValue tree = tree_of(get(link));
        for (const JsonValue& row : tree.member("value")->items) ids.push_back(at(row, "id"));
        link = at(tree, "@odata.nextLink");
    }
    BOOST_TEST(ids.size() == 3U);
    BOOST_TEST((ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2]));
    BOOST_TEST(at(get(cat(eligibility_requests, "?$top=3")), "@odata.nextLink") == "(none)");
}

BOOST_AUTO_TEST_CASE(everybody_sees_what_concerns_them) {
    const std::string one = cat(eligibility_requests, '/', eligible);
    for (const Guid& reads : {admin, second, reader}) {
        caller = reads;
        BOOST_TEST(get(eligibility_requests).status == 200);
        BOOST_TEST(get(one).status == 200);  // rule: graph-get-request
    }
    caller = holder;
    BOOST_TEST(get(eligibility_requests).status == 403);
    BOOST_TEST(get(one).status == 200);
    const std::string own = cat(eligibility_requests, "/filterByCurrentUser(on='");
    const Response mine = get(own + "principal')");
    // rule: graph-filter-by-current-user
    BOOST_TEST(at(mine, "value") == "[1]");
    BOOST_TEST(at(mine, "value.0.id") == eligible);
    BOOST_TEST(at(mine, "@odata.context") ==
               "https://graph.microsoft.com/v1.0/$metadata#Collection("
               "unifiedRoleEligibilityScheduleRequest)");
    BOOST_TEST(at(mine, "value.0.@odata.type") ==
               "#microsoft.graph.unifiedRoleEligibilityScheduleRequest");
    BOOST_TEST(at(get(own + "createdBy')"), "value") == "[0]");
    caller = asker;
    BOOST_TEST(get(one).status == 403);
    BOOST_TEST(at(get(own + "principal')"), "value") == "[1]");
    caller = admin;
    BOOST_TEST(at(get(own + "createdby')"), "value") == "[1]");
    BOOST_TEST(at(get(own + "principal')?$top=1&$filter=id ne null"), "value") == "[0]");
    BOOST_TEST(get(own + "target')").status == 400);
    BOOST_TEST(get(cat(eligibility_requests, "/filterByCurrentUser")).status == 400);
}

BOOST_AUTO_TEST_CASE(six_roles_read_everybodys_requests) {
    for (const Guid& reads : {role::privileged_role_administrator, role::global_administrator,
                              role::security_administrator, role::security_operator,
                              role::security_reader, role::global_reader}) {
        BOOST_TEST_CONTEXT(to_text(reads)) {
            Requests lab;
            lab.caller = lab.asker;
            for (const std::string_view collection : {eligibility_requests, assignment_requests}) {
                // rule: view-assignments-readers
                BOOST_TEST(lab.get(collection).status == 403);
            }
            const std::string own = "/filterByCurrentUser(on='principal')";
            BOOST_TEST(at(lab.get(cat(eligibility_requests, own)), "value") == "[1]");
            BOOST_TEST(at(lab.get(cat(assignment_requests, own)), "value") == "[0]");
            lab.must(AssignOutside{lab.asker, reads, {}}, lab.admin);
            // rule: view-assignments-readers
            BOOST_TEST(at(lab.get(eligibility_requests), "value") == "[2]");
            BOOST_TEST(at(lab.get(assignment_requests), "value") == "[4]");
        }
    }
}

BOOST_AUTO_TEST_CASE(times_carry_no_zeros_at_their_end) {
    for (const auto& [sent, shown] :
         {std::pair(".1234567", ".1234567"), std::pair(".1230000", ".123"),
          std::pair(".0000000", ""), std::pair("", "")}) {
        Requests lab;
        const std::string second_of_start = "2026-03-09T07:00:00";
        const Response response =
            lab.send("POST", eligibility_requests,
                     request_body("adminAssign", lab.holder, lab.global_reader,
                                  cat(R"({"startDateTime":")", second_of_start, sent,
                                      R"(Z","expiration":{"type":"noExpiration"}})")));
        // rule: graph-times
        BOOST_TEST(at(response, "scheduleInfo.startDateTime") == cat(second_of_start, shown, 'Z'));
    }
}

BOOST_AUTO_TEST_CASE(only_what_is_open_can_be_cancelled) {
    const std::string cancel = cat(assignment_requests, '/', later, "/cancel");
    caller = holder;
    BOOST_TEST(send("POST", cancel).status == 403);
    caller = admin;
    const Response canceled = send("POST", cancel);
    BOOST_TEST(canceled.status == 204);  // rule: graph-cancel
    BOOST_TEST(canceled.body.empty());
    BOOST_TEST(at(get(cat(assignment_requests, '/', later)), "status") == "Canceled");
    BOOST_TEST(send("POST", cancel).status == 400);  // rule: graph-cancel
    BOOST_TEST(send("POST", cat(eligibility_requests, '/', eligible, "/cancel")).status == 400);
    BOOST_TEST(send("POST", cat(eligibility_requests, '/', later, "/cancel")).status == 404);
}

BOOST_AUTO_TEST_CASE(what_is_only_validated_leaves_nothing_behind) {
    const std::string body = cat(
        R"({"action":"adminAssign","isValidationOnly":true,"justification":"j","principalId":")",
        to_text(holder), R"(","roleDefinitionId":")", to_text(global_reader),
        R"(","directoryScopeId":"/","scheduleInfo":)", for_a_day, '}');
    const std::int64_t sequence = tenant().sequence;
    const Response response = send("POST", eligibility_requests, body);
    BOOST_TEST(response.status == 201);
    BOOST_TEST(at(response, "isValidationOnly") == "true");
    BOOST_TEST(header(response.headers, "Location").empty());
    BOOST_TEST(tenant().sequence == sequence);
    BOOST_TEST(get(cat(eligibility_requests, '/', at(response, "id"))).status == 404);
}

BOOST_AUTO_TEST_CASE(a_change_is_answered_when_it_is_durable) {
    graph::Request request;
    request.method = "POST";
    request.url = std::string(eligibility_requests);
    request.caller = admin;
    request.id = id("12345678-1234-4234-8234-123456789abc");
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = request_body("adminAssign", holder, global_reader, for_a_day);
    std::vector<Response> answers;
    const auto keep = [&](Response response) { answers.push_back(std::move(response)); };

    sandbox->commit();
    store->at_once = false;
    handle(*sandbox, request, keep);
    BOOST_TEST(answers.empty());
    sandbox->commit();
    BOOST_TEST(answers.empty());
    store->held(std::nullopt);
    BOOST_REQUIRE(answers.size() == 1U);
    BOOST_TEST(answers[0].status == 201);

    // The same command again gives the same request.
    store->at_once = true;
    const Response again = handle(*sandbox, request);
    BOOST_TEST(again.status == 201);
    BOOST_TEST(at(again, "id") == at(answers[0], "id"));
    BOOST_TEST(header(again.headers, "request-id") == header(answers[0].headers, "request-id"));

    request.id = id("12345678-1234-4234-8234-123456789abd");
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = request_body("adminAssign", holder, directory_readers, for_a_day);
    store->next_error = Error{"the disk is full", {}};
    const Response failed = handle(*sandbox, request);
    BOOST_TEST(failed.status == 503);
    BOOST_TEST(message(failed).find("the disk is full") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(an_unsupported_option_is_named) {
    for (const std::string_view option : {"$search", "$apply", "$compute", "x"}) {
        const Response response = get(cat(eligibility_requests, '?', option, "=1"));
        BOOST_TEST(response.status == 400);
        BOOST_TEST(message(response) ==
                   cat("the query option '", option, "' is not supported here"));
    }
    BOOST_TEST(message(get(cat(eligibility_requests, "?$top=0"))) ==
               "$top is '0', not a whole number from 1 to 999");
    BOOST_TEST(message(get(cat(eligibility_requests, "?$select=id,colour"))).find("'colour'") !=
               std::string::npos);
    BOOST_TEST(get(cat(eligibility_requests, "?$top=1&top=2")).status == 400);
    BOOST_TEST(send("POST", cat(eligibility_requests, "?$select=id"), "{}").status == 400);
    BOOST_TEST(get(cat(eligibility_requests, "?top=1&select=id&filter=id ne null")).status == 200);
}

BOOST_AUTO_TEST_CASE(addresses_are_known_by_version) {
    const Response absent = get("/v1.0/roleManagement/directory/roleAssignmentApprovals");
    BOOST_TEST(absent.status == 400);  // rule: graph-versions
    BOOST_TEST(at(absent, "error.code") == "BadRequest");
    BOOST_TEST(get(approvals).status == 200);  // rule: graph-versions
    BOOST_TEST(message(absent) == "Resource not found for the segment 'roleAssignmentApprovals'.");
    BOOST_TEST(get("/v1.0/ROLEMANAGEMENT/Directory/roleassignmentschedulerequests/").status == 200);
    BOOST_TEST(message(get("/v1.0/nothing/here")) ==
               "Resource not found for the segment 'nothing'.");
    BOOST_TEST(message(get(cat(eligibility_requests, '/', eligible, "/steps"))) ==
               "Resource not found for the segment 'steps'.");
    BOOST_TEST(message(get("/v1.0/")) == "Resource not found for the segment ''.");
    BOOST_TEST(send("DELETE", eligibility_requests).status == 405);
    BOOST_TEST(get(cat(eligibility_requests, '/', eligible, "/cancel")).status == 405);
    BOOST_TEST(get(cat(eligibility_requests, "/unknown(on='principal')")).status == 400);
}

BOOST_AUTO_TEST_SUITE_END()
