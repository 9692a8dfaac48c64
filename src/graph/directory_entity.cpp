#include "graph/directory_entity.hpp"

#include <array>

#include "core/access.hpp"
#include "core/text.hpp"
#include "graph/directory_role.hpp"
#include "graph/directory_values.hpp"

namespace pim::graph {

namespace {

using enum PropertyType;

Value group_alias(const Row& row, const View&) {
    const Group& group = row.as<Group>();
    return Value{group.mail_nickname.empty() ? alias_of(group.display_name) : group.mail_nickname};
}
Value last_sign_in(const Row& row, const View&) {
    return instant_or_null(row.as<User>().last_sign_in);
}
void write_sign_in(JsonWriter& out, const Row& row, const View& view) {
    out.begin_object().key("lastSignInDateTime");
    write_value(out, last_sign_in(row, view));
    out.end_object();
}

template <class T>
Value visibility_of(const Row& row, const View&) {
    return text_or_null(row.as<T>().visibility);
}

template <class T>
void find_members(const Row& row, const View& view, const Found& found) {
    for (const Guid& id : row.as<T>().members) give_directory_entity(id, view, found);
}

void find_owners(const Row& row, const View& view, const Found& found) {
    for (const Guid& id : row.as<Group>().owners) give_directory_entity(id, view, found);
}

const auto user_properties = and_on_request(std::array<Property, 13>{{
    {"businessPhones", complex, nullptr, write_nothing},
    {"displayName", text, display_name_of<User>},
    profile_property<ProfileText::given_name>,
    profile_property<ProfileText::job_title>,
    principal_name_property("mail"),
    profile_property<ProfileText::mobile_phone>,
    profile_property<ProfileText::office_location>,
    profile_property<ProfileText::preferred_language>,
    profile_property<ProfileText::surname>,
    principal_name_property("userPrincipalName"),
    {"id", guid, id_of<User>},
    {"signInActivity", complex, nullptr, write_sign_in, Versions::both, nullptr, true},
    {"signInActivity/lastSignInDateTime", instant, last_sign_in},
}});
const std::array<Property, 24> group_properties = {{
    {"id", guid, id_of<Group>},
    {"deletedDateTime", instant, no_value},
    {"classification", text, no_value},
    {"createdDateTime", instant, no_value},
    {"description", text, group_description},
    {"displayName", text, display_name_of<Group>},
    {"expirationDateTime", instant, no_value},
    {"groupTypes", complex, nullptr, write_nothing},
    {"isAssignableToRole", boolean, is_assignable_to_role},
    {"mail", text, no_value},
    {"mailEnabled", boolean, no},
    {"mailNickname", text, group_alias},
    {"membershipRule", text, no_value},
    {"membershipRuleProcessingState", text, no_value},
    {"onPremisesLastSyncDateTime", instant, no_value},
    {"onPremisesSecurityIdentifier", text, no_value},
    {"onPremisesSyncEnabled", boolean, no_value},
    {"preferredLanguage", text, no_value},
    {"proxyAddresses", complex, nullptr, write_nothing},
    {"renewedDateTime", instant, no_value},
    {"securityEnabled", boolean, yes},
    {"securityIdentifier", text, no_value},
    {"theme", text, no_value},
    {"visibility", text, visibility_of<Group>},
}};
const std::array<Property, 9> unit_properties = {{
    {"id", guid, id_of<AdministrativeUnit>},
    {"deletedDateTime", instant, no_value},
    {"displayName", text, display_name_of<AdministrativeUnit>},
    {"description", text,
     [](const Row& row, const View&) {
         return text_or_null(row.as<AdministrativeUnit>().description);
     }},
    {"visibility", text, visibility_of<AdministrativeUnit>},
    {"membershipRule", text, no_value},
    {"membershipType", text, no_value},
    {"membershipRuleProcessingState", text, no_value},
    on_request("isMemberManagementRestricted", boolean, no),
}};
/// What a query on directoryObjects may name; each row has it as its own type has.
const std::array<Property, 10> object_properties = {{
    {"id", guid},
    {"displayName", text},
    principal_name_of_any("userPrincipalName"),
    principal_name_of_any("mail"),
    {"appId", guid},
    {"description", text},
    {"isAssignableToRole", boolean},
    {"securityEnabled", boolean},
    {"accountEnabled", boolean},
    {"userType", text},
}};

/// Who holds a role over the unit; nothing for callers who may not read that.
void find_scoped_members(const Row& row, const View& view, const Found& found) {
    if (!reads_roles(view.tenant, view.authority)) return;
    const Guid& unit = row.as<AdministrativeUnit>().id;
    for (const Slot slot : slots_of(view.tenant.schedules_by_scope, unit)) {
        const Schedule& schedule = view.tenant.schedules.at(slot);
        if (is_scoped_membership(schedule)) {
            found(row_of(scoped_role_membership_type(), schedule, slot));
        }
    }
}

const std::array<Navigation, 3> group_navigations = {{
    {"members", directory_entity_type, true, find_members<Group>},
    {"owners", directory_entity_type, true, find_owners},
    no_texts("groupTypes"),
}};
const std::array<Navigation, 2> unit_navigations = {{
    {"members", directory_entity_type, true, find_members<AdministrativeUnit>},
    {"scopedRoleMembers", scoped_role_membership_type, true, find_scoped_members},
}};

const EntityType user_entity{"user", user_properties, {}, {}, "users", texts_in_any_case};
const EntityType group_entity{"group", group_properties, group_navigations,
                              {},      "groups",         texts_in_any_case};
const EntityType unit_entity{
    "administrativeUnit", unit_properties, unit_navigations, {}, "directory/administrativeUnits",
    texts_in_any_case};
const EntityType beta_unit_entity{"administrativeUnit",  unit_properties,  unit_navigations, {},
                                  "administrativeUnits", texts_in_any_case};

/// The object of an application id; the null GUID where none has it.
template <class T>
Guid find_by_app(const Table<T>& table, const RowIndex& by_app, std::string_view app_id) {
    const auto wanted = parse_guid(app_id);
    const Slots& slots = slots_of(by_app, wanted.value_or(Guid{}));
    return wanted && !slots.empty() ? table.at(*slots.begin()).id : Guid{};
}

Guid find_by_name(const Tenant& tenant, std::string_view user_principal_name) {
    const auto at = tenant.user_by_name.find(to_lower(user_principal_name));
    return at == tenant.user_by_name.end() ? Guid{} : at->second;
}

}  // namespace

std::string alias_of(std::string_view name) {
    std::string alias;
    for (const char c : name.substr(0, name.find('@'))) {
        if (c > ' ' && c < '\x7f' && not_in_alias.find(c) == std::string_view::npos) alias += c;
    }
    return alias.empty() ? "alias" : alias;
}

const EntityType& directory_entity_type() {
    static const std::array<const EntityType*, 6> types = {
        &user_entity,        &group_entity, &service_principal_type(),
        &application_type(), &unit_entity,  &beta_unit_entity};
    static const EntityType type{"directoryObject",  object_properties, {}, types,
                                 "directoryObjects", texts_in_any_case};
    return type;
}
const EntityType& user_entity_type() {
    return user_entity;
}
const EntityType& group_entity_type() {
    return group_entity;
}
const EntityType& unit_entity_type(Version version) {
    return version == Version::beta ? beta_unit_entity : unit_entity;
}

std::optional<Row> directory_entity(const View& view, const Guid& id) {
    const Tenant& tenant = view.tenant;
    switch (object_type(tenant, id)) {
        case ObjectType::user:
            return row_in(tenant.users, user_entity, id);
        case ObjectType::group:
            return row_in(tenant.groups, group_entity, id);
        case ObjectType::administrative_unit:
            return row_in(tenant.administrative_units, unit_entity_type(view.version), id);
        default:
            return directory_row(tenant, id);
    }
}

void give_directory_entity(const Guid& id, const View& view, const Found& found) {
    if (const auto row = directory_entity(view, id)) found(*row);
}

void write_invitation(JsonWriter& out, const User& guest, const Guid& id, std::string_view redirect,
                      const View& view) {
    out.begin_object();
    out.annotation("@odata.context", cat(root_of(view), "/$metadata#invitations/$entity"));
    out.member("id", to_text(derive_guid(view.tenant.id, id, 0)));
    out.member("inviteRedirectUrl", redirect);
    out.member("invitedUserDisplayName", guest.display_name);
    out.member("invitedUserEmailAddress", guest.user_principal_name);
    out.member("invitedUserType", name(guest.type));
    out.member("sendInvitationMessage", false);
    out.member("status", "Completed");
    out.key("invitedUser").begin_object();
    out.member("id", to_text(id));
    out.end_object().end_object();
}

Guid find_object_id(const Tenant& tenant, ObjectType type, std::string_view key) {
    const std::size_t equals = key.find('=');
    const std::string_view name = key.substr(0, equals == std::string_view::npos ? 0 : equals);
    const std::string_view value = key.substr(name.empty() ? 0 : equals + 1);
    Guid id;
    if (equals_ignoring_case(name, "appId")) {
        if (type == ObjectType::application) {
            id = find_by_app(tenant.applications, tenant.applications_by_app, value);
        }
        if (type == ObjectType::service_principal) {
            id = find_by_app(tenant.service_principals, tenant.service_principals_by_app, value);
        }
    } else if (type == ObjectType::user && value.find('@') != std::string_view::npos) {
        id = find_by_name(tenant, value);
    } else if (name.empty()) {
        id = parse_guid(value).value_or(Guid{});
    }
    return object_type(tenant, id) == type ? id : Guid{};
}

const std::set<Guid>* members_of(const Tenant& tenant, const Guid& container) {
    if (const Group* found = tenant.groups.find(container)) return &found->members;
    const AdministrativeUnit* found = tenant.administrative_units.find(container);
    return found == nullptr ? nullptr : &found->members;
}

}  // namespace pim::graph
