#pragma once

#include <span>
#include <string_view>

#include "api/exchange.hpp"

namespace pim::api {

/// An operation of the lab API. In `path`, which follows `/lab/v1/`, `{…}` stands for any one
/// segment. assets/lab-api.json describes each.
struct Route {
    std::string_view method;
    std::string_view path;
    Operation operation;
    std::string_view query = {};  ///< what its query may name, with a space between
    std::size_t body_bytes_max = graph::body_bytes_max;
};

std::span<const Route> routes();

/// The route of a request and what stands at its parameters.
struct Match {
    const Route* route;
    std::vector<std::string> parameters;
};

/// The address taken apart as Graph's are, whose version stands where `/lab/v1` stood.
graph::Reading<graph::Url> parse_lab_url(std::string_view url);

/// Finds the operation; 404 where there is none at the path, 405 where there is one for another
/// method, 400 where the query names something else than it takes.
graph::Reading<Match> find_route(std::string_view method, const graph::Url& url);

}  // namespace pim::api
