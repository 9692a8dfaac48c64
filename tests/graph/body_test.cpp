#include <boost/test/unit_test.hpp>

#include "graph/json_value.hpp"
#include "graph/json_writer.hpp"
#include "graph/request_body.hpp"

using namespace pim;
using namespace pim::graph;

namespace {

Reading<RequestSchedule> read(const std::string& json) {
    const auto body = parse_body(json);
    if (!body) return tl::unexpected(body.error());
    return read_request(AssignmentKind::active, *body);
}

std::string body_rejection(const std::string& json) {
    const auto command = read(json);
    if (command) return "accepted";
    return command.error().code + ": " + command.error().message;
}

/// A complete body with one more member, or another value of one.
std::string with(const std::string& members) {
    return R"({"action":"adminAssign","principalId":"071cc716-8147-4397-a5ba-b2105951cc0b",)"
           R"("roleDefinitionId":"31392ffb-586c-42d1-9346-e59415a2cc4e","directoryScopeId":"/",)" +
           members + "}";
}

}  // namespace

BOOST_AUTO_TEST_SUITE(body_test)

BOOST_AUTO_TEST_CASE(names_and_enumerations_count_in_any_case) {
    const auto command = read(R"({"Action":"AdminAssign","PRINCIPALID":
        "071CC716-8147-4397-A5BA-B2105951CC0B","roledefinitionid":
        "31392ffb-586c-42d1-9346-e59415a2cc4e","DirectoryScopeId":"/","ScheduleInfo":{
        "StartDateTime":"2026-03-02T08:00:00.0000000+01:00","Expiration":{"Type":"AfterDuration",
        "Duration":"PT3H"}},"IsValidationOnly":true})");
    BOOST_REQUIRE(command);
    BOOST_TEST((command->action == Action::admin_assign));  // rule: graph-action-casing
    BOOST_TEST(to_text(command->principal) == "071cc716-8147-4397-a5ba-b2105951cc0b");
    BOOST_TEST(to_text(*command->schedule.start) == "2026-03-02T07:00:00Z");
    BOOST_TEST((command->schedule.expiration.duration == hours(3)));
    BOOST_TEST(command->validation_only);
}

BOOST_AUTO_TEST_CASE(custom_data_goes_out_where_there_is_some) {
    auto command = read(with(R"("customData":"ours")"));
    BOOST_REQUIRE(command);
    BOOST_TEST(command->custom_data == "ours");
    BOOST_TEST(body_of(*command).find(R"("customData":"ours")") != std::string::npos);
    command->custom_data.clear();
    BOOST_TEST(body_of(*command).find("customData") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(clients_send_more_than_is_read) {
    const auto command = read(
        with(R"("other":{"a":[1,2.5,-3,null,true]},"targetScheduleId":"x","justification":null,)"
             R"("customData":null,)"
             R"("scheduleInfo":{"expiration":{"type":"NoExpiration","endDateTime":null,)"
             R"("duration":"P365D"}},"ticketInfo":{"ticketNumber":"7","ticketSystem":null,)"
             R"("ticketSubmitterIdentityId":"x"})"));
    BOOST_REQUIRE(command);
    BOOST_TEST((command->schedule.expiration.type == ExpirationType::no_expiration));
    BOOST_TEST(!command->schedule.expiration.duration);
    BOOST_TEST(command->ticket.number == "7");
    BOOST_TEST(command->ticket.system.empty());
    BOOST_TEST(command->justification.empty());
    BOOST_TEST(!read(with(R"("scheduleInfo":null)"))->has_schedule);
    BOOST_TEST(read(with(R"("ticketInfo":{},"scheduleInfo":{})"))->has_schedule);
}

BOOST_AUTO_TEST_CASE(a_wrong_member_is_named) {
    const std::string code = "InvalidRoleAssignmentRequest: ";
    BOOST_TEST(body_rejection(with(R"("justification":7)")) ==
               code + "justification is a number, not a text");
    BOOST_TEST(body_rejection(with(R"("isValidationOnly":"yes")")) ==
               code + "isValidationOnly is a text, not a boolean");
    BOOST_TEST(body_rejection(with(R"("scheduleInfo":[])")) ==
               code + "scheduleInfo is an array, not an object");
    BOOST_TEST(body_rejection(with(R"("principalId":"me")")) ==
               code + "principalId is 'me', not a GUID");
    BOOST_TEST(body_rejection(with(R"("action":"adminFire")")) ==
               code + "action is 'adminFire', not an action of this collection");
    BOOST_TEST(body_rejection(with(R"("directoryScopeId":"x")")) ==
               code + "directoryScopeId is 'x', not '/', '/administrativeUnits/{id}' or '/{id}'");
    BOOST_TEST(body_rejection(with(R"("appScopeId":"/app")")).find("appScopeId is '/app'") !=
               std::string::npos);
    const std::string no_offset =
        body_rejection(with(R"("scheduleInfo":{"startDateTime":"2026-03-02T07:00:00"})"));
    BOOST_TEST(no_offset.find(code + "scheduleInfo.startDateTime is '2026-03-02T07:00:00', not") ==
               0U);
    const std::string duration =
        body_rejection(with(R"("scheduleInfo":{"expiration":{"duration":"8h"}})"));
    BOOST_TEST(duration.find("scheduleInfo.expiration.duration is '8h'") != std::string::npos);
    const std::string type =
        body_rejection(with(R"("scheduleInfo":{"expiration":{"type":"never"}})"));
    BOOST_TEST(type.find("scheduleInfo.expiration.type is 'never'") != std::string::npos);
    BOOST_TEST(body_rejection(with(R"("customData":7)")) ==
               code + "customData is a number, not a text");
    // What a type would have to tell must not become permanent.
    for (const std::string_view loose :
         {R"("duration":"PT8H")", R"("endDateTime":"2026-03-02T07:00:00Z")",
          R"("type":"notSpecified","duration":"PT8H")"}) {
        const std::string said =
            body_rejection(with(cat(R"("scheduleInfo":{"expiration":{)", loose, "}}")));
        BOOST_TEST(said.find("InvalidRoleAssignmentRequestSchedule: scheduleInfo.expiration.") ==
                   0U);
        BOOST_TEST(said.find("without a type") != std::string::npos);
    }
    BOOST_TEST(body_rejection("{}").find("action is missing") != std::string::npos);
    BOOST_TEST(body_rejection(R"({"action":"adminAssign"})").find("principalId is missing") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(what_is_no_json_is_refused_with_its_byte) {
    BOOST_TEST(body_rejection("") == "BadRequest: the body is empty; a JSON object is needed");
    BOOST_TEST(body_rejection("[1]") == "BadRequest: the body is an array, not an object");
    BOOST_TEST(body_rejection("{\"a\":1,}") ==
               "BadRequest: the body is not valid JSON in UTF-8 at byte 8");
    BOOST_TEST(body_rejection("{\"a\":1} x").find("at byte 9") != std::string::npos);
    BOOST_TEST(body_rejection("{\"a\":\"\xc3\"}").find("UTF-8 at byte") != std::string::npos);
    BOOST_TEST(body_rejection("{\"a\":\"\\ud800\"}").find("UTF-8 at byte") != std::string::npos);
    BOOST_TEST(body_rejection(std::string(200'000, '[')).find("levels deep") != std::string::npos);
    std::string fits(body_depth_max, '[');
    fits += std::string(body_depth_max, ']');
    BOOST_TEST(body_rejection(fits) == "BadRequest: the body is an array, not an object");
    const auto large = read("{\"a\":\"" + std::string(body_bytes_max, 'x') + "\"}");
    BOOST_REQUIRE(!large);
    BOOST_TEST(large.error().status == 413);
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_again) {
    RequestSchedule command;
    command.kind = AssignmentKind::active;
    command.action = Action::self_activate;
    command.principal = *parse_guid("071cc716-8147-4397-a5ba-b2105951cc0b");
    command.role = *parse_guid("31392ffb-586c-42d1-9346-e59415a2cc4e");
    command.scope = *parse_scope("/administrativeUnits/071cc716-8147-4397-a5ba-b2105951cc0b");
    command.schedule.start = *parse_instant("2026-03-02T07:00:00.25Z");
    command.schedule.expiration = {ExpirationType::after_duration, std::nullopt, minutes(330)};
    command.justification = "a \"quoted\" reason\nwith ü, a tab\t and \x01";
    command.ticket = {"INC-1", "Desk"};
    command.validation_only = true;
    const auto again = read(pretty(body_of(command)));
    BOOST_REQUIRE(again);
    BOOST_TEST(body_of(*again) == body_of(command));
    BOOST_TEST(again->justification == command.justification);
    BOOST_TEST((again->ticket == command.ticket));
    BOOST_TEST((again->schedule == command.schedule));
}

BOOST_AUTO_TEST_CASE(indented_json) {
    BOOST_TEST(pretty(R"({"a":[],"b":{"c":"x,{:\"","d":[1,true]},"e":{}})") ==
               "{\n    \"a\": [],\n    \"b\": {\n        \"c\": \"x,{:\\\"\",\n        \"d\": [\n"
               "            1,\n            true\n        ]\n    },\n    \"e\": {}\n}");
    BOOST_TEST(pretty("").empty());
}

BOOST_AUTO_TEST_SUITE_END()
