#pragma once

#include <optional>

#include "core/refusal.hpp"
#include "ui/app.hpp"

namespace pim::ui {

/// The simulated prompt of multifactor authentication, or of a stronger sign-in, in a form whose
/// request needs it (ruling 19).
class Verification {
public:
    /// Draws nothing where the refusal does not ask for it. `claim`: the role's authentication
    /// context.
    void draw(PortalContext& context, const std::optional<Refusal>& refusal,
              const std::string& claim);

private:
    bool asking_ = false;
};

/// True where the refusal has a reason of this rule.
bool refused_by(const std::optional<Refusal>& refusal, Rule rule);

}  // namespace pim::ui
