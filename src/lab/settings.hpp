#pragma once

#include <vector>

#include "core/policy.hpp"
#include "lab/lookup.hpp"
#include "lab/scenario.hpp"

namespace pim::lab {

/// Writes the options of a `set` line into role settings. An error says which and why.
Outcome<Policy> with_settings(Policy policy, const std::vector<Option>& options,
                              const Tenant& tenant, const Lookup& lookup);

}  // namespace pim::lab
