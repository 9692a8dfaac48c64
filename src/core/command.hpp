#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/alert.hpp"
#include "core/directory.hpp"
#include "core/policy.hpp"
#include "core/request.hpp"
#include "core/role_definition.hpp"
#include "core/rule.hpp"

namespace pim {

// Commands ask; `decide` answers with events or a refusal. An id that is null is made by the core.

/// Sets the tenant up; only on an empty one. The built-in roles come with it.
struct CreateTenant {
    Guid id;
    std::string display_name;
    std::vector<RoleDefinition> roles;
};
/// The sandbox page's switches: only the sandbox's owner (a caller that is null) may use them.
struct SetLicence {
    bool licensed = true;
};
struct SetProvisioningDelay {
    Duration delay;
};

/// Creates the object, or changes it where the id exists. Members are not part of it.
struct SaveUser {
    User user;
};
/// A new group begins with the members and owners that stand in it; those of one that exists are
/// not touched.
struct SaveGroup {
    Group group;
};
struct SaveServicePrincipal {
    ServicePrincipal service_principal;
};
struct SaveApplication {
    Application application;
};
struct SaveAdministrativeUnit {
    AdministrativeUnit administrative_unit;
};
struct DeleteObject {
    Guid id;
};
struct AddMember {
    Guid container;
    Guid member;
};
struct RemoveMember {
    Guid container;
    Guid member;
};
struct AddOwner {
    Guid group;
    Guid owner;
};
/// Refused for the last one: a group that has had owners keeps one.
struct RemoveOwner {
    Guid group;
    Guid owner;
};
/// Takes a persona on; a new sign-in has passed neither MFA nor an authentication context.
struct SignIn {
    Guid user;
};
/// Passes the simulated MFA prompt, or meets an authentication context (c1…c99).
struct CompleteMfa {
    Guid user;
    std::string context;
};

/// A custom role, new or changed.
struct SaveRole {
    RoleDefinition role;
};
struct DeleteRole {
    Guid id;
};
/// Replaces the settings of a role.
struct UpdatePolicy {
    Policy policy;
};

/// A POST to one of the two request collections, or the portal's button for it.
struct RequestSchedule {
    AssignmentKind kind = AssignmentKind::eligible;
    Action action = Action::admin_assign;
    Guid principal;
    Guid role;
    Scope scope;
    ScheduleInfo schedule;
    bool has_schedule = true;
    std::string justification;
    Ticket ticket;
    std::string custom_data;  ///< the client's own text
    bool validation_only = false;
    Guid target;  ///< the row that the portal's button belongs to; null over Graph
};

/// An approver's answer to an activation request.
struct AnswerApproval {
    Guid request;
    Guid step;
    ReviewResult result = ReviewResult::approve;
    std::string justification;
};

/// An administrator's decision on an extend or renew request (ruling 14).
struct DecideRequest {
    Guid request;
    ReviewResult result = ReviewResult::approve;
    std::string justification;
    std::optional<AssignmentKind> kind;    ///< none: as it was (extend only)
    std::optional<ScheduleInfo> schedule;  ///< none: the present length again (extend only)
};

struct CancelRequest {
    Guid request;
};
/// An active assignment made or removed outside PIM.
struct AssignOutside {
    Guid principal;
    Guid role;
    Scope scope;
};
struct RemoveOutside {
    Guid schedule;
};
struct MarkMailRead {
    std::int64_t mail = 0;
    Guid principal;
    std::string address;
};
/// Scans one alert, or all, at once.
struct RefreshAlerts {
    std::optional<AlertKind> only;
};
/// Puts an alert aside, or takes it up again.
struct SetAlertActive {
    AlertKind alert = AlertKind::invalid_license;
    bool active = false;
};
/// Replaces the settings of an alert.
struct ConfigureAlert {
    AlertKind alert = AlertKind::invalid_license;
    AlertConfiguration configuration;
};
/// Carries out what an alert proposes for one of its incidents.
struct RemediateIncident {
    AlertKind alert = AlertKind::invalid_license;
    Guid incident;
};
/// Draws every n-th approval of the last 30 days for review.
struct DrawApprovals {
    std::int64_t one_in = 10;
};

using Command =
    std::variant<CreateTenant, SetLicence, SetProvisioningDelay, SaveUser, SaveGroup,
                 SaveServicePrincipal, SaveApplication, SaveAdministrativeUnit, DeleteObject,
                 AddMember, RemoveMember, AddOwner, RemoveOwner, SignIn, CompleteMfa, SaveRole,
                 DeleteRole, UpdatePolicy, RequestSchedule, AnswerApproval, DecideRequest,
                 CancelRequest, AssignOutside, RemoveOutside, MarkMailRead, DrawApprovals,
                 RefreshAlerts, SetAlertActive, ConfigureAlert, RemediateIncident>;

/// Who asks, when, and under which id. The core knows no clock: `now` is the sandbox's time.
struct Context {
    Guid caller;  ///< a principal; null: the owner of the sandbox, who sets labs up
    /// Whose administrative rights count, where they are not the caller's: null for an application
    /// whose token names the permission (endpoints.md: roles are needed by people).
    std::optional<Guid> authority;
    Instant now;
    Guid command;  ///< 128-bit id made at the border
    /// The sign-in of an API token, where it differs from the persona's own.
    std::optional<bool> mfa_done;
    std::optional<std::vector<std::string>> authentication_contexts;
    RuleSet switched_off;  ///< for tests only
};

}  // namespace pim
