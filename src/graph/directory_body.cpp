#include "graph/directory_body.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "graph/directory_entity.hpp"
#include "graph/directory_values.hpp"
#include "graph/kept.hpp"

namespace pim::graph {

namespace {

/// The object at whose address a reference points; none where it is no such address.
std::optional<Guid> referenced_id(std::string_view address, std::string_view root) {
    const auto url = parse_url(address, root);
    if (!url || url->segments.empty()) return std::nullopt;
    return parse_guid(url->segments.back().name);
}

constexpr std::string_view reference_form =
    "an address such as https://graph.microsoft.com/v1.0/directoryObjects/{id}";

/// What a body says, or the first thing that is wrong with it.
class Body {
public:
    Body(const JsonValue& body, const Guid& id)
        : body_(body), members_(body, {}, problem_, directory_code), complete_(id.is_null()) {}

    /// Lays a text over what there is; null empties it. One that is needed cannot be empty.
    void text(std::string_view name, std::string& held, bool needed = false) {
        const JsonValue* sent = members_.member(name);
        const bool cleared = sent != nullptr && sent->type == JsonValue::Type::null;
        const auto given = members_.text(name);
        if (!given && needed && (complete_ || cleared)) {
            members_.missing(name, "a new object needs it, and keeps it");
        }
        if (given || cleared) held = given.value_or(std::string());
    }
    /// The alias, which a new object needs.
    void alias(std::string& held) {
        constexpr std::string_view name = "mailNickname";
        need(name, "it is the alias of the new object");
        text(name, held);
        const bool plain = std::all_of(held.begin(), held.end(), [](char c) {
            return c > ' ' && c < '\x7f' && not_in_alias.find(c) == std::string_view::npos;
        });
        if (!plain) {
            members_.wrong(name, cat('\'', held, '\''),
                           R"(an alias: ASCII without spaces and @()\[]";:<>,)");
        }
    }
    /// Who sees the members: told, and nothing here is hidden by it.
    void visibility(std::string& held) {
        constexpr std::string_view name = "visibility";
        text(name, held);
        for (const std::string_view known : {"", "Public", "Private", "HiddenMembership"}) {
            if (held == known) return;
        }
        members_.wrong(name, cat('\'', held, '\''), "Public, Private or HiddenMembership");
    }
    void profile(Profile& profile) {
        for (std::size_t i = 0; i < profile_text_count; ++i) {
            const auto which = static_cast<ProfileText>(i);
            std::string held = profile.text(which);
            if (which == ProfileText::mail_nickname) {
                alias(held);
            } else {
                text(name(which), held);
            }
            profile.set(which, std::move(held));
        }
    }
    /// Refuses a member whose value is another than the only one that there is here.
    void fixed(std::string_view name, bool value, bool needed = false) {
        if (needed && complete_ && body_.member(name) == nullptr) {
            members_.missing(name, cat("it is ", value ? "true" : "false"));
        }
        if (members_.boolean(name, value) != value) {
            members_.wrong(name, value ? "false" : "true", "possible in this sandbox");
        }
    }
    /// The objects that a new one begins with, by their addresses.
    void references(std::string_view name, std::string_view root, std::set<Guid>& held) {
        const JsonValue* sent = members_.array(name);
        if (sent == nullptr) return;
        for (const JsonValue& item : sent->items) {
            const bool is_text = item.type == JsonValue::Type::text;
            const auto id = is_text ? referenced_id(item.text, root) : std::nullopt;
            if (!id) {
                const std::string shown = is_text ? cat('\'', item.text, '\'') : to_json(item);
                return members_.wrong(name, shown, reference_form);
            }
            held.insert(*id);
        }
    }
    void refuse(std::string_view name, std::string_view instead) {
        if (members_.member(name) != nullptr) members_.wrong(name, "not taken here", instead);
    }
    void nothing_dropped(const Exchange& exchange, const Row& row) {
        refuse_dropped(members_, body_, row, exchange.view());
    }
    void need(std::string_view name, std::string_view help) {
        if (complete_ && members_.member(name) == nullptr) members_.missing(name, help);
    }
    MemberReader& members() { return members_; }

    template <class Save>
    Reading<Command> command(Save save) const {
        if (problem_) return tl::unexpected(*problem_);
        return Command{std::move(save)};
    }

private:
    std::optional<Rejection> problem_;
    const JsonValue& body_;
    MemberReader members_;
    bool complete_;
};

/// The object as it is, or a new one.
template <class T>
T object_or_new(const Table<T>& table, const Guid& id) {
    const T* found = table.find(id);
    return found == nullptr ? T{} : *found;
}

constexpr std::string_view no_password = "kept: personas of the sandbox have no passwords";

/// The type of a user; Graph's own words, in any case.
void read_user_type(MemberReader& members, User& user, std::string_view member = "userType") {
    const auto given = members.text(member);
    if (!given) return;
    const auto type = parse_name<UserType>(*given);
    if (!type) members.wrong(member, cat('\'', *given, '\''), "Member or Guest");
    user.type = type.value_or(user.type);
}

}  // namespace

Reading<Command> read_user(const Exchange& exchange, const JsonValue& json, const Guid& id) {
    User user = object_or_new(exchange.tenant().users, id);
    Body body(json, id);
    body.fixed("accountEnabled", true, true);
    body.text("displayName", user.display_name, true);
    body.text("userPrincipalName", user.user_principal_name, true);
    body.profile(user.profile);
    if (id.is_null()) {
        body.need("passwordProfile", "a new user needs a first password");
    } else {
        body.refuse("passwordProfile", no_password);
    }
    body.refuse("passwordPolicies", no_password);
    read_user_type(body.members(), user);
    body.nothing_dropped(exchange, row_of(user_entity_type(), user));
    return body.command(SaveUser{std::move(user)});
}

Reading<Command> read_group(const Exchange& exchange, const JsonValue& json, const Guid& id) {
    Group group = object_or_new(exchange.tenant().groups, id);
    Body body(json, id);
    body.text("displayName", group.display_name, true);
    body.fixed("mailEnabled", false, true);
    body.alias(group.mail_nickname);
    body.text("description", group.description);
    body.visibility(group.visibility);
    body.fixed("securityEnabled", true, true);
    constexpr std::string_view bound_members = "members@odata.bind";
    constexpr std::string_view bound_owners = "owners@odata.bind";
    if (id.is_null()) {
        body.references(bound_members, exchange.request.service_root, group.members);
        body.references(bound_owners, exchange.request.service_root, group.owners);
    } else {
        body.refuse(bound_members, "possible once the group exists: POST members/$ref adds one");
        body.refuse(bound_owners, "possible once the group exists: POST owners/$ref adds one");
    }
    const JsonValue* types = body.members().array("groupTypes");
    if (types != nullptr && !types->items.empty()) {
        body.members().wrong("groupTypes", "not empty", "empty, as that of a security group");
    }
    group.role_assignable = body.members().boolean("isAssignableToRole", group.role_assignable);
    body.nothing_dropped(exchange, row_of(group_entity_type(), group));
    return body.command(SaveGroup{std::move(group)});
}

Reading<Command> read_service_principal(const Exchange& exchange, const JsonValue& json,
                                        const Guid& id) {
    ServicePrincipal row = object_or_new(exchange.tenant().service_principals, id);
    Body body(json, id);
    const auto app_id = body.members().guid("appId");
    if (!app_id) body.need("appId", "it is that of an application");
    row.app_id = app_id.value_or(row.app_id);
    body.text("displayName", row.display_name);
    if (row.display_name.empty()) {
        const Guid application = find_object_id(exchange.tenant(), ObjectType::application,
                                                cat("appId=", to_text(row.app_id)));
        const Application* known = exchange.tenant().applications.find(application);
        row.display_name = known == nullptr ? to_text(row.app_id) : known->display_name;
    }
    body.nothing_dropped(exchange, row_of(service_principal_type(), row));
    return body.command(SaveServicePrincipal{std::move(row)});
}

Reading<Command> read_application(const Exchange& exchange, const JsonValue& json, const Guid& id) {
    Application application = object_or_new(exchange.tenant().applications, id);
    Body body(json, id);
    body.text("displayName", application.display_name, true);
    body.nothing_dropped(exchange, row_of(application_type(), application));
    return body.command(SaveApplication{std::move(application)});
}

Reading<Command> read_unit(const Exchange& exchange, const JsonValue& json, const Guid& id) {
    AdministrativeUnit unit = object_or_new(exchange.tenant().administrative_units, id);
    Body body(json, id);
    body.text("displayName", unit.display_name, true);
    body.text("description", unit.description);
    body.visibility(unit.visibility);
    body.refuse("membershipRule", "members that are added one by one");
    body.fixed("isMemberManagementRestricted", false);
    body.nothing_dropped(exchange, row_of(unit_entity_type(exchange.url.version), unit));
    return body.command(SaveAdministrativeUnit{std::move(unit)});
}

Reading<SaveUser> read_invitation(const JsonValue& json) {
    User guest;
    guest.type = UserType::guest;
    Body body(json, {});
    body.text("invitedUserEmailAddress", guest.user_principal_name, true);
    body.need("inviteRedirectUrl", "it is where the guest goes after accepting");
    body.text("invitedUserDisplayName", guest.display_name);
    if (guest.display_name.empty()) guest.display_name = guest.user_principal_name;
    read_user_type(body.members(), guest, "invitedUserType");
    body.fixed("sendInvitationMessage", false);
    const auto command = body.command(SaveUser{guest});
    if (!command) return tl::unexpected(command.error());
    return SaveUser{std::move(guest)};
}

Reading<Guid> read_reference(const Exchange& exchange, const JsonValue& body) {
    std::optional<Rejection> problem;
    MemberReader members(body, {}, problem, directory_code);
    const auto address = members.text("@odata.id");
    if (!address) members.missing("@odata.id", "it is the address of a directory object");
    if (problem) return tl::unexpected(*problem);
    const std::optional<Guid> id = referenced_id(*address, exchange.request.service_root);
    if (!id) {
        members.wrong("@odata.id", cat('\'', *address, '\''), reference_form);
        return tl::unexpected(*problem);
    }
    return *id;
}

}  // namespace pim::graph
