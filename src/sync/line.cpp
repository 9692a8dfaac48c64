#include "sync/line.hpp"

#include "core/text.hpp"
#include "graph/token.hpp"

namespace pim::sync {

void Line::use(Backend backend, std::string token) {
    backend_ = std::move(backend);
    token_ = std::move(token);
}

void Line::forget() {
    token_.assign(token_.size(), '\0');
    token_.clear();
}

std::optional<std::vector<std::string>> Line::permissions() const {
    auto token = graph::parse_token(token_);
    if (!token) return std::nullopt;
    return std::move(token->permissions);
}

graph::SignInState Line::passed() const {
    auto token = graph::parse_token(token_);
    return token ? std::move(token->signed_in) : graph::SignInState{};
}

int Line::send(Call call, Replied replied) {
    if (!leads_to(backend_, call.url)) {
        replied(failure(cat("the address ", origin_of(call.url), " is not that of ", backend_.name),
                        "the token is sent nowhere else"));
        return 0;
    }
    if (ready()) call.headers.emplace_back("Authorization", "Bearer " + token_);
    return transport_.send(std::move(call), std::move(replied));
}

std::string token_problem(std::string_view token) {
    if (token.empty()) return "paste an access token";
    // Anything else would end the header field.
    for (const char c : token) {
        if (c <= ' ' || c > '~') return "an access token has no spaces, line breaks or accents";
    }
    return {};
}

}  // namespace pim::sync
