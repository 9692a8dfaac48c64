#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/guid.hpp"
#include "core/outcome.hpp"

namespace pim {

/// A Microsoft Entra role: one of the built-in ones (id = template id) or a custom one.
struct RoleDefinition {
    Guid id;
    std::string display_name;
    std::string description;
    bool built_in = true;
    bool enabled = true;
    bool privileged = false;
    bool scope_administrative_unit = false;  ///< may be assigned over one administrative unit
    bool scope_application = false;          ///< over one application registration
    bool scope_service_principal = false;    ///< over one service principal
    std::vector<std::string> permissions;    ///< allowedResourceActions of a custom role
    std::string version = {};                ///< of a custom role, where it was given one
};

/// Template ids of the roles that PIM's own rules name.
namespace role {
constexpr Guid global_administrator{0x62e90394'69f5'4237ULL, 0x9190'012177145e10ULL};
constexpr Guid privileged_role_administrator{0xe8611ab8'c189'46e8ULL, 0x94e1'60213ab1f814ULL};
constexpr Guid security_administrator{0x194ae4cb'b126'40b2ULL, 0xbd5b'6091b380977dULL};
constexpr Guid security_operator{0x5f2222b1'57c3'48baULL, 0x8ad5'd4759f1fde6fULL};
constexpr Guid security_reader{0x5d6b6bb7'de71'4623ULL, 0xb4af'96380a352509ULL};
constexpr Guid global_reader{0xf2ef992c'3afb'46b9ULL, 0xb7cf'a126ee74c451ULL};
constexpr Guid reports_reader{0x4a5d8f65'41da'4de4ULL, 0x8968'e035b65339cfULL};
constexpr Guid user_administrator{0xfe930be7'5e62'47dbULL, 0x91af'98c3a49a38b1ULL};
constexpr Guid groups_administrator{0xfdd7a751'b60b'444aULL, 0x984c'02652fe8fa1cULL};
constexpr Guid application_administrator{0x9b895d92'2cd3'44c7ULL, 0x9d02'a6ac2d5ea5c3ULL};
constexpr Guid cloud_application_administrator{0x158c047a'c907'4556ULL, 0xb7ef'446551a6b5f7ULL};
}  // namespace role

/// The other ids of a role in a tenant: of its settings, and among the older directoryRoles.
enum class RoleAlias : std::uint32_t { settings, directory_role };
Guid alias_of_role(const Guid& tenant, const Guid& role, RoleAlias alias);

/// Reads the catalogue of built-in roles (assets/roles.tsv: displayName, templateId, isPrivileged,
/// scopes, description). An error names the line.
Outcome<std::vector<RoleDefinition>> parse_role_catalogue(std::string_view text);

/// Sets over what a custom role may be assigned by what it allows: an administrative unit where it
/// has an action on users, groups or devices (behaviours.md §5), an application or a service
/// principal where it has one on those.
void set_scopes_by_permissions(RoleDefinition& role);

/// The built-in roles of the catalogue that is compiled in; a new tenant begins with them.
const std::vector<RoleDefinition>& built_in_roles();

}  // namespace pim
