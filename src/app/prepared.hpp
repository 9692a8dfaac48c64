#pragma once

#include <string_view>

#include "core/tenant.hpp"
#include "sandbox/sandbox.hpp"

namespace pim::app {

/// Who begins in a new sandbox: the one who may do everything.
Guid first_persona(const Tenant& tenant);

/// A sample, or a phase of a lesson (`guided_walk/2`), as it stands at a moment.
Outcome<sandbox::Session> prepare(std::string_view scenario, Instant now, Tenant& tenant);

}  // namespace pim::app
