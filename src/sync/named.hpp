#pragma once

#include <vector>

#include "core/guid.hpp"
#include "sync/harvest.hpp"

namespace pim::sync {

/// The principals, scopes, approvers, creators and reviewers that what was read names, and whoever
/// is looked up beside them, each once and in the order of their ids. An error names the object
/// that cannot be understood.
Outcome<std::vector<Guid>> named_objects(const Harvest& harvest);

/// The approvals of the requests that were shown to the person as an approver; errors as above.
Outcome<std::vector<Guid>> approvals_named(const Harvest& harvest);

/// The objects of a type (`group`) among those that were looked up.
std::vector<std::string> objects_of_type(const Harvest& harvest, std::string_view type);

/// The name behind `#microsoft.graph.`.
std::string_view short_type(std::string_view odata_type);

}  // namespace pim::sync
