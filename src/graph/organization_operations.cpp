#include <array>

#include "core/text.hpp"
#include "graph/collection.hpp"
#include "graph/directory_operations.hpp"

namespace pim::graph {

namespace {

// The tenant as an organization, and the one licence that it has or has not (ruling 18).

using enum PropertyType;

constexpr std::string_view premium_sku = "84a661c4-e949-4bd2-a560-ed7766fcaf2b";
constexpr std::string_view premium_plan = "eec0eb4f-6444-4f95-aba0-50c24d67f998";
constexpr std::string_view premium_name = "AAD_PREMIUM_P2";
constexpr std::int64_t licences_bought = 100;

const Tenant& tenant_in(const Row& row) {
    return row.as<Tenant>();
}
void write_no_items(JsonWriter& out, const Row&, const View&) {
    out.begin_array().end_array();
}
void write_assigned_plans(JsonWriter& out, const Row& row, const View&) {
    out.begin_array();
    if (tenant_in(row).licensed) {
        out.begin_object();
        out.member("capabilityStatus", "Enabled");
        out.member("service", "AADPremiumService");
        out.member("servicePlanId", premium_plan);
        out.end_object();
    }
    out.end_array();
}
/// The domain of the first user: the sandbox keeps no domains of its own.
void write_domains(JsonWriter& out, const Row& row, const View&) {
    out.begin_array();
    const Tenant& tenant = tenant_in(row);
    const User* first = tenant.users.slot_end() > 0 ? tenant.users.row(0) : nullptr;
    if (first != nullptr) {
        const std::string& name = first->user_principal_name;
        out.begin_object();
        out.member("isDefault", true);
        out.member("isInitial", true);
        out.member("name", std::string_view(name).substr(name.find('@') + 1));
        out.member("type", "Managed");
        out.end_object();
    }
    out.end_array();
}
Value tenant_type(const Row&, const View&) {
    return Value{std::string("AAD")};
}

const std::array<Property, 15> organization_properties = {{
    {"id", guid, [](const Row& row, const View&) { return Value{to_text(tenant_in(row).id)}; }},
    {"deletedDateTime", instant, no_value},
    {"businessPhones", complex, nullptr, write_no_items},
    {"city", text, no_value},
    {"country", text, no_value},
    {"countryLetterCode", text, no_value},
    {"createdDateTime", instant, no_value},
    {"displayName", text,
     [](const Row& row, const View&) { return text_or_null(tenant_in(row).display_name); }},
    {"onPremisesSyncEnabled", boolean, no_value},
    {"preferredLanguage", text, no_value},
    {"tenantType", text, tenant_type},
    {"technicalNotificationMails", complex, nullptr, write_no_items},
    {"assignedPlans", complex, nullptr, write_assigned_plans},
    {"provisionedPlans", complex, nullptr, write_no_items},
    {"verifiedDomains", complex, nullptr, write_domains},
}};
const EntityType organization_entity{
    "organization", organization_properties, {}, {}, "organization"};

void write_units(JsonWriter& out, const Row&, const View&) {
    out.begin_object();
    out.member_integer("enabled", licences_bought);
    out.member_integer("suspended", 0);
    out.member_integer("warning", 0);
    out.end_object();
}
void write_service_plans(JsonWriter& out, const Row&, const View&) {
    out.begin_array().begin_object();
    out.member("servicePlanId", premium_plan);
    out.member("servicePlanName", premium_name);
    out.member("provisioningStatus", "Success");
    out.member("appliesTo", "User");
    out.end_object().end_array();
}
const std::array<Property, 8> sku_properties = {{
    {"capabilityStatus", text,
     [](const Row&, const View&) { return Value{std::string("Enabled")}; }},
    {"consumedUnits", integer, [](const Row&, const View&) { return Value{std::int64_t{0}}; }},
    {"id", text,
     [](const Row& row, const View&) {
         return Value{cat(to_text(tenant_in(row).id), '_', premium_sku)};
     }},
    {"skuId", guid, [](const Row&, const View&) { return Value{std::string(premium_sku)}; }},
    {"skuPartNumber", text,
     [](const Row&, const View&) { return Value{std::string(premium_name)}; }},
    {"appliesTo", text, [](const Row&, const View&) { return Value{std::string("User")}; }},
    {"prepaidUnits", complex, nullptr, write_units},
    {"servicePlans", complex, nullptr, write_service_plans},
}};
const EntityType sku_entity{"subscribedSku", sku_properties, {}, {}, "subscribedSkus"};

/// A collection whose only row, if any, stands for the tenant.
void list_tenant(Exchange& exchange, const EntityType& type, bool present) {
    const Tenant& tenant = exchange.tenant();
    list(exchange, {type, std::string(type.collection)},
         [&](const Search& search, const Offer& offer) {
             if (present && search.after < 0) offer(row_of(type, tenant));
         });
}

}  // namespace

void list_organizations(Exchange& exchange) {
    list_tenant(exchange, organization_entity, true);
}

void show_organization(Exchange& exchange) {
    show(exchange, organization_entity, organization_entity.collection, [&]() -> Reading<Row> {
        const std::string& id = exchange.parameters[0];
        if (parse_guid(id) != exchange.tenant().id) return not_found(id);
        return row_of(organization_entity, exchange.tenant());
    });
}

void list_subscribed_skus(Exchange& exchange) {
    list_tenant(exchange, sku_entity, exchange.tenant().licensed);
}

}  // namespace pim::graph
