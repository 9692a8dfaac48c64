#include "core/access.hpp"
#include "core/text.hpp"
#include "graph/kept.hpp"
#include "graph/operations.hpp"
#include "graph/schedule_rows.hpp"

namespace pim::graph {

namespace {

/// Each active assignment in force is one, however it was made (resources.md §2).
const Section role_assignments{
    AssignmentKind::active, false, false,
    [](AssignmentKind) -> const EntityType& { return role_assignment_type(); }};
/// A principal's own and those of its groups.
const Section transitive_assignments{
    AssignmentKind::active, false, true,
    [](AssignmentKind) -> const EntityType& { return transitive_assignment_type(); }};

/// Reads the body of a POST; the directory words what is wrong with it.
Reading<AssignOutside> read_assignment(const Exchange& exchange, const JsonValue& body) {
    std::optional<Rejection> problem;
    MemberReader members(body, {}, problem, directory_code);
    AssignOutside command;
    command.principal = members.guid("principalId").value_or(Guid{});
    if (command.principal.is_null()) members.missing("principalId", "it is an object's GUID");
    command.role = members.guid("roleDefinitionId").value_or(Guid{});
    if (command.role.is_null()) members.missing("roleDefinitionId", "it is a role's GUID");
    const auto text = members.text("directoryScopeId");
    if (!text) members.missing("directoryScopeId", "'/' is the whole tenant");
    const auto scope = parse_scope(text.value_or("/"));
    if (!scope) {
        members.wrong("directoryScopeId", cat('\'', *text, '\''),
                      "'/', '/administrativeUnits/{id}' or '/{id}'");
    }
    command.scope = scope.value_or(Scope{});
    constexpr std::string_view no_condition =
        "kept: a directory role is assigned without conditions";
    members.refuse("condition", no_condition);
    members.refuse("conditionVersion", no_condition);
    members.refuse("appScopeId", "kept: a directory role is assigned over directoryScopeId");
    Schedule wanted;
    wanted.principal = command.principal;
    wanted.role = command.role;
    wanted.scope = command.scope;
    const Row shown = schedule_row(role_assignment_type(), wanted, command.principal);
    refuse_dropped(members, body, shown, exchange.view());
    if (problem) return tl::unexpected(*problem);
    return command;
}

}  // namespace

void list_role_assignments(Exchange& exchange) {
    list(exchange, {role_assignment_type(), std::string(role_assignments_path)},
         schedule_source(exchange.view(), role_assignments),
         readers_or_own(exchange, RefusedBy::directory));
}

void list_transitive_role_assignments(Exchange& exchange) {
    list(exchange,
         {transitive_assignment_type(), "roleManagement/directory/transitiveRoleAssignments"},
         schedule_source(exchange.view(), transitive_assignments),
         readers_or_own(exchange, RefusedBy::directory));
}

void show_role_assignment(Exchange& exchange) {
    show(exchange, role_assignment_type(), role_assignments_path,
         [&] { return visible_schedule_row(exchange, role_assignments, RefusedBy::directory); });
}

void create_role_assignment(Exchange& exchange) {
    const auto body = parse_body(exchange.request.body);
    if (!body) return exchange.reject(body.error());
    const auto command = read_assignment(exchange, *body);
    if (!command) return exchange.reject(command.error());
    submit_created(exchange, *command, [&](const Guid& id) -> std::optional<Row> {
        const Schedule* made = exchange.tenant().schedules.find(id);
        if (made == nullptr) return std::nullopt;
        return schedule_row(role_assignment_type(), *made, made->principal);
    });
}

void delete_role_assignment(Exchange& exchange) {
    const auto row = find_schedule_row(exchange.view(), role_assignments, exchange.parameters[0]);
    if (!row) {
        return exchange.reject(not_found(exchange.parameters[0]).value());
    }
    submit_without_answer(exchange, RemoveOutside{row->as<Schedule>().id});
}

}  // namespace pim::graph
