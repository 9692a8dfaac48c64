#include "graph/directory_form.hpp"

#include "core/text.hpp"
#include "graph/directory_values.hpp"
#include "graph/json_writer.hpp"
#include "graph/version.hpp"

namespace pim::graph {

namespace {

/// The collection of a sort of directory object, from the version's root.
std::string_view path_of(ObjectType type) {
    switch (type) {
        case ObjectType::user:
            return "/users";
        case ObjectType::group:
            return "/groups";
        case ObjectType::service_principal:
            return "/servicePrincipals";
        case ObjectType::application:
            return "/applications";
        case ObjectType::administrative_unit:
            return "/directory/administrativeUnits";
        case ObjectType::none:
            break;
    }
    return "/directoryObjects";
}

/// The alias: that of the object, or of its name where a new one needs some.
void write_alias(JsonWriter& body, const std::string& given, std::string_view name, bool exists) {
    if (!given.empty()) {
        body.member("mailNickname", given);
    } else if (!exists) {
        body.member("mailNickname", alias_of(name));
    }
}

/// A text that a new object is given where there is one, and that an older one is held to.
void write_text(JsonWriter& body, std::string_view name, const std::string& text,
                const std::string& before) {
    if (text != before) body.member_or_null(name, text);
}

void write_profile(JsonWriter& body, const Profile& profile, const Profile& before) {
    for (std::size_t i = 0; i < profile_text_count; ++i) {
        const auto which = static_cast<ProfileText>(i);
        if (which == ProfileText::mail_nickname) continue;
        write_text(body, name(which), profile.text(which), before.text(which));
    }
}

/// POST to the collection for a new object, PATCH of the object for one that exists.
GraphForm save_form(ObjectType type, const Guid& id, const Tenant& tenant, JsonWriter& body,
                    std::string note) {
    const bool exists = !id.is_null() && object_type(tenant, id) == type;
    const std::string path(path_of(type));
    return exists ? v1_form("PATCH", cat(path, '/', to_text(id)), body.take(), std::move(note))
                  : v1_form("POST", path, body.take(), std::move(note));
}

std::string address_of(const Guid& object) {
    return cat(root_of(Version::v1), "/directoryObjects/", to_text(object));
}

/// Those whom a new group begins with.
void write_bound(JsonWriter& body, std::string_view name, const std::set<Guid>& objects) {
    if (objects.empty()) return;
    body.key(name).begin_array();
    for (const Guid& object : objects) body.text(address_of(object));
    body.end_array();
}

/// Adds an object to a collection of references, or takes it out.
GraphForm form_of_reference(const std::string& collection, const Guid& object, bool adds) {
    if (!adds) return v1_form("DELETE", cat(collection, '/', to_text(object), "/$ref"));
    JsonWriter body;
    body.begin_object();
    body.member("@odata.id", address_of(object));
    body.end_object();
    return v1_form("POST", cat(collection, "/$ref"), body.take());
}

}  // namespace

GraphForm v1_form(std::string_view method, std::string_view path, std::string_view body,
                  std::string note) {
    return {Offered::v1,
            {{std::string(method), cat(root_of(Version::v1), path), pretty(body)}},
            std::move(note)};
}

GraphForm beta_form(std::string_view method, std::string_view path, std::string_view body,
                    std::string note) {
    return {Offered::beta,
            {{std::string(method), cat(root_of(Version::beta), path), pretty(body)}},
            std::move(note)};
}

GraphForm form_of_save(const SaveUser& command, const Tenant& tenant) {
    const User& user = command.user;
    const User* before = tenant.users.find(user.id);
    const bool exists = before != nullptr;
    JsonWriter body;
    body.begin_object();
    if (!exists && user.type == UserType::guest) {
        body.member("invitedUserDisplayName", user.display_name);
        body.member("invitedUserEmailAddress", user.user_principal_name);
        body.member("inviteRedirectUrl", invitation_redirect);
        body.end_object();
        return v1_form("POST", "/invitations", body.take(),
                       "a guest is invited; whether the sign-in passed MFA is portal only");
    }
    if (!exists) body.member("accountEnabled", true);
    body.member("displayName", user.display_name);
    write_alias(body, user.profile.text(ProfileText::mail_nickname), user.user_principal_name,
                exists);
    body.member("userPrincipalName", user.user_principal_name);
    write_profile(body, user.profile, exists ? before->profile : Profile{});
    if (!exists) {
        body.key("passwordProfile").begin_object();
        body.member("forceChangePasswordNextSignIn", true);
        body.member("password", password_place);
        body.end_object();
    }
    body.end_object();
    return save_form(ObjectType::user, user.id, tenant, body,
                     exists ? "whether the sign-in passed MFA is portal only"
                            : "put a first password in; personas of the sandbox have none");
}

GraphForm form_of_save(const SaveGroup& command, const Tenant& tenant) {
    const Group& group = command.group;
    const Group* before = tenant.groups.find(group.id);
    const bool exists = before != nullptr;
    JsonWriter body;
    body.begin_object();
    write_text(body, "description", group.description, exists ? before->description : "");
    body.member("displayName", group.display_name);
    if (!exists) {
        if (group.role_assignable) body.member("isAssignableToRole", true);
        body.member("mailEnabled", false);
        write_alias(body, group.mail_nickname, group.display_name, exists);
        write_bound(body, "members@odata.bind", group.members);
        write_bound(body, "owners@odata.bind", group.owners);
        body.member("securityEnabled", true);
    }
    body.end_object();
    return save_form(ObjectType::group, group.id, tenant, body, {});
}

GraphForm form_of_save(const SaveServicePrincipal& command, const Tenant& tenant) {
    JsonWriter body;
    body.begin_object();
    body.member("appId", to_text(command.service_principal.app_id));
    body.member("displayName", command.service_principal.display_name);
    body.end_object();
    return save_form(ObjectType::service_principal, command.service_principal.id, tenant, body, {});
}

GraphForm form_of_save(const SaveApplication& command, const Tenant& tenant) {
    JsonWriter body;
    body.begin_object();
    body.member("displayName", command.application.display_name);
    body.end_object();
    return save_form(ObjectType::application, command.application.id, tenant, body, {});
}

GraphForm form_of_save(const SaveAdministrativeUnit& command, const Tenant& tenant) {
    const AdministrativeUnit& unit = command.administrative_unit;
    JsonWriter body;
    body.begin_object();
    body.member("displayName", unit.display_name);
    body.member_or_null("description", unit.description);
    body.end_object();
    return save_form(ObjectType::administrative_unit, unit.id, tenant, body, {});
}

GraphForm form_of_save(const SaveRole& command, const Tenant& tenant) {
    const RoleDefinition& role = command.role;
    const bool exists = !role.id.is_null() && tenant.roles.find(role.id) != nullptr;
    JsonWriter body;
    body.begin_object();
    body.member("displayName", role.display_name);
    body.member("description", role.description);
    body.key("rolePermissions").begin_array().begin_object();
    body.key("allowedResourceActions").begin_array();
    for (const std::string& permission : role.permissions) body.text(permission);
    body.end_array().end_object().end_array();
    body.member("isEnabled", role.enabled);
    if (!role.version.empty()) body.member("version", role.version);
    body.end_object();
    const std::string path = "/roleManagement/directory/roleDefinitions";
    return exists ? v1_form("PATCH", cat(path, '/', to_text(role.id)), body.take())
                  : v1_form("POST", path, body.take());
}

GraphForm form_of_delete(const Guid& id, const Tenant& tenant) {
    return v1_form("DELETE", cat(path_of(object_type(tenant, id)), '/', to_text(id)));
}

GraphForm form_of_membership(const Guid& container, const Guid& member, bool adds,
                             const Tenant& tenant) {
    return form_of_reference(
        cat(path_of(object_type(tenant, container)), '/', to_text(container), "/members"), member,
        adds);
}

GraphForm form_of_ownership(const Guid& group, const Guid& owner, bool adds) {
    return form_of_reference(cat(path_of(ObjectType::group), '/', to_text(group), "/owners"), owner,
                             adds);
}

}  // namespace pim::graph
