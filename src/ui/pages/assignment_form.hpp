#pragma once

#include <optional>
#include <string>

#include "core/command.hpp"
#include "core/tenant.hpp"
#include "ui/draft.hpp"

namespace pim::ui {

/// How long an assignment is to last.
enum class Lasting { permanent, until, duration };

/// The units in which a duration is typed.
enum class LengthUnit { minutes, hours, days, months };

/// The greatest number of those that is typed.
constexpr int length_most = 9999;

/// What the settings of an assignment hold while they are filled in.
struct AssignmentForm {
    AssignmentKind kind = AssignmentKind::eligible;
    Lasting lasting = Lasting::permanent;
    bool starts_later = false;
    std::optional<Instant> start;  ///< with starts_later
    std::optional<Instant> end;    ///< with Lasting::until
    int length = 8;                ///< with Lasting::duration
    LengthUnit unit = LengthUnit::hours;
    std::string justification;
    std::string ticket_number;
    std::string ticket_system;
};

/// The form as the request's schedule; what is missing stays missing, for the core to refuse.
ScheduleInfo schedule_of(const AssignmentForm& form);

/// The duration that the form names.
Duration length_of(const AssignmentForm& form);

/// Whom and what a form is about.
struct AssignmentSubject {
    Guid principal;
    Guid role;
    Scope scope;
    Guid schedule;  ///< the row whose button was pressed; null where a new one is assigned
};

/// Writes the form into a draft, and reads it from there.
void fill_form(Draft& draft, const AssignmentForm& form);
AssignmentForm take_form(const Draft& draft);

RequestSchedule request_of(const AssignmentForm& form, const AssignmentSubject& subject,
                           Action action);
AssignmentSubject subject_of(const Schedule& schedule);

/// A first filling in that the role's settings allow: permanent where they do, else as long as they
/// do, from now on.
AssignmentForm new_assignment_form(const Tenant& tenant, const Guid& role, AssignmentKind kind,
                                   Instant now);

/// The assignment as it stands, for Update.
AssignmentForm update_form(const Tenant& tenant, const Schedule& schedule, Instant now);

/// The same length again after the present end, as far as the role's settings allow, for Extend.
AssignmentForm extend_form(const Tenant& tenant, const Schedule& schedule, Instant now);

/// The same length again from now on, as far as the role's settings allow, for Renew.
AssignmentForm renew_form(const Tenant& tenant, const Schedule& schedule, Instant now);

/// The removal of an assignment through PIM.
RequestSchedule removal_of(const Schedule& schedule, std::string justification);

/// The expiration rule of an assignment of that kind.
const ExpirationRule& expiration_rule(const Policy& policy, AssignmentKind kind);
const EnablementRule& enablement_rule(const Policy& policy, AssignmentKind kind);

}  // namespace pim::ui
