#include "core/replacement.hpp"

#include "core/recipients.hpp"

namespace pim {

std::vector<const Schedule*> Replacement::rows() const {
    std::vector<const Schedule*> found;
    for (const Schedule* row : {predecessor, bystander}) {
        if (row) found.push_back(row);
    }
    return found;
}

bool Replacement::continues(const Schedule& row) const {
    return row.kind == kind && window.state() == ScheduleState::running;
}

std::optional<Survivor> Replacement::survivor_of(const Schedule& row, const Guid& id) const {
    if (row.kind != AssignmentKind::eligible || !continues(row)) return std::nullopt;
    return Survivor{id, window.end};
}

Replacement replacement_by_update(const HeldRows& held, AssignmentKind kind, const Window& window) {
    const Schedule* same = held.of(kind);
    const Schedule* other = held.of(kind == AssignmentKind::eligible ? AssignmentKind::active
                                                                     : AssignmentKind::eligible);
    Replacement replacement;
    replacement.kind = kind;
    replacement.window = window;
    replacement.predecessor = same ? same : other;
    replacement.bystander = same ? other : nullptr;
    return replacement;
}

Replacement replacement_by(const RequestSchedule& command, const Findings& found) {
    if (command.action == Action::admin_update) {
        return replacement_by_update(found.held, command.kind, found.window);
    }
    Replacement replacement;
    replacement.kind = command.kind;
    replacement.window = found.window;
    replacement.extends = command.action == Action::admin_extend;
    if (replacement.extends) replacement.predecessor = found.target;
    return replacement;
}

bool runs_in_kind(const HeldRows& held, AssignmentKind kind) {
    const Schedule* row = held.of(kind);
    return row && row->running();
}

MaybeRefusal check_replacement(const Deciding& d, const Replacement& replacement) {
    const bool active_at_once = replacement.kind == AssignmentKind::active &&
                                replacement.window.state() == ScheduleState::running;
    std::vector<Guid> lost;
    for (const Schedule* row : replacement.rows()) {
        const bool continues = replacement.continues(*row);
        if (!continues && !active_at_once) lost.push_back(row->id);
        if (replacement.extends && continues && row == replacement.predecessor) continue;
        if (MaybeRefusal refusal = check_age_with_activations(d, *row)) return refusal;
    }
    return lost.empty() ? std::nullopt : check_last_administrator(d, std::move(lost));
}

Schedule made(const Deciding& d, const Request& request, AssignmentKind kind,
              const Window& window) {
    Schedule schedule;
    schedule.id = request.id;
    schedule.kind = kind;
    schedule.principal = request.principal;
    schedule.role = request.role;
    schedule.scope = request.scope;
    schedule.start = window.start;
    schedule.end = window.end;
    schedule.created = d.now();
    schedule.created_using = request.id;
    schedule.state = window.state();
    return schedule;
}

void close_renewals(Deciding& d, const Schedule& made, const Guid& except) {
    if (!d.on(Rule::renew_request_pointless)) return;
    for (const Slot slot : slots_of(d.tenant.requests_by_principal, made.principal)) {
        const Request& request = d.tenant.requests.at(slot);
        if (request.undecided() && request.action == Action::self_renew && request.id != except &&
            request.role == made.role && request.scope == made.scope && request.kind == made.kind) {
            d.emit(RequestClosed{request.id, RequestStatus::failed});
        }
    }
}

void put_in_force(Deciding& d, const Request& request, const Replacement& replacement,
                  ScheduleOrigin origin, std::vector<Notice> notices) {
    // A request that is being decided is not made pointless by what it replaces.
    const Emit emit = [&](EventBody body, std::vector<Notice> mails) {
        const RequestClosed* closed = std::get_if<RequestClosed>(&body);
        if (closed && closed->request == request.id) return;
        d.emit(std::move(body), std::move(mails));
    };
    for (const Schedule* row : replacement.rows()) {
        std::vector<Notice> removed;
        if (row == replacement.bystander) {
            removed = assignment_notices(d.tenant, row->role, row->principal, row->kind,
                                         MailKind::removed, Audience::watchers);
        }
        end_schedule(emit, d.tenant, *row, EndReason::replaced, std::move(removed),
                     replacement.survivor_of(*row, request.id), d.context.switched_off, request.id);
    }
    const Schedule schedule = made(d, request, replacement.kind, replacement.window);
    close_renewals(d, schedule, request.id);
    d.emit(ScheduleCreated{schedule, origin}, std::move(notices));
}

}  // namespace pim
