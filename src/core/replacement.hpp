#pragma once

#include <vector>

#include "core/ending.hpp"
#include "core/request_checks.hpp"

namespace pim {

/// An assignment that is put in force, and the rows that end because of it. Found once, then held
/// against the rules, shown beforehand and carried out as it was found.
struct Replacement {
    AssignmentKind kind = AssignmentKind::eligible;
    Window window;
    const Schedule* predecessor = nullptr;  ///< what is extended or updated
    const Schedule* bystander = nullptr;    ///< what may not stand beside it
    bool extends = false;                   ///< the predecessor only gets another window

    std::vector<const Schedule*> rows() const;
    /// True where the new assignment takes a row's place in its kind, from the same moment on.
    bool continues(const Schedule& row) const;
    /// What carries the activations of an ended row on: the new assignment, under the id that it
    /// has or will have.
    std::optional<Survivor> survivor_of(const Schedule& row, const Guid& id) const;
};

/// Of an update: the row of the wanted kind, else that of the other; both kinds end (ruling 15).
Replacement replacement_by_update(const HeldRows& held, AssignmentKind kind, const Window& window);

/// Of an administrator's request; empty rows where it replaces nothing.
Replacement replacement_by(const RequestSchedule& command, const Findings& found);

/// True where an assignment of the kind runs, so that a new window is put in its place at once.
bool runs_in_kind(const HeldRows& held, AssignmentKind kind);

/// Refuses what ends too young (ruling 3), or leaves no administrator (ruling 17).
MaybeRefusal check_replacement(const Deciding& d, const Replacement& replacement);

/// The assignment that a request leads to, in its own id.
Schedule made(const Deciding& d, const Request& request, AssignmentKind kind, const Window& window);

/// Closes the requests to renew what stands again (ruling 2); `except` is the one being decided.
void close_renewals(Deciding& d, const Schedule& made, const Guid& except = {});

/// Ends what the assignment replaces and creates it. The holder and the administrators are told
/// of a bystander's end; everything else is in `notices`.
void put_in_force(Deciding& d, const Request& request, const Replacement& replacement,
                  ScheduleOrigin origin, std::vector<Notice> notices);

}  // namespace pim
