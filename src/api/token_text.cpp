#include "api/token_text.hpp"

#include "core/text.hpp"
#include "graph/base64url.hpp"
#include "graph/json_writer.hpp"

namespace pim::api {

namespace {

constexpr std::string_view audience = "https://graph.microsoft.com";
constexpr std::string_view header = R"({"typ":"JWT","alg":"none"})";

void member_texts(graph::JsonWriter& out, std::string_view name,
                  const std::vector<std::string>& texts) {
    out.key(name).begin_array();
    for (const std::string& text : texts) out.text(text);
    out.end_array();
}

}  // namespace

std::string unsigned_token(const TokenSubject& subject, const TokenClaims& claims,
                           const Guid& tenant) {
    const bool is_user = subject.app_id.is_null();
    graph::JsonWriter out;
    out.begin_object();
    out.member("aud", audience);
    out.member("iss", "pimlab");
    out.member_integer("iat", claims.issued);
    out.member_integer("nbf", claims.issued);
    out.member_integer("exp", claims.issued + claims.lifetime);
    out.member("oid", to_text(subject.id));
    out.member("sub", to_text(subject.id));
    out.member("tid", to_text(tenant));
    out.member("name", subject.display_name);
    out.member("idtyp", is_user ? "user" : "app");
    if (is_user) {
        out.member("upn", subject.principal_name);
    } else {
        out.member("appid", to_text(subject.app_id));
    }
    if (claims.mfa_done) {
        member_texts(out, "amr",
                     *claims.mfa_done ? std::vector<std::string>{"pwd", "mfa"}
                                      : std::vector<std::string>{"pwd"});
    }
    if (claims.contexts) member_texts(out, "acrs", *claims.contexts);
    if (claims.scopes) out.member("scp", *claims.scopes);
    if (claims.roles) member_texts(out, "roles", *claims.roles);
    out.end_object();
    return cat(graph::encode_base64url(header), '.', graph::encode_base64url(out.take()), '.');
}

}  // namespace pim::api
