#include <algorithm>

#include "api/members.hpp"
#include "api/operations.hpp"
#include "core/text.hpp"

namespace pim::api {

namespace {

constexpr std::size_t checkpoint_name_length_max = 64;

bool is_checkpoint_name(std::string_view name) {
    const std::string_view letters =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    return !name.empty() && name.size() <= checkpoint_name_length_max &&
           name.find_first_not_of(letters) == std::string_view::npos;
}

/// Puts a state in the place of the present one and answers 204 once that is durable.
void put_in_place(Exchange& exchange, Outcome<sandbox::State> state) {
    if (!state) return exchange.reject(rejection_of(state.error()));
    exchange.sandbox().replace(
        std::move(state->tenant), std::move(state->session),
        [&lab = exchange.lab, answer = exchange.confirmation(204, {})](std::optional<Error> error) {
            if (!error) lab.feed().tell_replaced();
            answer(std::move(error));
        });
}

graph::Reading<std::string> checkpoint_text(const Exchange& exchange) {
    const std::string& name = exchange.parameters[0];
    const Checkpoints& checkpoints = *exchange.lab.host().checkpoints;
    const auto names = checkpoints.list();
    if (!names) return tl::unexpected(rejection_of(names.error()));
    if (!std::binary_search(names->begin(), names->end(), name)) {
        return graph::reject(404, "Request_ResourceNotFound",
                             cat("there is no checkpoint '", name, "'"));
    }
    auto text = checkpoints.read(name);
    if (!text) return tl::unexpected(rejection_of(text.error()));
    return std::move(*text);
}

}  // namespace

void export_tenant(Exchange& exchange) {
    const sandbox::Sandbox& sandbox = exchange.sandbox();
    // Whoever follows the journal from here on must find nothing in it that was lost.
    exchange.reply_when_durable(
        200, exchange.lab.host().export_text(sandbox.tenant(), sandbox.session()));
}

void import_tenant(Exchange& exchange) {
    put_in_place(exchange, exchange.lab.host().import_text(exchange.request.body));
}

void reset_tenant(Exchange& exchange) {
    std::string sample;
    if (!is_blank(exchange.request.body)) {
        const auto body = graph::parse_body(exchange.request.body);
        if (!body) return exchange.reject(body.error());
        std::optional<graph::Rejection> problem;
        Members members(*body, problem);
        sample = members.text("tenant").value_or(std::string());
        members.nothing_else();
        if (problem) return exchange.reject(*problem);
    }
    put_in_place(exchange, exchange.lab.host().prepare(sample));
}

void list_checkpoints(Exchange& exchange) {
    const auto names = exchange.lab.host().checkpoints->list();
    if (!names) return exchange.reject(rejection_of(names.error()));
    graph::JsonWriter out;
    out.begin_object().key("value").begin_array();
    for (const std::string& name : *names) {
        out.begin_object().member("name", name).end_object();
    }
    out.end_array().end_object();
    exchange.reply(200, out.take());
}

void save_checkpoint(Exchange& exchange) {
    const auto body = graph::parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    std::optional<graph::Rejection> problem;
    Members members(*body, problem);
    const std::string name = members.text("name").value_or(std::string());
    if (!is_checkpoint_name(name)) {
        members.wrong("name", cat('\'', name, '\''),
                      cat("1 to ", checkpoint_name_length_max, " letters, digits, '-' and '_'"));
    }
    members.nothing_else();
    if (problem) return exchange.reject(*problem);
    const sandbox::Sandbox& sandbox = exchange.sandbox();
    const Host& host = exchange.lab.host();
    const auto saved =
        host.checkpoints->save(name, host.export_text(sandbox.tenant(), sandbox.session()));
    if (!saved) return exchange.reject(rejection_of(saved.error()));
    graph::JsonWriter out;
    out.begin_object().member("name", name).member("now", to_text(sandbox.now())).end_object();
    exchange.reply(201, out.take());
}

void restore_checkpoint(Exchange& exchange) {
    const auto text = checkpoint_text(exchange);
    if (!text) return exchange.reject(text.error());
    put_in_place(exchange, exchange.lab.host().import_text(*text));
}

void remove_checkpoint(Exchange& exchange) {
    const auto text = checkpoint_text(exchange);
    if (!text) return exchange.reject(text.error());
    const auto removed = exchange.lab.host().checkpoints->remove(exchange.parameters[0]);
    if (!removed) return exchange.reject(rejection_of(removed.error()));
    exchange.reply(204, {});
}

}  // namespace pim::api
