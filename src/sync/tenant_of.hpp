#pragma once

#include "core/tenant.hpp"
#include "sync/harvest.hpp"

namespace pim::sync {

/// The tenant that was read, with the backend's own ids, its origin and its originals. What no
/// token was allowed to read is among the omissions; who or what is only named stands under its id.
/// An error names the object and the member that cannot be understood.
Outcome<Tenant> tenant_of(const Harvest& harvest);

}  // namespace pim::sync
