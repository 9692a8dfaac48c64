#include "assets/roles.hpp"
#include "core/role_definition.hpp"

namespace pim {

const std::vector<RoleDefinition>& built_in_roles() {
    // A catalogue that cannot be read is a defect of the build; a test reads it.
    static const std::vector<RoleDefinition> roles =
        parse_role_catalogue(assets::roles[0].text).value_or(std::vector<RoleDefinition>());
    return roles;
}

}  // namespace pim
