#include <algorithm>

#include "api/members.hpp"
#include "api/operations.hpp"
#include "core/text.hpp"
#include "core/view.hpp"
#include "graph/command_id.hpp"
#include "graph/request_body.hpp"
#include "graph/schedule_info.hpp"

namespace pim::api {

namespace {

void member_instant(graph::JsonWriter& out, std::string_view name,
                    const std::optional<Instant>& instant) {
    out.member_or_null(name, instant ? to_text(*instant) : std::string());
}

void write_expired(graph::JsonWriter& out, const Tenant& tenant, const Schedule& schedule) {
    out.begin_object();
    out.member("id", to_text(schedule.id));
    out.member("kind", name(schedule.kind));
    out.member("principalId", to_text(schedule.principal));
    out.member("principalDisplayName", display_name(tenant, schedule.principal));
    out.member("roleDefinitionId", to_text(schedule.role));
    out.member("roleDisplayName", display_name(tenant, schedule.role));
    out.member("directoryScopeId", to_text(schedule.scope));
    out.member("startDateTime", to_text(schedule.start));
    member_instant(out, "endDateTime", schedule.end);
    member_instant(out, "endedDateTime", schedule.ended_at);
    std::optional<Instant> until;
    if (schedule.ended_at) until = shift(*schedule.ended_at, renew_window_ticks);
    member_instant(out, "renewableUntilDateTime", until);
    out.end_object();
}

std::vector<AssignmentRow> expired_rows(const Tenant& tenant, const Guid& principal,
                                        std::size_t skip, std::size_t count) {
    if (principal.is_null()) return expired_newest_first(tenant, skip, count);
    auto rows = expired_of(tenant, principal, AssignmentKind::eligible);
    const auto active = expired_of(tenant, principal, AssignmentKind::active);
    rows.insert(rows.end(), active.begin(), active.end());
    rows.erase(rows.begin(),
               rows.begin() + static_cast<std::ptrdiff_t>(std::min(skip, rows.size())));
    rows.resize(std::min(count, rows.size()));
    return rows;
}

void write_request(graph::JsonWriter& out, const Request& request) {
    out.begin_object();
    out.member("id", to_text(request.id));
    out.member("action", name(request.action));
    out.member("kind", name(request.kind));
    out.member("status", name(request.status));
    out.member("principalId", to_text(request.principal));
    out.member("roleDefinitionId", to_text(request.role));
    out.member("directoryScopeId", to_text(request.scope));
    out.member("createdDateTime", to_text(request.created));
    out.member("justification", request.justification);
    if (request.has_schedule) {
        out.key("scheduleInfo");
        graph::write_schedule_info(out, request.schedule.start, request.schedule.expiration);
    } else {
        out.member_null("scheduleInfo");
    }
    out.member("targetScheduleId", to_text(request.target_schedule));
    out.end_object();
}

graph::Reading<DecideRequest> read_decision(const Guid& request, const graph::JsonValue& body) {
    std::optional<graph::Rejection> problem;
    Members members(body, problem);
    DecideRequest command;
    command.request = request;
    const auto result = members.text("reviewResult");
    const auto known = parse_name<ReviewResult>(result.value_or(std::string()));
    if (!result) members.missing("reviewResult", "it is Approve or Deny");
    if (!known || *known == ReviewResult::not_reviewed) {
        members.wrong("reviewResult", cat('\'', result.value_or(std::string()), '\''),
                      "Approve or Deny");
    } else {
        command.result = *known;
    }
    command.justification = members.text("justification").value_or(std::string());
    if (const auto kind = members.text("kind")) {
        command.kind = parse_name<AssignmentKind>(*kind);
        if (!command.kind) members.wrong("kind", cat('\'', *kind, '\''), "Eligible or Active");
    }
    if (const graph::JsonValue* schedule = members.object("scheduleInfo")) {
        command.schedule =
            graph::read_schedule(*schedule, "scheduleInfo", problem, graph::bad_request_code);
    }
    members.nothing_else();
    if (problem) return tl::unexpected(*problem);
    return command;
}

}  // namespace

void list_expired_assignments(Exchange& exchange) {
    const auto principal = query_principal(exchange, "principal");
    if (!principal) return exchange.reject(principal.error());
    const auto top = query_number(exchange, "top", rows_default, 1, rows_max);
    if (!top) return exchange.reject(top.error());
    const auto skip = query_skip(exchange);
    if (!skip) return exchange.reject(skip.error());
    graph::JsonWriter out;
    out.begin_object().key("value").begin_array();
    const auto rows = expired_rows(exchange.tenant(), *principal, static_cast<std::size_t>(*skip),
                                   static_cast<std::size_t>(*top));
    for (const AssignmentRow& row : rows) {
        write_expired(out, exchange.tenant(), *row.schedule);
    }
    out.end_array().end_object();
    exchange.reply(200, out.take());
}

void list_undecided_requests(Exchange& exchange) {
    graph::JsonWriter out;
    out.begin_object().key("value").begin_array();
    for (const Request* request : requests_to_decide(exchange.tenant(), exchange.request.caller)) {
        write_request(out, *request);
    }
    out.end_array().end_object();
    exchange.reply(200, out.take());
}

void decide_request(Exchange& exchange) {
    const auto id = parse_guid(exchange.parameters[0]);
    const Request* request = id ? exchange.tenant().requests.find(*id) : nullptr;
    if (request == nullptr) {
        return exchange.reject(graph::not_found(exchange.parameters[0]).value());
    }
    const auto body = graph::parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto command = read_decision(*id, *body);
    if (!command) return exchange.reject(command.error());
    sandbox::Submission submission;
    submission.caller = exchange.request.caller;
    submission.command = graph::command_id(exchange.request);
    submission.mfa_done = exchange.request.signed_in.mfa_done;
    submission.authentication_contexts = exchange.request.signed_in.authentication_contexts;
    const Decision decision = exchange.sandbox().submit(*command, std::move(submission));
    if (!decision) return exchange.reject(graph::rejection_of(decision.error()));
    graph::JsonWriter out;
    write_request(out, *exchange.tenant().requests.find(*id));
    exchange.reply_when_durable(200, out.take());
}

}  // namespace pim::api
