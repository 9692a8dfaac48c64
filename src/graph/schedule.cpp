#include "graph/schedule.hpp"

#include <array>

#include "core/request.hpp"
#include "core/view.hpp"
#include "graph/instance_id.hpp"
#include "graph/role_in_scope.hpp"
#include "graph/schedule_info.hpp"

namespace pim::graph {

namespace {

const Schedule& schedule_in(const Row& row) {
    return row.as<Schedule>();
}

// What is made outside PIM has no schedule of its own: the assignment's id stands for it, and
// nobody knows when it began (resources.md §2).

Value schedule_id(const Row& row, const View&) {
    const Schedule& schedule = schedule_in(row);
    return schedule.outside_pim ? Value{instance_id(schedule)} : guid_or_null(schedule.id);
}
Value id_of_instance(const Row& row, const View&) {
    return Value{instance_id(schedule_in(row))};
}
Value principal(const Row& row, const View&) {
    return guid_or_null(row.about);
}
Value role(const Row& row, const View&) {
    return guid_or_null(schedule_in(row).role);
}
Value scope(const Row& row, const View&) {
    return Value{to_text(schedule_in(row).scope)};
}
Value created_using(const Row& row, const View&) {
    return guid_or_null(schedule_in(row).created_using);
}
Value created(const Row& row, const View&) {
    return schedule_in(row).outside_pim ? Value{} : Value{schedule_in(row).created};
}
Value organization(const Row&, const View& view) {
    return Value{to_text(view.tenant.id)};
}
Value start(const Row& row, const View&) {
    return schedule_in(row).outside_pim ? Value{} : Value{schedule_in(row).start};
}
Value end(const Row& row, const View&) {
    return instant_or_null(schedule_in(row).end);
}
/// That of the request while its start is ahead.
Value status(const Row& row, const View& view) {
    if (schedule_in(row).running()) return Value{std::string(name(RequestStatus::provisioned))};
    const pim::Request* request = view.tenant.requests.find(schedule_in(row).created_using);
    const bool waits = request != nullptr && request->status == RequestStatus::pending_provisioning;
    return Value{
        std::string(name(waits ? RequestStatus::pending_provisioning : RequestStatus::granted))};
}
Value assignment_type(const Row& row, const View&) {
    const bool activated = schedule_in(row).type == AssignmentType::activated;
    return Value{std::string(activated ? "Activated" : "Assigned")};
}
Value member_type(const Row& row, const View&) {
    const bool direct = row.about == schedule_in(row).principal;
    return Value{std::string(name(direct ? MemberType::direct : MemberType::group))};
}

/// The end is resolved, whatever was asked for.
void write_window(JsonWriter& out, const Row& row, const View&) {
    Expiration expiration;
    expiration.end = schedule_in(row).end;
    expiration.type =
        expiration.end ? ExpirationType::after_date_time : ExpirationType::no_expiration;
    write_schedule_info(out, schedule_in(row).start, expiration);
}

void write_own_principal(JsonWriter& out, const Row& row, const View&) {
    out.text(to_text(schedule_in(row).principal));
}

void find_principal(const Row& row, const View& view, const Found& found) {
    give_directory_object(row.about, view, found);
}
void find_own_principal(const Row& row, const View& view, const Found& found) {
    give_directory_object(schedule_in(row).principal, view, found);
}
void find_eligible_schedule(const Row& row, const View& view, const Found& found) {
    give_schedule(schedule_in(row).activated_using, view, found);
}
void find_eligible_instance(const Row& row, const View& view, const Found& found) {
    const Schedule* used = view.tenant.schedules.find(schedule_in(row).activated_using);
    if (used == nullptr || !used->running()) return;
    found(schedule_row(instance_type(AssignmentKind::eligible), *used, row.about));
}

const EntityType& eligibility_instance() {
    return instance_type(AssignmentKind::eligible);
}

using enum PropertyType;

constexpr Property principal_id{"principalId", guid, principal};
constexpr Property role_definition_id{"roleDefinitionId", guid, role};
constexpr Property directory_scope_id{"directoryScopeId", text, scope};
constexpr Property app_scope_id{"appScopeId", text, no_value};
constexpr Property schedule_id_property{"id", text, schedule_id};
constexpr Property instance_id_property{"id", text, id_of_instance};
constexpr Property member_type_property{"memberType", text, member_type};
constexpr Property assignment_type_property{"assignmentType", text, assignment_type};
constexpr Property created_using_property{"createdUsing", text, created_using};
constexpr Property created_property{"createdDateTime", instant, created};
constexpr Property modified_property{"modifiedDateTime", instant, no_value};
constexpr Property status_property{"status", text, status};
constexpr Property window_property{"scheduleInfo", complex, nullptr, write_window};
// The types have these, the documented answers do not show them.
constexpr Property asked_app_scope_id{"appScopeId",   text,    no_value, nullptr,
                                      Versions::both, nullptr, true};
constexpr Property condition_property{"condition",    text,    no_value, nullptr,
                                      Versions::both, nullptr, true};
constexpr Property organization_property{"principalOrganizationId", guid,    organization, nullptr,
                                         Versions::v1_only,         nullptr, true};
constexpr Property start_property{"startDateTime", instant, start};
constexpr Property end_property{"endDateTime", instant, end};

constexpr std::array<Property, 11> eligibility_schedule_properties = {
    {schedule_id_property, principal_id, role_definition_id, directory_scope_id, app_scope_id,
     created_using_property, created_property, modified_property, status_property,
     member_type_property, window_property}};
constexpr std::array<Property, 12> assignment_schedule_properties = {
    {schedule_id_property, principal_id, role_definition_id, directory_scope_id, app_scope_id,
     created_using_property, created_property, modified_property, status_property,
     assignment_type_property, member_type_property, window_property}};
constexpr std::array<Property, 9> schedule_base_properties = {
    {schedule_id_property, principal_id, role_definition_id, directory_scope_id, app_scope_id,
     created_using_property, created_property, modified_property, status_property}};
constexpr std::array<Property, 9> eligibility_instance_properties = {
    {instance_id_property,
     principal_id,
     role_definition_id,
     directory_scope_id,
     app_scope_id,
     start_property,
     end_property,
     member_type_property,
     {"roleEligibilityScheduleId", guid, schedule_id}}};
constexpr std::array<Property, 11> assignment_instance_properties = {
    {instance_id_property,
     principal_id,
     role_definition_id,
     directory_scope_id,
     app_scope_id,
     start_property,
     end_property,
     assignment_type_property,
     member_type_property,
     {"roleAssignmentOriginId", text, id_of_instance},
     {"roleAssignmentScheduleId", text, schedule_id}}};
constexpr std::array<Property, 5> instance_base_properties = {
    {instance_id_property, principal_id, role_definition_id, directory_scope_id, app_scope_id}};
// The documented answers of v1.0 show resourceScope too, its types do not (resources.md §4, §5).
constexpr std::array<Property, 8> role_assignment_properties = {
    {instance_id_property,
     principal_id,
     {"resourceScope", text, scope, nullptr, Versions::beta_only},
     directory_scope_id,
     role_definition_id,
     asked_app_scope_id,
     condition_property,
     organization_property}};

constexpr std::array<Property, 7> transitive_properties = {
    {instance_id_property,
     {"principalId", guid, principal, write_own_principal},
     directory_scope_id,
     role_definition_id,
     asked_app_scope_id,
     condition_property,
     organization_property}};

constexpr Navigation to_principal{"principal", directory_object_type, false, find_principal};
constexpr Navigation to_own_principal{"principal", directory_object_type, false,
                                      find_own_principal};
constexpr std::array<Navigation, 4> shared_navigations = {
    {to_principal, to_role<Schedule>, to_scope<Schedule>, to_app_scope}};
constexpr std::array<Navigation, 4> transitive_navigations = {
    {to_own_principal, to_role<Schedule>, to_scope<Schedule>, to_app_scope}};
constexpr std::array<Navigation, 5> assignment_schedule_navigations = {
    {{"activatedUsing", eligibility_schedule_type, false, find_eligible_schedule},
     to_principal,
     to_role<Schedule>,
     to_scope<Schedule>,
     to_app_scope}};
constexpr std::array<Navigation, 5> assignment_instance_navigations = {
    {{"activatedUsing", eligibility_instance, false, find_eligible_instance},
     to_principal,
     to_role<Schedule>,
     to_scope<Schedule>,
     to_app_scope}};

constexpr std::string_view eligibility_schedules =
    "roleManagement/directory/roleEligibilitySchedules";
constexpr std::string_view assignment_schedules =
    "roleManagement/directory/roleAssignmentSchedules";
constexpr std::string_view eligibility_instances =
    "roleManagement/directory/roleEligibilityScheduleInstances";
constexpr std::string_view assignment_instances =
    "roleManagement/directory/roleAssignmentScheduleInstances";

const std::array<EntityType, 2> schedules = {{{"unifiedRoleEligibilitySchedule",
                                               eligibility_schedule_properties,
                                               shared_navigations,
                                               {},
                                               eligibility_schedules},
                                              {"unifiedRoleAssignmentSchedule",
                                               assignment_schedule_properties,
                                               assignment_schedule_navigations,
                                               {},
                                               assignment_schedules}}};
const std::array<EntityType, 2> instances = {{{"unifiedRoleEligibilityScheduleInstance",
                                               eligibility_instance_properties,
                                               shared_navigations,
                                               {},
                                               eligibility_instances},
                                              {"unifiedRoleAssignmentScheduleInstance",
                                               assignment_instance_properties,
                                               assignment_instance_navigations,
                                               {},
                                               assignment_instances}}};
const std::array<const EntityType*, 2> schedule_kinds = {&schedules[0], &schedules[1]};
const std::array<const EntityType*, 2> instance_kinds = {&instances[0], &instances[1]};
const EntityType schedule_base{"unifiedRoleScheduleBase", schedule_base_properties,
                               shared_navigations, schedule_kinds};
const EntityType instance_base{"unifiedRoleScheduleInstanceBase", instance_base_properties,
                               shared_navigations, instance_kinds};
const EntityType active_assignment{"unifiedRoleAssignment",
                                   role_assignment_properties,
                                   shared_navigations,
                                   {},
                                   role_assignments_path};
const EntityType transitive_assignment{"unifiedRoleAssignment",
                                       transitive_properties,
                                       transitive_navigations,
                                       {},
                                       role_assignments_path};

}  // namespace

const EntityType& schedule_type(AssignmentKind kind) {
    return schedules[static_cast<std::size_t>(kind)];
}
const EntityType& instance_type(AssignmentKind kind) {
    return instances[static_cast<std::size_t>(kind)];
}
const EntityType& role_assignment_type() {
    return active_assignment;
}
const EntityType& transitive_assignment_type() {
    return transitive_assignment;
}
const EntityType& schedule_base_type() {
    return schedule_base;
}
const EntityType& instance_base_type() {
    return instance_base;
}

std::string schedules_path(AssignmentKind kind) {
    return std::string(schedule_type(kind).collection);
}
std::string instances_path(AssignmentKind kind) {
    return std::string(instance_type(kind).collection);
}

Row schedule_row(const EntityType& type, const Schedule& schedule, const Guid& holder,
                 std::int64_t cursor) {
    return Row{&type, &schedule, holder, 0, cursor, nullptr};
}

void give_schedule(const Guid& id, const View& view, const Found& found) {
    const Schedule* schedule = view.tenant.schedules.find(id);
    if (schedule == nullptr || !schedule->live()) return;
    found(schedule_row(schedule_type(schedule->kind), *schedule, schedule->principal));
}

}  // namespace pim::graph
