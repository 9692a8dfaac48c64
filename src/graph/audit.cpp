#include "graph/audit.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace pim::graph {

namespace {

constexpr auto text = PropertyType::text;
constexpr auto guid = PropertyType::guid;
constexpr auto instant = PropertyType::instant;
constexpr auto complex = PropertyType::complex;

/// The application by which PIM acts where nobody else does.
constexpr std::string_view pim_name = "MS-PIM";
constexpr std::string_view pim_app_id = "01fc33a7-78ba-4d2f-a4b7-768e336e890e";

/// A cursor counts down from here, so that it rises from the newest row to the oldest; it fits a
/// $skiptoken.
constexpr std::int64_t cursor_end = 0xffff'fffe;

bool ends_with(std::string_view activity, std::string_view ending) {
    return activity.size() >= ending.size() &&
           activity.substr(activity.size() - ending.size()) == ending;
}

const AuditRow& audit_in(const Row& row) {
    return row.as<AuditRow>();
}
bool by_pim(const Row& row) {
    return logged_by(audit_in(row)) == AuditService::pim;
}

// What a row is about: its targetResources, in the documented order.

enum class Target { role, request, principal, directory, other };

const RoleDefinition* role_in(const Row& row, const View& view) {
    return view.tenant.roles.find(audit_in(row).role);
}

Value target_id(const Row& row, const View& view) {
    const AuditRow& audit = audit_in(row);
    switch (static_cast<Target>(row.number)) {
        case Target::role:
            return guid_or_null(audit.role);
        case Target::request:
            return guid_or_null(audit.request);
        case Target::principal:
            return guid_or_null(audit.principal);
        case Target::directory:
            return guid_or_null(audit.scope.type == ScopeType::tenant ? view.tenant.id
                                                                      : audit.scope.id);
        case Target::other:
            break;
    }
    return {};
}
Value target_name(const Row& row, const View& view) {
    const AuditRow& audit = audit_in(row);
    switch (static_cast<Target>(row.number)) {
        case Target::role:
            return Value{display_name(view.tenant, audit.role)};
        case Target::principal:
            return Value{display_name(view.tenant, audit.principal)};
        case Target::directory:
            return Value{audit.scope.type == ScopeType::tenant
                             ? view.tenant.display_name
                             : display_name(view.tenant, audit.scope)};
        default:
            return {};
    }
}
std::string type_of_principal(const Tenant& tenant, const Guid& id) {
    switch (object_type(tenant, id)) {
        case ObjectType::group:
            return "Group";
        case ObjectType::service_principal:
            return "ServicePrincipal";
        case ObjectType::application:
            return "Application";
        case ObjectType::administrative_unit:
            return "AdministrativeUnit";
        default:
            return "User";
    }
}
Value target_type(const Row& row, const View& view) {
    switch (static_cast<Target>(row.number)) {
        case Target::role:
            return Value{std::string("Role")};
        case Target::request:
            return Value{std::string("Request")};
        case Target::principal:
            return Value{type_of_principal(view.tenant, audit_in(row).principal)};
        case Target::directory:
            return Value{std::string("Directory")};
        case Target::other:
            break;
    }
    return Value{std::string("Other")};
}
Value target_user_name(const Row& row, const View& view) {
    if (static_cast<Target>(row.number) != Target::principal) return {};
    const User* user = view.tenant.users.find(audit_in(row).principal);
    return user == nullptr ? Value{} : text_or_null(user->user_principal_name);
}

void write_modified(JsonWriter& out, std::string_view name, const std::string& after) {
    out.begin_object();
    out.member("displayName", name);
    out.member("oldValue", quoted(""));
    out.member("newValue", quoted(after));
    out.end_object();
}
void write_modified_properties(JsonWriter& out, const Row& row, const View& view) {
    out.begin_array();
    const RoleDefinition* role = role_in(row, view);
    if (static_cast<Target>(row.number) == Target::role && role != nullptr && by_pim(row)) {
        write_modified(out, "RoleDefinitionOriginId", to_text(role->id));
        write_modified(out, "RoleDefinitionOriginType",
                       role->built_in ? "BuiltInRole" : "CustomRole");
        write_modified(out, "TemplateId", to_text(role->id));
    }
    out.end_array();
}

const std::array<Property, 6> target_properties = {{
    {"id", guid, target_id},
    {"displayName", text, target_name},
    {"type", text, target_type},
    {"userPrincipalName", text, target_user_name},
    {"groupType", text, no_value},
    {"modifiedProperties", complex, nullptr, write_modified_properties},
}};
const EntityType target_type_of_audit{"targetResource", target_properties};

const EntityType& target_resource_type() {
    return target_type_of_audit;
}

void find_targets(const Row& row, const View&, const Found& found) {
    const AuditRow& audit = audit_in(row);
    const auto give = [&](Target target, bool present) {
        if (!present) return;
        Row of = row;
        of.type = &target_type_of_audit;
        of.number = static_cast<std::int64_t>(target);
        found(of);
    };
    const bool pim = by_pim(row);
    give(Target::role, !audit.role.is_null());
    give(Target::request, pim && !audit.request.is_null());
    give(Target::principal, !audit.principal.is_null());
    give(Target::directory, pim);
    give(Target::other, pim);
}

void write_targets(JsonWriter& out, const Row& row, const View& view) {
    out.begin_array();
    find_targets(row, view, [&](const Row& target) { write_entity(out, target, view); });
    out.end_array();
}

// Who brought it about: a user, an application, or PIM itself.

const User* user_in(const Row& row, const View& view) {
    return view.tenant.users.find(audit_in(row).actor);
}
const ServicePrincipal* application_in(const Row& row, const View& view) {
    return view.tenant.service_principals.find(audit_in(row).actor);
}
bool by_user(const Row& row, const View& view) {
    // A user who is gone since was one all the same.
    return !audit_in(row).actor.is_null() && application_in(row, view) == nullptr;
}
Value user_id(const Row& row, const View& view) {
    return by_user(row, view) ? guid_or_null(audit_in(row).actor) : Value{};
}
Value user_display_name(const Row& row, const View& view) {
    return by_user(row, view) ? Value{display_name(view.tenant, audit_in(row).actor)} : Value{};
}
Value user_name(const Row& row, const View& view) {
    const User* user = user_in(row, view);
    return user == nullptr ? Value{} : text_or_null(user->user_principal_name);
}
Value app_id(const Row& row, const View& view) {
    if (by_user(row, view)) return {};
    const ServicePrincipal* application = application_in(row, view);
    return application == nullptr ? Value{std::string(pim_app_id)}
                                  : guid_or_null(application->app_id);
}
Value app_display_name(const Row& row, const View& view) {
    if (by_user(row, view)) return {};
    const ServicePrincipal* application = application_in(row, view);
    return application == nullptr ? Value{std::string(pim_name)}
                                  : text_or_null(application->display_name);
}
Value app_service_principal(const Row& row, const View& view) {
    const ServicePrincipal* application = application_in(row, view);
    return application == nullptr ? Value{} : guid_or_null(application->id);
}

void write_user(JsonWriter& out, const Row& row, const View& view) {
    out.key("user");
    if (!by_user(row, view)) {
        out.null();
        return;
    }
    out.begin_object().key("id");
    write_value(out, user_id(row, view));
    out.key("displayName");
    write_value(out, user_display_name(row, view));
    out.key("userPrincipalName");
    write_value(out, user_name(row, view));
    out.member_null("ipAddress");
    if (view.version == Version::beta) {
        const User* user = user_in(row, view);
        out.member_or_null("userType", user == nullptr ? std::string_view() : name(user->type));
        out.member_null("homeTenantId").member_null("homeTenantName");
    }
    out.end_object();
}
void write_app(JsonWriter& out, const Row& row, const View& view) {
    out.key("app");
    if (by_user(row, view)) {
        out.null();
        return;
    }
    out.begin_object().key("appId");
    write_value(out, app_id(row, view));
    out.key("displayName");
    write_value(out, app_display_name(row, view));
    out.key("servicePrincipalId");
    write_value(out, app_service_principal(row, view));
    out.member_null("servicePrincipalName").end_object();
}
void write_initiator(JsonWriter& out, const Row& row, const View& view) {
    out.begin_object();
    if (view.version == Version::beta) {
        write_app(out, row, view);
        write_user(out, row, view);
    } else {
        write_user(out, row, view);
        write_app(out, row, view);
    }
    out.end_object();
}

// The rest.

void write_detail(JsonWriter& out, std::string_view key, std::string_view value) {
    out.begin_object().member("key", key).member("value", value).end_object();
}
/// In the order that queries count on: StartTime is the fourth, ExpirationTime the fifth where
/// there is an end.
void write_details(JsonWriter& out, const Row& row, const View& view) {
    const AuditRow& audit = audit_in(row);
    out.begin_array();
    const RoleDefinition* role = role_in(row, view);
    if (by_pim(row) && role != nullptr) {
        write_detail(out, "RoleDefinitionOriginId", to_text(role->id));
        write_detail(out, "RoleDefinitionOriginType",
                     role->built_in ? "BuiltInRole" : "CustomRole");
        write_detail(out, "TemplateId", to_text(role->id));
        if (audit.start) write_detail(out, "StartTime", to_text(*audit.start));
        if (audit.end) write_detail(out, "ExpirationTime", to_text(*audit.end));
        if (!audit.justification.empty()) {
            write_detail(out, "Justification", audit.justification);
        }
    }
    if (by_pim(row)) {
        if (!audit.actor.is_null()) write_detail(out, "oid", to_text(audit.actor));
        write_detail(out, "tid", to_text(view.tenant.id));
        if (!audit.request.is_null()) write_detail(out, "RequestId", to_text(audit.request));
    }
    out.end_array();
}

Value operation_type(const Row& row, const View&) {
    const std::string& activity = audit_in(row).activity;
    const std::string_view verb = std::string_view(activity).substr(0, activity.find(' '));
    if (activity == "Add member to role completed (PIM activation)") {
        return Value{std::string("ActivateRole")};
    }
    if (by_pim(row)) return Value{std::string("Update")};
    const bool membership = activity.find(" member ") != std::string::npos;
    if (membership) return Value{std::string(verb == "Add" ? "Assign" : "Unassign")};
    return Value{std::string(verb == "Remove" ? "Delete" : verb)};
}
Value correlation(const Row& row, const View& view) {
    const AuditRow& audit = audit_in(row);
    return Value{to_text(audit.request.is_null() ? id_of(view.tenant, audit) : audit.request)};
}

const std::array<Property, 19> properties = {{
    {"id", text,
     [](const Row& row, const View& view) { return Value{audit_id(view.tenant, audit_in(row))}; }},
    {"category", text,
     [](const Row& row, const View&) {
         return Value{std::string(name(category_of(audit_in(row))))};
     }},
    {"correlationId", text, correlation},
    {"result", text, [](const Row&, const View&) { return Value{std::string("success")}; }},
    {"resultReason", text,
     [](const Row& row, const View&) { return Value{audit_in(row).justification}; }},
    {"activityDisplayName", text,
     [](const Row& row, const View&) { return Value{audit_in(row).activity}; }},
    {"activityDateTime", instant,
     [](const Row& row, const View&) { return Value{audit_in(row).at}; }},
    {"loggedByService", text,
     [](const Row& row, const View&) {
         return Value{std::string(name(logged_by(audit_in(row))))};
     }},
    {"operationType", text, operation_type},
    {"userAgent", text, no_value, nullptr, Versions::beta_only},
    {"initiatedBy", complex, nullptr, write_initiator},
    {"initiatedBy/user/id", guid, user_id},
    {"initiatedBy/user/displayName", text, user_display_name},
    {"initiatedBy/user/userPrincipalName", text, user_name},
    {"initiatedBy/app/appId", guid, app_id},
    {"initiatedBy/app/displayName", text, app_display_name},
    {"initiatedBy/app/servicePrincipalId", guid, app_service_principal},
    {"targetResources", complex, nullptr, write_targets},
    {"additionalDetails", complex, nullptr, write_details},
}};
const std::array<Navigation, 1> navigations = {{
    {"targetResources", target_resource_type, true, find_targets, Versions::both,
     Unexpanded::nothing, false},
}};
const EntityType type{"directoryAudit", properties, navigations, {}, "auditLogs/directoryAudits"};

}  // namespace

AuditService logged_by(const AuditRow& row) {
    const bool definition = ends_with(row.activity, " role definition");
    return definition || category_of(row) != AuditCategory::role_management
               ? AuditService::core_directory
               : AuditService::pim;
}

AuditCategory category_of(const AuditRow& row) {
    // What the directory's own activities end with (core/audit.cpp).
    constexpr std::array<std::pair<std::string_view, AuditCategory>, 5> endings = {{
        {" user", AuditCategory::user_management},
        {" group", AuditCategory::group_management},
        {" service principal", AuditCategory::application_management},
        {" application", AuditCategory::application_management},
        {" administrative unit", AuditCategory::administrative_unit},
    }};
    for (const auto& [ending, category] : endings) {
        if (ends_with(row.activity, ending)) return category;
    }
    return AuditCategory::role_management;
}

const EntityType& directory_audit_type() {
    return type;
}

std::string audit_id(const Tenant& tenant, const AuditRow& row) {
    const bool pim = logged_by(row) == AuditService::pim;
    return cat(pim ? "PIM_" : "Directory_", to_text(id_of(tenant, row)), '_', row.ordinal, '_',
               row.sequence);
}

std::optional<std::size_t> find_audit_row(const Tenant& tenant, std::string_view id) {
    std::int64_t sequence = 0;
    for (const char c : id.substr(std::min(id.size(), id.rfind('_') + 1))) {
        if (c < '0' || c > '9' || sequence > tenant.sequence) return std::nullopt;
        sequence = sequence * 10 + (c - '0');
    }
    const auto before = [](const AuditRow& row, std::int64_t wanted) {
        return row.sequence < wanted;
    };
    auto at = std::lower_bound(tenant.audit.begin(), tenant.audit.end(), sequence, before);
    for (; at != tenant.audit.end() && at->sequence == sequence; ++at) {
        if (audit_id(tenant, *at) == id) {
            return static_cast<std::size_t>(at - tenant.audit.begin());
        }
    }
    return std::nullopt;
}

Row audit_entity(const Tenant& tenant, std::size_t place) {
    return row_of(type, tenant.audit[place], cursor_end - static_cast<std::int64_t>(place));
}

std::size_t audit_rows_before(const Tenant& tenant, std::int64_t cursor) {
    if (cursor < 0) return tenant.audit.size();
    const std::int64_t place = std::max(cursor_end - cursor, std::int64_t{0});
    return std::min(static_cast<std::size_t>(place), tenant.audit.size());
}

}  // namespace pim::graph
