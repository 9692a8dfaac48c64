#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/backend.hpp"

namespace pim::sync {

/// Whether a token lets something be written, as far as it says so itself.
enum class MayWrite { yes, no, not_said };

/// What the portal writes, of one kind.
struct WriteTrial {
    std::string_view words;        ///< for people: `Role settings`
    std::string_view permissions;  ///< one of them suffices, the least first (endpoints.md)
    MayWrite answer = MayWrite::not_said;
};

/// What a token may write, by the permissions that it names (`Line::permissions`). Nothing is sent:
/// a backend that does not know `isValidationOnly` would carry out what was only to be tried. What
/// the roles of whoever signed in allow is the backend's to say.
std::vector<WriteTrial> write_trials(const std::optional<std::vector<std::string>>& permissions,
                                     const Backend& backend);

/// The least permission that a kind of write asks for.
std::string_view least_permission(const WriteTrial& trial);

}  // namespace pim::sync
