#pragma once

#include <span>
#include <string_view>

#include "graph/exchange.hpp"
#include "graph/permission.hpp"

namespace pim::graph {

/// An operation of the surface. In `path`, `{…}` stands for any one segment; a segment with `()` is
/// a function.
struct Route {
    std::string_view method;
    std::string_view path;
    Versions versions;
    Operation operation;
    Permissions permissions = {};
};

// The tables, one for each part of the surface (endpoints.md): its own file, listed in routes.cpp.
std::span<const Route> role_routes();      ///< A, B
std::span<const Route> schedule_routes();  ///< C, D, K
std::span<const Route> approval_routes();  ///< E
std::span<const Route> policy_routes();    ///< F
std::span<const Route> alert_routes();     ///< G

/// All tables.
std::span<const std::span<const Route>> route_tables();

/// The route of a request and what stands at its parameters.
struct Match {
    const Route* route;
    std::vector<std::string> parameters;
};

/// Finds the operation. A path that this version does not know is 400 with the segment at which it
/// ends (ruling 29), a method that the path does not take 405.
Reading<Match> find_route(std::string_view method, const Url& url);

}  // namespace pim::graph
