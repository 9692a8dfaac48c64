#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/guid.hpp"
#include "core/names.hpp"

namespace pim {

/// What a directory scope stands for (S1 "restricted scope", behaviours.md §5).
enum class ScopeType { tenant, administrative_unit, object };

/// Where an assignment holds: the whole tenant `/`, the members of one administrative unit
/// `/administrativeUnits/{id}`, or one application registration or service principal `/{id}`.
struct Scope {
    ScopeType type = ScopeType::tenant;
    Guid id;  ///< null for the tenant

    friend bool operator==(const Scope&, const Scope&) = default;
};

/// The directoryScopeId of Graph.
std::string to_text(const Scope& scope);
std::optional<Scope> parse_scope(std::string_view text);

}  // namespace pim

template <>
struct pim::Names<pim::ScopeType> {
    static constexpr std::array<std::string_view, 3> texts = {"tenant", "administrativeUnit",
                                                              "object"};
};
