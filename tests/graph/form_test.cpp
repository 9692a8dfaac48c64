// Goal: every action of the portal has its Graph form; sent through handle() a form does what the
// command does; what is copied is what would be sent.
// Method: two labs of the same history; one takes the command, the other the form's requests.
#include "graph/form.hpp"

#include <boost/test/unit_test.hpp>

#include "core/fingerprint.hpp"
#include "core/text.hpp"
#include "graph/graph_support.hpp"
#include "graph/instance_id.hpp"
#include "schedule_requests.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

const Guid command_id = Lab::id("12345678-1234-4234-8234-123456789abc");

/// What leads to a situation, played in both labs; it gives the command and who submits it.
struct Situation {
    std::string name;
    std::function<Command(Lab&)> prepare;
    std::function<Guid(const Lab&)> caller;
};

RequestSchedule ticketed_request(AssignmentKind kind, Action action, const Guid& principal,
                                 const Guid& role) {
    RequestSchedule command = tests::schedule_request(kind, action, principal, role, days(2));
    command.justification = "the \"reason\"";
    command.ticket = {"INC 7", ""};
    return command;
}

Guid admin_of(const Lab& lab) {
    return lab.admin;
}
Guid holder_of(const Lab& lab) {
    return lab.holder;
}
Guid asker_of(const Lab& lab) {
    return lab.asker;
}

/// An assignment of the holder that ends in two days, an hour ago.
RequestSchedule assigned(Lab& lab, AssignmentKind kind) {
    const RequestSchedule command =
        ticketed_request(kind, Action::admin_assign, lab.holder, lab.mail_role);
    lab.must(command, lab.admin);
    lab.wait(ticks_per_hour);
    return command;
}

/// The actions of a kind of assignment, each where it is allowed.
std::vector<Situation> situations_of(AssignmentKind kind) {
    const auto with = [kind](Action action) {
        return [kind, action](Lab& lab) -> Command {
            RequestSchedule command = assigned(lab, kind);
            command.action = action;
            command.schedule.expiration.duration = days(30);
            if (action == Action::admin_renew || action == Action::self_renew) {
                lab.wait(5 * ticks_per_day);
            }
            if (action == Action::admin_remove || action == Action::self_deactivate ||
                action == Action::self_extend || action == Action::self_renew) {
                command.has_schedule = false;
                command.schedule = ScheduleInfo{};
            }
            return command;
        };
    };
    const std::string word(name(kind));
    return {
        {word + " admin_assign",
         [kind](Lab& lab) -> Command {
             RequestSchedule command =
                 ticketed_request(kind, Action::admin_assign, lab.service, lab.user_administrator);
             if (kind == AssignmentKind::eligible) command.principal = lab.group;
             command.scope = {ScopeType::administrative_unit, lab.unit};
             command.schedule.start = shift(lab.sandbox->now(), ticks_per_day);
             return command;
         },
         admin_of},
        {word + " admin_assign until a date",
         [kind](Lab& lab) -> Command {
             RequestSchedule command =
                 ticketed_request(kind, Action::admin_assign, lab.holder, lab.mail_role);
             command.schedule.expiration = {ExpirationType::after_date_time,
                                            shift(lab.sandbox->now(), 3 * ticks_per_day + 1),
                                            std::nullopt};
             return command;
         },
         admin_of},
        {word + " validation only",
         [kind](Lab& lab) -> Command {
             RequestSchedule command =
                 ticketed_request(kind, Action::admin_assign, lab.holder, lab.mail_role);
             command.validation_only = true;
             return command;
         },
         admin_of},
        {word + " admin_update", with(Action::admin_update), admin_of},
        {word + " admin_remove", with(Action::admin_remove), admin_of},
        {word + " admin_extend", with(Action::admin_extend), admin_of},
        {word + " admin_renew", with(Action::admin_renew), admin_of},
        {word + " self_extend", with(Action::self_extend), holder_of},
        {word + " self_renew", with(Action::self_renew), holder_of},
        {word + " self_deactivate", with(Action::self_deactivate), holder_of},
    };
}

RequestSchedule activation(const Lab& lab) {
    RequestSchedule command = ticketed_request(AssignmentKind::active, Action::self_activate,
                                               lab.asker, lab.directory_readers);
    command.schedule.expiration.duration = hours(3);
    return command;
}

AnswerApproval answer_to(Lab& lab, ReviewResult result) {
    AnswerApproval command;
    command.request = lab.must(activation(lab), lab.asker);
    command.result = result;
    command.justification = "it's fine";
    return command;
}

std::vector<Situation> other_situations() {
    return {
        {"self_activate", [](Lab& lab) -> Command { return activation(lab); }, asker_of},
        {"self_deactivate",
         [](Lab& lab) -> Command {
             lab.must(answer_to(lab, ReviewResult::approve), lab.admin);
             lab.wait(ticks_per_hour);
             RequestSchedule command = activation(lab);
             command.action = Action::self_deactivate;
             command.has_schedule = false;
             command.schedule = ScheduleInfo{};
             return command;
         },
         asker_of},
        {"approve", [](Lab& lab) -> Command { return answer_to(lab, ReviewResult::approve); },
         admin_of},
        {"deny", [](Lab& lab) -> Command { return answer_to(lab, ReviewResult::deny); }, admin_of},
        {"cancel an activation",
         [](Lab& lab) -> Command { return CancelRequest{lab.must(activation(lab), lab.asker)}; },
         asker_of},
        {"cancel a future eligibility",
         [](Lab& lab) -> Command {
             RequestSchedule command = ticketed_request(
                 AssignmentKind::eligible, Action::admin_assign, lab.holder, lab.mail_role);
             command.schedule.start = shift(lab.sandbox->now(), ticks_per_day);
             return CancelRequest{lab.must(command, lab.admin)};
         },
         admin_of},
    };
}

/// Where the form of a situation's command is sent.
std::string url_of(const Situation& situation) {
    Lab lab;
    const GraphForm form = form_of(situation.prepare(lab), lab.tenant());
    return form.calls.empty() ? std::string() : form.calls[0].url;
}

/// Plays a situation in two labs and compares what they become.
void round_trip(const Situation& situation) {
    BOOST_TEST_CONTEXT(situation.name) {
        Lab by_command;
        Lab by_form;
        const Command command = situation.prepare(by_command);
        situation.prepare(by_form);
        BOOST_REQUIRE((fingerprint(by_command.tenant()) == fingerprint(by_form.tenant())));
        const Guid caller = situation.caller(by_command);
        const GraphForm form = form_of(command, by_form.tenant());
        BOOST_REQUIRE(form.calls.size() == 1U);

        sandbox::Submission submission;
        submission.caller = caller;
        submission.command = command_id;
        submission.mfa_done = true;
        const Decision decision = by_command.sandbox->submit(command, std::move(submission));
        BOOST_REQUIRE(decision.has_value());

        graph::Request request;
        request.method = form.calls[0].method;
        request.url = form.calls[0].url;
        request.headers.emplace_back("Content-Type", "application/json");
        request.body = form.calls[0].body;
        request.caller = caller;
        request.signed_in = {true, std::nullopt};
        request.id = command_id;
        const Response response = handle(*by_form.sandbox, request);
        BOOST_TEST(response.status < 300, response.body);
        BOOST_TEST((fingerprint(by_command.tenant()) == fingerprint(by_form.tenant())));

        const auto said =
            response_of(by_command.tenant(), command, caller, by_command.sandbox->now(), decision);
        BOOST_REQUIRE(said.has_value());
        BOOST_TEST(said->status == response.status);
        BOOST_TEST(said->body == response.body);
    }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(form_test)

BOOST_AUTO_TEST_CASE(the_form_of_an_eligibility_action_does_the_same) {
    for (const Situation& situation : situations_of(AssignmentKind::eligible)) {
        round_trip(situation);
        // rule: graph-eligibility-requests
        BOOST_TEST(url_of(situation) == cat("https://graph.microsoft.com", eligibility_requests));
    }
}

BOOST_AUTO_TEST_CASE(the_form_of_an_assignment_action_does_the_same) {
    for (const Situation& situation : situations_of(AssignmentKind::active)) {
        round_trip(situation);
        // rule: graph-assignment-requests
        BOOST_TEST(url_of(situation) == cat("https://graph.microsoft.com", assignment_requests));
    }
}

BOOST_AUTO_TEST_CASE(the_form_of_activations_answers_and_cancelling_does_the_same) {
    for (const Situation& situation : other_situations()) {
        round_trip(situation);
        if (situation.name.substr(0, 5) != "self_") continue;
        // rule: graph-assignment-requests
        BOOST_TEST(url_of(situation) == cat("https://graph.microsoft.com", assignment_requests));
    }
}

BOOST_AUTO_TEST_CASE(copied_text) {
    Lab lab;
    RequestSchedule command =
        ticketed_request(AssignmentKind::eligible, Action::admin_remove, lab.holder, lab.mail_role);
    command.has_schedule = false;
    command.ticket = {};
    command.justification = "it's over";
    const GraphForm form = form_of(command, lab.tenant());
    BOOST_TEST(label(form.offered) == "v1.0");
    const std::string body = cat(
        "{\n    \"action\": \"adminRemove\",\n    \"justification\": "
        "\"it's over\",\n    \"roleDefinitionId\": \"",
        to_text(lab.mail_role), "\",\n    \"directoryScopeId\": \"/\",\n    \"principalId\": \"",
        to_text(lab.holder), "\"\n}");
    const std::string url = cat("https://graph.microsoft.com", eligibility_requests);
    BOOST_TEST(as_http(form) ==
               cat("POST ", url, "\nContent-Type: application/json\n\n", body, '\n'));
    std::string quoted = body;
    quoted.replace(quoted.find('\''), 1, "'\\''");
    BOOST_TEST(as_curl(form) ==
               cat("curl --request POST \\\n  --url '", url,
                   "' \\\n  --header \"Authorization: Bearer $ACCESS_TOKEN\" \\\n  --header "
                   "'Content-Type: application/json' \\\n  --data '",
                   quoted, "'\n"));
}

BOOST_AUTO_TEST_CASE(a_row_that_graph_cannot_name_is_noted) {
    Lab lab;
    lab.must(answer_to(lab, ReviewResult::approve), lab.admin);
    RequestSchedule command = activation(lab);
    command.action = Action::admin_remove;
    const Slots& asked = slots_of(lab.tenant().requests_by_principal, lab.asker);
    command.target = lab.tenant().requests.at(*asked.rbegin()).id;
    BOOST_TEST(form_of(command, lab.tenant()).note.empty());
    lab.must(AssignOutside{lab.asker, lab.directory_readers, {}}, lab.admin);
    BOOST_TEST(form_of(command, lab.tenant()).note.find("names no row") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(copied_answers) {
    Lab lab;
    const Command command = CancelRequest{lab.id("99999999-9999-4999-8999-999999999999")};
    const Decision decision = lab.sandbox->preview(command, lab.admin);
    const auto response =
        response_of(lab.tenant(), command, lab.admin, lab.sandbox->now(), decision);
    BOOST_REQUIRE(response.has_value());
    const std::string text = as_http(*response);
    BOOST_TEST(text.find("HTTP/1.1 404 Not Found\nContent-Type: application/json\n") == 0U);
    BOOST_TEST(text.find("\n\n{\n    \"error\": {\n        \"code\": "
                         "\"Request_ResourceNotFound\",\n") != std::string::npos);
    BOOST_TEST(as_http(Response{204, {{"request-id", "x"}}, {}}) ==
               "HTTP/1.1 204 No Content\nrequest-id: x\n");
}

BOOST_AUTO_TEST_CASE(settings_give_a_request_for_each_changed_rule) {
    Lab lab;
    Policy policy = policy_of(lab.tenant(), lab.mail_role);
    policy.role = lab.mail_role;
    BOOST_TEST(form_of(UpdatePolicy{policy}, lab.tenant()).calls.empty());
    policy.activation_expiration.maximum = hours(4);
    policy.approval = {true, {{lab.admin, false}, {lab.group, true}}, false};
    policy.notification(RuleId::notification_approver_end_user_assignment).recipients = {"a@b.c"};
    const GraphForm form = form_of(UpdatePolicy{policy}, lab.tenant());
    BOOST_REQUIRE(form.calls.size() == 3U);
    const std::string rules =
        cat("https://graph.microsoft.com/v1.0/policies/"
            "roleManagementPolicies/",
            policy_id(lab.tenant(), lab.mail_role), "/rules/");
    BOOST_TEST(form.calls[0].method == "PATCH");
    BOOST_TEST(form.calls[0].url == rules + "Expiration_EndUser_Assignment");
    BOOST_TEST(form.calls[1].url == rules + "Approval_EndUser_Assignment");
    BOOST_TEST(form.calls[2].url == rules + "Notification_Approver_EndUser_Assignment");
    const auto expiration = parse_body(form.calls[0].body);
    BOOST_TEST(at(*expiration, "maximumDuration") == "PT4H");
    BOOST_TEST(at(*expiration, "target.caller") == "EndUser");
    BOOST_TEST(at(*expiration, "target.level") == "Assignment");
    const auto approval = parse_body(form.calls[1].body);
    BOOST_TEST(at(*approval, "@odata.type") ==
               "#microsoft.graph.unifiedRoleManagementPolicyApprovalRule");
    const JsonValue& stage = approval->member("setting")->member("approvalStages")->items[0];
    BOOST_TEST(at(stage, "isApproverJustificationRequired") == "false");
    BOOST_TEST(at(stage, "primaryApprovers.0.userId") == to_text(lab.admin));
    BOOST_TEST(at(stage, "primaryApprovers.1.groupId") == to_text(lab.group));
    const auto notification = parse_body(form.calls[2].body);
    BOOST_TEST(at(*notification, "recipientType") == "Approver");
    BOOST_TEST(at(*notification, "notificationRecipients.0") == "a@b.c");
    BOOST_TEST(
        (role_of_policy(lab.tenant(), policy_id(lab.tenant(), lab.mail_role)) == lab.mail_role));
}

BOOST_AUTO_TEST_CASE(what_graph_has_no_word_for_says_why) {
    Lab lab;
    const std::vector<Command> commands = {
        CreateTenant{}, SetLicence{},    SetProvisioningDelay{}, SignIn{lab.admin},
        CompleteMfa{},  DecideRequest{}, MarkMailRead{},         DrawApprovals{}};
    for (const Command& command : commands) {
        const GraphForm form = form_of(command, lab.tenant());
        BOOST_TEST(label(form.offered) == "portal only");
        BOOST_TEST(form.calls.empty());
        BOOST_TEST(!form.note.empty());
        BOOST_TEST(as_http(form).empty());
        const Decision decision = lab.sandbox->preview(command, lab.admin);
        BOOST_TEST(!response_of(lab.tenant(), command, lab.admin, lab.sandbox->now(), decision));
    }
}

BOOST_AUTO_TEST_CASE(extend_and_renew_are_decided_in_the_portal_only) {
    for (const Action action : {Action::self_extend, Action::self_renew}) {
        Lab lab;
        const RequestSchedule assignment = assigned(lab, AssignmentKind::eligible);
        RequestSchedule command = assignment;
        if (action == Action::self_renew) lab.wait(5 * ticks_per_day);
        command.action = action;
        command.has_schedule = false;
        command.schedule = ScheduleInfo{};
        DecideRequest decision;
        decision.request = lab.must(command, lab.holder);
        decision.justification = "still needed";
        const std::string id = to_text(decision.request);
        const std::string request = cat(eligibility_requests, '/', id);
        BOOST_TEST(at(lab.get(request), "status") == "PendingAdminDecision");
        // rule: extend-decision-portal-only
        const GraphForm form = form_of(decision, lab.tenant());
        BOOST_TEST(label(form.offered) == "portal only");
        BOOST_TEST(form.calls.empty());
        BOOST_TEST(at(lab.get(approvals), "value") == "[0]");
        const std::string_view answer = R"({"reviewResult":"Approve","justification":"fine"})";
        BOOST_TEST(lab.send("PATCH", cat(approvals, '/', id, "/steps/", id), answer).status == 404);
        BOOST_TEST(at(lab.get(request), "status") == "PendingAdminDecision");
        decision.kind = AssignmentKind::eligible;
        decision.schedule = assignment.schedule;
        decision.schedule->start = lab.sandbox->now();
        lab.must(decision, lab.admin);
        BOOST_TEST(at(lab.get(request), "status") == "Provisioned");
    }
}

BOOST_AUTO_TEST_SUITE_END()
