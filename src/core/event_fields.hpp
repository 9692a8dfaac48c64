#pragma once

#include "core/event.hpp"
#include "core/fields.hpp"

namespace pim {

// The members of every event body, as fields.hpp has them of the rows.

template <class F>
void fields(F& f, TenantCreated& v) {
    f("id", v.id);
    f("displayName", v.display_name);
}
template <class F>
void fields(F& f, LicenceChanged& v) {
    f("licensed", v.licensed);
}
template <class F>
void fields(F& f, ProvisioningDelayChanged& v) {
    f("delay", v.delay);
}
template <class F>
void fields(F& f, UserSaved& v) {
    f("user", v.user);
}
template <class F>
void fields(F& f, GroupSaved& v) {
    f("group", v.group);
}
template <class F>
void fields(F& f, ServicePrincipalSaved& v) {
    f("servicePrincipal", v.service_principal);
}
template <class F>
void fields(F& f, ApplicationSaved& v) {
    f("application", v.application);
}
template <class F>
void fields(F& f, AdministrativeUnitSaved& v) {
    f("administrativeUnit", v.administrative_unit);
}
template <class F>
void fields(F& f, ObjectDeleted& v) {
    f("id", v.id);
}
template <class F>
void fields(F& f, MemberAdded& v) {
    f("container", v.container);
    f("member", v.member);
}
template <class F>
void fields(F& f, MemberRemoved& v) {
    f("container", v.container);
    f("member", v.member);
}
template <class F>
void fields(F& f, OwnerAdded& v) {
    f("group", v.group);
    f("owner", v.owner);
}
template <class F>
void fields(F& f, OwnerRemoved& v) {
    f("group", v.group);
    f("owner", v.owner);
}
template <class F>
void fields(F& f, SignedIn& v) {
    f("user", v.user);
    f("mfaDone", v.mfa_done);
    f("contexts", v.contexts);
}
template <class F>
void fields(F& f, RoleDefinitionSaved& v) {
    f("role", v.role);
}
template <class F>
void fields(F& f, RoleDefinitionDeleted& v) {
    f("id", v.id);
}
template <class F>
void fields(F& f, PolicyChanged& v) {
    f("policy", v.policy);
    f("rules", v.rules);
}
template <class F>
void fields(F& f, RequestMade& v) {
    f("request", v.request);
}
template <class F>
void fields(F& f, RequestClosed& v) {
    f("request", v.request);
    f("status", v.status);
}
template <class F>
void fields(F& f, RequestProvisioned& v) {
    f("request", v.request);
}
template <class F>
void fields(F& f, ApprovalGiven& v) {
    f("request", v.request);
    f("result", v.result);
    f("justification", v.justification);
    f("status", v.status);
    f("start", v.start);
}
template <class F>
void fields(F& f, RequestDecided& v) {
    f("request", v.request);
    f("result", v.result);
    f("justification", v.justification);
    f("kind", v.kind);
    f("schedule", v.schedule);
    f("status", v.status);
    f("start", v.start);
}
template <class F>
void fields(F& f, ScheduleCreated& v) {
    f("schedule", v.schedule);
    f("origin", v.origin);
}
template <class F>
void fields(F& f, ScheduleStarted& v) {
    f("schedule", v.schedule);
}
template <class F>
void fields(F& f, ScheduleEnded& v) {
    f("schedule", v.schedule);
    f("reason", v.reason);
    f("request", v.request);
}
template <class F>
void fields(F& f, ActivationRebased& v) {
    f("schedule", v.schedule);
    f("eligibility", v.eligibility);
    f("end", v.end);
}
template <class F>
void fields(F& f, ExpiryNeared& v) {
    f("schedule", v.schedule);
    f("days", v.days);
}
template <class F>
void fields(F& f, SchedulePurged& v) {
    f("schedule", v.schedule);
}
template <class F>
void fields(F& f, RequestPurged& v) {
    f("request", v.request);
}
template <class F>
void fields(F& f, DigestSent& v) {
    f("figures", v.figures);
}
template <class F>
void fields(F& f, MailRead& v) {
    f("mail", v.mail);
    f("principal", v.principal);
    f("address", v.address);
}
template <class F>
void fields(F& f, ApprovalsDrawn& v) {
    f("oneIn", v.one_in);
    f("rows", v.rows);
}
template <class F>
void fields(F& f, AlertsScanned& v) {
    f("only", v.only);
    f("changed", v.changed);
}
template <class F>
void fields(F& f, AlertActivated& v) {
    f("alert", v.alert);
    f("active", v.active);
}
template <class F>
void fields(F& f, AlertConfigured& v) {
    f("alert", v.alert);
    f("configuration", v.configuration);
    f("result", v.result);
}
template <class F>
void fields(F& f, IncidentRemediated& v) {
    f("alert", v.alert);
    f("incident", v.incident);
    f("left", v.left);
}

}  // namespace pim
