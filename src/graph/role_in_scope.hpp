#pragma once

#include "graph/directory_object.hpp"
#include "graph/role_definition.hpp"

namespace pim::graph {

// Where something that gives a role over a scope leads, a schedule or a request for one: `Holder`
// is what its rows point at.

template <class Holder>
void find_role(const Row& row, const View& view, const Found& found) {
    give_role_definition(row.as<Holder>().role, view, found);
}

template <class Holder>
void find_scope(const Row& row, const View& view, const Found& found) {
    give_scope_object(row.as<Holder>().scope, view, found);
}

template <class Holder>
constexpr Navigation to_role{"roleDefinition", role_definition_type, false, find_role<Holder>};
template <class Holder>
constexpr Navigation to_scope{"directoryScope", directory_object_type, false, find_scope<Holder>};

/// Directory roles have no app scope.
inline void find_no_app_scope(const Row&, const View&, const Found&) {}
constexpr Navigation to_app_scope{"appScope", app_scope_type, false, find_no_app_scope};

}  // namespace pim::graph
