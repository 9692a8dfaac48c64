#pragma once

#include "graph/routes.hpp"

namespace pim::graph {

// The tables of what surrounds role management, one for each part of the surface (endpoints.md).
std::span<const Route> people_routes();  ///< I: me, users, groups, directoryObjects
std::span<const Route> thing_routes();   ///< I: applications, roles, the tenant
std::span<const Route> unit_routes();    ///< I: administrativeUnits
std::span<const Route> report_routes();  ///< H, and $batch

}  // namespace pim::graph
