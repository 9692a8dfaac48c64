#pragma once

#include "graph/entity.hpp"

namespace pim::graph {

// What a row of the audit log tells beside its targets: its additionalDetails, keys and values.

const EntityType& audit_detail_type();
/// In the order that queries count on: StartTime is the fourth, ExpirationTime the fifth where
/// there is an end.
void find_audit_details(const Row& row, const View& view, const Found& found);
void write_audit_details(JsonWriter& out, const Row& row, const View& view);

}  // namespace pim::graph
