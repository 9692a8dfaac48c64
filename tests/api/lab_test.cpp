// Goal: the lab API does what its description says, and nothing is told before it is durable.
// Method: requests in process on the Graph suites' tenant, over a store whose commits can be held.
#include <boost/test/unit_test.hpp>
#include <fstream>
#include <set>

#include "api/lab_fixture.hpp"
#include "api/routes.hpp"
#include "core/text.hpp"
#include "graph/token.hpp"
#include "schedule_requests.hpp"

using namespace pim;
using namespace pim::graph::test;
using pim::api::test::Fixture;
using pim::graph::Response;

namespace {

graph::JsonValue description() {
    std::ifstream file(PIMLAB_SOURCE_DIR "/assets/lab-api.json");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    return *graph::parse_body(text);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lab_test, Fixture)

BOOST_AUTO_TEST_CASE(the_description_names_every_route_and_no_other) {
    std::set<std::string> described;
    const graph::JsonValue document = description();
    const graph::JsonValue& paths = *document.member("paths");
    for (std::size_t i = 0; i < paths.items.size(); ++i) {
        for (const std::string& method : paths.items[i].names) {
            described.insert(cat(method, ' ', paths.names[i]));
        }
    }
    std::set<std::string> routed;
    for (const api::Route& route : api::routes()) {
        routed.insert(cat(to_lower(route.method), " /", route.path));
    }
    BOOST_TEST(described == routed, boost::test_tools::per_element());
    for (const api::Route& route : api::routes()) {
        const graph::JsonValue& operation =
            *paths.member(cat('/', route.path))->member(to_lower(route.method));
        const graph::JsonValue* parameters = operation.member("parameters");
        std::string names;
        for (std::size_t i = 0; parameters != nullptr && i < parameters->items.size(); ++i) {
            const graph::JsonValue& parameter = parameters->items[i];
            if (parameter.member("in")->text != "query") continue;
            names += cat(names.empty() ? "" : " ", parameter.member("name")->text);
        }
        BOOST_TEST_INFO(route.path);
        BOOST_TEST(names == route.query);
    }
    BOOST_TEST(ask("GET", "openapi.json").body.find("\"openapi\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_not_there_is_told_apart_from_a_wrong_method) {
    BOOST_TEST(status("GET", "nothing") == 404);
    BOOST_TEST(status("GET", "clock/now") == 404);
    BOOST_TEST(status("GET", "checkpoints/a/restore/b") == 404);
    BOOST_TEST(status("DELETE", "clock") == 405);
}

BOOST_AUTO_TEST_CASE(what_is_not_known_is_refused_by_name) {
    const auto refused = [&](std::string_view method, std::string_view path,
                             std::string_view body) {
        const Response response = ask(method, path, body);
        return cat(response.status, ' ', at(response, "error.code"), ": ",
                   at(response, "error.message"));
    };
    BOOST_TEST(refused("PUT", "faults", R"({"throttel":{"requests":1}})") ==
               "400 BadRequest: throttel is unknown, not one of throttle, unavailable, "
               "retryAfterSeconds, latency, provisioningDelay");
    BOOST_TEST(refused("PUT", "faults", R"({"latency":{"seconds":1}})") ==
               "400 BadRequest: latency.seconds is unknown, not one of milliseconds, "
               "slowMilliseconds, slowEvery");
    BOOST_TEST(refused("GET", "mail?limit=5", {}) ==
               "400 BadRequest: the query has no 'limit' here; it takes to top");
    BOOST_TEST(refused("GET", "clock?now=1", {}) ==
               "400 BadRequest: the query has no 'now' here; it takes nothing");
    BOOST_TEST(refused("PATCH", "clock", R"({"advance":7})") ==
               "400 BadRequest: advance is a number, not a text");
    BOOST_TEST(status("PATCH", "clock", R"({"speed":60,"pace":1})") == 400);
    BOOST_TEST(status("POST", "tokens", cat(R"({"id":")", to_text(admin), R"(","scope":"x"})")) ==
               400);
    BOOST_TEST(status("POST", "reset", R"({"sample":"start"})") == 400);
    BOOST_TEST(status("POST", "checkpoints", R"({"name":"a","text":""})") == 400);
    BOOST_TEST(sandbox->session().speed != 60);
}

BOOST_AUTO_TEST_CASE(only_imports_and_scenarios_may_be_long) {
    const auto most = [](std::string_view method, std::string_view url) {
        graph::Request head;
        head.method = std::string(method);
        head.url = std::string(url);
        return api::body_bytes_max(head);
    };
    BOOST_TEST(most("PUT", "/lab/v1/tenant") == api::upload_bytes_max);
    BOOST_TEST(most("POST", "/lab/v1/scenarios") == api::upload_bytes_max);
    BOOST_TEST(most("PUT", "/lab/v1/faults") == graph::body_bytes_max);
    BOOST_TEST(most("POST", "/lab/v1/tokens?x=/scenarios") == graph::body_bytes_max);
    BOOST_TEST(most("POST", "/lab/v1/x/scenarios") == graph::body_bytes_max);
}

BOOST_AUTO_TEST_CASE(after_a_failed_save_changes_are_refused_for_now) {
    store->next_error = Error{"the disk is full", ""};
    must(SignIn{admin});
    sandbox->commit();
    BOOST_TEST(status("PATCH", "clock", R"({"advance":"P1D"})") == 503);
    BOOST_TEST(status("PUT", "faults", "{}") == 503);
    BOOST_TEST(status("GET", "clock") == 200);
}

BOOST_AUTO_TEST_CASE(the_clock_jumps_and_changes_its_speed_but_never_goes_back) {
    const Instant before = sandbox->now();
    BOOST_TEST(at(ask("GET", "clock"), "now") == to_text(before));
    const Response moved = ask("PATCH", "clock", R"({"advance":"P1M","speed":60})");
    BOOST_TEST(at(moved, "now") == to_text(add(before, Duration{1, 0})));
    BOOST_TEST(at(moved, "speed") == "60");
    BOOST_TEST(at(ask("PATCH", "clock", R"({"now":"2030-01-01T00:00:00Z"})"), "now") ==
               "2030-01-01T00:00:00Z");
    BOOST_TEST(status("PATCH", "clock", R"({"now":"2029-01-01T00:00:00Z"})") == 400);
    BOOST_TEST(status("PATCH", "clock", R"({"now":"2031-01-01T00:00:00Z","advance":"P1D"})") ==
               400);
    BOOST_TEST(status("PATCH", "clock", R"({"speed":-1})") == 400);
    BOOST_TEST(status("PATCH", "clock", R"({"speed":1.5})") == 400);
    BOOST_TEST(status("PATCH", "clock", "{}") == 400);
    BOOST_TEST(to_text(sandbox->now()) == "2030-01-01T00:00:00Z");
}

BOOST_AUTO_TEST_CASE(a_change_is_answered_once_it_is_durable) {
    store->at_once = false;
    const Instant before = sandbox->now();
    BOOST_TEST(!begin("PATCH", "clock", R"({"advance":"P1D"})").has_value());
    BOOST_TEST(at(ask("GET", "clock"), "now") == to_text(shift(before, ticks_per_day)));
    BOOST_REQUIRE(store->held);
}

BOOST_AUTO_TEST_CASE(personas_come_with_the_roles_that_they_hold_now) {
    const Response first = ask("GET", "personas?top=1");
    BOOST_TEST(at(first, "value") == "[1]");
    BOOST_TEST(at(first, "value.0.id") == to_text(admin));
    BOOST_TEST(at(first, "value.0.roles.0") == "Global Administrator");
    BOOST_TEST(at(ask("GET", "personas?skip=1&top=1"), "value.0.id") == to_text(second));
    BOOST_TEST(at(ask("GET", "personas?skip=99"), "value") == "[0]");
    BOOST_TEST(status("GET", "personas?top=many") == 400);
}

BOOST_AUTO_TEST_CASE(a_token_says_what_was_asked_for) {
    const std::string name = tenant().users.find(admin)->user_principal_name;
    const auto token_of = [&](std::string_view body) {
        return *graph::parse_token(at(ask("POST", "tokens", body), "access_token"));
    };
    const auto plain = token_of(cat(R"({"userPrincipalName":")", name, R"("})"));
    BOOST_TEST(to_text(plain.object.value()) == to_text(admin));
    BOOST_TEST(plain.expires.value() == 1'800'003'600);
    BOOST_TEST(!plain.signed_in.mfa_done.has_value());
    BOOST_TEST(!plain.permissions.has_value());
    const auto more = token_of(cat(R"({"id":")", to_text(service),
                                   R"(","mfa":true,"acrs":["c1"],"roles":["A"],"expiresIn":-5})"));
    BOOST_TEST(to_text(more.object.value()) == to_text(service));
    BOOST_TEST(more.signed_in.mfa_done.value());
    BOOST_TEST(more.permissions.value().front() == "A");
    BOOST_TEST(more.expires.value() == 1'799'999'995);
    BOOST_TEST(status("POST", "tokens", R"({"userPrincipalName":"no@where"})") == 404);
    BOOST_TEST(status("POST", "tokens", "{}") == 400);
}

BOOST_AUTO_TEST_CASE(mail_is_found_by_persona_id_and_address) {
    const std::string name = tenant().users.find(asker)->user_principal_name;
    const Response by_name = ask("GET", cat("mail?to=", name));
    BOOST_TEST(at(by_name, "value.0.to") == name);
    BOOST_TEST(at(by_name, "value.0.subject").substr(0, 4) == "PIM:");
    BOOST_TEST(ask("GET", cat("mail?to=", to_text(asker))).body == by_name.body);
    BOOST_TEST(at(ask("GET", "mail?to=nobody@else.example"), "value") == "[0]");
    BOOST_TEST(at(ask("GET", "mail?top=2"), "value") == "[2]");
    BOOST_TEST(status("GET", "mail?to=nobody") == 404);
}

BOOST_AUTO_TEST_CASE(checkpoints_are_saved_restored_and_forgotten) {
    const Instant saved_at = sandbox->now();
    BOOST_TEST(status("POST", "checkpoints", R"({"name":"one"})") == 201);
    BOOST_TEST(status("POST", "checkpoints", R"({"name":"../one"})") == 400);
    BOOST_TEST(at(ask("GET", "checkpoints"), "value.0.name") == "one");
    BOOST_TEST(status("PATCH", "clock", R"({"advance":"P1D"})") == 200);
    BOOST_TEST(status("POST", "checkpoints/one/restore") == 204);
    BOOST_TEST(to_text(sandbox->now()) == to_text(saved_at));
    BOOST_TEST(status("POST", "checkpoints/two/restore") == 404);
    BOOST_TEST(status("DELETE", "checkpoints/one") == 204);
    BOOST_TEST(at(ask("GET", "checkpoints"), "value") == "[0]");
}

BOOST_AUTO_TEST_CASE(a_tenant_is_exported_imported_and_reset) {
    const Response exported = ask("GET", "tenant");
    BOOST_TEST(status("POST", "reset") == 204);
    BOOST_TEST(tenant().display_name == "fresh");
    BOOST_TEST(status("PUT", "tenant", exported.body) == 204);
    BOOST_TEST(tenant().users.find(admin) != nullptr);
    BOOST_TEST(status("PUT", "tenant", "{}") == 400);
    BOOST_TEST(status("POST", "reset", R"({"tenant":"nobody"})") == 400);
}

BOOST_AUTO_TEST_CASE(a_scenario_is_played_line_by_line) {
    const Response good = ask("POST", "scenarios", "user zoe \"Zoe Quill\" upn=zoe@own.example\n");
    BOOST_TEST(at(good, "passed") == "true");
    BOOST_TEST(tenant().user_by_name.count("zoe@own.example") == 1U);
    const Response bad = ask("POST", "scenarios", "active zoe NoSuchRole permanent \"x\"\n");
    BOOST_TEST(at(bad, "passed") == "false");
    BOOST_TEST(at(bad, "lines.0.message").find("NoSuchRole") != std::string::npos);
    BOOST_TEST(status("POST", "scenarios", "dance\n") == 400);
}

BOOST_AUTO_TEST_CASE(an_extension_is_decided_as_in_the_portal) {
    // rule: extend-decision-lab-api
    must(AddMember{plain_group, holder});
    RequestSchedule assign = tests::schedule_request(AssignmentKind::eligible, Action::admin_assign,
                                                     holder, mail_role, days(10));
    must(assign, admin);
    RequestSchedule extend = assign;
    extend.action = Action::self_extend;
    extend.schedule.expiration.duration = days(30);
    const Guid asked = must(extend, holder);

    caller = admin;
    BOOST_TEST(at(ask("GET", "requests"), "value.0.id") == to_text(asked));
    BOOST_TEST(status("POST", cat("requests/", to_text(asked), "/decide"), "{}") == 400);
    caller = holder;
    BOOST_TEST(at(ask("GET", "requests"), "value") == "[0]");
    const std::string approve = R"({"reviewResult":"Approve","justification":"fine"})";
    BOOST_TEST(status("POST", cat("requests/", to_text(asked), "/decide"), approve) == 403);
    caller = admin;
    const Response decided = ask("POST", cat("requests/", to_text(asked), "/decide"), approve);
    BOOST_TEST(decided.status == 200);
    BOOST_TEST(at(decided, "status") == "Provisioned");
    BOOST_TEST(at(ask("GET", "requests"), "value") == "[0]");
    BOOST_TEST(status("POST", cat("requests/", to_text(asked), "/decide"), approve) == 400);
    BOOST_TEST(status("POST", "requests/none/decide", approve) == 404);

    BOOST_TEST(at(ask("GET", "expiredAssignments"), "value") == "[0]");
    wait(31 * ticks_per_day);
    const Response expired = ask("GET", cat("expiredAssignments?principal=", to_text(holder)));
    BOOST_TEST(at(expired, "value.0.roleDefinitionId") == to_text(mail_role));
    BOOST_TEST(at(ask("GET", "expiredAssignments"), "value.0.principalId") == to_text(holder));
    BOOST_TEST(at(ask("GET", "expiredAssignments?skip=1"), "value") == "[0]");
    BOOST_TEST(at(ask("GET", cat("expiredAssignments?skip=1&principal=", to_text(holder))),
                  "value") == "[0]");
}

BOOST_AUTO_TEST_CASE(a_decision_that_is_sent_again_is_the_recorded_one) {
    RequestSchedule assign = tests::schedule_request(AssignmentKind::eligible, Action::admin_assign,
                                                     holder, mail_role, days(10));
    must(assign, admin);
    assign.action = Action::self_extend;
    assign.schedule.expiration.duration = days(30);
    const std::string decide = cat("requests/", to_text(must(assign, holder)), "/decide");
    const std::string_view approve = R"({"reviewResult":"Approve","justification":"fine"})";
    caller = admin;
    headers = {{"client-request-id", "8b2c7a55-2f0e-4a1c-9f6b-0d6a7d3c5e11"}};
    const Response first = ask("POST", decide, approve);
    const Response again = ask("POST", decide, approve);
    BOOST_TEST(first.status == 200);
    BOOST_TEST(again.status == 200);
    BOOST_TEST(again.body == first.body);
    BOOST_TEST(graph::header(again.headers, "request-id") !=
               graph::header(first.headers, "request-id"));
    BOOST_TEST(status("POST", decide, R"({"reviewResult":"Deny"})") == 400);
}

BOOST_AUTO_TEST_CASE(the_journal_is_followed_without_gaps_and_only_where_durable) {
    const std::int64_t before = tenant().sequence;
    BOOST_TEST(at(ask("GET", "journal"), "next") == to_text(before + 1));
    must(SaveUser{*tenant().users.find(admin)});
    SignIn sign_in{admin};
    must(sign_in);
    sandbox->commit();
    const Response feed = ask("GET", cat("journal?from=", before + 1));
    BOOST_TEST(at(feed, "last") == to_text(tenant().sequence));
    BOOST_TEST(at(feed, "value.0") == to_text(before + 1));
    BOOST_TEST(at(feed, "next") == to_text(tenant().sequence + 1));
    BOOST_TEST(status("GET", cat("journal?from=", before)) == 410);

    store->at_once = false;
    must(CompleteMfa{admin, "c1"});
    BOOST_TEST(!begin("GET", "journal").has_value());
    BOOST_REQUIRE(store->held);
}

BOOST_AUTO_TEST_CASE(after_an_import_the_journal_begins_anew) {
    must(SignIn{admin});
    sandbox->commit();
    const Response exported = ask("GET", "tenant");
    BOOST_TEST(status("PUT", "tenant", exported.body) == 204);
    const std::int64_t last = tenant().sequence;
    must(CompleteMfa{admin, "c1"});
    sandbox->commit();
    BOOST_TEST(at(ask("GET", cat("journal?from=", last + 1)), "value.0") == to_text(last + 1));
    BOOST_TEST(status("POST", "reset") == 204);
    BOOST_TEST(at(ask("GET", "journal"), "value") == "[0]");
}

BOOST_AUTO_TEST_CASE(faults_come_in_the_order_of_the_requests) {
    const graph::Stamp stamp{sandbox->now(), "id", "id"};
    BOOST_TEST(!lab->faults().next(stamp).response.has_value());
    const Response set = ask("PUT", "faults",
                             R"({"throttle":{"requests":3,"windowSeconds":10},
                                 "unavailable":{"every":2},"retryAfterSeconds":7,
                                 "latency":{"milliseconds":5,"slowMilliseconds":50,"slowEvery":3},
                                 "provisioningDelay":"PT2M"})");
    BOOST_TEST(set.status == 200);
    BOOST_TEST(at(ask("GET", "faults"), "throttle.requests") == "3");
    BOOST_TEST(to_text(tenant().provisioning_delay) == "PT2M");
    std::vector<int> statuses;
    std::vector<int> delays;
    for (int i = 0; i < 5; ++i) {
        const graph::Fault fault = lab->faults().next(stamp);
        statuses.push_back(fault.response ? fault.response->status : 200);
        delays.push_back(static_cast<int>(fault.delay.count()));
        if (fault.response) {
            BOOST_TEST(graph::header(fault.response->headers, "Retry-After") == "7");
        }
    }
    BOOST_TEST(statuses == (std::vector<int>{200, 503, 200, 429, 429}),
               boost::test_tools::per_element());
    BOOST_TEST(delays == (std::vector<int>{5, 5, 50, 5, 5}), boost::test_tools::per_element());
    milliseconds += 10'000;
    BOOST_TEST(lab->faults().next(stamp).response.value().status == 503);
    BOOST_TEST(status("PUT", "faults", R"({"throttle":{"windowSeconds":0}})") == 400);
    BOOST_TEST(status("PUT", "faults", "{}") == 200);
    BOOST_TEST(!lab->faults().next(stamp).response.has_value());
    BOOST_TEST(to_text(tenant().provisioning_delay) == "PT0S");
}

BOOST_AUTO_TEST_SUITE_END()
