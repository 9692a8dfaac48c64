#include "core/access.hpp"
#include "core/text.hpp"
#include "graph/operations.hpp"
#include "graph/schedule_rows.hpp"

namespace pim::graph {

namespace {

Section schedules_of(AssignmentKind kind) {
    return {kind, true, true, schedule_type};
}
Section instances_of(AssignmentKind kind) {
    return {kind, false, true, instance_type};
}

const EntityType& type_of(const Section& section) {
    return section.type(*section.kind);
}

void list_section(Exchange& exchange, const Section& section) {
    if (const auto problem = missing_licence(exchange.tenant())) return exchange.reject(*problem);
    const EntityType& type = type_of(section);
    list(exchange, {type, std::string(type.collection)}, schedule_source(exchange.view(), section),
         readers_or_own(exchange, RefusedBy::pim));
}

void list_own(Exchange& exchange, const Section& section) {
    if (const auto problem = missing_licence(exchange.tenant())) return exchange.reject(*problem);
    const auto on = current_user_relation(exchange);
    if (!on) return exchange.reject(on.error());
    if (*on != "principal") {
        return exchange.reject(
            bad_request(cat("on='", *on, "' is not 'principal', the only one here")).value());
    }
    const EntityType& type = type_of(section);
    list(exchange, {type, cat("Collection(", type.name, ')'), true},
         schedule_source_of(exchange.view(), section, exchange.request.caller));
}

void show_section(Exchange& exchange, const Section& section) {
    if (const auto problem = missing_licence(exchange.tenant())) return exchange.reject(*problem);
    const EntityType& type = type_of(section);
    show(exchange, type, type.collection,
         [&] { return visible_schedule_row(exchange, section, RefusedBy::pim); });
}

/// Whether the function's argument, where there is one, asks for a value; `null` asks for nothing.
bool asked(const Exchange& exchange, std::string_view name, const std::string& value) {
    const std::string* argument = function_argument(exchange, name);
    return argument == nullptr || equals_ignoring_case(*argument, value) ||
           equals_ignoring_case(*argument, "null");
}

/// A function that takes what to look for as arguments, of both kinds (endpoints.md, section K).
void list_by_arguments(Exchange& exchange, const EntityType& type, const Section& section) {
    const Tenant& tenant = exchange.tenant();
    if (const auto problem = missing_licence(tenant)) return exchange.reject(*problem);
    if (const auto problem = unknown_argument(
            exchange, {"principalId", "roleDefinitionId", "directoryScopeId", "appScopeId"})) {
        return exchange.reject(*problem);
    }
    const std::string* principal = function_argument(exchange, "principalId");
    const auto id = principal == nullptr ? std::nullopt : parse_guid(*principal);
    const Guid& caller = exchange.request.caller;
    if (id != caller) {
        if (const auto problem = readers_or_own(exchange, RefusedBy::pim)({})) {
            return exchange.reject(*problem);
        }
    }
    const View view = exchange.view();
    const Source source =
        id ? schedule_source_of(view, section, *id) : schedule_source(view, section);
    list(exchange, {type, cat("Collection(", type.name, ')')},
         [&](const Search& search, const Offer& offer) {
             source(search, [&](const Row& row) {
                 const Schedule& schedule = row.as<Schedule>();
                 const bool wanted = asked(exchange, "principalId", to_text(row.about)) &&
                                     asked(exchange, "roleDefinitionId", to_text(schedule.role)) &&
                                     asked(exchange, "directoryScopeId", to_text(schedule.scope)) &&
                                     asked(exchange, "appScopeId", {});
                 return !wanted || offer(row);
             });
         });
}

}  // namespace

void list_assignment_schedules(Exchange& exchange) {
    list_section(exchange, schedules_of(AssignmentKind::active));
}
void list_assignment_instances(Exchange& exchange) {
    list_section(exchange, instances_of(AssignmentKind::active));
}
void list_eligibility_schedules(Exchange& exchange) {
    list_section(exchange, schedules_of(AssignmentKind::eligible));
}
void list_eligibility_instances(Exchange& exchange) {
    list_section(exchange, instances_of(AssignmentKind::eligible));
}
void list_own_assignment_schedules(Exchange& exchange) {
    list_own(exchange, schedules_of(AssignmentKind::active));
}
void list_own_assignment_instances(Exchange& exchange) {
    list_own(exchange, instances_of(AssignmentKind::active));
}
void list_own_eligibility_schedules(Exchange& exchange) {
    list_own(exchange, schedules_of(AssignmentKind::eligible));
}
void list_own_eligibility_instances(Exchange& exchange) {
    list_own(exchange, instances_of(AssignmentKind::eligible));
}
void show_assignment_schedule(Exchange& exchange) {
    show_section(exchange, schedules_of(AssignmentKind::active));
}
void show_assignment_instance(Exchange& exchange) {
    show_section(exchange, instances_of(AssignmentKind::active));
}
void show_eligibility_schedule(Exchange& exchange) {
    show_section(exchange, schedules_of(AssignmentKind::eligible));
}
void show_eligibility_instance(Exchange& exchange) {
    show_section(exchange, instances_of(AssignmentKind::eligible));
}

void list_role_schedules(Exchange& exchange) {
    list_by_arguments(exchange, schedule_base_type(), {std::nullopt, true, true, schedule_type});
}
void list_role_schedule_instances(Exchange& exchange) {
    list_by_arguments(exchange, instance_base_type(), {std::nullopt, false, true, instance_type});
}

}  // namespace pim::graph
