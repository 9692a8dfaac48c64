#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/event.hpp"
#include "core/outcome.hpp"
#include "sandbox/store.hpp"

namespace pim::api {

/// States of the sandbox that were put aside under a name, as exported text.
class Checkpoints {
public:
    virtual ~Checkpoints() = default;
    /// Keeps a text; one of the same name is replaced. Durable on return.
    [[nodiscard]] virtual Outcome<void> save(const std::string& name, const std::string& text) = 0;
    /// All names, sorted.
    [[nodiscard]] virtual Outcome<std::vector<std::string>> list() const = 0;
    /// An error where there is none of the name.
    [[nodiscard]] virtual Outcome<std::string> read(const std::string& name) const = 0;
    [[nodiscard]] virtual Outcome<void> remove(const std::string& name) = 0;
};

/// What the lab API needs of the program around it: storage stays behind it.
struct Host {
    std::function<std::string(const Tenant&, const sandbox::Session&)> export_text;
    std::function<Outcome<sandbox::State>(std::string_view)> import_text;
    /// A fresh sandbox by the name of a sample; the one that the program began with where empty.
    std::function<Outcome<sandbox::State>(std::string_view)> prepare;
    /// One event as JSON.
    std::function<std::string(const Event&)> event_text;
    /// Seconds since 1970 by the wall clock, for the lifetime of tokens.
    std::function<std::int64_t()> wall_clock;
    Checkpoints* checkpoints = nullptr;
    bool gives_tokens = true;  ///< false where only an issuer's signed tokens count
};

}  // namespace pim::api
