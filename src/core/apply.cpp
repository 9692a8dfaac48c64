#include "core/apply.hpp"

#include "core/derived.hpp"

namespace pim {

namespace {

/// Carries the body of one event out. Each overload is one kind of fact.
class Change {
public:
    Change(Tenant& tenant, const Event& event) : tenant_(tenant), event_(event) {}

    void operator()(const TenantCreated& e) {
        tenant_.id = e.id;
        tenant_.display_name = e.display_name;
        tenant_.next_digest = shift(event_.at, digest_interval_ticks);
        tenant_.due.save(digest_due(tenant_));
    }
    void operator()(const LicenceChanged& e) { tenant_.licensed = e.licensed; }
    void operator()(const ProvisioningDelayChanged& e) { tenant_.provisioning_delay = e.delay; }

    void operator()(const UserSaved& e) {
        if (const User* before = tenant_.users.find(e.user.id)) {
            tenant_.user_by_name.erase(to_lower(before->user_principal_name));
        }
        tenant_.user_by_name[to_lower(e.user.user_principal_name)] = e.user.id;
        tenant_.users.save(e.user);
        index_sign_in(tenant_.alert_index, tenant_, e.user.id);
    }
    void operator()(const GroupSaved& e) {
        Group group = e.group;
        const Group* before = tenant_.groups.find(group.id);
        group.members = before ? before->members : std::set<Guid>{};
        group.owners = before ? before->owners : std::set<Guid>{};
        tenant_.role_assignable_groups += group.role_assignable ? 1 : 0;
        tenant_.role_assignable_groups -= before && before->role_assignable ? 1 : 0;
        tenant_.groups.save(std::move(group));
    }
    void operator()(const ServicePrincipalSaved& e) {
        save_by_app(tenant_.service_principals, tenant_.service_principals_by_app,
                    e.service_principal);
    }
    void operator()(const ApplicationSaved& e) {
        save_by_app(tenant_.applications, tenant_.applications_by_app, e.application);
    }
    void operator()(const AdministrativeUnitSaved& e) {
        AdministrativeUnit unit = e.administrative_unit;
        const AdministrativeUnit* before = tenant_.administrative_units.find(unit.id);
        unit.members = before ? before->members : std::set<Guid>{};
        tenant_.administrative_units.save(std::move(unit));
    }
    void operator()(const ObjectDeleted& e) {
        if (const User* user = tenant_.users.find(e.id)) {
            tenant_.user_by_name.erase(to_lower(user->user_principal_name));
        }
        if (const Group* group = tenant_.groups.find(e.id)) {
            tenant_.role_assignable_groups -= group->role_assignable ? 1 : 0;
            for (const Guid& member : group->members) {
                forget_membership(tenant_.groups_by_member, member, e.id);
            }
            for (const Guid& owner : group->owners) {
                forget_membership(tenant_.groups_by_owner, owner, e.id);
            }
        }
        if (const AdministrativeUnit* unit = tenant_.administrative_units.find(e.id)) {
            for (const Guid& member : unit->members) {
                forget_membership(tenant_.units_by_member, member, e.id);
            }
        }
        forget_app(tenant_.service_principals, tenant_.service_principals_by_app, e.id);
        forget_app(tenant_.applications, tenant_.applications_by_app, e.id);
        tenant_.users.erase(e.id);
        tenant_.groups.erase(e.id);
        tenant_.service_principals.erase(e.id);
        tenant_.applications.erase(e.id);
        tenant_.administrative_units.erase(e.id);
    }
    void operator()(const MemberAdded& e) {
        if (Group* group = tenant_.groups.find(e.container)) {
            group->members.insert(e.member);
            tenant_.groups_by_member[e.member].insert(e.container);
        } else if (AdministrativeUnit* unit = tenant_.administrative_units.find(e.container)) {
            unit->members.insert(e.member);
            tenant_.units_by_member[e.member].insert(e.container);
        }
    }
    void operator()(const MemberRemoved& e) {
        if (Group* group = tenant_.groups.find(e.container)) {
            group->members.erase(e.member);
            forget_membership(tenant_.groups_by_member, e.member, e.container);
        } else if (AdministrativeUnit* unit = tenant_.administrative_units.find(e.container)) {
            unit->members.erase(e.member);
            forget_membership(tenant_.units_by_member, e.member, e.container);
        }
    }
    void operator()(const OwnerAdded& e) {
        Group* group = tenant_.groups.find(e.group);
        if (!group) return;
        group->owners.insert(e.owner);
        tenant_.groups_by_owner[e.owner].insert(e.group);
    }
    void operator()(const OwnerRemoved& e) {
        Group* group = tenant_.groups.find(e.group);
        if (!group) return;
        group->owners.erase(e.owner);
        forget_membership(tenant_.groups_by_owner, e.owner, e.group);
    }
    void operator()(const SignedIn& e) {
        User* user = tenant_.users.find(e.user);
        if (!user) return;
        user->mfa_done = e.mfa_done;
        user->authentication_contexts = e.contexts;
        user->last_sign_in = event_.at;
        index_sign_in(tenant_.alert_index, tenant_, e.user);
    }

    void operator()(const RoleDefinitionSaved& e) {
        tenant_.roles.save(e.role);
        index_role(tenant_, e.role.id);
    }
    void operator()(const RoleDefinitionDeleted& e) {
        forget_role(tenant_, e.id);
        tenant_.roles.erase(e.id);
        tenant_.policies.erase(e.id);
    }
    void operator()(const PolicyChanged& e) { tenant_.policies[e.policy.role] = e.policy; }

    void operator()(const RequestMade& e) {
        const Slot slot = tenant_.requests.save(e.request);
        index_request(tenant_, slot);
    }
    void operator()(const RequestClosed& e) {
        change_request(tenant_, e.request, [&](Request& request) {
            if (request.approval && request.approval->status == StepStatus::in_progress) {
                request.approval->status =
                    e.status == RequestStatus::failed ? StepStatus::expired : StepStatus::completed;
            }
            request.status = e.status;
            request.completed = event_.at;
        });
    }
    void operator()(const RequestProvisioned& e) {
        change_request(tenant_, e.request, [&](Request& request) {
            request.status = RequestStatus::provisioned;
            request.completed = event_.at;
        });
    }
    void operator()(const ApprovalGiven& e) {
        change_request(tenant_, e.request, [&](Request& request) {
            request.status = e.status;
            request.start = e.start;
            request.completed = e.start ? *e.start : event_.at;
            if (!request.approval) return;
            request.approval->status = StepStatus::completed;
            request.approval->result = e.result;
            request.approval->reviewer = event_.actor;
            request.approval->reviewed_at = event_.at;
            request.approval->justification = e.justification;
        });
    }
    void operator()(const RequestDecided& e) {
        change_request(tenant_, e.request, [&](Request& request) {
            request.status = e.status;
            request.start = e.start;
            request.completed = event_.at;
            request.decision = AdminDecision{e.result,        event_.actor, event_.at,
                                             e.justification, e.kind,       e.schedule};
            if (e.result == ReviewResult::approve) request.target_schedule = request.id;
        });
    }

    void operator()(const ScheduleCreated& e) {
        const Slot slot = tenant_.schedules.save(e.schedule);
        index_schedule(tenant_, slot);
        count_created(e);
        count_activated(e.schedule);
    }
    void operator()(const ScheduleStarted& e) {
        change_schedule(tenant_, e.schedule,
                        [](Schedule& schedule) { schedule.state = ScheduleState::running; });
        if (const Schedule* row = tenant_.schedules.find(e.schedule)) count_activated(*row);
    }
    void operator()(const ScheduleEnded& e) {
        change_schedule(tenant_, e.schedule, [&](Schedule& schedule) {
            schedule.state = ScheduleState::ended;
            schedule.ended_at = event_.at;
            schedule.end_reason = e.reason;
        });
    }
    void operator()(const ActivationRebased& e) {
        change_schedule(tenant_, e.schedule, [&](Schedule& schedule) {
            schedule.activated_using = e.eligibility;
            if (e.end) schedule.end = e.end;
        });
    }
    void operator()(const ExpiryNeared& e) {
        change_schedule(tenant_, e.schedule,
                        [&](Schedule& schedule) { schedule.reminded_days = e.days; });
    }
    void operator()(const SchedulePurged& e) { purge_schedule(tenant_, e.schedule); }
    void operator()(const RequestPurged& e) { purge_request(tenant_, e.request); }

    void operator()(const DigestSent&) {
        tenant_.digest = DigestFigures{};
        tenant_.next_digest = shift(event_.at, digest_interval_ticks);
        tenant_.due.save(digest_due(tenant_));
    }
    void operator()(const MailRead& e) { mark_read(tenant_, e); }
    void operator()(const ApprovalsDrawn& e) {
        const std::set<std::int64_t> drawn(e.rows.begin(), e.rows.end());
        for (const std::string_view activity : approval_activities) {
            for (const std::size_t place : audit_of(tenant_, activity)) {
                AuditRow& row = tenant_.audit[place];
                row.drawn_for_review = drawn.count(row.sequence) != 0;
            }
        }
    }
    void operator()(const AlertsScanned& e) {
        for (const AlertKind kind : all_alerts) {
            Alert& alert = alert_at(kind);
            if (e.only ? *e.only == kind : alert.configuration.enabled) alert.scanned = event_.at;
        }
        for (const AlertResult& result : e.changed) set_result(result);
    }
    void operator()(const AlertActivated& e) {
        alert_at(e.alert).result.dismissed = !e.active;
        alert_at(e.alert).modified = event_.at;
    }
    void operator()(const AlertConfigured& e) {
        alert_at(e.alert).configuration = e.configuration;
        if (e.configuration.enabled) alert_at(e.alert).scanned = event_.at;
        set_result(e.result);
    }
    void operator()(const IncidentRemediated& e) {
        alert_at(e.alert).result.count = e.left;
        alert_at(e.alert).modified = event_.at;
    }

private:
    Alert& alert_at(AlertKind kind) { return tenant_.alerts[static_cast<std::size_t>(kind)]; }
    void set_result(const AlertResult& result) {
        Alert& alert = alert_at(result.alert);
        if (result == alert.result) return;
        alert.result = result;
        alert.modified = event_.at;
    }

    void count_created(const ScheduleCreated& e) {
        if (e.origin == ScheduleOrigin::activated) return;
        if (e.origin == ScheduleOrigin::outside) {
            ++tenant_.digest.assigned_outside;
        } else {
            ++tenant_.digest.assigned_in_pim;
            if (e.schedule.kind == AssignmentKind::active && e.schedule.permanent()) {
                ++tenant_.digest.made_permanent;
            }
        }
    }

    /// Each user counts once a week, with the first activation that begins.
    void count_activated(const Schedule& begun) {
        if (begun.type != AssignmentType::activated || !begun.running()) return;
        const Instant since = shift(*tenant_.next_digest, -digest_interval_ticks);
        for (const Slot slot : slots_of(tenant_.schedules_by_principal, begun.principal)) {
            const Schedule& row = tenant_.schedules.at(slot);
            const bool began = row.running() || (row.ended_at && *row.ended_at > row.start);
            if (row.type == AssignmentType::activated && began && row.start >= since &&
                row.id != begun.id) {
                return;
            }
        }
        ++tenant_.digest.activations;
    }

    Tenant& tenant_;
    const Event& event_;
};

void carry_out(Tenant& tenant, const Event& event, std::vector<Notice> notices) {
    const std::size_t rows_before = tenant.audit.size();
    add_audit_rows(tenant.audit, tenant, event);
    index_audit(tenant, rows_before);
    send_mails(tenant, event, std::move(notices));
    std::visit(Change(tenant, event), event.body);
    tenant.sequence = event.sequence;
    tenant.changed = event.at;
    remember_command(tenant, event);
}

}  // namespace

void apply(Tenant& tenant, const Event& event) {
    carry_out(tenant, event, event.notices);
}

void apply(Tenant& tenant, Event&& event) {
    std::vector<Notice> notices = std::move(event.notices);
    carry_out(tenant, event, std::move(notices));
}

}  // namespace pim
