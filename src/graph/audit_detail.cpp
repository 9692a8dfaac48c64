#include "graph/audit_detail.hpp"

#include <array>

#include "graph/audit.hpp"

namespace pim::graph {

namespace {

struct AuditDetail {
    std::string key;
    std::string value;
};

const std::array<Property, 2> detail_properties = {{
    {"key", PropertyType::text,
     [](const Row& row, const View&) { return Value{row.as<AuditDetail>().key}; }},
    {"value", PropertyType::text,
     [](const Row& row, const View&) { return Value{row.as<AuditDetail>().value}; }},
}};
const EntityType detail_type_of_audit{"keyValue", detail_properties};

void find_role_details(const AuditRow& audit, const RoleDefinition& role, const Found& found) {
    const auto give = [&](std::string_view key, std::string value) {
        found(row_made(detail_type_of_audit, AuditDetail{std::string(key), std::move(value)}));
    };
    give("RoleDefinitionOriginId", to_text(role.id));
    give("RoleDefinitionOriginType", role.built_in ? "BuiltInRole" : "CustomRole");
    give("TemplateId", to_text(role.id));
    if (audit.start) give("StartTime", to_text(*audit.start));
    if (audit.end) give("ExpirationTime", to_text(*audit.end));
    if (!audit.justification.empty()) give("Justification", audit.justification);
}

}  // namespace

const EntityType& audit_detail_type() {
    return detail_type_of_audit;
}

void find_audit_details(const Row& row, const View& view, const Found& found) {
    if (!by_pim(row)) return;
    const AuditRow& audit = audit_in(row);
    if (const RoleDefinition* role = view.tenant.roles.find(audit.role)) {
        find_role_details(audit, *role, found);
    }
    const auto give = [&](std::string_view key, const Guid& id) {
        found(row_made(detail_type_of_audit, AuditDetail{std::string(key), to_text(id)}));
    };
    if (!audit.actor.is_null()) give("oid", audit.actor);
    give("tid", view.tenant.id);
    if (!audit.request.is_null()) give("RequestId", audit.request);
}

void write_audit_details(JsonWriter& out, const Row& row, const View& view) {
    out.begin_array();
    find_audit_details(row, view, [&](const Row& detail) {
        const AuditDetail& of = detail.as<AuditDetail>();
        out.begin_object().member("key", of.key).member("value", of.value).end_object();
    });
    out.end_array();
}

}  // namespace pim::graph
