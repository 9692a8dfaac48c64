// Goal: the player reports what is not as a line says, and a journal leads to the same tenant.
#include "lab/play.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(play_test)

namespace {

/// Plays Start, then the lines; the message of the last line, empty where it passed.
std::string last_message(const std::string& lines) {
    const pim::Outcome<pim::lab::Played> played =
        pim::lab::play_reporting("t.txt", "use start\n" + lines);
    BOOST_REQUIRE(played);
    return played->report.lines.back().message;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_wrong_expectation_fails_its_line) {
    const char* wrong[] = {
        "expect tess SecurityOperator eligible",
        "gia: elig tess SecurityOperator permanent -> refused",
        "gia: elig tess SecurityOperator permanent -> Granted",
        "gia: elig tess SecurityOperator 30d -> Provisioned until +31d",
        "gia: elig tess SecurityOperator 30d -> Provisioned permanent",
        "gia: elig tess SecurityOperator 30d -> unchanged",
        "tess: elig tess SecurityOperator 30d",
        "tess: elig tess SecurityOperator 30d -> refused RoleNotFound",
        "tess: elig tess SecurityOperator 30d -> refused InsufficientPermissions licence",
        "tess: elig tess SecurityOperator 30d -> refused InsufficientPermissions "
        "administrator-right help=\"ask nobody\"",
        "gia: elig tess SecurityOperator permanent\nno-mail tess",
        "gia: elig tess SecurityOperator permanent\nmail rita \"Security Operator\"",
        "gia: elig tess SecurityOperator permanent\nmail-count tess 2",
        "gia: elig tess SecurityOperator permanent\naudit \"Remove request\"",
        "gia: elig tess SecurityOperator permanent\nno-audit",
        "gia: elig tess SecurityOperator permanent\nexpect tess SecurityOperator none",
        "pending gia SecurityOperator",
        "approvals ann SecurityOperator",
        "settings SecurityOperator max=4h",
        "right tess roles",
        "no-right gia roles",
        "tess: lit self-extend SecurityOperator \"Why\"",
        "gia: greyed elig tess SecurityOperator permanent",
        "tab eligible SecurityOperator 1",
        "roles built-in 122",
        "both-ways crew SecurityReader yes",
    };
    for (const char* lines : wrong) BOOST_TEST(!last_message(lines).empty(), lines);
}

BOOST_AUTO_TEST_CASE(a_name_that_nobody_has_fails_its_line) {
    BOOST_TEST(last_message("expect nobody SecurityOperator none") ==
               "the name `nobody` is not known here");
    BOOST_TEST(last_message("nobody: elig tess SecurityOperator") ==
               "the persona `nobody` is not known here");
    BOOST_TEST(last_message("elig tess Janitor") == "the role `Janitor` is not known here");
    BOOST_TEST(last_message("use nowhere") == "there is no sample `nowhere`");
}

BOOST_AUTO_TEST_CASE(a_value_that_means_nothing_fails_its_line) {
    BOOST_TEST(last_message("user kim mfa=yes") == "`yes` is neither on nor off");
    BOOST_TEST(last_message("configure unused enabled=yes") == "`yes` is neither on nor off");
    BOOST_TEST(last_message("tess: lit activate SecurityOperator mfa=yes") ==
               "`yes` is neither on nor off");
    BOOST_TEST(last_message("user kim id=typo") == "`typo` is no id");
    BOOST_TEST(last_message("role Watcher id=typo") == "`typo` is no id");
    BOOST_TEST(last_message("app wiki app-id=typo") == "`typo` is no id");
    BOOST_TEST(last_message("sp wiki app-id=typo") == "`typo` is no id");
    BOOST_TEST(last_message("role Watcher scopes=uint") == "`uint` is none of unit, app and sp");
    BOOST_TEST(last_message("request tess SecurityOperator Denied scope=nowhere") ==
               "the scope `nowhere` is not known here");
}

BOOST_AUTO_TEST_CASE(mails_and_audit_rows_count_from_the_last_operation) {
    BOOST_TEST(last_message("gia: elig tess SecurityOperator permanent\ntick 1m\nno-mail tess") ==
               "");
    BOOST_TEST(last_message("gia: elig tess SecurityOperator permanent\ntick 1m\n"
                            "mail tess \"Security Operator\" ever") == "");
}

BOOST_AUTO_TEST_CASE(time_never_goes_back) {
    BOOST_TEST(last_message("at 2020-01-01").find("time never goes back") == 0U);
}

BOOST_AUTO_TEST_CASE(a_journal_leads_to_the_same_tenant_and_a_lost_event_does_not) {
    pim::Outcome<pim::lab::Played> played =
        pim::lab::play("t.txt", "use start\ngia: elig tess SecurityOperator 30d\ntick 20d\n");
    BOOST_REQUIRE(played);
    BOOST_TEST(!pim::lab::verify_replay(*played));
    played->events.pop_back();
    BOOST_TEST(!!pim::lab::verify_replay(*played));
}

BOOST_AUTO_TEST_CASE(a_scenario_can_end_at_a_given_instant) {
    pim::lab::PlayOptions options;
    options.end = *pim::parse_instant("2027-05-06T07:08Z");
    const pim::Outcome<pim::lab::Played> played =
        pim::lab::play("t.txt", "use start\ntick 20d\n", options);
    BOOST_REQUIRE(played);
    BOOST_TEST((played->now == *options.end));
}

BOOST_AUTO_TEST_SUITE_END()
