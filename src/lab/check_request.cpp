#include "core/text.hpp"
#include "core/view.hpp"
#include "lab/check.hpp"
#include "lab/compose.hpp"

namespace pim::lab {

namespace {

using Problem = std::optional<std::string>;

std::string describe_request(const Tenant& tenant, const Request& request) {
    return cat(name(request.action), " of ", display_name(tenant, request.principal), " for ",
               display_name(tenant, request.role), ": ", name(request.status));
}

/// The list that a page shows to the viewer.
std::vector<const Request*> list_of(Verb verb, const Tenant& tenant, const Guid& viewer) {
    if (verb == Verb::pending) return pending_requests(tenant, viewer);
    if (verb == Verb::approvals) return activations_to_approve(tenant, viewer);
    return requests_to_decide(tenant, viewer);
}

bool matches_age(const Operation& operation, const Request& request, Instant now) {
    if (const Option* age = operation.option("age")) {
        const std::optional<Duration> wanted = parse_length(age->value);
        if (!wanted || add(request.created, *wanted) != now) return false;
    }
    if (const Option* left = operation.option("left")) {
        const std::optional<Duration> wanted = parse_length(left->value);
        if (!wanted || add(now, *wanted) != lapses_at(request)) return false;
    }
    return true;
}

Problem check_list(const Operation& operation, const Shown& shown) {
    const std::string& word = operation.names[0].text;
    const std::optional<Guid> viewer = shown.lookup.object(shown.tenant, word);
    if (!viewer) return not_known("name", word);
    const std::vector<const Request*> list = list_of(operation.verb, shown.tenant, *viewer);
    const bool none = operation.names[1].text == "none";
    std::optional<Guid> role;
    if (!none) {
        role = shown.lookup.role(shown.tenant, operation.names[1].text);
        if (!role) return not_known("role", operation.names[1].text);
    }
    std::optional<Guid> of;
    if (const Option* option = operation.option("of")) {
        of = shown.lookup.object(shown.tenant, option->value);
        if (!of) return not_known("name", option->value);
    }
    std::string seen;
    for (const Request* request : list) {
        seen += cat(seen.empty() ? "" : "; ", describe_request(shown.tenant, *request));
        if (of && request->principal != *of) continue;
        if (none) return cat("the list shows ", describe_request(shown.tenant, *request));
        if (request->role != *role || !matches_age(operation, *request, shown.now)) continue;
        if (const Option* is = operation.option("is")) {
            if (name(request->status) != is->value && name(request->action) != is->value) continue;
        }
        return std::nullopt;
    }
    if (none) return std::nullopt;
    return cat("the list shows ", seen.empty() ? std::string("nothing") : seen);
}

Problem check_step(const Operation& operation, const Shown& shown, const Request& request) {
    if (const Option* step = operation.option("step")) {
        if (!request.approval) return "the request has no approval step";
        if (name(request.approval->status) != step->value) {
            return cat("its step is ", name(request.approval->status));
        }
    }
    if (const Option* by = operation.option("by")) {
        const std::optional<Guid> reviewer = shown.lookup.object(shown.tenant, by->value);
        const bool approval = request.approval && request.approval->reviewer == reviewer;
        const bool decision = request.decision && request.decision->reviewer == reviewer;
        if (!reviewer || (!approval && !decision))
            return cat("`", by->value, "` did not decide it");
    }
    return std::nullopt;
}

}  // namespace

Problem check_request(const Operation& operation, const Shown& shown) {
    if (operation.verb != Verb::request && operation.verb != Verb::requested) {
        return check_list(operation, shown);
    }
    const std::optional<Guid> principal =
        shown.lookup.object(shown.tenant, operation.names[0].text);
    if (!principal) return not_known("name", operation.names[0].text);
    const std::optional<Guid> role = shown.lookup.role(shown.tenant, operation.names[1].text);
    if (!role) return not_known("role", operation.names[1].text);
    std::optional<Scope> scope;
    if (const Option* option = operation.option("scope")) {
        scope = shown.lookup.scope(shown.tenant, option->value);
        if (!scope) return not_known("scope", option->value);
    }
    const Request* request = latest_request(shown.tenant, *principal, *role, scope);
    if (operation.verb == Verb::requested) {
        if ((request != nullptr) == (operation.names[2].text == "yes")) return std::nullopt;
        return request == nullptr ? "no request is kept" : "a request is kept";
    }
    if (request == nullptr) return "there is no such request";
    if (name(request->status) != operation.names[2].text) {
        return cat("it is ", name(request->status));
    }
    if (operation.kind && request->kind != *operation.kind)
        return cat("it is ", name(request->kind));
    const Schedule* made = shown.tenant.schedules.find(request->target_schedule);
    const std::optional<Instant> end = made == nullptr ? std::nullopt : made->end;
    if (Problem problem = check_window(operation.from, operation.until, operation.permanent,
                                       request->start, end, shown.now)) {
        return problem;
    }
    return check_step(operation, shown, *request);
}

}  // namespace pim::lab
