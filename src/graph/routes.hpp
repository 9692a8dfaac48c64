#pragma once

#include <span>
#include <string_view>

#include "graph/exchange.hpp"

namespace pim::graph {

/// The versions that an operation answers on (endpoints.md, ruling 29).
enum class Versions { both, v1_only, beta_only };

/// An operation of the surface. In `path`, `{…}` stands for any one segment; a last segment with
/// `()` is a function.
struct Route {
    std::string_view method;
    std::string_view path;
    Versions versions;
    Operation operation;
};

std::span<const Route> routes();

/// The route of a request and what stands at its parameters.
struct Match {
    const Route* route;
    std::vector<std::string> parameters;
};

/// Finds the operation. A path that this version does not know is 400 with the segment at which it
/// ends (ruling 29), a method that the path does not take 405.
Reading<Match> find_route(std::string_view method, const Url& url);

}  // namespace pim::graph
