// Goal: approvals and their steps answer on beta, and only who is listed can answer them.
#include <boost/test/unit_test.hpp>

#include "core/text.hpp"
#include "graph/graph_support.hpp"

using namespace pim;
using namespace pim::graph;
using namespace pim::graph::test;

namespace {

/// The asker waits for an answer.
struct Waiting : Lab {
    std::string request;
    std::string step;

    Waiting() { ask(); }

    void ask() {
        caller = asker;
        const Response asked =
            send("POST", assignment_requests,
                 request_body("selfActivate", asker, directory_readers,
                              R"({"startDateTime":"2022-04-10T00:00:00Z","expiration":{)"
                              R"("type":"afterDuration","duration":"PT1H"}})"));
        BOOST_REQUIRE_MESSAGE(asked.status == 201, asked.body);
        request = at(asked, "approvalId");
        caller = admin;
        step = at(get(approval()), "steps.0.id");
    }

    std::string approval() const { return cat(approvals, '/', request); }
    std::string answered(std::string_view body) {
        const Response response = send("PATCH", cat(approval(), "/steps/", step), body);
        if (response.status == 204) return "204";
        return cat(response.status, ' ', at(response, "error.code"));
    }
    std::string status() { return at(get(cat(assignment_requests, '/', request)), "status"); }
};

constexpr std::string_view approve = R"({"reviewResult":"Approve","justification":"fine"})";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(approvals_test, Waiting)

BOOST_AUTO_TEST_CASE(a_pending_request) {
    const Response shown = get(cat(assignment_requests, '/', request));
    BOOST_TEST(at(shown, "id") == request);
    BOOST_TEST(at(shown, "targetScheduleId") == request);
    BOOST_TEST(at(shown, "scheduleInfo.startDateTime") == "null");
    BOOST_TEST(at(shown, "completedDateTime") == "null");
}

BOOST_AUTO_TEST_CASE(steps_alone_and_together) {
    const std::string steps = cat(approval(), "/steps");
    const Response list = get(steps);
    BOOST_TEST(at(list, "@odata.context") ==
               cat("https://graph.microsoft.com/beta/$metadata#roleManagement/directory/"
                   "roleAssignmentApprovals('",
                   request, "')/steps"));
    BOOST_TEST(at(list, "value.0.id") == step);
    const Response one = get(cat(steps, '/', step, "/?$select=status,id"));
    BOOST_TEST(at(one, "status") == "InProgress");
    BOOST_TEST(tree_of(one).items.size() == 3U);
    // Clients that know only the approval's id.
    BOOST_TEST(at(get(cat(steps, '/', request)), "id") == step);
    BOOST_TEST(get(cat(steps, '/', to_text(admin))).status == 404);
    BOOST_TEST(get(cat(approval(), "?$expand=steps")).status == 200);
    const Response whole =
        get(cat(approval(), "?$expand=request($select=status),pendingSteps,completedSteps"));
    BOOST_TEST(at(whole, "request.status") == "PendingApproval");
    BOOST_TEST(at(whole, "pendingSteps.0.id") == step);
    BOOST_TEST(at(whole, "completedSteps") == "[0]");
}

BOOST_AUTO_TEST_CASE(who_sees_an_approval) {
    const auto listed = [&](const Guid& who, std::string_view path) {
        caller = who;
        return at(get(cat(approvals, path)), "value");
    };
    BOOST_TEST(listed(second, "") == "[1]");
    BOOST_TEST(listed(holder, "") == "[0]");
    BOOST_TEST(listed(reader, "") == "[1]");
    BOOST_TEST(listed(asker, "/filterByCurrentUser(on='target')") == "[1]");
    BOOST_TEST(listed(asker, "/filterByCurrentUser(on='approver')") == "[0]");
    BOOST_TEST(listed(admin, "/filterByCurrentUser(on='approver')") == "[1]");
    BOOST_TEST(get(cat(approvals, "/filterByCurrentUser(on='principal')")).status == 400);
    caller = asker;
    BOOST_TEST(at(get(approval()), "steps.0.assignedToMe") == "false");
    caller = second;
    BOOST_TEST(at(get(approval()), "steps.0.assignedToMe") == "true");
    caller = holder;
    BOOST_TEST(get(approval()).status == 403);
}

BOOST_AUTO_TEST_CASE(requests_that_wait_for_ones_own_answer) {
    const auto listed = [&](const Guid& who) {
        caller = who;
        return at(get(cat(assignment_requests,
                          "/filterByCurrentUser(on='approver')?$filter="
                          "status eq 'PendingApproval'")),
                  "value");
    };
    BOOST_TEST(listed(admin) == "[1]");  // rule: graph-list-as-approver-example
    BOOST_TEST(listed(second) == "[1]");
    for (const Guid& other : {asker, reader, holder}) BOOST_TEST(listed(other) == "[0]");
    caller = admin;
    BOOST_TEST(answered(approve) == "204");
    BOOST_TEST(listed(admin) == "[0]");
    BOOST_TEST(listed(second) == "[0]");
}

BOOST_AUTO_TEST_CASE(what_stands_for_an_abstract_type_says_its_own) {
    const std::string approvals = "/beta/roleManagement/directory/roleAssignmentApprovals";
    BOOST_TEST(at(get(cat(approvals, "?$expand=request")), "value.0.request.@odata.type") ==
               "#microsoft.graph.unifiedRoleAssignmentScheduleRequest");
    caller = admin;
    BOOST_TEST(at(get(cat(approvals, "/filterByCurrentUser(on='approver')")),
                  "value.0.@odata.type") == "#microsoft.graph.approval");
}

BOOST_AUTO_TEST_CASE(approving) {
    BOOST_TEST(answered(approve) == "204");  // rule: graph-approval-patch-example
    BOOST_TEST(status() == "Provisioned");
    const Response shown = get(approval());
    BOOST_TEST(at(shown, "steps.0.status") == "Completed");
    BOOST_TEST(at(shown, "steps.0.reviewResult") == "Approve");
    BOOST_TEST(at(shown, "steps.0.justification") == "fine");
    BOOST_TEST(at(shown, "steps.0.reviewedDateTime") == to_text(sandbox->now()));
    BOOST_TEST(at(shown, "steps.0.reviewedBy.id") == to_text(admin));
    BOOST_TEST(at(get(cat(assignment_requests, '/', request)), "scheduleInfo.startDateTime") ==
               to_text(sandbox->now()));
    // The first answer resolves it.
    caller = second;
    BOOST_TEST(answered(approve).substr(0, 3) == "400");  // rule: graph-approval-patch-example
}

BOOST_AUTO_TEST_CASE(denying_with_the_approvals_id_for_the_step) {
    step = request;
    BOOST_TEST(answered(R"({"ReviewResult":"Denied","Justification":"no"})") == "204");
    BOOST_TEST(status() == "Denied");
}

BOOST_AUTO_TEST_CASE(words_of_an_answer) {
    struct Word {
        std::string_view sent;
        std::string_view shown;
        std::string_view status;
    };
    constexpr Word words[] = {{"Approve", "Approve", "Provisioned"},
                              {"Approved", "Approve", "Provisioned"},
                              {"Deny", "Deny", "Denied"},
                              {"Denied", "Deny", "Denied"}};
    for (const Word& word : words) {
        BOOST_TEST_CONTEXT(word.sent) {
            Waiting lab;
            BOOST_TEST(at(lab.get(lab.approval()), "steps.0.reviewResult") == "NotReviewed");
            const std::string body =
                cat(R"({"reviewResult":")", word.sent, R"(","justification":"fine"})");
            BOOST_TEST(lab.answered(body) == "204");  // rule: graph-review-result-words
            BOOST_TEST(at(lab.get(lab.approval()), "steps.0.reviewResult") == word.shown);
            BOOST_TEST(lab.status() == word.status);
        }
    }
}

BOOST_AUTO_TEST_CASE(nobody_answers_their_own_request) {
    caller = asker;
    BOOST_TEST(send("POST", cat(assignment_requests, '/', request, "/cancel")).status == 204);
    Policy policy = policy_of(tenant(), directory_readers);
    policy.approval.approvers = {{asker, false}, {second, false}};
    must(UpdatePolicy{policy});
    ask();
    caller = asker;
    BOOST_TEST(at(get(approval()), "steps.0.assignedToMe") == "false");
    BOOST_TEST(answered(approve) == "403 InsufficientPermissions");  // rule: graph-approve-own-403
    caller = second;
    BOOST_TEST(at(get(approval()), "steps.0.assignedToMe") == "true");
    BOOST_TEST(answered(approve) == "204");  // rule: graph-approve-own-403
}

BOOST_AUTO_TEST_CASE(answers_that_are_refused) {
    BOOST_TEST(answered(R"({"justification":"fine"})") == "400 InvalidRoleAssignmentRequest");
    // rule: graph-review-result-words
    BOOST_TEST(answered(R"({"reviewResult":"Maybe"})") == "400 InvalidRoleAssignmentRequest");
    BOOST_TEST(answered(R"({"reviewResult":1})") == "400 InvalidRoleAssignmentRequest");
    BOOST_TEST(answered("") == "400 BadRequest");
    BOOST_TEST(answered(R"({"reviewResult":"Approve"})").substr(0, 3) == "400");
    caller = asker;
    BOOST_TEST(answered(approve) == "403 InsufficientPermissions");
    caller = reader;
    BOOST_TEST(answered(approve) == "403 InsufficientPermissions");
    caller = holder;
    // rule: graph-approval-patch-example
    BOOST_TEST(answered(approve) == "403 InsufficientPermissions");
    BOOST_TEST(send("PATCH", cat("/v1.0", approval().substr(5)), approve).status == 400);
    caller = admin;
    BOOST_TEST(status() == "PendingApproval");
}

BOOST_AUTO_TEST_CASE(a_day_later_it_has_lapsed) {
    wait(ticks_per_day);
    BOOST_TEST(status() == "Failed");
    BOOST_TEST(at(get(approval()), "steps.0.status") == "Expired");
    BOOST_TEST(answered(approve).substr(0, 3) == "400");
}

BOOST_AUTO_TEST_CASE(cancelling_it_oneself) {
    caller = asker;
    BOOST_TEST(send("POST", cat(assignment_requests, '/', request, "/cancel")).status == 204);
    BOOST_TEST(status() == "Canceled");
}

BOOST_AUTO_TEST_SUITE_END()
