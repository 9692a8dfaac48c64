#include "lab/compose.hpp"

#include "core/text.hpp"
#include "core/view.hpp"
#include "lab/alert_line.hpp"
#include "lab/schedule_line.hpp"
#include "lab/settings.hpp"

namespace pim::lab {

namespace {

tl::unexpected<Error> unknown(std::string_view kind, std::string_view name) {
    return failure(cat(kind, " `", name, "` is not known here"));
}

std::string value_or(const Operation& operation, std::string_view key, std::string fallback) {
    const Option* option = operation.option(key);
    return option == nullptr ? std::move(fallback) : option->value;
}

/// The id that an option gives; without the option another one.
Outcome<Guid> id_or(const Operation& operation, std::string_view key, const Guid& fallback) {
    const Option* option = operation.option(key);
    if (option == nullptr) return fallback;
    const std::optional<Guid> given = parse_guid(option->value);
    if (!given) return failure(cat("`", option->value, "` is no id"));
    return *given;
}

/// Writes `scopes=unit,app,sp`.
Outcome<void> read_scopes(const Operation& operation, RoleDefinition& role) {
    const Option* option = operation.option("scopes");
    if (option == nullptr) return {};
    for (const std::string_view scope : divide(option->value, ',')) {
        bool* const supported = scope == "unit"  ? &role.scope_administrative_unit
                                : scope == "app" ? &role.scope_application
                                : scope == "sp"  ? &role.scope_service_principal
                                                 : nullptr;
        if (supported == nullptr) return failure(cat("`", scope, "` is none of unit, app and sp"));
        *supported = true;
    }
    return {};
}

/// Turns one line into its command; a member for each family of verbs.
class Composer {
public:
    Composer(const Line& line, const Tenant& tenant, Lookup& lookup, Guid caller)
        : operation_(line.operation), tenant_(tenant), lookup_(lookup), caller_(caller) {}

    Outcome<Command> directory();
    Outcome<Command> persona();
    Outcome<Command> answer();
    Outcome<Command> decide(Instant now);
    Outcome<Command> request_or_outside();
    Outcome<Command> settings();
    Outcome<Command> role();
    Outcome<Command> mail();

private:
    const std::string& name(std::size_t i) const { return operation_.names[i].text; }
    std::string text_or_name() const { return operation_.text.value_or(name(0)); }

    /// The id that a declaration gives, remembered for later lines.
    Outcome<Guid> declared(ObjectType type);
    Outcome<Guid> object(std::string_view word) const;
    Outcome<std::optional<Scope>> scope() const;
    /// The request that the line's principal, role and scope name.
    Outcome<const Request*> request() const;

    Outcome<Command> save_user();
    Outcome<Command> save_service_principal();
    Outcome<Command> membership();

    const Operation& operation_;
    const Tenant& tenant_;
    Lookup& lookup_;
    Guid caller_;
};

Outcome<Guid> Composer::declared(ObjectType type) {
    const Outcome<Guid> id = id_or(operation_, "id", stable_id(type, name(0)));
    if (id) lookup_.declare(name(0), *id);
    return id;
}

Outcome<Guid> Composer::object(std::string_view word) const {
    const std::optional<Guid> id = lookup_.object(tenant_, word);
    if (!id) return unknown("the name", word);
    return *id;
}

Outcome<std::optional<Scope>> Composer::scope() const {
    const Option* option = operation_.option("scope");
    if (option == nullptr) return std::optional<Scope>();
    const std::optional<Scope> scope = lookup_.scope(tenant_, option->value);
    if (!scope) return unknown("the scope", option->value);
    return scope;
}

Outcome<const Request*> Composer::request() const {
    const Outcome<Guid> principal = object(name(0));
    if (!principal) return tl::unexpected<Error>(principal.error());
    const std::optional<Guid> role = lookup_.role(tenant_, name(1));
    if (!role) return unknown("the role", name(1));
    const Outcome<std::optional<Scope>> wanted = scope();
    if (!wanted) return tl::unexpected<Error>(wanted.error());
    const Request* found = latest_request(tenant_, *principal, *role, *wanted);
    if (found == nullptr) return failure(cat("`", name(0), "` never asked for `", name(1), "`"));
    return found;
}

Outcome<Command> Composer::save_user() {
    const Outcome<Guid> id = declared(ObjectType::user);
    if (!id) return tl::unexpected<Error>(id.error());
    User user;
    if (const User* known = tenant_.users.find(*id)) user = *known;
    user.id = *id;
    user.display_name = text_or_name();
    if (user.user_principal_name.empty() || operation_.option("upn") != nullptr) {
        user.user_principal_name =
            value_or(operation_, "upn", cat(to_lower(name(0)), "@", default_domain));
    }
    const bool guest = operation_.verb == Verb::guest || operation_.flag("guest");
    user.type = guest ? UserType::guest : UserType::member;
    if (const Option* mfa = operation_.option("mfa")) {
        const Outcome<bool> done = parse_switch(mfa->value);
        if (!done) return tl::unexpected<Error>(done.error());
        user.mfa_done = *done;
    }
    return SaveUser{std::move(user)};
}

Outcome<Command> Composer::save_service_principal() {
    const Outcome<Guid> id = declared(ObjectType::service_principal);
    if (!id) return tl::unexpected<Error>(id.error());
    ServicePrincipal principal{*id, text_or_name(), {}};
    if (const Option* app = operation_.option("app")) {
        const Outcome<Guid> application = object(app->value);
        if (!application) return tl::unexpected<Error>(application.error());
        const Application* found = tenant_.applications.find(*application);
        if (found == nullptr) return unknown("the application", app->value);
        principal.app_id = found->app_id;
    } else {
        const Outcome<Guid> app_id = id_or(operation_, "app-id", Guid{});
        if (!app_id) return tl::unexpected<Error>(app_id.error());
        principal.app_id = *app_id;
    }
    return SaveServicePrincipal{std::move(principal)};
}

/// Who is in a container, or owns a group.
Outcome<Command> Composer::membership() {
    const Outcome<Guid> member = object(name(0));
    if (!member) return tl::unexpected<Error>(member.error());
    const Outcome<Guid> container = object(name(1));
    if (!container) return tl::unexpected<Error>(container.error());
    switch (operation_.verb) {
        case Verb::member:
            return AddMember{*container, *member};
        case Verb::owner:
            return AddOwner{*container, *member};
        case Verb::remove_owner:
            return RemoveOwner{*container, *member};
        default:
            return RemoveMember{*container, *member};
    }
}

Outcome<Command> Composer::directory() {
    switch (operation_.verb) {
        case Verb::user:
        case Verb::guest:
            return save_user();
        case Verb::service_principal:
            return save_service_principal();
        case Verb::member:
        case Verb::remove_member:
        case Verb::owner:
        case Verb::remove_owner:
            return membership();
        case Verb::group: {
            const Outcome<Guid> id = declared(ObjectType::group);
            if (!id) return tl::unexpected<Error>(id.error());
            Group group;
            if (const Group* known = tenant_.groups.find(*id)) group = *known;
            group.id = *id;
            group.display_name = text_or_name();
            group.role_assignable = operation_.flag("role-assignable");
            return SaveGroup{std::move(group)};
        }
        case Verb::application: {
            const Outcome<Guid> id = declared(ObjectType::application);
            if (!id) return tl::unexpected<Error>(id.error());
            const Outcome<Guid> app_id = id_or(operation_, "app-id", derive_guid(*id, *id, 1));
            if (!app_id) return tl::unexpected<Error>(app_id.error());
            return SaveApplication{Application{*id, text_or_name(), *app_id}};
        }
        case Verb::unit: {
            const Outcome<Guid> id = declared(ObjectType::administrative_unit);
            if (!id) return tl::unexpected<Error>(id.error());
            return SaveAdministrativeUnit{AdministrativeUnit{
                *id, text_or_name(), value_or(operation_, "description", ""), {}}};
        }
        default: {
            const Outcome<Guid> id = object(name(0));
            if (!id) return tl::unexpected<Error>(id.error());
            return DeleteObject{*id};
        }
    }
}

Outcome<Command> Composer::persona() {
    const Outcome<Guid> user = object(name(0));
    if (!user) return tl::unexpected<Error>(user.error());
    if (operation_.verb == Verb::sign_in) return SignIn{*user};
    return CompleteMfa{*user, value_or(operation_, "context", "")};
}

Outcome<Command> Composer::role() {
    if (operation_.verb == Verb::remove_role) {
        const std::optional<Guid> known = lookup_.role(tenant_, name(0));
        if (!known) return unknown("the role", name(0));
        return DeleteRole{*known};
    }
    RoleDefinition role;
    const Outcome<Guid> id = id_or(operation_, "id", stable_role_id(name(0)));
    if (!id) return tl::unexpected<Error>(id.error());
    role.id = *id;
    const Outcome<void> scopes = read_scopes(operation_, role);
    if (!scopes) return tl::unexpected<Error>(scopes.error());
    lookup_.declare(cat("role ", name(0)), role.id);
    role.display_name = text_or_name();
    role.description = value_or(operation_, "description", "");
    role.built_in = false;
    role.enabled = !operation_.flag("disabled");
    role.privileged = operation_.flag("privileged");
    if (const Option* permissions = operation_.option("permissions")) {
        for (const std::string_view permission : divide(permissions->value, ',')) {
            role.permissions.emplace_back(permission);
        }
    }
    return SaveRole{std::move(role)};
}

Outcome<Command> Composer::settings() {
    const std::optional<Guid> role = lookup_.role(tenant_, name(0));
    if (!role) return unknown("the role", name(0));
    Outcome<Policy> changed =
        with_settings(settings_of(tenant_, *role), operation_.options, tenant_, lookup_);
    if (!changed) return tl::unexpected<Error>(changed.error());
    return UpdatePolicy{std::move(*changed)};
}

Outcome<Command> Composer::answer() {
    const Outcome<const Request*> found = request();
    if (!found) return tl::unexpected<Error>(found.error());
    AnswerApproval answer;
    answer.request = (*found)->id;
    if ((*found)->approval) answer.step = (*found)->approval->id;
    answer.result = operation_.verb == Verb::deny ? ReviewResult::deny : ReviewResult::approve;
    answer.justification = operation_.text.value_or("");
    return answer;
}

Outcome<Command> Composer::decide(Instant now) {
    const Outcome<const Request*> found = request();
    if (!found) return tl::unexpected<Error>(found.error());
    DecideRequest decision;
    decision.request = (*found)->id;
    decision.result = name(2) == "deny" ? ReviewResult::deny : ReviewResult::approve;
    decision.justification = operation_.text.value_or("");
    decision.kind = operation_.kind;
    decision.schedule = written_window(operation_, now);
    return decision;
}

Outcome<Command> Composer::request_or_outside() {
    const Outcome<Guid> principal = object(name(0));
    if (!principal) return tl::unexpected<Error>(principal.error());
    const std::optional<Guid> role = lookup_.role(tenant_, name(1));
    if (!role) return unknown("the role", name(1));
    const Outcome<std::optional<Scope>> wanted = scope();
    if (!wanted) return tl::unexpected<Error>(wanted.error());
    const Scope scope = wanted->value_or(Scope{});
    if (operation_.verb == Verb::outside) return AssignOutside{*principal, *role, scope};
    if (operation_.verb == Verb::outside_remove) {
        const Schedule* found = nullptr;
        for (const Slot slot : slots_of(tenant_.schedules_by_principal, *principal)) {
            const Schedule& row = tenant_.schedules.at(slot);
            const bool same = row.role == *role && row.scope == scope && row.live() &&
                              row.kind == AssignmentKind::active;
            if (same && (found == nullptr || row.outside_pim)) found = &row;
        }
        return RemoveOutside{found == nullptr ? Guid{} : found->id};
    }
    const Request* found = latest_request(tenant_, *principal, *role, *wanted);
    if (found == nullptr) return failure(cat("`", name(0), "` never asked for `", name(1), "`"));
    return CancelRequest{found->id};
}

Outcome<Command> Composer::mail() {
    const std::string& word = name(0);
    const std::optional<Guid> principal = lookup_.object(tenant_, word);
    for (std::size_t i = tenant_.mails.size(); i-- > 0;) {
        const Mail& mail = tenant_.mails[i];
        for (std::size_t j = 0; j < mail.recipients.size(); ++j) {
            const Recipient& recipient = mail.recipients[j];
            const bool theirs = principal ? recipient.principal == *principal
                                          : equals_ignoring_case(recipient.address, word);
            if (!theirs || mail.read_by(j)) continue;
            if (render(tenant_, mail, j).subject.find(*operation_.text) == std::string::npos) {
                continue;
            }
            return MarkMailRead{static_cast<std::int64_t>(i), recipient.principal,
                                recipient.address};
        }
    }
    return failure(cat("`", word, "` has no unread mail about `", *operation_.text, "`"));
}

Outcome<Command> create_tenant(const Operation& operation) {
    CreateTenant command;
    command.display_name = *operation.text;
    const Outcome<Guid> id = id_or(operation, "id", stable_id(ObjectType::none, *operation.text));
    if (!id) return tl::unexpected<Error>(id.error());
    command.id = *id;
    command.roles = built_in_roles();
    return command;
}

Outcome<Command> command_of(const Line& line, const Tenant& tenant, Lookup& lookup,
                            const Guid& caller, Instant now) {
    const Operation& operation = line.operation;
    Composer composer(line, tenant, lookup, caller);
    switch (operation.verb) {
        case Verb::tenant:
            return create_tenant(operation);
        case Verb::licence:
            return SetLicence{operation.names[0].text == "on"};
        case Verb::delay:
            return SetProvisioningDelay{*parse_length(operation.names[0].text)};
        case Verb::draw:
            return DrawApprovals{std::stoll(operation.names[0].text)};
        case Verb::set:
            return composer.settings();
        case Verb::role:
        case Verb::remove_role:
            return composer.role();
        case Verb::sign_in:
        case Verb::mfa:
            return composer.persona();
        case Verb::approve:
        case Verb::deny:
            return composer.answer();
        case Verb::decide:
            return composer.decide(now);
        case Verb::cancel:
        case Verb::outside:
        case Verb::outside_remove:
            return composer.request_or_outside();
        case Verb::read:
            return composer.mail();
        case Verb::refresh:
        case Verb::dismiss:
        case Verb::take_up:
        case Verb::configure:
        case Verb::fix:
            return compose_alert(operation, tenant, lookup);
        default:
            if (!is_schedule_verb(operation.verb)) return composer.directory();
            return compose_schedule(line, tenant, lookup, caller, now);
    }
}

}  // namespace

const Request* latest_request(const Tenant& tenant, const Guid& principal, const Guid& role,
                              const std::optional<Scope>& scope) {
    const Request* found = nullptr;
    for (const Slot slot : slots_of(tenant.requests_by_principal, principal)) {
        const Request& request = tenant.requests.at(slot);
        if (request.role != role || (scope && request.scope != *scope)) continue;
        if (found == nullptr || request.open() || !found->open()) found = &request;
    }
    return found;
}

Outcome<Composed> compose(const Line& line, const Tenant& tenant, Lookup& lookup,
                          const Guid& caller, Instant now) {
    Composed composed;
    composed.caller = caller;
    if (line.caller && line.caller->text != "owner") {
        const std::optional<Guid> persona = lookup.object(tenant, line.caller->text);
        if (!persona) return unknown("the persona", line.caller->text);
        composed.caller = *persona;
    } else if (line.caller) {
        composed.caller = Guid{};
    }
    Outcome<Command> command = command_of(line, tenant, lookup, composed.caller, now);
    if (!command) return tl::unexpected<Error>(command.error());
    if (const SignIn* sign_in = std::get_if<SignIn>(&*command)) {
        if (!line.caller) composed.caller = sign_in->user;
    } else if (const CompleteMfa* mfa = std::get_if<CompleteMfa>(&*command)) {
        if (!line.caller) composed.caller = mfa->user;
    }
    composed.command = std::move(*command);
    return composed;
}

}  // namespace pim::lab
