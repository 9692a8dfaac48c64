// Goal: what waits for a backend stays in order, can be taken back, and survives a reload.
// Method: the value alone; no transport.

#include "sync/outbox.hpp"

#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/json_value.hpp"
#include "sync/sync_support.hpp"

namespace pim::sync::test {

namespace {

Outbox outbox_of(int count) {
    Outbox outbox;
    outbox.backend = a_backend(true);
    for (int n = 1; n <= count; ++n) {
        BOOST_REQUIRE(outbox.add(an_entry(static_cast<std::uint64_t>(n), outbox.backend)));
    }
    return outbox;
}

std::string titles_of(const Outbox& outbox) {
    std::string titles;
    for (const Entry& entry : outbox.entries) titles += entry.title.substr(14);
    return titles;
}

std::string problem_of(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    BOOST_REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
    const auto read = parse_outbox(text);
    return read ? "none" : read.error().what;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(outbox_test)

BOOST_AUTO_TEST_CASE(the_first_without_an_outcome_is_the_next) {
    Outbox outbox = outbox_of(3);
    BOOST_TEST(outbox.next()->title == "Activate role 1");
    outbox.entries[0].state = EntryState::unclear;
    BOOST_TEST(outbox.next()->title == "Activate role 1");
    outbox.entries[0].state = EntryState::refused;
    BOOST_TEST(outbox.next()->title == "Activate role 2");
    BOOST_TEST(outbox.waiting() == 2U);
    BOOST_TEST(outbox.add(an_entry(3, outbox.backend)).error().what ==
               cat("the action ", pim::to_text(command_of(3)), " was asked for before"));
}

BOOST_AUTO_TEST_CASE(what_went_out_cannot_be_taken_back) {
    Outbox outbox = outbox_of(3);
    outbox.entries[0].state = EntryState::sent;
    outbox.entries[1].finished = 1;
    BOOST_TEST(!outbox.remove(command_of(1)));
    BOOST_TEST(!outbox.remove(command_of(2)));
    BOOST_TEST(outbox.remove(command_of(3)));
    BOOST_TEST(!outbox.remove(command_of(3)));
    outbox.entries[0].state = EntryState::done;
    BOOST_TEST(outbox.remove(command_of(1)));
    BOOST_TEST(titles_of(outbox) == "2");
}

BOOST_AUTO_TEST_CASE(no_more_waits_than_the_limits_say) {
    Outbox outbox = outbox_of(static_cast<int>(outbox_waiting_max));
    BOOST_TEST(outbox.add(an_entry(1000, outbox.backend)).error().what ==
               "no more than 100 actions wait for the backend");
    outbox.entries.resize(1);
    Entry long_one = an_entry(1000, outbox.backend);
    long_one.requests[0].body.assign(outbox_bytes_max, ' ');
    BOOST_TEST(outbox.add(long_one).error().what ==
               "the requests that wait would be longer than 1048576 bytes");
    BOOST_TEST(outbox.waiting() == 1U);
}

BOOST_AUTO_TEST_CASE(the_oldest_outcomes_are_forgotten) {
    Outbox outbox = outbox_of(25);
    for (Entry& entry : outbox.entries) entry.state = EntryState::done;
    outbox.entries[1].state = EntryState::waiting;
    outbox.tidy();
    BOOST_TEST(outbox.entries.size() == outbox_finished_max + 1);
    BOOST_TEST(outbox.entries[0].title == "Activate role 2");
    BOOST_TEST(outbox.entries[1].title == "Activate role 6");
}

BOOST_AUTO_TEST_CASE(its_text_gives_it_back_in_each_state) {
    Outbox outbox = outbox_of(5);
    outbox.backend.sign_in = {"https://login.fernhill.example/tenant", "page", "one two"};
    for (int i = 0; i < 5; ++i) {
        Entry& entry = outbox.entries[static_cast<std::size_t>(i)];
        entry.state = static_cast<EntryState>(i);
        if (entry.state == EntryState::sent) entry.sent = Instant{42 * ticks_per_second};
        if (entry.state == EntryState::done) entry.finished = 1;
        if (entry.state == EntryState::refused) entry.words = "400 No: \"never\"";
        entry.asked_for_sign_in = i == 3;
        entry.status = 200 + i;
    }
    const std::string text = to_text(outbox);
    const auto read = parse_outbox(text);
    BOOST_REQUIRE_MESSAGE(read, read.error().what);
    BOOST_TEST(to_text(*read) == text);
    BOOST_CHECK(read->entries[1].state == EntryState::sent);
    BOOST_TEST(read->entries[4].words == "400 No: \"never\"");
    BOOST_CHECK(read->entries[0].who == adele);
    BOOST_TEST(read->backend.lab);
    BOOST_REQUIRE(read->backend.sign_in.has_value());
    BOOST_TEST(read->backend.sign_in->authority == "https://login.fernhill.example/tenant");
    BOOST_TEST(read->backend.sign_in->client_id == "page");
    BOOST_TEST(read->backend.sign_in->scopes == "one two");
}

BOOST_AUTO_TEST_CASE(a_text_that_is_none_is_refused_with_its_place) {
    const std::string text = to_text(outbox_of(2));
    BOOST_TEST(problem_of(text, "\"version\":1", "\"version\":2") ==
               "the actions that waited are of another version of pimlab");
    BOOST_TEST(problem_of(text, address, "graph.fernhill.example") ==
               "the actions that waited: address is 'graph.fernhill.example', not an http or https "
               "URL");
    BOOST_TEST(problem_of(text, "\"waiting\"", "\"lost\"") ==
               "the actions that waited: entries/0/state is 'lost', not a state of an action");
    BOOST_TEST(problem_of(text, "\"waiting\"", "\"sent\"") ==
               "the actions that waited: entries/0/sent is missing: it was sent");
    BOOST_TEST(problem_of(text, "\"finished\":0", "\"finished\":1") ==
               "the actions that waited: entries/0/finished is 1, not fewer than there are "
               "requests");
    BOOST_TEST(problem_of(text, "\"path\":\"/v1.0", "\"path\":\".evil.example/v1.0") ==
               "the actions that waited: entries/0/requests/0/path is '.evil.example/v1.0/"
               "roleManagement/directory/roleAssignmentScheduleRequests', not a path that begins "
               "with /");
    BOOST_TEST(problem_of(text, pim::to_text(command_of(2)), pim::to_text(command_of(1)))
                   .find("entries/1/command is") != std::string::npos);
    BOOST_TEST(!parse_outbox(text.substr(0, text.size() / 2)));
    BOOST_TEST(!parse_outbox("[]"));
}

BOOST_AUTO_TEST_CASE(a_request_says_what_the_command_asks_for) {
    const auto requests = requests_of(activation(1), command_of(1), {}, a_backend(false));
    BOOST_REQUIRE(requests);
    BOOST_REQUIRE(requests->size() == 1U);
    BOOST_TEST((*requests)[0].path ==
               "/v1.0/roleManagement/directory/roleAssignmentScheduleRequests");
    const auto body = graph::parse_body((*requests)[0].body);
    BOOST_REQUIRE(body);
    BOOST_TEST(body->member("customData")->text == pim::to_text(command_of(1)));
    BOOST_TEST(body->member("action")->text == "selfActivate");
    const Call call = call_of((*requests)[0], a_backend(false));
    BOOST_TEST(call.url == cat(address, (*requests)[0].path));
    BOOST_TEST(graph::header(call.headers, "client-request-id") == pim::to_text(command_of(1)));
    BOOST_TEST(graph::header(call.headers, "Authorization").empty());
}

BOOST_AUTO_TEST_CASE(a_lab_decides_what_graph_has_no_word_for) {
    DecideRequest decision;
    decision.request = {9, 9};
    decision.result = ReviewResult::deny;
    const auto elsewhere = requests_of(decision, command_of(1), {}, a_backend(false));
    BOOST_TEST(elsewhere.error().what == "not offered by this backend");
    const auto lab = requests_of(decision, command_of(1), {}, a_backend(true));
    BOOST_REQUIRE(lab);
    BOOST_TEST((*lab)[0].path == cat("/lab/v1/requests/", pim::to_text(Guid{9, 9}), "/decide"));
    BOOST_TEST((*lab)[0].body == R"({"reviewResult":"Deny","justification":""})");
    BOOST_TEST(!requests_of(SignIn{}, command_of(1), {}, a_backend(true)));
    BOOST_TEST(!capabilities_of(a_backend(false)).decisions);
    BOOST_TEST(capabilities_of(a_backend(true)).decisions);
    BOOST_TEST(!capabilities_of(a_backend(true)).clock);
}

BOOST_AUTO_TEST_CASE(a_new_user_goes_to_no_real_tenant_without_a_password) {
    const SaveUser made{a_user({}, "Ines", "ines@fernhill.example")};
    const auto elsewhere = requests_of(made, command_of(1), {}, a_backend(false));
    BOOST_REQUIRE(!elsewhere);
    BOOST_TEST(elsewhere.error().what.find("first password") != std::string::npos);
    BOOST_TEST(elsewhere.error().help == "make the user at the backend");
    BOOST_TEST(requests_of(made, command_of(1), {}, a_backend(true)).has_value());
    // Guests are invited, and whoever is there has a password already.
    SaveUser guest = made;
    guest.user.type = UserType::guest;
    BOOST_TEST(requests_of(guest, command_of(1), {}, a_backend(false)).has_value());
    Tenant tenant;
    tenant.users.save(a_user({1, 2}, "Ines", "ines@fernhill.example"));
    const SaveUser renamed{a_user({1, 2}, "Ines Roth", "ines@fernhill.example")};
    BOOST_TEST(requests_of(renamed, command_of(1), tenant, a_backend(false)).has_value());
}

BOOST_AUTO_TEST_CASE(each_changed_rule_is_a_request_with_an_id_of_its_own) {
    UpdatePolicy update;
    update.policy = policy_of(Tenant{}, {8, 1});
    update.policy.role = {8, 1};
    update.policy.approval.required = true;
    update.policy.activation_expiration.maximum = hours(2);
    const auto requests = requests_of(update, command_of(1), {}, a_backend(true));
    BOOST_REQUIRE(requests);
    BOOST_REQUIRE(requests->size() == 2U);
    BOOST_TEST((*requests)[0].method == "PATCH");
    BOOST_CHECK((*requests)[0].id == command_of(1));
    BOOST_CHECK(!((*requests)[1].id == command_of(1)));
    update.policy = policy_of(Tenant{}, {8, 1});
    BOOST_TEST(requests_of(update, command_of(1), {}, a_backend(true)).error().what ==
               "nothing changes, so nothing is sent");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace pim::sync::test
