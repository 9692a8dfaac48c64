#pragma once

#include "core/deciding.hpp"
#include "core/window.hpp"

namespace pim {

/// The live rows of one principal, role and scope.
struct HeldRows {
    const Schedule* eligible = nullptr;   ///< its own eligibility
    const Schedule* assigned = nullptr;   ///< active and assigned, in PIM or outside
    const Schedule* activated = nullptr;  ///< active by activation

    /// The assignment of a kind.
    const Schedule* of(AssignmentKind kind) const {
        return kind == AssignmentKind::eligible ? eligible : assigned;
    }
};

HeldRows held_rows(const Tenant& tenant, const Guid& principal, const Guid& role,
                   const Scope& scope);

/// What the checks of a schedule request found and the carrying out needs.
struct Findings {
    HeldRows held;
    Window window;
    /// The row extended, renewed, removed or deactivated; for an activation its eligibility.
    const Schedule* target = nullptr;
};

/// Every check of ruling 21, in its order.
MaybeRefusal check_schedule_request(const Deciding& d, const RequestSchedule& command,
                                    Findings& found);

// The stages, each in its file's order.
MaybeRefusal check_right(const Deciding& d, const RequestSchedule& command);
MaybeRefusal check_form(const Deciding& d, const RequestSchedule& command);
/// The role and the principal are there.
MaybeRefusal check_names(const Deciding& d, const Guid& role, const Guid& principal);
/// The role can be given: it is enabled, the principal can hold it in the kind, the scope suits it.
MaybeRefusal check_assignable(const Deciding& d, const Guid& role, const Guid& principal,
                              AssignmentKind kind, const Scope& scope);
MaybeRefusal check_standing(const Deciding& d, const RequestSchedule& command, Findings& found);

/// True for actions that ask for a window.
bool asks_window(Action action);
/// True for actions that only end something: they work on what could not be given any more.
bool takes_away(Action action);
/// True for actions of an administrator.
bool is_admin_action(Action action);

/// The expired row that may be renewed: the latest, if nothing took its place since.
const Schedule* renewable_row(const Deciding& d, const Guid& principal, const Guid& role,
                              const Scope& scope, AssignmentKind kind);

/// True where one of the principal's groups has a live row of the kind.
bool held_through_group(const Tenant& tenant, const Guid& principal, const Guid& role,
                        const Scope& scope, AssignmentKind kind);

}  // namespace pim
