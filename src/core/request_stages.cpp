#include <algorithm>

#include "core/access.hpp"
#include "core/request_checks.hpp"
#include "core/view.hpp"

namespace pim {

namespace {

Refusal invalid(Rule rule, std::string limit, std::string asked,
                std::optional<Instant> allowed_from = std::nullopt, std::string help = {}) {
    return no(RefusalCode::invalid_request,
              {rule, std::move(limit), std::move(asked), allowed_from, std::move(help)});
}

MaybeRefusal missing(const Deciding& d, std::string asked, std::string help) {
    if (!d.on(Rule::assignment_exists)) return std::nullopt;
    return no(RefusalCode::role_assignment_does_not_exist,
              {Rule::assignment_exists, "", std::move(asked), std::nullopt, std::move(help)});
}

std::string kind_word(AssignmentKind kind) {
    return to_lower(name(kind));
}

MaybeRefusal check_new(const Deciding& d, const Schedule* present) {
    if (!present || !d.on(Rule::assignment_is_new)) return std::nullopt;
    return no(RefusalCode::role_assignment_exists,
              {Rule::assignment_is_new, "", cat("an ", kind_word(present->kind), " one stands"),
               std::nullopt, "update or extend the present one"});
}

MaybeRefusal check_none_waiting(const Deciding& d, const RequestSchedule& c) {
    const Request* waiting = waiting_request(d.tenant, c);
    if (!waiting || !d.on(Rule::one_pending_request)) return std::nullopt;
    return no(RefusalCode::pending_role_assignment_request,
              {Rule::one_pending_request, "", cat("request ", to_text(waiting->id), " waits"),
               std::nullopt, "wait for its decision, or cancel it"});
}

MaybeRefusal standing_activate(const Deciding& d, const RequestSchedule& c, Findings& found) {
    const bool assigned = found.held.assigned && found.held.assigned->running();
    if ((assigned || found.held.activated) && d.on(Rule::not_yet_active)) {
        return no(RefusalCode::role_assignment_exists,
                  {Rule::not_yet_active, "", "the role is active or will be", std::nullopt,
                   assigned ? "an active assignment needs no activation"
                            : "activate again after its end"});
    }
    if (MaybeRefusal refusal = check_none_waiting(d, c)) return refusal;
    found.target = usable_eligibility(d.tenant, c.principal, c.role, c.scope);
    return std::nullopt;
}

/// True where the portal's button stood on an activation's row.
bool names_activation(const RequestSchedule& c, const HeldRows& held) {
    return held.activated && c.target == held.activated->id;
}

MaybeRefusal standing_update(const Deciding& d, const RequestSchedule& c, const Findings& found) {
    if (names_activation(c, found.held)) {
        return missing(d, "an activation is no assignment", "update the eligibility behind it");
    }
    if (found.held.eligible || found.held.assigned) return std::nullopt;
    return missing(d, "no assignment to update", "assign the role instead");
}

/// The row that a removal means: the portal's button names it, else what is assigned comes first.
const Schedule* row_to_remove(const RequestSchedule& c, const HeldRows& held) {
    if (c.kind == AssignmentKind::eligible) return held.eligible;
    const Schedule* assigned =
        held.assigned && !held.assigned->outside_pim ? held.assigned : nullptr;
    if (held.activated && (!assigned || names_activation(c, held))) return held.activated;
    return assigned;
}

MaybeRefusal standing_remove(const Deciding& d, const RequestSchedule& c, Findings& found) {
    found.target = row_to_remove(c, found.held);
    if (found.target) return std::nullopt;
    if (c.kind == AssignmentKind::active && found.held.assigned) {
        return missing(d, "it was made outside PIM", "remove it outside PIM");
    }
    return missing(d, cat("no ", kind_word(c.kind), " assignment"), "");
}

MaybeRefusal standing_deactivate(const Deciding& d, const RequestSchedule& c, Findings& found) {
    if (c.kind == AssignmentKind::eligible) {
        found.target = found.held.eligible;
        if (found.target) return std::nullopt;
        return missing(d, "no eligibility of one's own to give up", "");
    }
    // An activation first, else an assignment of one's own (S3); what was made outside PIM is not
    // PIM's to take away.
    for (const Schedule* row : {found.held.activated, found.held.assigned}) {
        if (!row || !row->running() || row->outside_pim) continue;
        found.target = row;
        return std::nullopt;
    }
    return missing(d, "nothing of one's own to deactivate", "");
}

/// The running row that an extension means, or why there is none.
MaybeRefusal find_extendable(const Deciding& d, const RequestSchedule& c, Findings& found) {
    const Schedule* meant = d.tenant.schedules.find(c.target);
    if (meant && meant->principal != c.principal && d.on(Rule::extend_not_inherited)) {
        return invalid(Rule::extend_not_inherited, "", "it comes from a group", std::nullopt,
                       "an administrator extends the group's assignment");
    }
    const Schedule* row = found.held.of(c.kind);
    // An activation is never extended, also where an assignment stands beside it (ruling 23): the
    // portal's button says which row is meant, and without one it is the assignment.
    const bool activation = names_activation(c, found.held);
    if (row && row->running() && !activation) {
        found.target = row;
        return std::nullopt;
    }
    const bool only_activation = c.kind == AssignmentKind::active && found.held.activated;
    if ((activation || only_activation) && d.on(Rule::extend_time_bound)) {
        return invalid(Rule::extend_time_bound, "an assignment", "an activation", std::nullopt,
                       "activate again after its end");
    }
    if (held_through_group(d.tenant, c.principal, c.role, c.scope, c.kind) &&
        d.on(Rule::extend_not_inherited)) {
        return invalid(Rule::extend_not_inherited, "", "it comes from a group", std::nullopt,
                       "an administrator extends the group's assignment");
    }
    return missing(d, cat("no running ", kind_word(c.kind), " assignment"), "renew an expired one");
}

MaybeRefusal standing_extend(const Deciding& d, const RequestSchedule& c, Findings& found) {
    if (MaybeRefusal refusal = find_extendable(d, c, found)) return refusal;
    if (!found.target) return std::nullopt;
    const Schedule& row = *found.target;
    if (row.permanent()) {
        if (!d.on(Rule::extend_time_bound)) return std::nullopt;
        return invalid(Rule::extend_time_bound, "a time-bound assignment", "a permanent one");
    }
    if (c.action == Action::self_extend) {
        const Instant from = shift(*row.end, -extend_window_ticks);
        if (d.now() < from && d.on(Rule::extend_window)) {
            return invalid(Rule::extend_window, "the last 14 days",
                           cat("an end on ", to_text(*row.end)), from, "wait until that day");
        }
        return check_none_waiting(d, c);
    }
    if (found.window.end && *found.window.end <= *row.end && d.on(Rule::extend_later_end)) {
        return invalid(Rule::extend_later_end, cat("an end after ", to_text(*row.end)),
                       to_text(*found.window.end), std::nullopt,
                       "choose a later end, or update the assignment");
    }
    return std::nullopt;
}

/// True where a group of the principal has the row, or had it until it expired.
bool came_through_group(const Deciding& d, const RequestSchedule& c) {
    if (held_through_group(d.tenant, c.principal, c.role, c.scope, c.kind)) return true;
    const auto groups = d.tenant.groups_by_member.find(c.principal);
    if (groups == d.tenant.groups_by_member.end()) return false;
    return std::any_of(groups->second.begin(), groups->second.end(), [&](const Guid& group) {
        return renewable_row(d, group, c.role, c.scope, c.kind) != nullptr;
    });
}

MaybeRefusal standing_renew(const Deciding& d, const RequestSchedule& c, Findings& found) {
    if (MaybeRefusal refusal = check_new(d, found.held.of(c.kind))) return refusal;
    found.target = renewable_row(d, c.principal, c.role, c.scope, c.kind);
    if (!found.target) {
        if (came_through_group(d, c) && d.on(Rule::extend_not_inherited)) {
            return invalid(Rule::extend_not_inherited, "", "it came from a group", std::nullopt,
                           "an administrator renews the group's assignment");
        }
        if (!d.on(Rule::renew_window)) return std::nullopt;
        return no(RefusalCode::role_assignment_does_not_exist,
                  {Rule::renew_window, "30 days after expiry",
                   cat("no ", kind_word(c.kind), " assignment that expired since"), std::nullopt,
                   "assign the role anew"});
    }
    return c.action == Action::self_renew ? check_none_waiting(d, c) : std::nullopt;
}

Refusal no_role(const Guid& role) {
    return no(RefusalCode::role_not_found,
              {Rule::role_exists, "", to_text(role), std::nullopt, "choose a role of the list"});
}

MaybeRefusal check_can_hold(const Deciding& d, const Guid& principal, AssignmentKind kind) {
    if (!d.on(Rule::subject_can_hold)) return std::nullopt;
    const Group* group = d.tenant.groups.find(principal);
    if (group && !group->role_assignable) {
        return invalid(Rule::subject_can_hold, "a role-assignable group", group->display_name);
    }
    if (object_type(d.tenant, principal) == ObjectType::service_principal &&
        kind == AssignmentKind::eligible) {
        return invalid(Rule::subject_can_hold, "an active assignment", "an eligible one",
                       std::nullopt, "assign the role as active");
    }
    return std::nullopt;
}

MaybeRefusal check_scope(const Deciding& d, const Guid& role, const Scope& scope) {
    if (scope.type == ScopeType::tenant || !d.on(Rule::scope_possible)) return std::nullopt;
    const ObjectType type = object_type(d.tenant, scope.id);
    const bool unit = scope.type == ScopeType::administrative_unit;
    const bool found =
        unit ? type == ObjectType::administrative_unit
             : type == ObjectType::application || type == ObjectType::service_principal;
    if (!found) {
        return no(RefusalCode::resource_not_found,
                  {Rule::scope_possible, "", to_text(scope), std::nullopt, "choose another scope"});
    }
    const RoleDefinition* definition = d.tenant.roles.find(role);
    if (!definition) return std::nullopt;
    const bool supported = unit                              ? definition->scope_administrative_unit
                           : type == ObjectType::application ? definition->scope_application
                                                             : definition->scope_service_principal;
    if (supported) return std::nullopt;
    return no(RefusalCode::unsupported_scope,
              {Rule::scope_possible, "the directory", display_name(d.tenant, scope), std::nullopt,
               "choose a scope that the role supports"});
}

}  // namespace

bool asks_window(Action action) {
    return action == Action::admin_assign || action == Action::admin_update ||
           action == Action::admin_extend || action == Action::admin_renew ||
           action == Action::self_activate;
}

bool takes_away(Action action) {
    return action == Action::admin_remove || action == Action::self_deactivate;
}

bool is_admin_action(Action action) {
    return action == Action::admin_assign || action == Action::admin_update ||
           action == Action::admin_remove || action == Action::admin_extend ||
           action == Action::admin_renew;
}

HeldRows held_rows(const Tenant& tenant, const Guid& principal, const Guid& role,
                   const Scope& scope) {
    HeldRows held;
    for (const Schedule* row : own_schedules(tenant, principal, role, scope)) {
        if (row->kind == AssignmentKind::eligible) {
            held.eligible = row;
        } else if (row->type == AssignmentType::activated) {
            held.activated = row;
        } else {
            held.assigned = row;
        }
    }
    return held;
}

bool held_through_group(const Tenant& tenant, const Guid& principal, const Guid& role,
                        const Scope& scope, AssignmentKind kind) {
    const auto groups = tenant.groups_by_member.find(principal);
    if (groups == tenant.groups_by_member.end()) return false;
    return std::any_of(groups->second.begin(), groups->second.end(), [&](const Guid& group) {
        const HeldRows held = held_rows(tenant, group, role, scope);
        return held.of(kind) != nullptr;
    });
}

const Schedule* renewable_row(const Deciding& d, const Guid& principal, const Guid& role,
                              const Scope& scope, AssignmentKind kind) {
    const Schedule* latest = nullptr;
    for (const Slot slot : slots_of(d.tenant.schedules_by_principal, principal)) {
        const Schedule& row = d.tenant.schedules.at(slot);
        if (row.live() || row.role != role || !(row.scope == scope) || row.kind != kind ||
            row.type != AssignmentType::assigned) {
            continue;
        }
        const bool in_window = row.end_reason == EndReason::expired &&
                               d.now() < shift(*row.ended_at, renew_window_ticks);
        if (renewed_since(d.tenant, row)) continue;
        if (in_window || !d.on(Rule::renew_window)) latest = &row;
    }
    return latest;
}

MaybeRefusal check_right(const Deciding& d, const RequestSchedule& c) {
    if (is_admin_action(c.action)) {
        return check_administrator(d, RefusalCode::insufficient_permissions);
    }
    if (d.caller() == c.principal || !d.on(Rule::caller_is_principal)) return std::nullopt;
    return no(RefusalCode::insufficient_permissions,
              {Rule::caller_is_principal, "", cat("principal ", to_text(c.principal)), std::nullopt,
               "sign in as that principal"});
}

MaybeRefusal check_form(const Deciding& d, const RequestSchedule& c) {
    if (c.kind == AssignmentKind::eligible && c.action == Action::self_activate &&
        d.on(Rule::action_of_collection)) {
        return invalid(Rule::action_of_collection, "roleAssignmentScheduleRequests",
                       "selfActivate of an eligibility request");
    }
    if (d.on(Rule::request_form)) {
        if (c.justification.size() > justification_length_max) {
            return invalid(Rule::request_form,
                           cat("a justification of ", justification_length_max, " bytes"),
                           cat(c.justification.size(), " bytes"));
        }
        if (c.ticket.number.size() > ticket_length_max ||
            c.ticket.system.size() > ticket_length_max) {
            return invalid(Rule::request_form, cat("a ticket of ", ticket_length_max, " bytes"),
                           "a longer one");
        }
        if (c.custom_data.size() > custom_data_length_max) {
            return invalid(Rule::request_form,
                           cat("customData of ", custom_data_length_max, " bytes"),
                           cat(c.custom_data.size(), " bytes"));
        }
        if (asks_window(c.action) && !c.has_schedule) {
            return invalid(Rule::request_form, "a scheduleInfo", "none");
        }
    }
    return asks_window(c.action) ? check_schedule_form(d, c.schedule) : std::nullopt;
}

MaybeRefusal check_names(const Deciding& d, const Guid& role, const Guid& principal) {
    if (!d.tenant.roles.find(role) && d.on(Rule::role_exists)) return no_role(role);
    const ObjectType type = object_type(d.tenant, principal);
    const bool can_be = type == ObjectType::user || type == ObjectType::group ||
                        type == ObjectType::service_principal;
    if (can_be || !d.on(Rule::subject_exists)) return std::nullopt;
    return no(RefusalCode::subject_not_found,
              {Rule::subject_exists, "", to_text(principal), std::nullopt,
               "choose a user, group or service principal"});
}

MaybeRefusal check_assignable(const Deciding& d, const Guid& role, const Guid& principal,
                              AssignmentKind kind, const Scope& scope) {
    const RoleDefinition* definition = d.tenant.roles.find(role);
    if (definition && !definition->enabled && d.on(Rule::role_exists)) return no_role(role);
    if (MaybeRefusal refusal = check_can_hold(d, principal, kind)) return refusal;
    return check_scope(d, role, scope);
}

MaybeRefusal check_standing(const Deciding& d, const RequestSchedule& c, Findings& found) {
    switch (c.action) {
        case Action::admin_assign:
            return check_new(d, found.held.of(c.kind));
        case Action::admin_update:
            return standing_update(d, c, found);
        case Action::admin_remove:
            return standing_remove(d, c, found);
        case Action::self_activate:
            return standing_activate(d, c, found);
        case Action::self_deactivate:
            return standing_deactivate(d, c, found);
        case Action::admin_extend:
        case Action::self_extend:
            return standing_extend(d, c, found);
        case Action::admin_renew:
        case Action::self_renew:
            return standing_renew(d, c, found);
    }
    return std::nullopt;
}

}  // namespace pim
