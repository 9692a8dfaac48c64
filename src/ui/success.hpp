#pragma once

#include "ui/app.hpp"

namespace pim::ui {

/// What a toast says about a command that was carried out, and where it leads.
kit::Toast success_of(const Tenant& tenant, const Command& command, const Accepted& accepted);

/// The same about a request as it stands.
kit::Toast success_of(const Tenant& tenant, const Request& request);

/// A request's action in a sentence: `activate`, `extend`, `assign`.
std::string_view verb_of(Action action);

}  // namespace pim::ui
