#pragma once

#include <string_view>
#include <vector>

#include "core/policy.hpp"
#include "lab/lookup.hpp"
#include "lab/scenario.hpp"

namespace pim::lab {

/// Writes the options of a `set` line into role settings. An error says which and why.
Outcome<Policy> with_settings(Policy policy, const std::vector<Option>& options,
                              const Tenant& tenant, const Lookup& lookup);

/// `on` or `off`; an error for anything else.
Outcome<bool> parse_switch(std::string_view value);

}  // namespace pim::lab
