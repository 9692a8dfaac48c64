#pragma once

#include "core/digest.hpp"
#include "core/tenant.hpp"

namespace pim {

/// A digest of everything in the tenant, due queue and indexes included: equal exactly where two
/// tenants are the same byte for byte.
Digest fingerprint(const Tenant& tenant);

}  // namespace pim
