#pragma once

#include <functional>
#include <string>

#include "ui/connection.hpp"

namespace pim::browser {

/// Whether the build put the library for it into the site (cmake/sign_in).
bool sign_in_offered();

/// Signs in at an identity provider, in a window of its own (web/sign_in.js). `told` is told again
/// with each fresh token, and where somebody signs in after all; until the next sign-in.
void sign_in(const sync::SignInWay& way, const std::string& claims,
             std::function<void(Outcome<ui::SignedIn>)> told);

/// Nothing is told any more, and the library forgets its tokens.
void forget_sign_in();

}  // namespace pim::browser
