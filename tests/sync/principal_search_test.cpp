// Goal: whoever a backend knows and nothing names is found there, whatever the backend does.
// Method: a transport that answers as each case says, then our own Graph engine; no clock but the
// numbers given.

#include "sync/principal_search.hpp"

#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "core/view.hpp"
#include "graph/graph_support.hpp"
#include "graph/url.hpp"
#include "sync/sync_support.hpp"
#include "sync/throttle.hpp"

namespace pim::sync::test {

namespace {

constexpr std::string_view rosa = "11111111-2222-4333-8444-555555555555";

Instant after(std::int64_t seconds) {
    return shift(begun, seconds * ticks_per_second);
}

const std::vector<ObjectType> all_kinds = {ObjectType::user, ObjectType::group,
                                           ObjectType::service_principal};

/// The display names of what was found of all kinds.
std::string names_of(const PrincipalSearch& search) {
    std::string names;
    for (const Findings& findings : search.findings()) {
        for (const Principal& principal : findings.found) {
            names += cat(names.empty() ? "" : ", ",
                         std::visit([](const auto& row) { return row.display_name; }, principal));
        }
    }
    return names;
}

std::string page_with(std::string_view id, std::string_view name, std::string_view more = {}) {
    return page_of(cat(R"({"id":")", id, R"(","displayName":")", name, '"', more, '}')).body;
}

struct SearchStage {
    SearchStage() : search(transport, a_backend(false)) {}

    void look(std::string_view text, const std::vector<ObjectType>& kinds = all_kinds) {
        search.begin(text, kinds);
        search.go_on(begun);
    }
    const Findings& of(std::size_t kind) const { return search.findings().at(kind); }
    void answer_empty() {
        transport.answer_all([](const Call&) { return empty_page(); });
    }

    ScriptedTransport transport;
    PrincipalSearch search;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(principal_search_test, SearchStage)

BOOST_AUTO_TEST_CASE(each_kind_is_asked_for_and_read_as_a_mirror_reads_it) {
    look("Ro");
    BOOST_TEST(transport.waiting() == 3U);
    BOOST_TEST(transport.answer(
        "/v1.0/users?", 200,
        page_with(rosa, "Rosa", R"(,"userPrincipalName":"rosa#EXT#@fernhill.example")")));
    BOOST_TEST(transport.answer("/v1.0/groups?", 200,
                                page_with("11111111-2222-4333-8444-555555555556", "Rotation",
                                          R"(,"isAssignableToRole":true)")));
    BOOST_TEST(!of(2).answered);
    BOOST_TEST(transport.answer("/v1.0/servicePrincipals?", 200,
                                page_with("11111111-2222-4333-8444-555555555557", "Robot")));
    BOOST_TEST(names_of(search) == "Rosa, Rotation, Robot");
    const User& user = std::get<User>(of(0).found.front());
    BOOST_TEST(to_text(user.id) == rosa);
    BOOST_CHECK(user.type == UserType::guest);
    BOOST_TEST(std::get<Group>(of(1).found.front()).role_assignable);
    BOOST_TEST(std::holds_alternative<UserSaved>(saved(of(0).found.front())));
    BOOST_TEST(std::holds_alternative<GroupSaved>(saved(of(1).found.front())));
    BOOST_TEST(std::holds_alternative<ServicePrincipalSaved>(saved(of(2).found.front())));
    BOOST_CHECK(search.due(begun) == std::nullopt);
}

BOOST_AUTO_TEST_CASE(what_was_typed_stays_one_text_in_the_address) {
    look("O'Hara & Søn", {ObjectType::user});
    const auto url = graph::parse_url(transport.last().url, address);
    BOOST_REQUIRE(url);
    BOOST_TEST(transport.last().method == "GET");
    BOOST_TEST(url->query.at(0).second ==
               "startswith(displayName,'O''Hara & Søn') or "
               "startswith(userPrincipalName,'O''Hara & Søn')");
    BOOST_TEST(url->query.at(1).second == "id,displayName,userPrincipalName,userType");
    BOOST_TEST(url->query.at(2).second == "10");
}

BOOST_AUTO_TEST_CASE(a_kind_that_is_refused_says_why_and_the_others_still_come) {
    look("Ro");
    BOOST_TEST(transport.answer("/users?", 200, page_with(rosa, "Rosa")));
    BOOST_TEST(transport.answer("/groups?", 403, refusal_of("Forbidden", "No groups for you.")));
    BOOST_TEST(transport.fail("/servicePrincipals?"));
    BOOST_TEST(names_of(search) == "Rosa");
    BOOST_TEST(of(1).refused == "403 Forbidden: No groups for you.");
    BOOST_TEST(of(2).refused == "there is no line");
    BOOST_TEST(of(0).refused == "");
}

BOOST_AUTO_TEST_CASE(what_is_no_page_of_objects_is_told_and_nothing_is_taken_of_it) {
    for (const std::string_view body :
         {"no JSON", R"({"value":[{"displayName":"Rosa"}]})", R"({"value":[{"id":"Rosa"}]})"}) {
        look("Ro", {ObjectType::user});
        BOOST_TEST(transport.answer("/users?", 200, std::string(body)));
        BOOST_TEST(of(0).refused != "", body);
        BOOST_TEST(names_of(search) == "");
    }
}

BOOST_AUTO_TEST_CASE(a_reply_that_comes_late_or_twice_changes_nothing) {
    look("Ro", {ObjectType::user});
    const auto late = transport.sent.back().replied;
    const int first = search.number();
    look("Ta", {ObjectType::user});
    BOOST_TEST(transport.sent.front().aborted);
    BOOST_TEST(search.number() == first + 1);
    const graph::Response old{200, {}, page_with(rosa, "Rosa")};
    late(old);
    BOOST_TEST(!of(0).answered);
    const auto again = transport.sent.back().replied;
    BOOST_TEST(transport.answer("'Ta'", 200, page_with(rosa, "Tarek")));
    again(old);
    late(old);
    BOOST_TEST(names_of(search) == "Tarek");
}

BOOST_AUTO_TEST_CASE(a_pause_that_was_asked_for_is_kept_by_the_next_search_too) {
    look("Ro", {ObjectType::user});
    BOOST_TEST(transport.answer("/users?", 429, "{}", {{"Retry-After", "7"}}));
    search.go_on(begun);
    BOOST_CHECK(search.waits_until() == after(7));
    look("Ta", {ObjectType::user});
    BOOST_TEST(transport.waiting() == 0U);
    BOOST_TEST(search.due(after(2)).value_or(-1) == 5 * ticks_per_second);
    search.go_on(after(7));
    BOOST_TEST(transport.waiting() == 1U);
    BOOST_TEST(transport.answer("'Ta'", 200, page_with(rosa, "Tarek")));
    BOOST_TEST(names_of(search) == "Tarek");
}

BOOST_AUTO_TEST_CASE(whoever_always_says_later_is_believed_in_the_end) {
    look("Ro", {ObjectType::user});
    std::int64_t seconds = 0;
    for (int i = 1; i < attempts_max; ++i) {
        BOOST_TEST(transport.answer("/users?", 503, refusal_of("Busy", "Later.")));
        BOOST_TEST(!of(0).answered);
        search.go_on(after(seconds));
        seconds += *search.due(after(seconds)) / ticks_per_second;
        search.go_on(after(seconds));
    }
    BOOST_TEST(transport.answer("/users?", 503, refusal_of("Busy", "Later.")));
    BOOST_TEST(of(0).refused == "503 Busy: Later.");
    BOOST_TEST(transport.waiting() == 0U);
}

BOOST_AUTO_TEST_CASE(nothing_is_kept_once_it_is_cleared) {
    look("Ro");
    BOOST_TEST(transport.answer("/users?", 200, page_with(rosa, "Rosa")));
    const auto late = transport.sent.back().replied;
    search.clear();
    BOOST_TEST(transport.waiting() == 0U);
    late(graph::Response{200, {}, page_with(rosa, "Rosa")});
    BOOST_TEST(search.findings().empty());
    BOOST_CHECK(search.due(begun) == std::nullopt);
}

BOOST_AUTO_TEST_CASE(our_own_engine_finds_by_both_names_and_says_that_there_are_more) {
    graph::test::Lab lab;
    for (int i = 0; i <= principals_asked_max; ++i) {
        lab.must(SaveUser{a_user({}, cat("O'Hara ", i), cat("ohara", i, "@fernhill.example"))});
    }
    EngineTransport engine(*lab.sandbox, lab.admin);
    PrincipalSearch there(engine, a_backend(false));
    const auto find = [&](std::string_view text) {
        there.begin(text, all_kinds);
        there.go_on(begun);
        return names_of(there);
    };
    BOOST_TEST(find("O'Hara 3") == "O'Hara 3");
    BOOST_TEST(find("ohara4@") == "O'Hara 4");
    BOOST_TEST(!there.findings()[0].more);
    find("O'Hara");
    BOOST_TEST(there.findings()[0].found.size() == 10U);
    BOOST_TEST(there.findings()[0].more);
    const std::string group = display_name(lab.tenant(), lab.group);
    find(group);
    BOOST_REQUIRE(there.findings()[1].found.size() >= 1U);
    BOOST_TEST(std::get<Group>(there.findings()[1].found.front()).role_assignable);
    find(display_name(lab.tenant(), lab.service));
    BOOST_CHECK(id_of(there.findings()[2].found.at(0)) == lab.service);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
