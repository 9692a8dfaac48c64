#include "graph/audit.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "graph/audit_detail.hpp"
#include "graph/audit_initiator.hpp"
#include "graph/audit_target.hpp"

namespace pim::graph {

namespace {

using enum PropertyType;

/// A cursor counts down from here, so that it rises from the newest row to the oldest; it fits a
/// $skiptoken.
constexpr std::int64_t cursor_end = 0xffff'fffe;

bool ends_with(std::string_view activity, std::string_view ending) {
    return activity.size() >= ending.size() &&
           activity.substr(activity.size() - ending.size()) == ending;
}

Value operation_type(const Row& row, const View&) {
    const std::string& activity = audit_in(row).activity;
    const std::string_view verb = std::string_view(activity).substr(0, activity.find(' '));
    if (activity == "Add member to role completed (PIM activation)") {
        return Value{std::string("ActivateRole")};
    }
    if (by_pim(row)) return Value{std::string("Update")};
    const bool relation = activity.find(" member ") != std::string::npos ||
                          activity.find(" owner ") != std::string::npos;
    if (relation) return Value{std::string(verb == "Add" ? "Assign" : "Unassign")};
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
    {"initiatedBy/user/id", guid, initiator_user_id},
    {"initiatedBy/user/displayName", text, initiator_user_display_name},
    {"initiatedBy/user/userPrincipalName", text, initiator_user_name},
    {"initiatedBy/app/appId", guid, initiator_app_id},
    {"initiatedBy/app/displayName", text, initiator_app_display_name},
    {"initiatedBy/app/servicePrincipalId", guid, initiator_app_service_principal},
    {"targetResources", complex, nullptr, write_audit_targets},
    {"additionalDetails", complex, nullptr, write_audit_details},
}};
const std::array<Navigation, 2> navigations = {{
    {"targetResources", audit_target_type, true, find_audit_targets, Versions::both,
     Unexpanded::nothing, false},
    {"additionalDetails", audit_detail_type, true, find_audit_details, Versions::both,
     Unexpanded::nothing, false},
}};
const EntityType audit_record{
    "directoryAudit", properties, navigations, {}, "auditLogs/directoryAudits"};

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
    return audit_record;
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

Row audit_entity(const Tenant& tenant, std::size_t place, bool oldest_first) {
    const auto cursor = static_cast<std::int64_t>(place);
    return row_of(audit_record, tenant.audit[place], oldest_first ? cursor : cursor_end - cursor);
}

std::size_t audit_rows_before(const Tenant& tenant, std::int64_t cursor) {
    if (cursor < 0) return tenant.audit.size();
    const std::int64_t place = std::max(cursor_end - cursor, std::int64_t{0});
    return std::min(static_cast<std::size_t>(place), tenant.audit.size());
}

}  // namespace pim::graph
