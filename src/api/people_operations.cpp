#include "api/members.hpp"
#include "api/operations.hpp"
#include "api/token_text.hpp"
#include "core/text.hpp"
#include "core/view.hpp"

namespace pim::api {

namespace {

/// The display names of the roles that a principal holds actively at this moment, each once.
std::vector<std::string> active_roles(const Tenant& tenant, const Guid& principal) {
    std::vector<std::string> names;
    for (const AssignmentRow& row : assignments_of(tenant, principal, AssignmentKind::active)) {
        if (!row.schedule->running()) continue;
        std::string name = display_name(tenant, row.schedule->role);
        bool known = false;
        for (const std::string& other : names) known = known || other == name;
        if (!known) names.push_back(std::move(name));
    }
    return names;
}

void write_persona(graph::JsonWriter& out, const Tenant& tenant, const User& user) {
    out.begin_object();
    out.member("id", to_text(user.id));
    out.member("userPrincipalName", user.user_principal_name);
    out.member("displayName", user.display_name);
    out.key("roles").begin_array();
    for (const std::string& role : active_roles(tenant, user.id)) out.text(role);
    out.end_array().end_object();
}

/// Whom a token is asked for: by `userPrincipalName`, or by `id` for service principals too.
graph::Reading<TokenSubject> read_subject(const Tenant& tenant, graph::MemberReader& members,
                                          const std::optional<graph::Rejection>& problem) {
    const auto principal_name = members.text("userPrincipalName");
    std::optional<Guid> id = members.guid("id");
    members.nothing_else();
    if (problem) return tl::unexpected(*problem);
    if (principal_name) {
        const auto at = tenant.user_by_name.find(to_lower(*principal_name));
        if (at == tenant.user_by_name.end()) return graph::not_found(*principal_name);
        id = at->second;
    }
    if (!id) members.missing("userPrincipalName", "it names the persona, as in /lab/v1/personas");
    if (problem) return tl::unexpected(*problem);
    if (const User* user = tenant.users.find(*id)) {
        return TokenSubject{user->id, user->user_principal_name, user->display_name, {}};
    }
    if (const ServicePrincipal* service = tenant.service_principals.find(*id)) {
        return TokenSubject{service->id, {}, service->display_name, service->app_id};
    }
    return graph::not_found(to_text(*id));
}

}  // namespace

void list_personas(Exchange& exchange) {
    const auto top = query_number(exchange, "top", rows_max, 1, rows_max);
    if (!top) return exchange.reject(top.error());
    const auto skip = query_skip(exchange);
    if (!skip) return exchange.reject(skip.error());
    graph::JsonWriter out;
    out.begin_object().key("value").begin_array();
    std::int64_t place = 0;
    const auto& users = exchange.tenant().users;
    for (std::size_t slot = 0; slot < users.slot_end() && place < *skip + *top; ++slot) {
        const User* user = users.row(static_cast<Slot>(slot));
        if (user == nullptr || place++ < *skip) continue;
        write_persona(out, exchange.tenant(), *user);
    }
    out.end_array().end_object();
    exchange.reply(200, out.take());
}

void give_token(Exchange& exchange) {
    const Host& host = exchange.lab.host();
    if (!host.gives_tokens) {
        return exchange.reject(
            {400, "BadRequest", "this server takes only the tokens that its issuer signs"});
    }
    const auto body = graph::parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    std::optional<graph::Rejection> problem;
    Members members(*body, problem);
    TokenClaims claims;
    claims.issued = host.wall_clock();
    claims.lifetime = number_member(members, "expiresIn", -token_lifetime_max, token_lifetime_max)
                          .value_or(token_lifetime_default);
    if (members.member("mfa") != nullptr) claims.mfa_done = members.boolean("mfa", false);
    claims.contexts = texts_member(members, "acrs");
    claims.scopes = members.text("scp");
    claims.roles = texts_member(members, "roles");
    const auto subject = read_subject(exchange.tenant(), members, problem);
    if (!subject) return exchange.reject(subject.error());
    graph::JsonWriter out;
    out.begin_object();
    out.member("token_type", "Bearer");
    out.member_integer("expires_in", claims.lifetime);
    out.member("access_token", unsigned_token(*subject, claims, exchange.tenant().id));
    out.end_object();
    exchange.reply(200, out.take());
}

}  // namespace pim::api
