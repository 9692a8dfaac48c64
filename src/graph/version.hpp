#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/names.hpp"

namespace pim::graph {

/// The two versions of Graph.
enum class Version { v1, beta };

/// The versions that know an operation, a property or a navigation (endpoints.md, ruling 29).
enum class Versions { both, v1_only, beta_only };

constexpr bool knows(Versions versions, Version version) {
    return versions == Versions::both ||
           (versions == Versions::beta_only) == (version == Version::beta);
}

/// Where the service is reached unless a request says otherwise.
constexpr std::string_view service_root = "https://graph.microsoft.com";

}  // namespace pim::graph

template <>
struct pim::Names<pim::graph::Version> {
    static constexpr std::array<std::string_view, 2> texts = {"v1.0", "beta"};
};

namespace pim::graph {

/// `https://graph.microsoft.com/v1.0`
inline std::string root_of(Version version, std::string_view root = service_root) {
    return cat(root, '/', name(version));
}

}  // namespace pim::graph
