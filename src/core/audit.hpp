#pragma once

#include <array>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "core/schedule.hpp"

namespace pim {

struct Event;
struct Tenant;

/// One row of the audit log: a view over an event, made when the event is applied.
struct AuditRow {
    std::int64_t sequence = 0;  ///< of the event
    int ordinal = 0;            ///< among the rows of the event
    Instant at;
    std::string activity;  ///< Microsoft's exact name (graph/audit-activities.txt)
    Guid actor;            ///< null: PIM itself
    Guid principal;        ///< primary target; null where the row is about settings
    Guid role;
    Scope scope;
    Guid request;
    std::string justification;
    std::optional<Instant> start;
    std::optional<Instant> end;
    bool drawn_for_review = false;
};

/// Adds the rows that an event leaves, from the one table event → activity. The tenant is the one
/// before the event.
void add_audit_rows(std::deque<AuditRow>& rows, const Tenant& before, const Event& event);

/// The row's id: the same in every copy of the sandbox.
Guid id_of(const Tenant& tenant, const AuditRow& row);

/// The activities of rows that record an approval, of which reviews draw 1 in n (S2,
/// "rubber-stamp").
constexpr std::array<std::string_view, 2> approval_activities = {
    "Add member to role request approved (PIM activation)",
    "Update member in PIM approved by admin (extend/renew)"};

}  // namespace pim
