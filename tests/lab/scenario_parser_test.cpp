// Goal: a typo in a scenario is an error with its place, and what is written is read as meant.
#include <boost/test/unit_test.hpp>

#include "lab/scenario.hpp"

BOOST_AUTO_TEST_SUITE(scenario_parser_test)

namespace {

using pim::lab::parse_length;
using pim::lab::parse_moment;
using pim::lab::parse_scenario;
using pim::lab::Scenario;

struct Refused {
    const char* name;
    const char* text;
    const char* error;
};

constexpr Refused refused_rows[] = {
    {"a verb that does not exist", "tick 1d\nteleport alice", "t.txt:2:1: unknown word `teleport`"},
    {"an option that the verb lacks", "user alice \"Alice\" colour=red",
     "t.txt:1:20: `user` has no option `colour`"},
    {"a setting that does not exist", "set GlobalReader maximum=8h",
     "t.txt:1:18: `set` has no option `maximum`"},
    {"a stray word", "elig alice GlobalReader tomorrow",
     "t.txt:1:25: unknown word `tomorrow` after `elig`"},
    {"a name too few", "elig alice", "t.txt:1:11: `elig` lacks its role"},
    {"a filler that is wrong", "member alice of crew", "t.txt:1:14: `in` is expected, not `of`"},
    {"a quotation that never ends", "user alice \"Alice",
     "t.txt:1:12: the quotation mark is never"},
    {"a text where none belongs", "tick 1d \"soon\"", "t.txt:1:9: `tick` takes no such text"},
    {"a text that is missing", "tenant", "t.txt:1:7: `tenant` lacks its text"},
    {"no length of time", "tick soon", "t.txt:1:6: `soon` is no length of time"},
    {"no moment", "at noon", "t.txt:1:4: `noon` is no moment"},
    {"a date that does not exist", "elig a B until 2026-02-30",
     "t.txt:1:16: `2026-02-30` is no moment"},
    {"a status that does not exist", "elig a B -> Finished", "t.txt:1:13: `Finished` is none of"},
    {"a status in the wrong case", "elig a B -> provisioned", "t.txt:1:13: `provisioned` is none"},
    {"a code that does not exist", "elig a B -> refused Forbidden",
     "t.txt:1:21: unknown code `Forbidden`"},
    {"a rule that does not exist", "elig a B -> refused BadRequest gravity",
     "t.txt:1:32: unknown rule `gravity`"},
    {"nothing after the arrow", "elig a B ->", "t.txt:1:12: what the line leads to is missing"},
    {"an arrow after an expectation", "expect a B active -> ok", "t.txt:1:19: `expect` leads to"},
    {"an expectation by a persona", "alice: expect a B active",
     "t.txt:1:8: `expect` is nothing that a persona does"},
    {"a state that does not exist", "expect a B dormant", "t.txt:1:12: `dormant` is none of"},
    {"a persona who does nothing", "alice:", "t.txt:1:7: an operation is missing"},
    {"columns count letters, not bytes", "user zoë \"Zoë\" colour=red",
     "t.txt:1:16: `user` has no option `colour`"},
};

std::string error_of(const char* text) {
    const pim::Outcome<Scenario> scenario = parse_scenario("t.txt", text);
    return scenario ? "" : scenario.error().what;
}

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_wrong_is_named_with_line_and_column) {
    for (const Refused& row : refused_rows) {
        const std::string error = error_of(row.text);
        BOOST_TEST(error.substr(0, std::string(row.error).size()) == row.error,
                   row.name << ": " << error);
    }
}

BOOST_AUTO_TEST_CASE(comments_and_blank_lines_say_nothing) {
    const pim::Outcome<Scenario> scenario = parse_scenario(
        "t.txt", "# a comment\n\n  \nset GlobalReader approvers=#crew # another\n#\n");
    BOOST_REQUIRE(scenario);
    BOOST_REQUIRE_EQUAL(scenario->lines.size(), 1U);
    BOOST_TEST(scenario->lines[0].number == 4);
    BOOST_TEST(scenario->lines[0].operation.option("approvers")->value == "#crew");
}

BOOST_AUTO_TEST_CASE(a_line_is_read_as_it_is_meant) {
    const pim::Outcome<Scenario> scenario = parse_scenario(
        "t.txt",
        "bob: greyed self-extend GlobalReader active \"say \\\"why\\\"\" row=assigned -> "
        "refused InvalidRoleAssignmentRequest extend-window from=+2d limit=\"14 days\"");
    BOOST_REQUIRE(scenario);
    const pim::lab::Line& line = scenario->lines[0];
    BOOST_TEST(line.caller->text == "bob");
    BOOST_TEST((line.mode == pim::lab::Mode::greyed));
    BOOST_TEST((line.operation.verb == pim::lab::Verb::self_extend));
    BOOST_TEST((line.operation.kind == pim::AssignmentKind::active));
    BOOST_TEST(*line.operation.text == "say \"why\"");
    BOOST_TEST(line.operation.option("row")->value == "assigned");
    BOOST_REQUIRE(line.expected);
    BOOST_TEST((line.expected->code == pim::RefusalCode::invalid_request));
    BOOST_REQUIRE_EQUAL(line.expected->rules.size(), 1U);
    BOOST_TEST((line.expected->rules[0] == pim::Rule::extend_window));
    BOOST_TEST(*line.expected->limit == "14 days");
}

BOOST_AUTO_TEST_CASE(every_verb_has_its_own_word_and_place) {
    for (std::size_t i = 0; i < pim::lab::verbs().size(); ++i) {
        const pim::lab::VerbText& verb = pim::lab::verbs()[i];
        BOOST_TEST((verb.verb == static_cast<pim::lab::Verb>(i)), verb.word);
        BOOST_TEST(pim::lab::find_verb(verb.word) == &verb, verb.word);
    }
}

BOOST_AUTO_TEST_CASE(lengths_and_moments) {
    BOOST_TEST((parse_length("1h30m") == pim::minutes(90)));
    BOOST_TEST((parse_length("90s") == pim::Duration{0, 90 * pim::ticks_per_second}));
    BOOST_TEST((parse_length("6mo") == pim::Duration{6, 0}));
    BOOST_TEST((parse_length("P365D") == pim::days(365)));
    BOOST_TEST(!parse_length("8"));
    BOOST_TEST(!parse_length("h"));
    BOOST_TEST(!parse_length("8 h"));
    BOOST_TEST(!parse_length("9999999d"));
    const pim::Instant now = *pim::parse_instant("2026-03-02T09:00Z");
    BOOST_TEST((resolve(*parse_moment("+2h"), now) == pim::shift(now, 2 * pim::ticks_per_hour)));
    BOOST_TEST((resolve(*parse_moment("-1d"), now) == pim::shift(now, -pim::ticks_per_day)));
    BOOST_TEST((resolve(*parse_moment("now"), now) == now));
    BOOST_TEST(
        (resolve(*parse_moment("2026-03-27"), now) == *pim::parse_instant("2026-03-27T00:00Z")));
    BOOST_TEST(!parse_moment("yesterday"));
    BOOST_TEST(!parse_moment("-1mo"));
}

BOOST_AUTO_TEST_SUITE_END()
