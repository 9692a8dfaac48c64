#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/tenant.hpp"

namespace pim::lab {

/// The domain of user principal names that a scenario does not give itself.
constexpr std::string_view default_domain = "amberg.example";

/// The id of something declared by name: the same in every tenant and every run.
Guid stable_id(ObjectType type, std::string_view name);
Guid stable_role_id(std::string_view name);

/// What a line says that names something unknown.
std::string not_known(std::string_view kind, std::string_view name);

/// What the names of a scenario stand for. Names declared with an id of their own are remembered;
/// all others follow from the tenant, so that a lesson's lines work on any tenant.
class Lookup {
public:
    void declare(std::string_view name, const Guid& id) { declared_[std::string(name)] = id; }

    /// A user, group, service principal, application or administrative unit by its name (a leading
    /// `#` is taken as a mere mark of groups), user principal name or id.
    std::optional<Guid> object(const Tenant& tenant, std::string_view name) const;
    /// A role by its name without spaces (`SecurityReader`), with spaces, or by its id.
    std::optional<Guid> role(const Tenant& tenant, std::string_view name) const;
    /// `/`, or the name of an administrative unit, application or service principal, or the text
    /// of a directoryScopeId.
    std::optional<Scope> scope(const Tenant& tenant, std::string_view name) const;

private:
    std::map<std::string, Guid, std::less<>> declared_;
};

}  // namespace pim::lab
