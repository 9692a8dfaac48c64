#pragma once

#include "sync/backend.hpp"
#include "sync/transport.hpp"

namespace pim::sync {

/// The way to one backend as somebody. The token is held here and nowhere else, in memory; it goes
/// to the backend's own scheme, host and port only.
class Line : public Transport {
public:
    /// The transport must outlive it.
    explicit Line(Transport& transport) : transport_(transport) {}

    /// Without a token nothing is added: a lab lets its own machine read without one.
    void use(Backend backend, std::string token);
    void forget();
    bool ready() const { return !token_.empty(); }
    /// The permissions that the token names (`scp`, `roles`), not checked by anybody; nothing where
    /// it names none or cannot be read: that is between the backend and whoever gave it.
    std::optional<std::vector<std::string>> permissions() const;
    /// What the token says was passed at the sign-in; the same holds of it.
    graph::SignInState passed() const;
    const Backend& backend() const { return backend_; }

    int send(Call call, Replied replied) override;
    void abort(int number) override { transport_.abort(number); }

private:
    Transport& transport_;
    Backend backend_;
    std::string token_;
};

/// What is wrong with a text that should be a token; empty where nothing is.
std::string token_problem(std::string_view token);

}  // namespace pim::sync
