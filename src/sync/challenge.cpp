#include "sync/challenge.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "graph/base64url.hpp"
#include "sync/page.hpp"

namespace pim::sync {

namespace {

using graph::JsonValue;

constexpr std::string_view mfa_claims =
    R"({"access_token":{"amr":{"essential":true,"values":["mfa"]}}})";
constexpr std::string_view only_mfa_failed = "The following policy rules failed: [\"MfaRule\"]";

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// The text with its `%7B` as characters; what is none of these stays as it is.
std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size() && digit_of(text[i + 1]) >= 0 &&
                            digit_of(text[i + 2]) >= 0;
        if (!escape) {
            out += text[i];
            continue;
        }
        out += static_cast<char>(digit_of(text[i + 1]) * 16 + digit_of(text[i + 2]));
        i += 2;
    }
    return out;
}

/// The JSON object that a text begins with, up to the brace that closes it; empty where none is
/// whole. Braces within texts do not occur in claims.
std::string_view object_at(std::string_view text) {
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '{') ++depth;
        if (text[i] == '}' && --depth == 0) return text.substr(0, i + 1);
        if (depth == 0) break;
    }
    return {};
}

/// The claims of a message: behind `claims=`, as they are or percent-encoded.
std::string claims_of_message(std::string_view message) {
    constexpr std::string_view mark = "claims=";
    const std::size_t at = message.find(mark);
    if (at == std::string_view::npos) return {};
    const std::string decoded = percent_decoded(message.substr(at + mark.size()));
    return std::string(object_at(decoded));
}

/// The claims of a `WWW-Authenticate` field: `claims="<base64>"`.
std::string claims_of_field(std::string_view field) {
    constexpr std::string_view mark = "claims=\"";
    const std::size_t at = field.find(mark);
    if (at == std::string_view::npos) return {};
    const std::string_view rest = field.substr(at + mark.size());
    std::string text(rest.substr(0, rest.find('"')));
    // It is sent in either alphabet, with padding or without.
    text.erase(std::find(text.begin(), text.end(), '='), text.end());
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    return graph::decode_base64url(text).value_or(std::string());
}

/// The challenge of claims; what they want is told apart where it can be.
Challenge challenge_of(std::string claims) {
    Challenge challenge;
    const auto json = graph::parse_body(claims);
    const JsonValue* token = json ? json->member("access_token") : nullptr;
    const JsonValue* context = token == nullptr ? nullptr : token->member("acrs");
    const JsonValue* value = context == nullptr ? nullptr : context->member("value");
    if (value != nullptr) challenge.context = value->text;
    challenge.mfa = token != nullptr && token->member("amr") != nullptr;
    if (json) challenge.claims = std::move(claims);
    return challenge;
}

}  // namespace

std::optional<Challenge> challenge_in(const graph::Response& response, const JsonValue* body) {
    const std::string in_field =
        claims_of_field(graph::header(response.headers, "WWW-Authenticate"));
    if (response.status == 401) return challenge_of(in_field);
    if (response.status != 400 && response.status != 403) return std::nullopt;
    const JsonValue* error = body == nullptr ? nullptr : body->member("error");
    const std::string_view message = text_in(error, "message");
    if (message == only_mfa_failed) return Challenge{std::string(mfa_claims), true, {}};
    std::string claims = in_field;
    if (text_in(error, "code") == "RoleAssignmentRequestAcrsValidationFailed" && claims.empty()) {
        claims = claims_of_message(message);
    }
    Challenge challenge = challenge_of(std::move(claims));
    if (challenge.claims.empty()) return std::nullopt;
    return challenge;
}

}  // namespace pim::sync
