#pragma once

#include "ui/app.hpp"

namespace pim::ui {

/// What a command asks for, before it is done, in a few words: the act, the role and its scope, the
/// person. `Assign Security Reader over Harbour office for Ann Lee, eligible`. Empty for what is
/// not worth telling.
std::string title_of(const Tenant& tenant, const Command& command);

/// Whether people ask for it themselves, about an assignment of their own.
bool is_own(Action action);

}  // namespace pim::ui
