#pragma once

#include <optional>

#include "graph/entity.hpp"

namespace pim::graph {

// What an id of the directory names, as targets of `$expand` and as entities of their own.

/// directoryObject: the abstract type of the others.
const EntityType& directory_object_type();
const EntityType& user_type();
const EntityType& group_type();
const EntityType& service_principal_type();
const EntityType& application_type();
const EntityType& administrative_unit_type();

/// appScope: directory roles have none, so no row is ever of it.
const EntityType& app_scope_type();

/// The user, group, service principal, application or administrative unit of an id.
std::optional<Row> directory_row(const Tenant& tenant, const Guid& id);

// Targets of navigations: each gives the one row that there is, or none.
void give_directory_object(const Guid& id, const View& view, const Found& found);
void give_scope_object(const Scope& scope, const View& view, const Found& found);

}  // namespace pim::graph
