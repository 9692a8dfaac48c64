// Goal: a batch answers each of its requests as if it had been sent alone; one that fails stops
// those that depend on it and no others; what is no batch is refused whole.
#include <boost/test/unit_test.hpp>
#include <map>

#include "core/text.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

struct Batches : Lab {
    Response batch(const std::string& requests) {
        return send("POST", "/v1.0/$batch", cat(R"({"requests":[)", requests, "]}"));
    }
    std::string refused(const std::string& requests) {
        return graph::test::refused(batch(requests));
    }
    std::string statuses(const Response& response) {
        std::string text;
        const JsonValue tree = tree_of(response);
        for (const JsonValue& item : tree.member("responses")->items) {
            text += cat(text.empty() ? "" : " ", at(item, "id"), ':', at(item, "status"));
        }
        return text;
    }
};

/// A steady clock and a timer that the test moves.
struct Troubles {
    std::int64_t milliseconds = 0;
    std::multimap<std::int64_t, std::function<void()>> waiting;
    Faults faults{[this] { return milliseconds; },
                  [this](auto delay, auto work) {
                      waiting.emplace(milliseconds + delay.count(), std::move(work));
                  }};

    /// Does what falls due within some milliseconds, in its order.
    void wait(std::int64_t more) {
        const std::int64_t end = milliseconds + more;
        while (!waiting.empty() && waiting.begin()->first <= end) {
            auto first = waiting.extract(waiting.begin());
            milliseconds = first.key();
            first.mapped()();
        }
        milliseconds = end;
    }
};

constexpr std::string_view me = R"({"id":"1","method":"GET","url":"/me?$select=id"})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(batch_test, Batches)

BOOST_AUTO_TEST_CASE(each_request_is_answered) {
    const Response response =
        batch(cat(me, R"(,{"id":"2","method":"GET","url":"users/x"},)",
                  R"({"id":"3","method":"POST","url":"/applications","headers":)",
                  R"({"Content-Type":"application/json"},"body":{"displayName":"A \"b\""}},)",
                  R"({"id":"4","method":"GET","url":"/$batch"})"));
    BOOST_TEST(response.status == 200);
    BOOST_TEST(statuses(response) == "1:200 2:404 3:201 4:400");
    BOOST_TEST(at(response, "responses.0.body.id") == to_text(admin));
    BOOST_TEST(at(response, "responses.0.headers.Content-Type") ==
               "application/json;odata.metadata=minimal;odata.streaming=true;"
               "IEEE754Compatible=false;charset=utf-8");
    BOOST_TEST(at(response, "responses.1.body.error.code") == "Request_ResourceNotFound");
    BOOST_TEST(at(response, "responses.2.body.displayName") == "A \"b\"");
}

BOOST_AUTO_TEST_CASE(what_depends_on_a_failure_fails) {
    const std::string post = R"("method":"POST","url":"/applications",)"
                             R"("headers":{"Content-Type":"application/json"},)"
                             R"("body":{"displayName":"A"}})";
    // The order of the list does not matter; a change is durable before what depends on it runs.
    const Response response = batch(
        cat(R"({"id":"c","dependsOn":["b"],)", post, R"(,{"id":"b","dependsOn":["a"],)", post,
            R"(,{"id":"a",)", post, R"(,{"id":"x","method":"GET","url":"/users/none"},)",
            R"({"id":"y","dependsOn":["x"],)", post, R"(,{"id":"z","dependsOn":["a","y"],)", post));
    BOOST_TEST(statuses(response) == "c:201 b:201 a:201 x:404 y:424 z:424");
    BOOST_TEST(at(response, "responses.4.body.error.code") == "FailedDependency");
    BOOST_TEST(tenant().applications.size() == 4U);
}

BOOST_AUTO_TEST_CASE(what_is_no_batch_is_refused_whole) {
    const std::size_t before = tenant().applications.size();
    std::string many = std::string(me);
    for (int i = 2; i <= 21; ++i) many += cat(R"(,{"id":")", i, R"(","method":"GET","url":"/me"})");
    BOOST_TEST(refused(many) ==
               "400 Number of batch request steps exceeds the maximum value of 20.");
    BOOST_TEST(refused(cat(me, ',', me)) == "400 Request Id values must be unique: 1");
    BOOST_TEST(refused(R"({"id":"1","method":"GET","url":"/me","dependsOn":["9"]})") ==
               "400 dependsOn of the request '1' names '9', which is not in the batch");
    BOOST_TEST(refused(R"({"id":"1","method":"GET","url":"/me","dependsOn":["2"]},)"
                       R"({"id":"2","method":"GET","url":"/me","dependsOn":["1"]})") ==
               "400 dependsOn leads back to the request itself");
    BOOST_TEST(refused(R"({"method":"GET","url":"/me"})") ==
               "400 requests/0/id is missing: each request has one of its own");
    BOOST_TEST(refused(R"({"id":"1","method":"GET","url":"https://a.example/me"})").substr(0, 3) ==
               "400");
    // An address may stand in a query.
    BOOST_TEST(statuses(batch(R"({"id":"1","method":"GET","url":"/users?$filter=displayName eq )"
                              R"('https://a.example'"})")) == "1:200");
    BOOST_TEST(send("POST", "/v1.0/$batch", "{}").status == 400);
    BOOST_TEST(send("GET", "/v1.0/$batch").status == 405);
    BOOST_TEST(tenant().applications.size() == before);
}

BOOST_AUTO_TEST_CASE(a_write_without_content_type_or_body_is_refused_whole) {
    const std::size_t before = tenant().applications.size();
    const std::string wrong =
        "400 Write request id : 2 does not contain Content-Type header or body.";
    const std::string good = R"({"id":"1","method":"POST","url":"/applications",)"
                             R"("headers":{"Content-Type":"application/json"},)"
                             R"("body":{"displayName":"A"}},)";
    BOOST_TEST(refused(cat(good, R"({"id":"2","method":"POST","url":"/applications",)",
                           R"("body":{"displayName":"B"}})")) == wrong);
    BOOST_TEST(refused(cat(good, R"({"id":"2","method":"PATCH","url":"/me",)",
                           R"("headers":{"Content-Type":"application/json"}})")) == wrong);
    BOOST_TEST(tenant().applications.size() == before);
    BOOST_TEST(statuses(batch(cat(good, R"({"id":"2","method":"DELETE","url":"/users/none"})"))) ==
               "1:201 2:404");
}

BOOST_AUTO_TEST_CASE(each_request_needs_its_own_permission) {
    graph::Request request;
    request.method = "POST";
    request.url = "/beta/$batch";
    request.caller = admin;
    request.granted = std::vector<std::string>{"User.Read"};
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = cat(R"({"requests":[)", me, R"(,{"id":"2","method":"GET","url":"/groups"}]})");
    BOOST_TEST(statuses(handle(*sandbox, request)) == "1:200 2:403");
}

BOOST_AUTO_TEST_CASE(what_was_not_tried_has_an_id_of_its_own_too) {
    graph::Request request;
    request.method = "POST";
    request.url = "/v1.0/$batch";
    request.caller = admin;
    request.id = id("11111111-2222-4333-8444-555555555555");
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = R"({"requests":[{"id":"1","method":"GET","url":"/users/nope"},)"
                   R"({"id":"2","method":"GET","url":"/me","dependsOn":["1"]},)"
                   R"({"id":"3","method":"GET","url":"/me","dependsOn":["1"]}]})";
    const Response response = handle(*sandbox, request);
    BOOST_TEST(statuses(response) == "1:404 2:424 3:424");
    BOOST_TEST(at(response, "responses.1.headers.request-id") !=
               at(response, "responses.2.headers.request-id"));
    BOOST_TEST(at(response, "responses.1.headers.request-id") ==
               at(response, "responses.1.body.error.innerError.request-id"));
}

BOOST_AUTO_TEST_CASE(each_request_meets_its_own_fault) {
    Troubles troubles;
    FaultSettings settings;
    settings.throttle_requests = 3;
    settings.retry_after_seconds = 7;
    settings.unavailable_every = 2;
    settings.latency_ms = 10;
    settings.slow_latency_ms = 50;
    settings.slow_every = 3;
    troubles.faults.set(settings);
    graph::Request request;
    request.method = "POST";
    request.url = "/v1.0/$batch";
    request.caller = admin;
    const std::string rest = R"(","method":"GET","url":"/me?$select=id"})";
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = R"({"requests":[)";
    for (const char* id : {"1", "2", "3", "4"}) {
        request.body += cat(R"({"id":")", id, rest, *id == '4' ? "]}" : ",");
    }
    std::optional<Response> given;
    handle(
        *sandbox, request, [&](Response response) { given = std::move(response); },
        &troubles.faults);
    troubles.wait(49);
    BOOST_TEST(!given.has_value());  // the third is slow, and the batch waits for all
    troubles.wait(1);
    BOOST_REQUIRE(given.has_value());
    BOOST_TEST(given->status == 200);
    BOOST_TEST(statuses(*given) == "1:200 2:503 3:200 4:429");
    BOOST_TEST(at(*given, "responses.3.headers.Retry-After") == "7");
    BOOST_TEST(at(*given, "responses.3.body.error.code") == "TooManyRequests");
    BOOST_TEST(at(*given, "responses.1.body.error.code") == "ServiceUnavailable");
    BOOST_TEST(at(*given, "responses.2.body.id") == to_text(admin));
}

BOOST_AUTO_TEST_CASE(what_depends_on_a_fault_fails) {
    Troubles troubles;
    FaultSettings settings;
    settings.unavailable_every = 1;
    troubles.faults.set(settings);
    graph::Request request;
    request.method = "POST";
    request.url = "/v1.0/$batch";
    request.caller = admin;
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = cat(R"({"requests":[)", me,
                       R"(,{"id":"2","method":"GET","url":"/me","dependsOn":["1"]}]})");
    std::optional<Response> given;
    handle(
        *sandbox, request, [&](Response response) { given = std::move(response); },
        &troubles.faults);
    BOOST_REQUIRE(given.has_value());
    BOOST_TEST(statuses(*given) == "1:503 2:424");
}

BOOST_AUTO_TEST_SUITE_END()
