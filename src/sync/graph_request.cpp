#include "sync/graph_request.hpp"

#include "core/text.hpp"
#include "graph/directory_form.hpp"
#include "graph/form.hpp"
#include "graph/json_value.hpp"
#include "graph/json_writer.hpp"
#include "graph/schedule_info.hpp"
#include "graph/version.hpp"
#include "sandbox/capabilities.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// A body on one line, with the id of its command where its collection keeps one.
std::string body_of(const std::string& form_body, const Command& command, const Guid& id) {
    if (form_body.empty()) return {};
    auto body = graph::parse_body(form_body);
    if (!body) return form_body;
    if (std::holds_alternative<RequestSchedule>(command)) {
        JsonValue text;
        text.type = JsonValue::Type::text;
        text.text = to_text(id);
        body->names.emplace_back("customData");
        body->items.push_back(std::move(text));
    }
    return to_json(*body);
}

/// Graph has no word for these decisions; the lab API has.
GraphRequest decide_at_lab(const DecideRequest& command, const Guid& id) {
    graph::JsonWriter body;
    body.begin_object();
    body.member("reviewResult", name(command.result));
    body.member("justification", command.justification);
    if (command.kind) body.member("kind", name(*command.kind));
    if (command.schedule) {
        body.key("scheduleInfo");
        graph::write_schedule_info(body, command.schedule->start, command.schedule->expiration);
    }
    body.end_object();
    return {"POST", cat("/lab/v1/requests/", to_text(command.request), "/decide"), body.take(), id};
}

}  // namespace

Outcome<std::vector<GraphRequest>> requests_of(const Command& command, const Guid& id,
                                               const Tenant& tenant, const Backend& backend) {
    const auto* decision = std::get_if<DecideRequest>(&command);
    if (decision != nullptr && backend.lab) return std::vector{decide_at_lab(*decision, id)};
    const graph::GraphForm form = graph::form_of(command, tenant);
    if (form.offered == graph::Offered::portal_only) {
        return failure(std::string(sandbox::not_offered), form.note);
    }
    if (form.calls.empty()) return failure("nothing changes, so nothing is sent");
    std::vector<GraphRequest> requests;
    for (const graph::GraphCall& call : form.calls) {
        if (!backend.lab && call.body.find(graph::password_place) != std::string::npos) {
            return failure("a new user needs a first password, which is not asked for here",
                           "make the user at the backend");
        }
        const auto ordinal = static_cast<std::uint32_t>(requests.size());
        requests.push_back({call.method, call.url.substr(graph::service_root.size()),
                            body_of(call.body, command, id),
                            ordinal == 0 ? id : derive_guid({}, id, ordinal)});
    }
    return requests;
}

Call call_of(const GraphRequest& request, const Backend& backend) {
    Call call{request.method, backend.address + request.path, {}, request.body};
    call.headers.emplace_back("client-request-id", to_text(request.id));
    if (!request.body.empty()) call.headers.emplace_back("Content-Type", "application/json");
    return call;
}

Sort sort_of(const GraphRequest& request) {
    if (request.method == "DELETE") return Sort::removal;
    if (request.method == "PATCH") {
        const bool step = request.path.find("/roleAssignmentApprovals/") != std::string::npos;
        return step ? Sort::approval_step : Sort::repeatable;
    }
    if (ends_with(request.path, "/refresh")) return Sort::repeatable;
    const bool of_requests = request.path.find("ScheduleRequests") != std::string::npos;
    if (of_requests && ends_with(request.path, "/cancel")) return Sort::cancel;
    if (of_requests && ends_with(request.path, "ScheduleRequests")) return Sort::schedule_request;
    return Sort::other;
}

}  // namespace pim::sync
