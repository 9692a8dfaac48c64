#pragma once

#include "core/request.hpp"
#include "graph/property.hpp"
#include "graph/rejection.hpp"

namespace pim::graph {

/// The core's request, as distinct from an HTTP one.
using ScheduleRequest = pim::Request;

/// unifiedRoleEligibilityScheduleRequest or unifiedRoleAssignmentScheduleRequest, members in the
/// order of the seeds' answers.
const EntityType<ScheduleRequest>& request_type(AssignmentKind kind);

/// One request as the answer to a POST or to a GET by id, `@odata.context` included.
std::string entity_of(const ScheduleRequest& request, const View& view,
                      const Selection& selection = std::nullopt);

/// 201 with the request and, unless it was only validated, its `Location`.
Response created_request(const ScheduleRequest& request, const View& view, const Stamp& stamp);

/// `(principalId,action)` as `@odata.context` shows a `$select`; empty for all.
template <class Row>
std::string context_suffix(const EntityType<Row>& type, const Selection& selection) {
    if (!selection) return {};
    std::string names;
    for (const std::size_t place : *selection) {
        if (!names.empty()) names += ',';
        names += type.properties[place].name;
    }
    return cat('(', names, ')');
}

}  // namespace pim::graph
