#include "graph/graph_support.hpp"

#include <boost/test/unit_test.hpp>

#include "assets/roles.hpp"
#include "core/text.hpp"
#include "schedule_requests.hpp"

namespace pim::graph::test {

namespace {

RequestSchedule assignment(AssignmentKind kind, const Guid& principal, const Guid& role) {
    return tests::schedule_request(kind, Action::admin_assign, principal, role);
}

SaveUser person(const Guid& id, const std::string& name) {
    User user;
    user.id = id;
    user.display_name = name;
    user.user_principal_name = to_lower(name) + "@fernhill.example";
    return {user};
}

Group group_named(const std::string& name, bool role_assignable) {
    Group group;
    group.display_name = name;
    group.role_assignable = role_assignable;
    return group;
}

const JsonValue* step(const JsonValue& value, std::string_view name) {
    if (value.type == JsonValue::Type::object) return value.member(name);
    std::size_t place = 0;
    for (const char digit : name) place = place * 10 + static_cast<std::size_t>(digit - '0');
    return place < value.items.size() ? &value.items[place] : nullptr;
}

}  // namespace

void TestStore::commit(std::function<void(std::optional<Error>)> done) {
    if (!at_once) {
        held = std::move(done);
        return;
    }
    std::optional<Error> error = std::move(next_error);
    next_error.reset();
    done(std::move(error));
}

Lab::Lab() {
    sandbox::Session session;
    session.now = *parse_instant("2026-03-02T07:00:00Z");
    session.speed = 0;
    auto owned = std::make_unique<TestStore>();
    store = owned.get();
    sandbox = std::make_unique<sandbox::Sandbox>(Tenant{}, session, std::move(owned), [this] {
        return Guid{1, ++next_};
    });
    CreateTenant create;
    create.id = id("0f3a2b1c-5d6e-4f70-8192-a3b4c5d6e7f8");
    create.display_name = "Fernhill Logistics";
    create.roles = *parse_role_catalogue(assets::roles[0].text);
    must(create);
    must(person(admin, "Adele"));
    must(person(second, "Marek"));
    must(person(holder, "Yuki"));
    must(person(asker, "Dana"));
    must(person(reader, "Lou"));
    must(assignment(AssignmentKind::active, admin, role::global_administrator));
    must(assignment(AssignmentKind::active, second, role::privileged_role_administrator));
    must(assignment(AssignmentKind::active, reader, role::global_reader));

    group = must(SaveGroup{group_named("Field team", true)});
    plain_group = must(SaveGroup{group_named("Everybody", false)});
    must(AddMember{group, holder});
    AdministrativeUnit north;
    north.display_name = "North";
    unit = must(SaveAdministrativeUnit{north});
    Application portal;
    portal.display_name = "Timesheets";
    portal.app_id = id("11111111-2222-4333-8444-555555555555");
    application = must(SaveApplication{portal});
    ServicePrincipal robot;
    robot.display_name = "Timesheets";
    robot.app_id = portal.app_id;
    service = must(SaveServicePrincipal{robot});

    Policy policy = policy_of(tenant(), directory_readers);
    policy.role = directory_readers;
    policy.approval.required = true;
    policy.approval.approvers = {{admin, false}, {second, false}};
    must(UpdatePolicy{policy});
    must(assignment(AssignmentKind::eligible, asker, directory_readers));
    wait(ticks_per_hour);
    caller = admin;
}

Guid Lab::must(const Command& command, const Guid& as) {
    const Decision decision = submit(command, as);
    if (!decision) {
        const Refusal& refusal = decision.error();
        BOOST_FAIL(cat(name(refusal.code), ": ",
                       refusal.reasons.empty() ? std::string() : describe(refusal.reasons[0])));
    }
    return decision->subject;
}

Decision Lab::submit(const Command& command, const Guid& as) {
    sandbox::Submission submission;
    submission.caller = as;
    submission.mfa_done = true;
    return sandbox->submit(command, std::move(submission));
}

void Lab::wait(std::int64_t ticks) {
    BOOST_REQUIRE(sandbox->jump(shift(sandbox->now(), ticks)));
}

Response Lab::send(std::string_view method, std::string_view url, std::string_view body) {
    Request request;
    request.method = std::string(method);
    request.url = std::string(url);
    request.body = std::string(body);
    if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
    request.caller = caller;
    request.signed_in = signed_in;
    return handle(*sandbox, request);
}

Response Lab::get(std::string_view path) {
    return send("GET", path);
}

std::string Lab::shown(std::string_view url, std::string_view path) {
    return at(get(url), path);
}

JsonValue tree_of(const Response& response) {
    const auto tree = parse_body(response.body);
    BOOST_REQUIRE_MESSAGE(tree, response.body);
    return *tree;
}

std::string at(const JsonValue& value, std::string_view path) {
    const JsonValue* found = &value;
    while (!path.empty()) {
        // Names such as `@odata.type` hold a dot themselves: all that is left may be one name.
        if (const JsonValue* last = found->member(path)) {
            found = last;
            break;
        }
        const std::size_t dot = path.find('.');
        found = step(*found, path.substr(0, dot));
        if (found == nullptr) return "(none)";
        path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
    }
    switch (found->type) {
        case JsonValue::Type::null:
            return "null";
        case JsonValue::Type::boolean:
            return found->boolean ? "true" : "false";
        case JsonValue::Type::array:
            return cat("[", found->items.size(), "]");
        case JsonValue::Type::object:
            return cat("{", found->items.size(), "}");
        default:
            return found->text;
    }
}

std::string at(const Response& response, std::string_view path) {
    return at(tree_of(response), path);
}

std::string message(const Response& response) {
    return at(response, "error.message");
}

std::string refused(const Response& response) {
    return cat(response.status, ' ', message(response));
}

std::string request_body(std::string_view action, const Guid& principal, const Guid& role,
                         std::string_view schedule, std::string_view justification) {
    std::string body = cat(R"({"action":")", action, R"(","principalId":")", to_text(principal),
                           R"(","roleDefinitionId":")", to_text(role),
                           R"(","directoryScopeId":"/","justification":")", justification, '"');
    if (!schedule.empty()) body += cat(R"(,"scheduleInfo":)", schedule);
    return body + '}';
}

std::string reference(const Guid& id) {
    return cat(R"({"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/)", to_text(id),
               R"("})");
}

}  // namespace pim::graph::test
