#pragma once

#include "core/tenant.hpp"

namespace pim {

// One table of the members of every stored struct: `fields(f, value)` calls `f("name", member)`
// for each, in order. The journal's writer and reader and the fingerprint are such visitors, so
// that a member added here is stored, read and compared. `f.added("name", text)` is a text that
// later versions added: where it is empty it leaves no trace, as if it had never been; of several
// in a row, texts and sets, `f.added_named` keeps apart which of them is there. A visitor
// that only reads takes a const value and casts the constness away at its one place of entry.
//
// Visited types beside the structs below: bool, int, int64, std::string, Guid, Instant, Duration,
// Scope, enumerations with Names, std::optional, std::vector, std::set<Guid>, std::array.

template <class F>
void fields(F& f, User& v) {
    f("id", v.id);
    f("displayName", v.display_name);
    f("userPrincipalName", v.user_principal_name);
    f("userType", v.type);
    f("mfaDone", v.mfa_done);
    f("authenticationContexts", v.authentication_contexts);
    f("lastSignIn", v.last_sign_in);
    for (std::size_t i = 0; i < profile_text_count; ++i) {
        const auto which = static_cast<ProfileText>(i);
        std::string text = v.profile.text(which);
        f.added_named(name(which), text);
        if (text != v.profile.text(which)) v.profile.set(which, std::move(text));
    }
}
template <class F>
void fields(F& f, Group& v) {
    f("id", v.id);
    f("displayName", v.display_name);
    f("isAssignableToRole", v.role_assignable);
    f("members", v.members);
    f.added_named("description", v.description);
    f.added_named("mailNickname", v.mail_nickname);
    f.added_named("visibility", v.visibility);
    f.added_named("owners", v.owners);
}
template <class F>
void fields(F& f, ServicePrincipal& v) {
    f("id", v.id);
    f("displayName", v.display_name);
    f("appId", v.app_id);
}
template <class F>
void fields(F& f, Application& v) {
    f("id", v.id);
    f("displayName", v.display_name);
    f("appId", v.app_id);
}
template <class F>
void fields(F& f, AdministrativeUnit& v) {
    f("id", v.id);
    f("displayName", v.display_name);
    f("description", v.description);
    f("members", v.members);
    f.added_named("visibility", v.visibility);
}
template <class F>
void fields(F& f, RoleDefinition& v) {
    f("id", v.id);
    f("displayName", v.display_name);
    f("description", v.description);
    f("isBuiltIn", v.built_in);
    f("isEnabled", v.enabled);
    f("isPrivileged", v.privileged);
    f("scopeAdministrativeUnit", v.scope_administrative_unit);
    f("scopeApplication", v.scope_application);
    f("scopeServicePrincipal", v.scope_service_principal);
    f("permissions", v.permissions);
    f.added_named("version", v.version);
}
template <class F>
void fields(F& f, ExpirationRule& v) {
    f("isExpirationRequired", v.required);
    f("maximumDuration", v.maximum);
}
template <class F>
void fields(F& f, EnablementRule& v) {
    f("mfa", v.mfa);
    f("justification", v.justification);
    f("ticketing", v.ticketing);
}
template <class F>
void fields(F& f, Approver& v) {
    f("id", v.id);
    f("group", v.group);
}
template <class F>
void fields(F& f, ApprovalRule& v) {
    f("isApprovalRequired", v.required);
    f("approvers", v.approvers);
    f("isApproverJustificationRequired", v.approver_justification);
}
template <class F>
void fields(F& f, AuthenticationContextRule& v) {
    f("isEnabled", v.enabled);
    f("claimValue", v.claim_value);
}
template <class F>
void fields(F& f, NotificationRule& v) {
    f("notificationLevel", v.level);
    f("isDefaultRecipientsEnabled", v.default_recipients);
    f("notificationRecipients", v.recipients);
}
template <class F>
void fields(F& f, Policy& v) {
    f("role", v.role);
    f("eligibleExpiration", v.eligible_expiration);
    f("eligibleEnablement", v.eligible_enablement);
    f("activeExpiration", v.active_expiration);
    f("activeEnablement", v.active_enablement);
    f("activationExpiration", v.activation_expiration);
    f("activationEnablement", v.activation_enablement);
    f("approval", v.approval);
    f("authenticationContext", v.authentication_context);
    f("notifications", v.notifications);
    f("modified", v.modified);
    f("modifiedBy", v.modified_by);
}
template <class F>
void fields(F& f, Expiration& v) {
    f("type", v.type);
    f("end", v.end);
    f("duration", v.duration);
}
template <class F>
void fields(F& f, ScheduleInfo& v) {
    f("start", v.start);
    f("expiration", v.expiration);
}
template <class F>
void fields(F& f, Schedule& v) {
    f("id", v.id);
    f("kind", v.kind);
    f("type", v.type);
    f("principal", v.principal);
    f("role", v.role);
    f("scope", v.scope);
    f("start", v.start);
    f("end", v.end);
    f("created", v.created);
    f("createdUsing", v.created_using);
    f("activatedUsing", v.activated_using);
    f("outsidePim", v.outside_pim);
    f("state", v.state);
    f("endedAt", v.ended_at);
    f("endReason", v.end_reason);
    f("remindedDays", v.reminded_days);
}
template <class F>
void fields(F& f, Ticket& v) {
    f("number", v.number);
    f("system", v.system);
}
template <class F>
void fields(F& f, ApprovalStep& v) {
    f("id", v.id);
    f("approvers", v.approvers);
    f("defaultApprovers", v.default_approvers);
    f("status", v.status);
    f("result", v.result);
    f("reviewer", v.reviewer);
    f("reviewedAt", v.reviewed_at);
    f("justification", v.justification);
}
template <class F>
void fields(F& f, AdminDecision& v) {
    f("result", v.result);
    f("reviewer", v.reviewer);
    f("reviewedAt", v.reviewed_at);
    f("justification", v.justification);
    f("kind", v.kind);
    f("schedule", v.schedule);
}
template <class F>
void fields(F& f, Request& v) {
    f("id", v.id);
    f("kind", v.kind);
    f("action", v.action);
    f("principal", v.principal);
    f("role", v.role);
    f("scope", v.scope);
    f("schedule", v.schedule);
    f("hasSchedule", v.has_schedule);
    f("justification", v.justification);
    f("ticket", v.ticket);
    f("validationOnly", v.validation_only);
    f("status", v.status);
    f("created", v.created);
    f("completed", v.completed);
    f("createdBy", v.created_by);
    f("targetSchedule", v.target_schedule);
    f("start", v.start);
    f("approval", v.approval);
    f("decision", v.decision);
    f.added("customData", v.custom_data);
}
template <class F>
void fields(F& f, Recipient& v) {
    f("principal", v.principal);
    f("address", v.address);
    f("because", v.because);
    f("viaGroup", v.via_group);
}
template <class F>
void fields(F& f, Notice& v) {
    f("kind", v.kind);
    f("rule", v.rule);
    f("recipients", v.recipients);
}
template <class F>
void fields(F& f, MailFacts& v) {
    f("kind", v.kind);
    f("type", v.type);
    f("principal", v.principal);
    f("role", v.role);
    f("scope", v.scope);
    f("start", v.start);
    f("end", v.end);
    f("actor", v.actor);
    f("justification", v.justification);
    f("request", v.request);
    f("schedule", v.schedule);
    f("daysLeft", v.days_left);
}
/// A reader gives the mail facts of its own; writing leaves them shared.
template <class F>
void fields(F& f, SharedFacts& v) {
    MailFacts facts = *v;
    fields(f, facts);
    if (!(facts == *v)) v = std::make_shared<const MailFacts>(std::move(facts));
}
template <class F>
void fields(F& f, DigestFigures& v) {
    f("activations", v.activations);
    f("madePermanent", v.made_permanent);
    f("assignedInPim", v.assigned_in_pim);
    f("assignedOutside", v.assigned_outside);
}
/// Kept as one flag for each recipient; a mail that nobody has read has no room for them.
template <class F>
void read_flags(F& f, Mail& v) {
    std::vector<bool> before(v.recipients.size());
    for (const std::uint32_t reader : v.readers) before[reader] = true;
    std::vector<bool> read = before;
    f("read", read);
    if (read == before) return;
    v.readers.clear();
    for (std::size_t i = 0; i < std::min(read.size(), before.size()); ++i) {
        if (read[i]) v.readers.push_back(static_cast<std::uint32_t>(i));
    }
}
template <class F>
void fields(F& f, Mail& v) {
    f("sequence", v.sequence);
    f("at", v.at);
    f("kind", v.kind);
    f("rule", v.rule);
    f("recipients", v.recipients);
    read_flags(f, v);
    f("facts", v.facts);
    f("digest", v.digest);
}
template <class F>
void fields(F& f, AuditRow& v) {
    f("sequence", v.sequence);
    f("ordinal", v.ordinal);
    f("at", v.at);
    f("activity", v.activity);
    f("actor", v.actor);
    f("principal", v.principal);
    f("role", v.role);
    f("scope", v.scope);
    f("request", v.request);
    f("justification", v.justification);
    f("start", v.start);
    f("end", v.end);
    f("drawnForReview", v.drawn_for_review);
}
template <class F>
void fields(F& f, CommandRecord& v) {
    f("command", v.command);
    f("subject", v.subject);
}
template <class F>
void fields(F& f, Omission& v) {
    f("collection", v.collection);
    f("why", v.why);
}
template <class F>
void fields(F& f, Origin& v) {
    f("backend", v.backend);
    f("address", v.address);
    f("read", v.read);
    f("omissions", v.omissions);
}
template <class F>
void fields(F& f, Original& v) {
    f("collection", v.collection);
    f("id", v.id);
    f("json", v.json);
}
template <class F>
void fields(F& f, AlertConfiguration& v) {
    f("isEnabled", v.enabled);
    f("count", v.count);
    f("percentage", v.percentage);
    f("duration", v.duration);
}
template <class F>
void fields(F& f, ActivationSequence& v) {
    f("principal", v.principal);
    f("role", v.role);
    f("count", v.count);
    f("start", v.start);
    f("end", v.end);
}
template <class F>
void fields(F& f, AlertResult& v) {
    f("alert", v.alert);
    f("count", v.count);
    f("dismissed", v.dismissed);
    f("roles", v.roles);
    f("sequences", v.sequences);
}
template <class F>
void fields(F& f, Alert& v) {
    f("configuration", v.configuration);
    f("result", v.result);
    f("modified", v.modified);
    f("scanned", v.scanned);
}

/// The single values of a tenant; its tables are walked apart (storage, fingerprint).
template <class F>
void fields(F& f, Tenant& v) {
    f("id", v.id);
    f("displayName", v.display_name);
    f("licensed", v.licensed);
    f("provisioningDelay", v.provisioning_delay);
    f("changed", v.changed);
    f("sequence", v.sequence);
    f("nextDigest", v.next_digest);
    f("digest", v.digest);
}

}  // namespace pim
