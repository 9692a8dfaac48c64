#include "sync/lab_sign_in.hpp"

#include "core/text.hpp"
#include "graph/json_writer.hpp"
#include "sync/line.hpp"
#include "sync/page.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;
using graph::MemberReader;

/// The body of a reply of the lab API, or why there is none.
Outcome<JsonValue> body_of_lab(const Outcome<graph::Response>& reply, const std::string& place) {
    if (!reply) return tl::unexpected<Error>(reply.error());
    if (reply->status == 200) return read_reply(reply->body, place);
    const auto refusal = graph::parse_body(reply->body);
    return failure(cat(place, ": ", words_of_refusal(reply->status, refusal ? &*refusal : nullptr)),
                   "a backend that is no lab takes a token instead");
}

Outcome<std::vector<Persona>> read_personas(const Outcome<graph::Response>& reply) {
    const auto body = body_of_lab(reply, "lab/v1/personas");
    if (!body) return tl::unexpected<Error>(body.error());
    std::optional<graph::Rejection> problem;
    MemberReader members(*body, {}, problem);
    std::vector<Persona> personas;
    const JsonValue* value = members.array("value");
    for (std::size_t i = 0; value != nullptr && i < value->items.size(); ++i) {
        MemberReader member(value->items[i], cat("value/", i, '/'), problem);
        Persona persona;
        persona.user_principal_name = member.text("userPrincipalName").value_or(std::string());
        persona.display_name = member.text("displayName").value_or(std::string());
        if (const JsonValue* roles = member.array("roles")) {
            for (const JsonValue& role : roles->items) {
                persona.roles += cat(persona.roles.empty() ? "" : ", ", role.text);
            }
        }
        personas.push_back(std::move(persona));
    }
    if (problem) return failure("lab/v1/personas: " + problem->message);
    return personas;
}

Outcome<std::string> read_token(const Outcome<graph::Response>& reply) {
    const auto body = body_of_lab(reply, "lab/v1/tokens");
    if (!body) return tl::unexpected<Error>(body.error());
    const JsonValue* token = body->member("access_token");
    if (token == nullptr || !token_problem(token->text).empty()) {
        return failure("lab/v1/tokens: the reply has no token");
    }
    return token->text;
}

Outcome<Instant> read_clock(const Outcome<graph::Response>& reply) {
    const auto body = body_of_lab(reply, "lab/v1/clock");
    if (!body) return tl::unexpected<Error>(body.error());
    const JsonValue* now = body->member("now");
    const auto instant = now == nullptr ? std::nullopt : parse_instant(now->text);
    if (!instant) return failure("lab/v1/clock: the reply has no time");
    return *instant;
}

}  // namespace

void ask_personas(Transport& transport, const Backend& backend,
                  std::function<void(Outcome<std::vector<Persona>>)> done) {
    transport.send({"GET", backend.address + "/lab/v1/personas", {}, {}},
                   [done = std::move(done)](const Outcome<graph::Response>& reply) {
                       done(read_personas(reply));
                   });
}

void ask_token(Transport& transport, const Backend& backend, const LabSignIn& sign_in,
               std::function<void(Outcome<std::string>)> done) {
    graph::JsonWriter out;
    out.begin_object();
    out.member("userPrincipalName", sign_in.user_principal_name).member("mfa", sign_in.mfa);
    if (!sign_in.contexts.empty()) {
        out.key("acrs").begin_array();
        for (const std::string& context : sign_in.contexts) out.text(context);
        out.end_array();
    }
    out.end_object();
    Call call{"POST", backend.address + "/lab/v1/tokens", {}, out.take()};
    call.headers.emplace_back("Content-Type", "application/json");
    transport.send(std::move(call),
                   [done = std::move(done)](const Outcome<graph::Response>& reply) {
                       done(read_token(reply));
                   });
}

void ask_clock(Transport& transport, const Backend& backend,
               std::function<void(Outcome<Instant>)> done) {
    transport.send({"GET", backend.address + "/lab/v1/clock", {}, {}},
                   [done = std::move(done)](const Outcome<graph::Response>& reply) {
                       done(read_clock(reply));
                   });
}

}  // namespace pim::sync
