#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/alert.hpp"
#include "core/directory.hpp"
#include "core/mail.hpp"
#include "core/policy.hpp"
#include "core/request.hpp"
#include "core/role_definition.hpp"
#include "core/schedule.hpp"

namespace pim {

// Events report facts in the past tense and carry every result, so that `apply` decides nothing.

struct TenantCreated {
    Guid id;
    std::string display_name;
};
struct LicenceChanged {
    bool licensed = true;
};
struct ProvisioningDelayChanged {
    Duration delay;
};

struct UserSaved {
    User user;
};
/// The group without regard to its members and owners: they come by MemberAdded and OwnerAdded.
struct GroupSaved {
    Group group;
};
struct ServicePrincipalSaved {
    ServicePrincipal service_principal;
};
struct ApplicationSaved {
    Application application;
};
struct AdministrativeUnitSaved {
    AdministrativeUnit administrative_unit;
};
/// A user, group, service principal, application or administrative unit is gone.
struct ObjectDeleted {
    Guid id;
};
/// Into a group or an administrative unit.
struct MemberAdded {
    Guid container;
    Guid member;
};
struct MemberRemoved {
    Guid container;
    Guid member;
};
struct OwnerAdded {
    Guid group;
    Guid owner;
};
struct OwnerRemoved {
    Guid group;
    Guid owner;
};
struct SignedIn {
    Guid user;
    bool mfa_done = false;
    std::vector<std::string> contexts;
};

struct RoleDefinitionSaved {
    RoleDefinition role;
};
struct RoleDefinitionDeleted {
    Guid id;
};
struct PolicyChanged {
    Policy policy;
    std::vector<RuleId> rules;
};

/// A request was accepted; its status says what became of it at once.
struct RequestMade {
    Request request;
};
/// A request changed by time or by cancelling.
struct RequestClosed {
    Guid request;
    RequestStatus status = RequestStatus::canceled;
};
/// A granted or delayed request took effect.
struct RequestProvisioned {
    Guid request;
};
/// An approver answered.
struct ApprovalGiven {
    Guid request;
    ReviewResult result = ReviewResult::approve;
    std::string justification;
    RequestStatus status = RequestStatus::provisioned;  ///< of the request from now on
    std::optional<Instant> start;                       ///< when approved
};
/// An administrator decided an extend or renew request.
struct RequestDecided {
    Guid request;
    ReviewResult result = ReviewResult::approve;
    std::string justification;
    AssignmentKind kind = AssignmentKind::eligible;
    ScheduleInfo schedule;
    RequestStatus status = RequestStatus::provisioned;
    std::optional<Instant> start;
};

/// What brought a schedule into being.
enum class ScheduleOrigin { assigned, updated, extended, renewed, activated, outside };

struct ScheduleCreated {
    Schedule schedule;
    ScheduleOrigin origin = ScheduleOrigin::assigned;
};
struct ScheduleStarted {
    Guid schedule;
};
struct ScheduleEnded {
    Guid schedule;
    EndReason reason = EndReason::expired;
    Guid request;  ///< by which it was ended; null where time or another ending did it
};
/// An activation rests on another eligibility from now on: the one behind it was extended, updated
/// or renewed.
struct ActivationRebased {
    Guid schedule;
    Guid eligibility;
    std::optional<Instant> end;  ///< where the other eligibility ends it earlier
};
/// The expiry reminder of 14 days or 1 day ahead fell due.
struct ExpiryNeared {
    Guid schedule;
    int days = 14;
};
struct SchedulePurged {
    Guid schedule;
};
struct RequestPurged {
    Guid request;
};

struct DigestSent {
    DigestFigures figures;
};
struct MailRead {
    std::int64_t mail = 0;
    Guid principal;
    std::string address;
};
/// Approvals drawn for a second look, by the sequence of their events.
struct ApprovalsDrawn {
    std::int64_t one_in = 10;
    std::vector<std::int64_t> rows;
};

/// Alerts were scanned, all enabled ones or one alone. Only the results that differ from those
/// before are told: an uneventful day costs a few bytes.
struct AlertsScanned {
    std::optional<AlertKind> only;
    std::vector<AlertResult> changed;
};
/// An alert was put aside, or taken up again.
struct AlertActivated {
    AlertKind alert = AlertKind::invalid_license;
    bool active = false;
};
/// The settings of an alert were replaced, and it was scanned with them.
struct AlertConfigured {
    AlertKind alert = AlertKind::invalid_license;
    AlertConfiguration configuration;
    AlertResult result;
};
/// What an alert proposes was done for one of its incidents.
struct IncidentRemediated {
    AlertKind alert = AlertKind::invalid_license;
    Guid incident;
    std::int64_t left = 0;  ///< incidents of the alert from now on
};

using EventBody =
    std::variant<TenantCreated, LicenceChanged, ProvisioningDelayChanged, UserSaved, GroupSaved,
                 ServicePrincipalSaved, ApplicationSaved, AdministrativeUnitSaved, ObjectDeleted,
                 MemberAdded, MemberRemoved, SignedIn, RoleDefinitionSaved, RoleDefinitionDeleted,
                 PolicyChanged, RequestMade, RequestClosed, RequestProvisioned, ApprovalGiven,
                 RequestDecided, ScheduleCreated, ScheduleStarted, ScheduleEnded, ActivationRebased,
                 ExpiryNeared, SchedulePurged, RequestPurged, DigestSent, MailRead, ApprovalsDrawn,
                 AlertsScanned, AlertActivated, AlertConfigured, IncidentRemediated, OwnerAdded,
                 OwnerRemoved>;

/// The stored type name of each alternative of EventBody, in order. Never renamed, only added to.
constexpr std::array<std::string_view, std::variant_size_v<EventBody>> event_type_names = {
    "tenantCreated",
    "licenceChanged",
    "provisioningDelayChanged",
    "userSaved",
    "groupSaved",
    "servicePrincipalSaved",
    "applicationSaved",
    "administrativeUnitSaved",
    "objectDeleted",
    "memberAdded",
    "memberRemoved",
    "signedIn",
    "roleDefinitionSaved",
    "roleDefinitionDeleted",
    "policyChanged",
    "requestMade",
    "requestClosed",
    "requestProvisioned",
    "approvalGiven",
    "requestDecided",
    "scheduleCreated",
    "scheduleStarted",
    "scheduleEnded",
    "activationRebased",
    "expiryNeared",
    "schedulePurged",
    "requestPurged",
    "digestSent",
    "mailRead",
    "approvalsDrawn",
    "alertsScanned",
    "alertActivated",
    "alertConfigured",
    "incidentRemediated",
    "ownerAdded",
    "ownerRemoved"};

/// A fact about the tenant. Sequences rise by one without gaps.
struct Event {
    std::int64_t sequence = 0;
    Instant at;
    Guid actor;    ///< the principal who caused it; null: PIM itself, or the sandbox's owner
    Guid command;  ///< the command behind it; null where time brought it
    std::vector<Notice> notices;
    EventBody body;
};

using Events = std::vector<Event>;

std::string_view type_name(const Event& event);

}  // namespace pim

template <>
struct pim::Names<pim::ScheduleOrigin> {
    static constexpr std::array<std::string_view, 6> texts = {"assigned", "updated",   "extended",
                                                              "renewed",  "activated", "outside"};
};
