#include "core/access.hpp"
#include "core/text.hpp"
#include "graph/approval.hpp"
#include "graph/collection.hpp"
#include "graph/operations.hpp"

namespace pim::graph {

namespace {

/// The request behind the approval that the path names, as far as the caller may see it. The id of
/// an approval is that of its request.
Reading<const ScheduleRequest*> find_approval(const Exchange& exchange) {
    if (auto problem = missing_licence(exchange.tenant())) return tl::unexpected(*problem);
    const auto id = guid_parameter(exchange, 0);
    if (!id) return tl::unexpected(id.error());
    const ScheduleRequest* request = exchange.tenant().requests.find(*id);
    if (request == nullptr || !request->approval) return not_found(exchange.parameters[0]);
    if (!sees_request(exchange.tenant(), exchange.authority, *request)) {
        return tl::unexpected(insufficient_permissions(
            "The caller neither made the request nor is among its approvers."));
    }
    return request;
}

/// The approval whose step the path names. Clients that know only the approval's id send it for
/// the step's as well (clients.md, EasyPIM).
Reading<const ScheduleRequest*> find_step(const Exchange& exchange) {
    const auto request = find_approval(exchange);
    if (!request) return request;
    const auto step = guid_parameter(exchange, 1);
    if (!step) return tl::unexpected(step.error());
    if (*step != (*request)->approval->id && *step != (*request)->id) {
        return not_found(exchange.parameters[1]);
    }
    return request;
}

/// The approvals that are shown to the caller, open ones and those decided since.
Source approval_source(const Exchange& exchange,
                       const std::function<bool(const ScheduleRequest&)>& shown) {
    return [&exchange, shown](const Search& search, const Offer& offer) {
        const Tenant& tenant = exchange.tenant();
        const Slots& slots = tenant.requests_with_approval;
        for (auto at = slots.lower_bound(static_cast<Slot>(search.after + 1)); at != slots.end();
             ++at) {
            const ScheduleRequest& request = tenant.requests.at(*at);
            if (shown(request) && !offer(row_of(approval_type(), request, *at))) return;
        }
    };
}

void list_shown(Exchange& exchange, std::string context, bool typed,
                const std::function<bool(const ScheduleRequest&)>& shown) {
    if (const auto problem = missing_licence(exchange.tenant())) return exchange.reject(*problem);
    list(exchange, {approval_type(), std::move(context), typed}, approval_source(exchange, shown));
}

/// Reads the answer of an approver.
Reading<AnswerApproval> read_answer(const ScheduleRequest& request, const JsonValue& body) {
    std::optional<Rejection> problem;
    MemberReader members(body, {}, problem);
    AnswerApproval command;
    command.request = request.id;
    command.step = request.approval->id;
    command.justification = members.text("justification").value_or(std::string());
    const auto result = members.text("reviewResult");
    const auto review = result ? parse_review_result(*result) : std::nullopt;
    if (!result) {
        members.missing("reviewResult", "it is Approve or Deny");
    } else if (!review || *review == ReviewResult::not_reviewed) {
        members.wrong("reviewResult", cat('\'', *result, '\''), "Approve or Deny");
    } else {
        command.result = *review;
    }
    if (problem) return tl::unexpected(*problem);
    return command;
}

}  // namespace

void list_approvals(Exchange& exchange) {
    list_shown(exchange, std::string(approvals_path), false, [&](const ScheduleRequest& request) {
        return sees_request(exchange.tenant(), exchange.authority, request);
    });
}

void list_own_approvals(Exchange& exchange) {
    const auto on = current_user_relation(exchange);
    if (!on) return exchange.reject(on.error());
    const Guid& caller = exchange.request.caller;
    if (*on != "approver" && *on != "createdby" && *on != "target") {
        return exchange.reject(
            bad_request(cat("on='", *on, "' is not one of 'target', 'createdBy', 'approver'"))
                .value());
    }
    list_shown(exchange, "Collection(approval)", true, [&](const ScheduleRequest& request) {
        if (*on == "approver") return may_approve(exchange.tenant(), caller, request);
        return (*on == "target" ? request.principal : request.created_by) == caller;
    });
}

void show_approval(Exchange& exchange) {
    show(exchange, approval_type(), approvals_path, [&]() -> Reading<Row> {
        const auto request = find_approval(exchange);
        if (!request) return tl::unexpected(request.error());
        return row_of(approval_type(), **request);
    });
}

void list_approval_steps(Exchange& exchange) {
    const auto request = find_approval(exchange);
    if (!request) return exchange.reject(request.error());
    list(
        exchange, {approval_step_type(), steps_path(**request)},
        [&](const Search&, const Offer& offer) { offer(row_of(approval_step_type(), **request)); });
}

void show_approval_step(Exchange& exchange) {
    const auto request = find_step(exchange);
    if (!request) return exchange.reject(request.error());
    show(exchange, approval_step_type(), steps_path(**request),
         [&]() -> Reading<Row> { return row_of(approval_step_type(), **request); });
}

void answer_approval_step(Exchange& exchange) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto request = find_step(exchange);
    if (!request) return exchange.reject(request.error());
    const auto command = read_answer(**request, *body);
    if (!command) return exchange.reject(command.error());
    submit_without_answer(exchange, *command);
}

}  // namespace pim::graph
