// Goal: a token goes to its backend and nowhere else; labs sign personas in; a dry run tells what a
// token may read.
// Method: scripted replies, and our own Graph engine with few permissions.

#include "sync/line.hpp"

#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"
#include "sync/dry_run.hpp"
#include "sync/lab_sign_in.hpp"
#include "sync/sync_support.hpp"

namespace pim::sync::test {

namespace {

const Backend a_lab{"Lab", std::string(address), true};
constexpr std::string_view line_token = "eyJ.secret.token";

std::string fields_of(const Call& call) {
    std::string text;
    for (const auto& [field, value] : call.headers) text += cat(field, ": ", value, '\n');
    return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(line_test)

BOOST_AUTO_TEST_CASE(the_token_goes_to_its_backend_and_nowhere_else) {
    ScriptedTransport transport;
    Line line(transport);
    BOOST_TEST(!line.ready());
    line.use(a_lab, std::string(line_token));
    BOOST_TEST(line.ready());
    line.send({"GET", cat(address, "/v1.0/me"), {}, {}}, [](const Outcome<graph::Response>&) {});
    BOOST_TEST(fields_of(transport.sent.back().call) == "Authorization: Bearer eyJ.secret.token\n");
    std::string problem;
    line.send({"GET", "https://elsewhere.example/v1.0/me", {}, {}},
              [&](const Outcome<graph::Response>& reply) { problem = reply.error().what; });
    BOOST_TEST(problem == "the address https://elsewhere.example is not that of Lab");
    BOOST_TEST(transport.sent.size() == 1U);
    line.forget();
    BOOST_TEST(!line.ready());
}

BOOST_AUTO_TEST_CASE(a_token_never_stands_in_what_is_kept) {
    graph::test::Lab tenant;
    EngineTransport engine(*tenant.sandbox, tenant.admin);
    Line line(engine);
    line.use(a_lab, std::string(line_token));
    Mirror mirror(line, begin());
    mirror.go_on(tenant.sandbox->now());
    BOOST_CHECK(mirror.progress().state == MirrorState::finished);
    BOOST_TEST(to_text(mirror.harvest()).find(line_token) == std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_a_token_is_told) {
    BOOST_TEST(token_problem(line_token).empty());
    BOOST_TEST(token_problem("") == "paste an access token");
    for (const char* text : {"two words", "a\r\nHost: b", "gr\xc3\xbc\xc3\x9f"}) {
        BOOST_TEST(token_problem(text) == "an access token has no spaces, line breaks or accents");
    }
}

BOOST_AUTO_TEST_CASE(a_lab_gives_its_personas_and_a_token_of_one) {
    ScriptedTransport transport;
    std::vector<Persona> personas;
    ask_personas(transport, a_lab, [&](Outcome<std::vector<Persona>> given) { personas = *given; });
    BOOST_REQUIRE(transport.answer(
        "/lab/v1/personas", 200,
        R"({"value":[{"userPrincipalName":"gia@amberg.example","displayName":"Gia",)"
        R"("roles":["Global Administrator","Reports Reader"]}]})"));
    BOOST_REQUIRE(personas.size() == 1U);
    BOOST_TEST(personas[0].roles == "Global Administrator, Reports Reader");
    std::string token;
    ask_token(transport, a_lab, {"gia@amberg.example", true},
              [&](Outcome<std::string> given) { token = *given; });
    BOOST_TEST(transport.sent.back().call.body ==
               R"({"userPrincipalName":"gia@amberg.example","mfa":true})");
    BOOST_REQUIRE(transport.answer("/lab/v1/tokens", 200, R"({"access_token":"a.b."})"));
    BOOST_TEST(token == "a.b.");
    Instant now;
    ask_clock(transport, a_lab, [&](Outcome<Instant> given) { now = *given; });
    BOOST_REQUIRE(transport.answer("/lab/v1/clock", 200, R"({"now":"2026-03-02T07:00:00Z"})"));
    BOOST_TEST(to_text(now) == "2026-03-02T07:00:00Z");
    std::string problem;
    ask_token(transport, a_lab, {"gia@amberg.example", true},
              [&](const Outcome<std::string>& given) { problem = given.error().what; });
    BOOST_REQUIRE(transport.answer("/lab/v1/tokens", 200, R"({"access_token":"a b"})"));
    BOOST_TEST(problem == "lab/v1/tokens: the reply has no token");
}

BOOST_AUTO_TEST_CASE(a_dry_run_lists_what_a_token_may_read) {
    graph::test::Lab tenant;
    EngineTransport engine(*tenant.sandbox, tenant.admin);
    const auto trials_of = [&](std::optional<std::vector<std::string>> granted) {
        engine.granted = std::move(granted);
        std::string text;
        dry_run(engine, a_lab, [&](const Outcome<std::vector<Trial>>& trials) {
            BOOST_REQUIRE_MESSAGE(trials, trials.error().what);
            for (const Trial& trial : *trials) text += trial.allowed ? '+' : '-';
        });
        return text;
    };
    BOOST_TEST(trials_of(std::nullopt) == std::string(operation_count, '+'));
    BOOST_TEST(trials_of(std::vector<std::string>{"RoleManagement.Read.Directory"}) ==
               "-++++++---------");
}

BOOST_AUTO_TEST_CASE(a_dry_run_does_without_batches_where_there_are_none) {
    graph::test::Lab tenant;
    EngineTransport engine(*tenant.sandbox, tenant.admin);
    const auto trials_with = [&](graph::Response batch) {
        ScriptedTransport line;
        std::string text;
        dry_run(line, a_lab, [&](const Outcome<std::vector<Trial>>& trials) {
            text = trials ? "" : trials.error().what;
            if (!trials) return;
            for (const Trial& trial : *trials) {
                text += trial.allowed ? "+" : cat('-', trial.words);
            }
        });
        line.answer_all([&](const Call& call) {
            if (call.url.find("$batch") != std::string::npos) return batch;
            if (call.url.find("auditLogs") != std::string::npos) {
                return graph::Response{403, {}, refusal_of("Denied", "No.")};
            }
            graph::Response response;
            engine.send(call, [&](const Outcome<graph::Response>& reply) { response = *reply; });
            return response;
        });
        return text;
    };
    for (const int status : {404, 405, 501}) {
        BOOST_TEST(trials_with({status, {}, "no such thing"}) == "++++++++-403 Denied: No.+++++++");
    }
    BOOST_TEST(trials_with({401, {}, refusal_of("InvalidToken", "Old.")}) ==
               "401 InvalidToken: Old.");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
