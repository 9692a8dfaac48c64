#include "graph/exchange.hpp"

#include <algorithm>
#include <memory>

#include "core/text.hpp"
#include "graph/command_id.hpp"
#include "graph/permission.hpp"

namespace pim::graph {

namespace {

/// An answer that waits for its command to become durable. The commit may be reported before the
/// answer is made as well as long after.
struct Pending {
    std::function<void(Response)> done;
    Stamp stamp;
    std::optional<Response> response;
    bool confirmed = false;
    std::optional<Error> error;

    void finish_if_ready() {
        if (!confirmed || !response) return;
        if (error) {
            done(error_response(
                {503, "ServiceUnavailable", cat("the change could not be saved: ", error->what)},
                stamp));
        } else {
            done(std::move(*response));
        }
    }
};

}  // namespace

void submit(Exchange& exchange, const Command& command,
            const std::function<Response(const Accepted&)>& respond) {
    if (const auto missing = missing_for_role_group(command, exchange.tenant(), exchange.request)) {
        return exchange.reject(*missing);
    }
    const auto pending = std::make_shared<Pending>();
    pending->done = exchange.done;
    pending->stamp = exchange.stamp;

    sandbox::Submission submission;
    submission.caller = exchange.request.caller;
    submission.authority = exchange.authority;
    submission.command = command_id(exchange.request);
    submission.mfa_done = exchange.request.signed_in.mfa_done;
    submission.authentication_contexts = exchange.request.signed_in.authentication_contexts;
    submission.confirmed = [pending](std::optional<Error> error) {
        pending->confirmed = true;
        pending->error = std::move(error);
        pending->finish_if_ready();
    };
    const Decision decision = exchange.sandbox.submit(command, std::move(submission));
    if (!decision) {
        exchange.reject(rejection_of(decision.error()));
        return;
    }
    pending->response = respond(*decision);
    pending->finish_if_ready();
}

void submit_without_answer(Exchange& exchange, const Command& command) {
    submit(exchange, command, [&](const Accepted&) { return answer(204, {}, exchange.stamp); });
}

Reading<Guid> guid_parameter(const Exchange& exchange, std::size_t place) {
    const std::string& text = exchange.parameters[place];
    const auto guid = parse_guid(text);
    if (!guid) return not_found(text);
    return *guid;
}

const std::string* function_argument(const Exchange& exchange, std::string_view name) {
    for (const auto& [key, value] : exchange.url.segments.back().arguments) {
        if (equals_ignoring_case(key, name)) return &value;
    }
    return nullptr;
}

std::optional<Rejection> unknown_argument(const Exchange& exchange,
                                          std::initializer_list<std::string_view> known) {
    const Segment& function = exchange.url.segments.back();
    for (const auto& argument : function.arguments) {
        const std::string& key = argument.first;
        const bool named = std::any_of(known.begin(), known.end(), [&](std::string_view one) {
            return equals_ignoring_case(key, one);
        });
        if (named) continue;
        std::string names;
        for (const std::string_view one : known) names += cat(names.empty() ? "" : ", ", one);
        return bad_request(cat("the function '", function.name, "' has no parameter '", key,
                               "'; it takes ", names))
            .value();
    }
    return std::nullopt;
}

Reading<std::string> current_user_relation(const Exchange& exchange) {
    if (auto problem = unknown_argument(exchange, {"on"})) return tl::unexpected(*problem);
    if (const std::string* on = function_argument(exchange, "on")) return to_lower(*on);
    return bad_request("filterByCurrentUser needs its parameter: (on='principal')");
}

std::optional<Rejection> missing_licence(const Tenant& tenant) {
    if (tenant.licensed) return std::nullopt;
    Refusal refusal;
    refusal.code = RefusalCode::premium_license_required;
    refusal.reasons.push_back({Rule::licence, {}, {}, std::nullopt, {}});
    return rejection_of(refusal);
}

Rejection insufficient_permissions(std::string message) {
    return {403, std::string(name(RefusalCode::insufficient_permissions)), std::move(message)};
}

}  // namespace pim::graph
