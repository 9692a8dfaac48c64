#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/alert.hpp"
#include "core/alert_index.hpp"
#include "core/audit.hpp"
#include "core/directory.hpp"
#include "core/due_queue.hpp"
#include "core/mail.hpp"
#include "core/origin.hpp"
#include "core/policy.hpp"
#include "core/request.hpp"
#include "core/role_definition.hpp"
#include "core/row_index.hpp"
#include "core/schedule.hpp"
#include "core/table.hpp"

namespace pim {

constexpr std::size_t commands_remembered_max = 10'000;

/// What a command that was carried out left behind, for those who send it again.
struct CommandRecord {
    Guid command;
    Guid subject;  ///< the request, object or schedule that it made or changed
};

/// Places in Tenant::audit by the exact name of their activity, oldest first.
using AuditPlaces = std::map<std::string, std::vector<std::size_t>, std::less<>>;

/// Schedules by the moment of their end, the earliest first.
using Endings = std::set<std::pair<Instant, Slot>>;

/// The mails of one principal, or of an address that is no persona's.
struct Mailbox {
    Guid id;                         ///< of the principal; null for an address
    std::vector<std::size_t> mails;  ///< places in Tenant::mails, oldest first
    std::size_t unread = 0;
};

/// Everything that the sandbox knows. Only `apply` changes it. What stands below "derived" follows
/// from the rows above it and is rebuilt, never stored.
struct Tenant {
    Guid id;
    std::string display_name;
    bool licensed = true;
    Duration provisioning_delay;
    Instant changed;            ///< of the last event
    std::int64_t sequence = 0;  ///< of the last event
    std::optional<Instant> next_digest;
    DigestFigures digest;  ///< counted since the last weekly digest

    Table<User> users;
    Table<Group> groups;
    Table<ServicePrincipal> service_principals;
    Table<Application> applications;
    Table<AdministrativeUnit> administrative_units;
    Table<RoleDefinition> roles;
    std::map<Guid, Policy> policies;  ///< by role; a role without one has the defaults
    Table<Schedule> schedules;
    Table<Request> requests;
    std::deque<Mail> mails;      ///< in the order of sending
    std::deque<AuditRow> audit;  ///< in the order of events
    std::deque<CommandRecord> commands;
    Alerts alerts = default_alerts();  ///< by AlertKind
    std::optional<Origin> origin;      ///< of a mirror; none: the tenant was made here
    std::deque<Original> originals;    ///< of a mirror, in the order of reading

    // derived
    DueQueue due;
    RowIndex schedules_by_principal;
    RowIndex schedules_by_role;
    RowIndex schedules_by_scope;          ///< those over less than the tenant
    RowIndex holders_by_role;             ///< running active schedules
    RowIndex activations_by_eligibility;  ///< live activations
    Endings expired;                      ///< assignments that ran out, renewed since or not
    RowIndex requests_by_principal;
    RowIndex requests_by_creator;
    Slots open_requests;
    Slots requests_with_approval;  ///< open or not
    std::map<Guid, std::set<Guid>> groups_by_member;
    std::map<Guid, std::set<Guid>> groups_by_owner;
    std::map<Guid, std::set<Guid>> units_by_member;
    RowIndex service_principals_by_app;  ///< by their application's id
    RowIndex applications_by_app;
    std::map<Guid, Guid> role_by_alias;  ///< see RoleAlias
    std::size_t role_assignable_groups = 0;
    /// Waiting requests to extend or renew, by the schedule that they are about.
    RowIndex undecided_by_target;
    Table<Mailbox> mailboxes;                             ///< of principals
    std::map<std::string, Mailbox> mailboxes_by_address;  ///< in lower case
    AuditPlaces audit_by_activity;
    std::unordered_map<Guid, Guid> subject_by_command;
    std::map<std::string, Guid> user_by_name;  ///< userPrincipalName in lower case
    AlertIndex alert_index;
};

/// The settings of a role; the documented defaults where nobody changed them.
const Policy& policy_of(const Tenant& tenant, const Guid& role);
/// The same, to lay a change over: they name their role even where nobody changed the defaults.
Policy settings_of(const Tenant& tenant, const Guid& role);

/// The mailbox of a principal or an address; an empty one where nothing was sent yet.
const Mailbox& mailbox_of(const Tenant& tenant, const Guid& principal);
const Mailbox& mailbox_of(const Tenant& tenant, const std::string& address);

/// The places of an activity's audit rows, oldest first.
const std::vector<std::size_t>& audit_of(const Tenant& tenant, std::string_view activity);

/// The role of another of its ids; null where none has it.
const RoleDefinition* role_of_alias(const Tenant& tenant, const Guid& alias, RoleAlias kind);

/// What an id names in the directory.
ObjectType object_type(const Tenant& tenant, const Guid& id);

/// The display name of a principal, scope object or role; its id where it is gone.
std::string display_name(const Tenant& tenant, const Guid& id);

/// "Directory", the administrative unit's name or the object's name.
std::string display_name(const Tenant& tenant, const Scope& scope);

}  // namespace pim
