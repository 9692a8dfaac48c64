#pragma once

#include "graph/entity.hpp"

namespace pim::graph {

// What a row of the audit log is about: its targetResources.

const EntityType& audit_target_type();
void find_audit_targets(const Row& row, const View& view, const Found& found);
void write_audit_targets(JsonWriter& out, const Row& row, const View& view);

}  // namespace pim::graph
