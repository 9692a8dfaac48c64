#include "graph/directory_body.hpp"

#include "core/text.hpp"
#include "graph/directory_entity.hpp"

namespace pim::graph {

namespace {

/// What a body says, or the first thing that is wrong with it.
class Body {
public:
    Body(const JsonValue& body, const Guid& id)
        : body_(body), members_(body, {}, problem_, directory_code), complete_(id.is_null()) {}

    /// Lays a text over what there is; a new object may need it.
    void text(std::string_view name, std::string& held, bool needed = false) {
        const auto given = members_.text(name);
        if (!given && needed && complete_) members_.missing(name, "a new object needs it");
        held = given.value_or(held);
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
    void refuse(std::string_view name, std::string_view instead) {
        if (members_.member(name) != nullptr) members_.wrong(name, "not taken here", instead);
    }
    /// Refuses what would be answered as done and dropped: a member that the type of the row has,
    /// that nobody read, with another value than the row will show.
    void nothing_dropped(const Exchange& exchange, const Row& row) {
        const View view = exchange.view();
        for (std::size_t i = 0; i < body_.names.size(); ++i) {
            const Property* property = find_property(*row.type, view.version, body_.names[i]);
            if (property == nullptr || property->value == nullptr) continue;
            if (members_.asked(property->name)) continue;
            if (shows(*property, property->value(row, view), body_.items[i], view.version))
                continue;
            members_.wrong(property->name, "not kept", "possible to set in this sandbox");
        }
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
    /// Whether a sent value is the one that a property shows.
    static bool shows(const Property& property, const Value& value, const JsonValue& sent,
                      Version version) {
        using Type = JsonValue::Type;
        if (sent.type == Type::null) return std::holds_alternative<std::monostate>(value);
        if (sent.type == Type::boolean) return value == Value{sent.boolean};
        const auto canonical = property.canonical;
        if (const auto* at = std::get_if<Instant>(&value)) return parse_instant(sent.text) == *at;
        return sent.type == Type::text &&
               value == Value{canonical ? canonical(sent.text, version) : sent.text};
    }

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

/// The type of a user; Graph's own words, in any case.
void read_user_type(MemberReader& members, User& user) {
    const auto given = members.text("userType");
    if (!given) return;
    const auto type = parse_name<UserType>(*given);
    if (!type) members.wrong("userType", cat('\'', *given, '\''), "Member or Guest");
    user.type = type.value_or(user.type);
}

}  // namespace

Reading<Command> read_user(const Exchange& exchange, const JsonValue& json, const Guid& id) {
    User user = object_or_new(exchange.tenant().users, id);
    Body body(json, id);
    body.fixed("accountEnabled", true, true);
    body.text("displayName", user.display_name, true);
    body.need("mailNickname", "it is the alias of the new user");
    body.text("userPrincipalName", user.user_principal_name, true);
    body.need("passwordProfile", "a new user needs a first password");
    read_user_type(body.members(), user);
    body.nothing_dropped(exchange, row_of(user_entity_type(), user));
    return body.command(SaveUser{std::move(user)});
}

Reading<Command> read_group(const Exchange& exchange, const JsonValue& json, const Guid& id) {
    Group group = object_or_new(exchange.tenant().groups, id);
    Body body(json, id);
    body.text("displayName", group.display_name, true);
    body.fixed("mailEnabled", false, true);
    body.need("mailNickname", "it is the alias of the new group");
    body.fixed("securityEnabled", true, true);
    body.refuse("members@odata.bind", "POST members/$ref, one member at a time");
    body.refuse("owners@odata.bind", "kept: groups of this sandbox have no owners");
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
    const auto url = parse_url(*address, exchange.request.service_root);
    const auto id = url && !url->segments.empty() ? parse_guid(url->segments.back().name)
                                                  : std::optional<Guid>();
    if (!id) {
        members.wrong("@odata.id", cat('\'', *address, '\''),
                      "an address such as https://graph.microsoft.com/v1.0/directoryObjects/{id}");
        return tl::unexpected(*problem);
    }
    return *id;
}

}  // namespace pim::graph
