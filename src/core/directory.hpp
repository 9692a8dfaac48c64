#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/guid.hpp"
#include "core/instant.hpp"
#include "core/names.hpp"
#include "core/profile.hpp"

namespace pim {

constexpr std::size_t display_name_length_max = 256;
constexpr std::size_t description_length_max = 1024;  ///< of a group
constexpr std::size_t mail_nickname_length_max = 64;
constexpr std::size_t role_assignable_groups_max = 500;  ///< behaviours.md §4
constexpr std::size_t first_members_max = 20;  ///< of a group as it is made; as many owners

enum class UserType { member, guest };

/// A person of the tenant; in the portal a persona that can be taken on.
struct User {
    Guid id;
    std::string display_name;
    std::string user_principal_name;
    UserType type = UserType::member;
    bool mfa_done = false;  ///< the present sign-in has passed MFA (ruling 19)
    std::vector<std::string> authentication_contexts;  ///< claim values c1…c99 of the sign-in
    std::optional<Instant> last_sign_in = {};
    Profile profile = {};
};

/// A security group. Only a role-assignable one may hold roles; any may approve (ruling 30).
struct Group {
    Guid id;
    std::string display_name;
    bool role_assignable = false;  ///< fixed at creation
    std::set<Guid> members;        ///< users and service principals; no nesting
    std::string description = {};
    std::string mail_nickname = {};  ///< empty where none was given
    std::string visibility = {};     ///< in Graph's words; empty where none was given
    std::set<Guid> owners = {};      ///< users and service principals, who may change the group
};

struct ServicePrincipal {
    Guid id;
    std::string display_name;
    Guid app_id;  ///< the application registration's app_id, or a foreign one
};

/// An application registration.
struct Application {
    Guid id;
    std::string display_name;
    Guid app_id;
};

struct AdministrativeUnit {
    Guid id;
    std::string display_name;
    std::string description;
    std::set<Guid> members;       ///< users and groups
    std::string visibility = {};  ///< in Graph's words; empty where none was given
};

/// The kinds of directory object that an id can name.
enum class ObjectType { none, user, group, service_principal, application, administrative_unit };

}  // namespace pim

template <>
struct pim::Names<pim::UserType> {
    static constexpr std::array<std::string_view, 2> texts = {"Member", "Guest"};
};
template <>
struct pim::Names<pim::ObjectType> {
    static constexpr std::array<std::string_view, 6> texts = {
        "none", "user", "group", "servicePrincipal", "application", "administrativeUnit"};
};
