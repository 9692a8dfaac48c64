#pragma once

#include "core/command.hpp"
#include "core/view.hpp"

namespace pim::ui {

// What a holder asks for about a row of "My roles". Reason, ticket and times are the form's.

/// Activates the eligibility of the row for the role's longest time.
RequestSchedule activation_of(const Tenant& tenant, const AssignmentRow& row);
RequestSchedule deactivation_of(const AssignmentRow& row);
/// Extends the assignment; of an activation, the eligibility behind it (S2, phase 5; ruling 23).
RequestSchedule extension_of(const Tenant& tenant, const AssignmentRow& row);
RequestSchedule renewal_of(const AssignmentRow& row);

}  // namespace pim::ui
