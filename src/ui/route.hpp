#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pim::ui {

/// A page of the portal as the address bar names it: `#/roles/<id>/eligible` in parts.
struct Route {
    std::vector<std::string> parts;  ///< never empty: `{"my-roles"}`

    /// The part at a place; empty where there is none.
    std::string_view part(std::size_t at) const {
        return at < parts.size() ? std::string_view(parts[at]) : std::string_view();
    }
    friend bool operator==(const Route&, const Route&) = default;
};

/// Reads `#/a/b`, `/a/b` or `a/b`; empty parts are left out.
Route parse_route(std::string_view hash);
std::string to_hash(const Route& route);

/// How well a pattern of the page table fits: the number of its parts, 0 where it does not. `*`
/// stands for any part; what follows the pattern belongs to the page.
std::size_t matches(std::string_view pattern, const Route& route);

}  // namespace pim::ui
