#include "core/derived.hpp"

#include <algorithm>
#include <array>

#include "core/apply.hpp"

namespace pim {

namespace {

/// Brings the queue's entry of a row to its next moment, if it has one.
void requeue(Tenant& tenant, DueOwner owner, Slot slot, const std::optional<Due>& due) {
    if (due) {
        tenant.due.save(*due);
    } else {
        tenant.due.erase(owner, slot);
    }
}

bool is_holding(const Schedule& schedule) {
    return schedule.kind == AssignmentKind::active && schedule.running();
}

bool is_live_activation(const Schedule& schedule) {
    return schedule.live() && !schedule.activated_using.is_null();
}

bool is_narrow(const Schedule& schedule) {
    return schedule.scope.type != ScopeType::tenant;
}

bool has_expired(const Schedule& schedule) {
    return schedule.ended_at && schedule.type == AssignmentType::assigned &&
           schedule.end_reason == EndReason::expired;
}

constexpr std::array<RoleAlias, 2> role_aliases = {RoleAlias::settings, RoleAlias::directory_role};

template <class T>
void index_by_app(const Table<T>& table, RowIndex& index) {
    table.each([&](const T& row) { index.add(row.app_id, *table.slot_of(row.id)); });
}

/// The part of the indexes that depends on a schedule's state.
void index_state(Tenant& tenant, Slot slot) {
    const Schedule& schedule = tenant.schedules.at(slot);
    requeue(tenant, DueOwner::schedule, slot, next_due(schedule, slot));
    if (is_holding(schedule)) tenant.holders_by_role.add(schedule.role, slot);
    if (is_live_activation(schedule)) {
        tenant.activations_by_eligibility.add(schedule.activated_using, slot);
    }
    if (has_expired(schedule)) tenant.expired.insert({*schedule.ended_at, slot});
}

void unindex_state(Tenant& tenant, Slot slot) {
    const Schedule& schedule = tenant.schedules.at(slot);
    if (is_holding(schedule)) tenant.holders_by_role.drop(schedule.role, slot);
    if (is_live_activation(schedule)) {
        tenant.activations_by_eligibility.drop(schedule.activated_using, slot);
    }
    if (has_expired(schedule)) tenant.expired.erase({*schedule.ended_at, slot});
}

/// A box begins with room for an assignment's life: assigned, two reminders, its end.
constexpr std::size_t mails_at_first = 4;

Mailbox& mailbox(Tenant& tenant, const Recipient& recipient) {
    if (recipient.principal.is_null()) {
        return tenant.mailboxes_by_address[to_lower(recipient.address)];
    }
    if (Mailbox* const found = tenant.mailboxes.find(recipient.principal)) return *found;
    return tenant.mailboxes.at(tenant.mailboxes.save(Mailbox{recipient.principal, {}, 0}));
}

void index_mail(Tenant& tenant, std::size_t place) {
    const Mail& mail = tenant.mails[place];
    for (std::size_t i = 0; i < mail.recipients.size(); ++i) {
        Mailbox& box = mailbox(tenant, mail.recipients[i]);
        if (box.mails.empty()) box.mails.reserve(mails_at_first);
        box.mails.push_back(place);
        if (!mail.read_by(i)) ++box.unread;
    }
}

bool waits_for_administrator(const Request& request) {
    return request.status == RequestStatus::pending_admin_decision;
}

/// The part of the indexes that depends on a request's state.
void index_state_of_request(Tenant& tenant, Slot slot) {
    const Request& request = tenant.requests.at(slot);
    if (request.open()) tenant.open_requests.insert(slot);
    if (waits_for_administrator(request)) {
        tenant.undecided_by_target.add(request.target_schedule, slot);
    }
    requeue(tenant, DueOwner::request, slot, next_due(request, slot));
}

void unindex_state_of_request(Tenant& tenant, Slot slot) {
    const Request& request = tenant.requests.at(slot);
    tenant.open_requests.erase(slot);
    if (waits_for_administrator(request)) {
        tenant.undecided_by_target.drop(request.target_schedule, slot);
    }
}

/// The request, object or schedule that an event makes or changes.
struct SubjectOf {
    Guid operator()(const RequestMade& e) const { return e.request.id; }
    Guid operator()(const RequestClosed& e) const { return e.request; }
    Guid operator()(const ApprovalGiven& e) const { return e.request; }
    Guid operator()(const RequestDecided& e) const { return e.request; }
    Guid operator()(const ScheduleCreated& e) const { return e.schedule.id; }
    Guid operator()(const ScheduleEnded& e) const { return e.schedule; }
    Guid operator()(const UserSaved& e) const { return e.user.id; }
    Guid operator()(const GroupSaved& e) const { return e.group.id; }
    Guid operator()(const ServicePrincipalSaved& e) const { return e.service_principal.id; }
    Guid operator()(const ApplicationSaved& e) const { return e.application.id; }
    Guid operator()(const AdministrativeUnitSaved& e) const { return e.administrative_unit.id; }
    Guid operator()(const ObjectDeleted& e) const { return e.id; }
    Guid operator()(const MemberAdded& e) const { return e.container; }
    Guid operator()(const MemberRemoved& e) const { return e.container; }
    Guid operator()(const OwnerAdded& e) const { return e.group; }
    Guid operator()(const OwnerRemoved& e) const { return e.group; }
    Guid operator()(const SignedIn& e) const { return e.user; }
    Guid operator()(const RoleDefinitionSaved& e) const { return e.role.id; }
    Guid operator()(const RoleDefinitionDeleted& e) const { return e.id; }
    Guid operator()(const PolicyChanged& e) const { return e.policy.role; }
    Guid operator()(const TenantCreated& e) const { return e.id; }
    template <class Other>
    Guid operator()(const Other&) const {
        return {};
    }
};

}  // namespace

Due digest_due(const Tenant& tenant) {
    return Due{*tenant.next_digest, DueKind::digests, DueOwner::tenant, 0};
}

void index_role(Tenant& tenant, const Guid& role) {
    for (const RoleAlias alias : role_aliases) {
        tenant.role_by_alias[alias_of_role(tenant.id, role, alias)] = role;
    }
}

void forget_role(Tenant& tenant, const Guid& role) {
    for (const RoleAlias alias : role_aliases) {
        tenant.role_by_alias.erase(alias_of_role(tenant.id, role, alias));
    }
}

void index_schedule(Tenant& tenant, Slot slot) {
    const Schedule& schedule = tenant.schedules.at(slot);
    tenant.schedules_by_principal.add(schedule.principal, slot);
    tenant.schedules_by_role.add(schedule.role, slot);
    if (is_narrow(schedule)) tenant.schedules_by_scope.add(schedule.scope.id, slot);
    index_state(tenant, slot);
    if (stands(schedule)) index_for_alerts(tenant.alert_index, tenant, slot);
}

void index_request(Tenant& tenant, Slot slot) {
    const Request& request = tenant.requests.at(slot);
    tenant.requests_by_principal.add(request.principal, slot);
    // The sandbox's owner is nobody who could ask for them.
    if (!request.created_by.is_null()) tenant.requests_by_creator.add(request.created_by, slot);
    // An approval comes with its request or never.
    if (request.approval) tenant.requests_with_approval.insert(slot);
    index_state_of_request(tenant, slot);
}

void change_schedule(Tenant& tenant, const Guid& id, const std::function<void(Schedule&)>& change) {
    const std::optional<Slot> slot = tenant.schedules.slot_of(id);
    if (!slot) return;
    Schedule& schedule = tenant.schedules.at(*slot);
    const bool stood = stands(schedule);
    unindex_state(tenant, *slot);
    change(schedule);
    index_state(tenant, *slot);
    if (stood == stands(schedule)) return;
    if (stood) {
        unindex_for_alerts(tenant.alert_index, *slot);
    } else {
        index_for_alerts(tenant.alert_index, tenant, *slot);
    }
}

void change_request(Tenant& tenant, const Guid& id, const std::function<void(Request&)>& change) {
    const std::optional<Slot> slot = tenant.requests.slot_of(id);
    if (!slot) return;
    unindex_state_of_request(tenant, *slot);
    change(tenant.requests.at(*slot));
    index_state_of_request(tenant, *slot);
}

void purge_schedule(Tenant& tenant, const Guid& id) {
    const std::optional<Slot> slot = tenant.schedules.slot_of(id);
    if (!slot) return;
    unindex_state(tenant, *slot);
    tenant.due.erase(DueOwner::schedule, *slot);
    const Schedule& schedule = tenant.schedules.at(*slot);
    if (stands(schedule)) unindex_for_alerts(tenant.alert_index, *slot);
    tenant.schedules_by_principal.drop(schedule.principal, *slot);
    tenant.schedules_by_role.drop(schedule.role, *slot);
    if (is_narrow(schedule)) tenant.schedules_by_scope.drop(schedule.scope.id, *slot);
    tenant.schedules.erase(id);
}

void purge_request(Tenant& tenant, const Guid& id) {
    const std::optional<Slot> slot = tenant.requests.slot_of(id);
    if (!slot) return;
    unindex_state_of_request(tenant, *slot);
    tenant.due.erase(DueOwner::request, *slot);
    tenant.requests_by_principal.drop(tenant.requests.at(*slot).principal, *slot);
    tenant.requests_by_creator.drop(tenant.requests.at(*slot).created_by, *slot);
    tenant.requests_with_approval.erase(*slot);
    tenant.requests.erase(id);
}

void forget_membership(std::map<Guid, std::set<Guid>>& containers_by_member, const Guid& member,
                       const Guid& container) {
    const auto at = containers_by_member.find(member);
    if (at == containers_by_member.end()) return;
    at->second.erase(container);
    if (at->second.empty()) containers_by_member.erase(at);
}

void send_mails(Tenant& tenant, const Event& event, std::vector<Notice> notices) {
    if (notices.empty()) return;
    const SharedFacts facts = std::make_shared<const MailFacts>(facts_of(tenant, event));
    const auto* digest = std::get_if<DigestSent>(&event.body);
    for (Notice& notice : notices) {
        if (notice.recipients.empty()) continue;
        Mail& mail = tenant.mails.emplace_back();
        mail.sequence = event.sequence;
        mail.at = event.at;
        mail.kind = notice.kind;
        mail.rule = notice.rule;
        mail.recipients = std::move(notice.recipients);
        mail.facts = facts;
        if (digest) mail.digest = digest->figures;
        index_mail(tenant, tenant.mails.size() - 1);
    }
}

void index_audit(Tenant& tenant, std::size_t from) {
    for (std::size_t place = from; place < tenant.audit.size(); ++place) {
        tenant.audit_by_activity[tenant.audit[place].activity].push_back(place);
        index_activation(tenant.alert_index, tenant, tenant.audit[place]);
    }
}

void mark_read(Tenant& tenant, const MailRead& event) {
    if (event.mail < 0 || static_cast<std::size_t>(event.mail) >= tenant.mails.size()) return;
    Mail& mail = tenant.mails[static_cast<std::size_t>(event.mail)];
    for (std::size_t i = 0; i < mail.recipients.size(); ++i) {
        const Recipient& recipient = mail.recipients[i];
        if (mail.read_by(i) || recipient.principal != event.principal ||
            recipient.address != event.address) {
            continue;
        }
        mail.readers.push_back(static_cast<std::uint32_t>(i));
        --mailbox(tenant, recipient).unread;
    }
}

void remember_command(Tenant& tenant, const Event& event) {
    if (event.command.is_null()) return;
    // The first event of a command names its subject.
    const Guid subject = std::visit(SubjectOf{}, event.body);
    if (!tenant.subject_by_command.try_emplace(event.command, subject).second) return;
    tenant.commands.push_back(CommandRecord{event.command, subject});
    if (tenant.commands.size() > commands_remembered_max) {
        tenant.subject_by_command.erase(tenant.commands.front().command);
        tenant.commands.pop_front();
    }
}

void rebuild_derived(Tenant& tenant) {
    tenant.due.clear();
    tenant.schedules_by_principal.clear();
    tenant.schedules_by_role.clear();
    tenant.schedules_by_scope.clear();
    tenant.holders_by_role.clear();
    tenant.activations_by_eligibility.clear();
    tenant.expired.clear();
    tenant.requests_by_principal.clear();
    tenant.requests_by_creator.clear();
    tenant.open_requests.clear();
    tenant.requests_with_approval.clear();
    tenant.groups_by_member.clear();
    tenant.groups_by_owner.clear();
    tenant.units_by_member.clear();
    tenant.service_principals_by_app.clear();
    tenant.applications_by_app.clear();
    tenant.role_by_alias.clear();
    tenant.role_assignable_groups = 0;
    tenant.undecided_by_target.clear();
    tenant.audit_by_activity.clear();
    tenant.mailboxes.clear();
    tenant.mailboxes_by_address.clear();
    tenant.subject_by_command.clear();
    tenant.user_by_name.clear();
    tenant.alert_index = {};
    tenant.schedules.each(
        [&](const Schedule& row) { index_schedule(tenant, *tenant.schedules.slot_of(row.id)); });
    tenant.requests.each(
        [&](const Request& row) { index_request(tenant, *tenant.requests.slot_of(row.id)); });
    tenant.groups.each([&](const Group& group) {
        for (const Guid& member : group.members) tenant.groups_by_member[member].insert(group.id);
        for (const Guid& owner : group.owners) tenant.groups_by_owner[owner].insert(group.id);
        tenant.role_assignable_groups += group.role_assignable ? 1 : 0;
    });
    tenant.administrative_units.each([&](const AdministrativeUnit& unit) {
        for (const Guid& member : unit.members) tenant.units_by_member[member].insert(unit.id);
    });
    index_by_app(tenant.service_principals, tenant.service_principals_by_app);
    index_by_app(tenant.applications, tenant.applications_by_app);
    tenant.roles.each([&](const RoleDefinition& role) { index_role(tenant, role.id); });
    tenant.users.each([&](const User& user) {
        tenant.user_by_name[to_lower(user.user_principal_name)] = user.id;
    });
    for (std::size_t place = 0; place < tenant.mails.size(); ++place) index_mail(tenant, place);
    index_audit(tenant, 0);
    for (const CommandRecord& record : tenant.commands) {
        tenant.subject_by_command[record.command] = record.subject;
    }
    if (tenant.next_digest) tenant.due.save(digest_due(tenant));
}

}  // namespace pim
