#pragma once

#include "core/policy.hpp"
#include "graph/json_writer.hpp"

namespace pim::graph {

/// A rule of a role's settings as Graph shows and takes it (policy-defaults.json).
void write_rule(JsonWriter& out, const Policy& policy, RuleId rule);

}  // namespace pim::graph
