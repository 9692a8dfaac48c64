#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/rejection.hpp"

namespace pim::graph {

/// The token permissions one of which an operation asks for (endpoints.md, from Graph's own list).
/// Names are separated by blanks; those before ` | ` are the least that suffice, which a refusal
/// names. Both empty: none is asked for.
struct Permissions {
    std::string_view delegated;    ///< of a person's token
    std::string_view application;  ///< of an application's own token
    /// Whether PIM's gateway refuses, wrapped (behaviours.md §1, row 17), or the directory (row
    /// 19).
    bool by_gateway = true;
};

/// 403 where a token's permissions do not suffice; `granted` none: they all do.
std::optional<Rejection> missing_permission(const Permissions& permissions, bool application,
                                            const std::optional<std::vector<std::string>>& granted);

}  // namespace pim::graph
