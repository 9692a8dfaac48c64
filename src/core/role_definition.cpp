#include "core/role_definition.hpp"

#include <algorithm>
#include <optional>

#include "core/text.hpp"

namespace pim {

namespace {

/// Cuts off the text up to a divider, or all of it.
std::string_view take_until(std::string_view& rest, char divider) {
    const std::size_t at = rest.find(divider);
    const std::string_view part = rest.substr(0, at);
    rest = at == std::string_view::npos ? std::string_view() : rest.substr(at + 1);
    return part;
}

bool lists(std::string_view scopes, std::string_view wanted) {
    while (!scopes.empty()) {
        if (take_until(scopes, ',') == wanted) return true;
    }
    return false;
}

std::optional<RoleDefinition> parse_row(std::string_view line) {
    RoleDefinition role;
    role.display_name = take_until(line, '\t');
    const std::optional<Guid> id = parse_guid(take_until(line, '\t'));
    role.privileged = take_until(line, '\t') == "true";
    const std::string_view scopes = take_until(line, '\t');
    role.description = take_until(line, '\t');
    if (!id || role.display_name.empty()) return std::nullopt;
    role.id = *id;
    role.scope_administrative_unit = lists(scopes, "administrativeUnit");
    role.scope_application = lists(scopes, "application");
    role.scope_service_principal = lists(scopes, "servicePrincipal");
    return role;
}

}  // namespace

Guid alias_of_role(const Guid& tenant, const Guid& role, RoleAlias alias) {
    return derive_guid(tenant, role, static_cast<std::uint32_t>(alias));
}

Outcome<std::vector<RoleDefinition>> parse_role_catalogue(std::string_view text) {
    std::vector<RoleDefinition> roles;
    bool header = true;
    for (std::int64_t number = 1; !text.empty(); ++number) {
        std::string_view line = take_until(text, '\n');
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.empty() || line.front() == '#') continue;
        if (header) {
            header = false;
            continue;
        }
        std::optional<RoleDefinition> role = parse_row(line);
        if (!role) return failure(cat("role catalogue line ", number, " has no name or no GUID"));
        roles.push_back(std::move(*role));
    }
    return roles;
}

void set_scopes_by_permissions(RoleDefinition& role) {
    const auto acts_on = [&](std::string_view resource) {
        return std::any_of(role.permissions.begin(), role.permissions.end(),
                           [&](const std::string& action) {
                               return action.compare(0, resource.size(), resource) == 0;
                           });
    };
    role.scope_administrative_unit = acts_on("microsoft.directory/users/") ||
                                     acts_on("microsoft.directory/groups/") ||
                                     acts_on("microsoft.directory/devices/");
    role.scope_application = acts_on("microsoft.directory/applications/");
    role.scope_service_principal = acts_on("microsoft.directory/servicePrincipals/");
}

}  // namespace pim
