#include "core/audit.hpp"

#include "core/event.hpp"
#include "core/tenant.hpp"

namespace pim {

namespace {

std::string_view bound(bool permanent) {
    return permanent ? " (permanent)" : " (timebound)";
}

std::string_view member(AssignmentKind kind) {
    return kind == AssignmentKind::eligible ? "eligible member" : "member";
}

/// Whether the request asks for an assignment without end, or takes one away.
bool asks_permanent(const Tenant& tenant, const Request& request) {
    if (request.action == Action::admin_assign) {
        return request.schedule.expiration.type == ExpirationType::no_expiration ||
               request.schedule.expiration.type == ExpirationType::not_specified;
    }
    if (const Schedule* row = tenant.schedules.find(request.target_schedule)) {
        return row->permanent();
    }
    // Journals of the first version do not say which row a removal meant.
    for (const Slot slot : slots_of(tenant.schedules_by_principal, request.principal)) {
        const Schedule& schedule = tenant.schedules.at(slot);
        if (schedule.live() && schedule.role == request.role && schedule.kind == request.kind &&
            schedule.scope == request.scope) {
            return schedule.permanent();
        }
    }
    return false;
}

/// Names of requests being made.
std::string requested(const Tenant& tenant, const Request& request) {
    const std::string_view who = member(request.kind);
    switch (request.action) {
        case Action::admin_assign:
            return cat("Add ", who, " to role in PIM requested",
                       bound(asks_permanent(tenant, request)));
        case Action::admin_update:
            return "Process role update request";
        case Action::admin_remove:
            return cat("Remove ", who, " from role in PIM requested",
                       bound(asks_permanent(tenant, request)));
        case Action::self_deactivate:
            if (request.kind == AssignmentKind::active) {
                return "Remove member from role requested (PIM deactivate)";
            }
            return cat("Remove ", who, " from role in PIM requested",
                       bound(asks_permanent(tenant, request)));
        case Action::self_activate:
            return "Add member to role requested (PIM activation)";
        case Action::admin_extend:
        case Action::self_extend:
            return cat("Update ", who, " in PIM requested (extend)");
        case Action::admin_renew:
        case Action::self_renew:
            return cat("Add ", who, " to role in PIM requested (renew)");
    }
    return {};
}

/// Names of requests that came to nothing.
std::string closed(const Tenant& tenant, const Request& request, RequestStatus status) {
    const std::string_view who = member(request.kind);
    switch (request.action) {
        case Action::self_activate:
            // One that was granted fails with its eligibility; only one that waited expires.
            return status == RequestStatus::failed &&
                           request.status == RequestStatus::pending_approval
                       ? "PIM activation request expired"
                       : "Add member to role canceled (PIM activation)";
        case Action::self_extend:
        case Action::admin_extend:
            return cat("Update ", who, " in PIM canceled (extend)");
        case Action::self_renew:
        case Action::admin_renew:
            return cat("Add ", who, " to role in PIM canceled (renew)");
        case Action::admin_update:
            return "Cancel request for role update";
        case Action::admin_remove:
        case Action::self_deactivate:
            return "Cancel request for role removal";
        case Action::admin_assign:
            break;
    }
    // The list has no name for a permanent active one: the nearest stands (ruling 32).
    if (request.kind == AssignmentKind::active)
        return "Add member to role in PIM canceled (timebound)";
    return cat("Add eligible member to role in PIM canceled",
               bound(asks_permanent(tenant, request)));
}

std::string completed(const Schedule& schedule) {
    if (schedule.outside_pim) return "Add member to role outside of PIM (permanent)";
    if (schedule.type == AssignmentType::activated) {
        return "Add member to role completed (PIM activation)";
    }
    return cat("Add ", member(schedule.kind), " to role in PIM completed",
               bound(schedule.permanent()));
}

std::string ended(const Schedule& schedule, EndReason reason) {
    // What never began has no end to tell: its request says what became of it.
    const bool planned =
        schedule.type == AssignmentType::activated && schedule.state == ScheduleState::scheduled;
    if (reason == EndReason::canceled || planned) return {};
    if (reason == EndReason::removed_outside || schedule.outside_pim) {
        return "Remove permanent direct role assignment";
    }
    if (reason == EndReason::deactivated) {
        return "Remove member from role completed (PIM deactivate)";
    }
    if (schedule.type == AssignmentType::activated &&
        (reason == EndReason::expired || reason == EndReason::eligibility_ended)) {
        return "Remove member from role (PIM activation expired)";
    }
    return cat("Remove ", member(schedule.kind), " from role in PIM completed",
               bound(schedule.permanent()));
}

/// The table event → activity: one overload a kind of event.
class Rows {
public:
    Rows(std::deque<AuditRow>& rows, const Tenant& before, const Event& event)
        : rows_(rows), before_(before), event_(event) {}

    void operator()(const RequestMade& e) {
        of_request(requested(before_, e.request), e.request, e.request.justification);
        if (e.request.status == RequestStatus::pending_approval) {
            of_request("Add member to role approval requested (PIM activation)", e.request,
                       e.request.justification);
        }
    }
    void operator()(const RequestClosed& e) {
        if (const Request* request = before_.requests.find(e.request)) {
            of_request(closed(before_, *request, e.status), *request, {});
        }
    }
    void operator()(const ApprovalGiven& e) {
        const bool approved = e.result == ReviewResult::approve;
        if (const Request* request = before_.requests.find(e.request)) {
            of_request(approved ? "Add member to role request approved (PIM activation)"
                                : "Add member to role request denied (PIM activation)",
                       *request, e.justification);
            if (approved && e.status == RequestStatus::failed) {
                of_request("Add member to role canceled (PIM activation)", *request, {});
            }
        }
    }
    void operator()(const RequestDecided& e) {
        const bool approved = e.result == ReviewResult::approve;
        if (const Request* request = before_.requests.find(e.request)) {
            of_request(approved ? "Update member in PIM approved by admin (extend/renew)"
                                : "Update member in PIM denied by admin (extend/renew)",
                       *request, e.justification);
        }
    }
    void operator()(const ScheduleCreated& e) {
        if (e.schedule.running()) begun(e.schedule);
    }
    void operator()(const ScheduleStarted& e) {
        if (const Schedule* row = before_.schedules.find(e.schedule)) begun(*row);
    }
    void operator()(const ScheduleEnded& e) {
        const Schedule* row = before_.schedules.find(e.schedule);
        if (!row) return;
        std::string activity = ended(*row, e.reason);
        if (activity.empty()) return;
        // The reason is that of the end, not that of the assignment.
        of_schedule(std::move(activity), *row, e.request);
    }
    void operator()(const PolicyChanged& e) {
        add("Update role setting in PIM").role = e.policy.role;
    }
    void operator()(const AlertsScanned& e) {
        if (!event_.command.is_null()) {
            of_alert("Refresh PIM alert", e.only ? text_of(*e.only).display_name : "");
        }
        for (const AlertResult& result : e.changed) of_result(result);
    }
    void operator()(const AlertActivated& e) {
        // The list has no name for taking an alert up again: the nearest stands (ruling 32).
        of_alert(e.active ? "Triggered PIM alert" : "Deactivate PIM alert",
                 text_of(e.alert).display_name);
    }
    void operator()(const AlertConfigured& e) {
        const AlertConfiguration& before = alert_before(e.alert).configuration;
        const std::string_view alert = text_of(e.alert).display_name;
        if (before.enabled != e.configuration.enabled) {
            of_alert(e.configuration.enabled ? "Enable PIM alert" : "Disable PIM alert", alert);
        }
        AlertConfiguration switched = before;
        switched.enabled = e.configuration.enabled;
        if (!(switched == e.configuration)) of_alert("Update PIM alert setting", alert);
        if (before.enabled && e.configuration.enabled) of_result(e.result);
    }
    void operator()(const IncidentRemediated& e) {
        of_alert("Resolve PIM alert", text_of(e.alert).display_name);
    }
    void operator()(const LicenceChanged& e) {
        add(e.licensed ? "Onboarded resource from PIM" : "Offboarded resource from PIM");
    }
    void operator()(const UserSaved& e) {
        of_object(before_.users.find(e.user.id) ? "Update user" : "Add user", e.user.id);
    }
    void operator()(const GroupSaved& e) {
        of_object(before_.groups.find(e.group.id) ? "Update group" : "Add group", e.group.id);
    }
    void operator()(const ServicePrincipalSaved& e) {
        const bool known = before_.service_principals.find(e.service_principal.id);
        of_object(known ? "Update service principal" : "Add service principal",
                  e.service_principal.id);
    }
    void operator()(const ApplicationSaved& e) {
        const bool known = before_.applications.find(e.application.id);
        of_object(known ? "Update application" : "Add application", e.application.id);
    }
    void operator()(const AdministrativeUnitSaved& e) {
        const bool known = before_.administrative_units.find(e.administrative_unit.id);
        of_object(known ? "Update administrative unit" : "Add administrative unit",
                  e.administrative_unit.id);
    }
    void operator()(const ObjectDeleted& e) {
        switch (object_type(before_, e.id)) {
            case ObjectType::user:
                return of_object("Delete user", e.id);
            case ObjectType::group:
                return of_object("Delete group", e.id);
            case ObjectType::service_principal:
                return of_object("Remove service principal", e.id);
            case ObjectType::application:
                return of_object("Delete application", e.id);
            case ObjectType::administrative_unit:
                return of_object("Delete administrative unit", e.id);
            case ObjectType::none:
                return;
        }
    }
    void operator()(const MemberAdded& e) {
        const bool group = before_.groups.find(e.container);
        of_object(group ? "Add member to group" : "Add member to administrative unit", e.member);
    }
    void operator()(const MemberRemoved& e) {
        const bool group = before_.groups.find(e.container);
        of_object(group ? "Remove member from group" : "Remove member from administrative unit",
                  e.member);
    }
    void operator()(const OwnerAdded& e) { of_object("Add owner to group", e.owner); }
    void operator()(const OwnerRemoved& e) { of_object("Remove owner from group", e.owner); }
    void operator()(const RoleDefinitionSaved& e) {
        if (e.role.built_in) return;  // the catalogue came with the tenant
        const bool known = before_.roles.find(e.role.id);
        add(known ? "Update role definition" : "Add role definition").role = e.role.id;
    }
    void operator()(const RoleDefinitionDeleted& e) { add("Delete role definition").role = e.id; }
    template <class Unlogged>
    void operator()(const Unlogged&) {}

private:
    AuditRow& add(std::string activity) {
        AuditRow& row = rows_.emplace_back();
        row.sequence = event_.sequence;
        row.ordinal = made_++;
        row.at = event_.at;
        row.activity = std::move(activity);
        row.actor = event_.actor;
        return row;
    }
    const Alert& alert_before(AlertKind alert) const {
        return before_.alerts[static_cast<std::size_t>(alert)];
    }
    /// An alert that a scan found active, or not active any more.
    void of_result(const AlertResult& result) {
        const bool was_active = alert_before(result.alert).active();
        const bool is_active = result.count > 0 && !result.dismissed;
        if (was_active == is_active) return;
        of_alert(is_active ? "Triggered PIM alert" : "Resolve PIM alert",
                 text_of(result.alert).display_name);
    }
    /// Which alert stands where other rows have their reason.
    void of_alert(std::string activity, std::string_view alert) {
        add(std::move(activity)).justification = alert;
    }
    void of_object(std::string activity, const Guid& object) {
        add(std::move(activity)).principal = object;
    }
    void of_request(std::string activity, const Request& request,
                    const std::string& justification) {
        AuditRow& row = add(std::move(activity));
        row.principal = request.principal;
        row.role = request.role;
        row.scope = request.scope;
        row.request = request.id;
        row.justification = justification;
        row.start = request.start ? request.start : request.schedule.start;
        row.end = request.schedule.expiration.end;
    }
    void begun(const Schedule& schedule) {
        of_schedule(completed(schedule), schedule, schedule.created_using);
    }
    /// `by` is the request behind it, which has the reason.
    void of_schedule(std::string activity, const Schedule& schedule, const Guid& by) {
        AuditRow& row = add(std::move(activity));
        row.principal = schedule.principal;
        row.role = schedule.role;
        row.scope = schedule.scope;
        row.request = by;
        row.start = schedule.start;
        row.end = schedule.end;
        if (const Request* request = before_.requests.find(by)) {
            row.justification = request->justification;
        }
    }

    std::deque<AuditRow>& rows_;
    const Tenant& before_;
    const Event& event_;
    int made_ = 0;
};

}  // namespace

void add_audit_rows(std::deque<AuditRow>& rows, const Tenant& before, const Event& event) {
    std::visit(Rows(rows, before, event), event.body);
}

Guid id_of(const Tenant& tenant, const AuditRow& row) {
    return derive_guid(tenant.id, Guid{static_cast<std::uint64_t>(row.sequence), 0},
                       static_cast<std::uint32_t>(row.ordinal));
}

}  // namespace pim
