#include "graph/policy.hpp"

#include <array>

#include "core/text.hpp"
#include "graph/instance_id.hpp"
#include "graph/policy_rule.hpp"

namespace pim::graph {

namespace {

constexpr std::string_view directory_role = "DirectoryRole";

const Guid& role_in(const Row& row) {
    return row.as<RoleDefinition>().id;
}

Value id_of_policy(const Row& row, const View& view) {
    return Value{policy_id(view.tenant, role_in(row))};
}
Value assignment_id(const Row& row, const View& view) {
    return Value{policy_assignment_id(view.tenant, role_in(row))};
}
Value policy_role_id(const Row& row, const View&) {
    return guid_or_null(role_in(row));
}
Value modified(const Row& row, const View& view) {
    return instant_or_null(policy_of(view.tenant, role_in(row)).modified);
}

/// A name without an id, as the documentation shows it.
void write_modified_by(JsonWriter& out, const Row& row, const View& view) {
    const Guid& id = policy_of(view.tenant, role_in(row)).modified_by;
    out.begin_object();
    out.member_or_null("displayName", id.is_null() ? std::string() : display_name(view.tenant, id));
    out.member_null("id");
    out.end_object();
}

void find_rules(const Row& row, const View& view, const Found& found) {
    give_rules(policy_of(view.tenant, role_in(row)), found);
}
void find_policy(const Row& row, const View&, const Found& found) {
    found(row_of(policy_type(), row.as<RoleDefinition>()));
}

using enum PropertyType;
using enum Versions;

constexpr Property scope_id{"scopeId", text, scope_id_of_directory};
constexpr Property scope_type{"scopeType", text, scope_type_of_directory,
                              nullptr,     both, canonical_scope_type};

const std::array<Property, 8> policy_properties = {{
    {"id", text, id_of_policy},
    {"displayName", text, scope_type_of_directory},
    {"description", text, scope_type_of_directory},
    {"isOrganizationDefault", boolean, [](const Row&, const View&) { return Value{false}; }},
    scope_id,
    scope_type,
    {"lastModifiedDateTime", instant, modified},
    {"lastModifiedBy", complex, nullptr, write_modified_by},
}};
const std::array<Navigation, 2> policy_navigations = {{
    {"effectiveRules", policy_rule_type, true, find_rules},
    {"rules", policy_rule_type, true, find_rules},
}};
const std::array<Property, 5> assignment_properties = {{
    {"id", text, assignment_id},
    {"policyId", text, id_of_policy},
    scope_id,
    scope_type,
    {"roleDefinitionId", guid, policy_role_id},
}};
const std::array<Navigation, 1> assignment_navigations = {{
    {"policy", policy_type, false, find_policy},
}};

const EntityType policy_entity{
    "unifiedRoleManagementPolicy", policy_properties, policy_navigations, {}, policies_path};
const EntityType assignment_entity{"unifiedRoleManagementPolicyAssignment",
                                   assignment_properties,
                                   assignment_navigations,
                                   {},
                                   policy_assignments_path};

}  // namespace

const EntityType& policy_type() {
    return policy_entity;
}

const EntityType& policy_assignment_type() {
    return assignment_entity;
}

Value scope_type_of_directory(const Row&, const View&) {
    return Value{std::string(directory_role)};
}

std::string canonical_scope_type(std::string_view given, Version) {
    return std::string(given == "Directory" ? directory_role : given);
}

Value scope_id_of_directory(const Row&, const View&) {
    return Value{std::string("/")};
}

}  // namespace pim::graph
