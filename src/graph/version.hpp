#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/names.hpp"

namespace pim::graph {

/// The two versions of Graph.
enum class Version { v1, beta };

constexpr std::string_view service_root = "https://graph.microsoft.com";

}  // namespace pim::graph

template <>
struct pim::Names<pim::graph::Version> {
    static constexpr std::array<std::string_view, 2> texts = {"v1.0", "beta"};
};

namespace pim::graph {

/// `https://graph.microsoft.com/v1.0`
inline std::string root_of(Version version) {
    return cat(service_root, '/', name(version));
}

}  // namespace pim::graph
