// Goal: every member of every event comes back as it was written, and nothing else is taken.
// Method: all events filled with values of their own, written, read, written again.
#include "storage/event_codec.hpp"

#include <boost/test/unit_test.hpp>

#include "core/fingerprint.hpp"
#include "storage/filler.hpp"
#include "storage/record_versions.hpp"
#include "storage/session_codec.hpp"

using namespace pim;
using namespace pim::storage;

namespace {

template <std::size_t index>
void add_filled(Events& events, Filler& filler) {
    if constexpr (index < std::variant_size_v<EventBody>) {
        Event& event = events.emplace_back();
        filler.fill(event.sequence);
        filler.fill(event.at);
        filler.fill(event.actor);
        filler.fill(event.command);
        filler.fill(event.notices);
        filler.fill(event.body.emplace<index>());
        add_filled<index + 1>(events, filler);
    }
}

Record record_of(std::string_view payload) {
    return {RecordType::decision, decision_version, 1, payload};
}

std::string problem_of_payload(std::string_view payload) {
    const auto events = decode_events(record_of(payload));
    BOOST_REQUIRE(!events);
    return events.error().what;
}

const std::string empty_event =
    R"({"type":"objectDeleted","sequence":1,"at":"2026-01-01T00:00:00Z","actor":"","command":"",)"
    R"("notices":[],"body":{"id":""}})";

std::string one_event_with(std::string text, std::string_view from, std::string_view to) {
    text.replace(text.find(from), from.size(), to);
    return "{\"events\":[" + text + "]}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(event_codec_test)

BOOST_AUTO_TEST_CASE(every_event_comes_back_as_it_was_written) {
    Filler filler;
    Events events;
    add_filled<0>(events, filler);
    const std::string written = encode_events(events);
    const auto read = decode_events(record_of(written));
    BOOST_REQUIRE_MESSAGE(read, (read ? std::string() : read.error().what));
    BOOST_REQUIRE(read->size() == std::variant_size_v<EventBody>);
    for (std::size_t index = 0; index < read->size(); ++index) {
        BOOST_TEST((*read)[index].body.index() == index);
        BOOST_TEST(encode_events({(*read)[index]}) == encode_events({events[index]}));
    }
    BOOST_TEST(encode_events(*read) == written);
}

BOOST_AUTO_TEST_CASE(empty_values_come_back_empty) {
    const std::string written = encode_events({Event{}, Event{}});
    const auto read = decode_events(record_of(written));
    BOOST_REQUIRE(read);
    BOOST_TEST(encode_events(*read) == written);
    BOOST_TEST(read->front().actor.is_null());
}

BOOST_AUTO_TEST_CASE(a_text_that_was_added_later_leaves_no_trace_where_it_is_empty) {
    Event event;
    RequestMade made;
    event.body = made;
    const std::string without = encode_events({event});
    BOOST_TEST(without.find("customData") == std::string::npos);
    // As an earlier version wrote it.
    const auto read = decode_events({RecordType::decision, 3, 1, without});
    BOOST_REQUIRE(read);
    BOOST_TEST(std::get<RequestMade>(read->front().body).request.custom_data.empty());

    Tenant tenant;
    tenant.requests.save(made.request);
    const auto before = to_hex(fingerprint(tenant));
    made.request.custom_data = "ours";
    tenant.requests.save(made.request);
    BOOST_TEST(to_hex(fingerprint(tenant)) != before);
    event.body = made;
    BOOST_TEST(encode_events({event}).find(R"("customData":"ours")") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_said_of_a_user_or_group_came_with_version_5) {
    UserSaved saved;
    GroupSaved group;
    const auto text_of = [](auto body) {
        Event event;
        event.body = std::move(body);
        return encode_events({event});
    };
    // As an earlier version wrote it, and nothing more while there is nothing to say.
    BOOST_TEST(text_of(saved).find("jobTitle") == std::string::npos);
    BOOST_TEST(text_of(group).find("description") == std::string::npos);
    BOOST_REQUIRE(decode_events({RecordType::decision, 4, 1, text_of(saved)}));
    saved.user.profile.set(ProfileText::job_title, "Clerk");
    group.group.description = "who drives";
    const auto user = decode_events(record_of(text_of(saved)));
    BOOST_REQUIRE(user);
    const User& read = std::get<UserSaved>(user->front().body).user;
    BOOST_TEST(read.profile.text(ProfileText::job_title) == "Clerk");
    BOOST_TEST(read.profile.text(ProfileText::surname).empty());
    const auto back = decode_events(record_of(text_of(group)));
    BOOST_REQUIRE(back);
    BOOST_TEST(std::get<GroupSaved>(back->front().body).group.description == "who drives");

    // The same word is another tenant where it is said of something else.
    const auto digest = [](ProfileText which) {
        User person;
        person.profile.set(which, "Quay");
        Tenant tenant;
        tenant.users.save(person);
        return to_hex(fingerprint(tenant));
    };
    BOOST_TEST(digest(ProfileText::city) != digest(ProfileText::surname));
}

BOOST_AUTO_TEST_CASE(owners_of_groups_came_with_version_6) {
    GroupSaved saved;
    Event event;
    event.body = saved;
    // As an earlier version wrote it, and nothing more while nobody owns the group.
    const std::string without = encode_events({event});
    BOOST_TEST(without.find("owners") == std::string::npos);
    BOOST_REQUIRE(decode_events({RecordType::decision, 5, 1, without}));
    Tenant tenant;
    tenant.groups.save(saved.group);
    const auto before = to_hex(fingerprint(tenant));
    saved.group.owners = {Guid{1, 2}, Guid{1, 3}};
    event.body = saved;
    const auto back = decode_events(record_of(encode_events({event})));
    BOOST_REQUIRE(back);
    BOOST_TEST((std::get<GroupSaved>(back->front().body).group.owners == saved.group.owners));
    tenant.groups.save(saved.group);
    tenant.groups_by_owner = {{Guid{1, 2}, {saved.group.id}}, {Guid{1, 3}, {saved.group.id}}};
    const auto owned = to_hex(fingerprint(tenant));
    BOOST_TEST(owned != before);
    // An index that does not follow from the groups shows.
    tenant.groups_by_owner.erase(Guid{1, 3});
    BOOST_TEST(to_hex(fingerprint(tenant)) != owned);
}

BOOST_AUTO_TEST_CASE(bytes_that_are_no_utf_8_leave_a_readable_journal) {
    for (const std::string_view bad : {"\xFF", "\xC3", "\xE2\x82", "\xED\xA0\x80", "\xC0\x80"}) {
        Event event;
        event.body = TenantCreated{{}, "a" + std::string(bad) + "b"};
        const std::string written = encode_events({event});
        const auto read = decode_events(record_of(written));
        BOOST_REQUIRE_MESSAGE(read, (read ? std::string() : read.error().what));
        const std::string& name = std::get<TenantCreated>(read->front().body).display_name;
        BOOST_TEST(name.front() == 'a');
        BOOST_TEST(name.back() == 'b');
        BOOST_TEST(name.find("\xEF\xBF\xBD") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(what_does_not_fit_is_named_with_its_place) {
    BOOST_REQUIRE(decode_events(record_of("{\"events\":[" + empty_event + "]}")));
    const auto said = [](std::string_view from, std::string_view to) {
        return problem_of_payload(one_event_with(empty_event, from, to));
    };
    BOOST_TEST(said("objectDeleted", "objectLost") ==
               "member `events.0` has the unknown type `objectLost`");
    BOOST_TEST(said("{\"id\":\"\"}", "{\"id\":\"\",\"colour\":1}") ==
               "member `events.0.objectDeleted.colour` is not known");
    BOOST_TEST(said("{\"id\":\"\"}", "{}") == "member `events.0.objectDeleted.id` is missing");
    BOOST_TEST(said("{\"id\":\"\"}", "{\"id\":\"7\"}") ==
               "member `events.0.objectDeleted.id` is no id: `7`");
    BOOST_TEST(said("{\"id\":\"\"}", "{\"id\":7}") ==
               "member `events.0.objectDeleted.id` is not a text");
    BOOST_TEST(said("2026-01-01T00:00:00Z", "yesterday") ==
               "member `events.0.at` is no instant: `yesterday`");
    BOOST_TEST(said("\"notices\":[]", "\"notices\":[],\"more\":1") ==
               "member `events.0` has a member that is not known");
    BOOST_TEST(said("\"sequence\":1", "\"sequence\":1.5") == "the number `1.5` is not whole");
    BOOST_TEST(said("\"sequence\":1", "\"sequence\":1,\"sequence\":1") ==
               "the member `sequence` stands there twice");
    BOOST_TEST(problem_of_payload("{}") == "member `events` is missing");
}

BOOST_AUTO_TEST_CASE(text_that_is_no_json_is_refused_without_harm) {
    BOOST_TEST(problem_of_payload(std::string(200'000, '[')) ==
               "lists and objects are nested deeper than 64");
    BOOST_TEST(problem_of_payload("{\"events\":\xFF}").find("no JSON text at byte 11") !=
               std::string::npos);
    BOOST_TEST(problem_of_payload("").find("no JSON") != std::string::npos);
    BOOST_TEST(problem_of_payload("{\"events\":[]} x").find("no JSON") != std::string::npos);
    BOOST_TEST(problem_of_payload("{\"events\":18446744073709551615}") == "a number is too large");
}

BOOST_AUTO_TEST_CASE(a_session_comes_back_as_it_was_written) {
    Session session;
    Filler filler;
    filler.fill(session);
    const std::string written = encode_session(session);
    const auto read = decode_session({RecordType::session, session_version, 0, written});
    BOOST_REQUIRE_MESSAGE(read, (read ? std::string() : read.error().what));
    BOOST_TEST(encode_session(*read) == written);
    BOOST_TEST(encode_session(Session{}) != written);
}

BOOST_AUTO_TEST_SUITE_END()
