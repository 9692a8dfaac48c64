#pragma once

#include <optional>

#include "core/deciding.hpp"

namespace pim {

/// The actual start and end of what a request asks for.
struct Window {
    Instant start;
    std::optional<Instant> end;  ///< none: permanent
    bool later = false;          ///< it starts after now because that was asked
    bool delayed = false;        ///< it starts after now because provisioning takes its time

    std::int64_t ticks() const { return end ? end->ticks - start.ticks : 0; }
    RequestStatus status() const;
    ScheduleState state() const;
};

/// A start that is past or missing becomes now, and the provisioning delay is added (ruling 20).
/// `in_place`: it replaces what runs already, so that nothing has to be provisioned.
Window resolve(const Tenant& tenant, const ScheduleInfo& asked, Instant now, bool in_place = false);

/// Refuses an expiration that lacks its end or length, or ends before it starts.
MaybeRefusal check_schedule_form(const Deciding& d, const ScheduleInfo& asked);

/// Refuses what would last less than five minutes (ruling 3); `because` goes on after the length
/// where something else than what was asked makes it so short.
MaybeRefusal check_five_minutes(const Deciding& d, const Window& window,
                                std::string_view because = {});

/// Refuses to touch a schedule within five minutes of its creation (ruling 3).
MaybeRefusal check_age(const Deciding& d, const Schedule& schedule);

/// The same for a schedule and the activations that would end with it.
MaybeRefusal check_age_with_activations(const Deciding& d, const Schedule& schedule);

/// Refuses where the schedules, ended together, would leave no active administrator (ruling 17).
MaybeRefusal check_last_administrator(const Deciding& d, std::vector<Guid> schedules);

/// The role settings that a request must meet, in Graph's order (ruling 21).
struct PolicyDemand {
    const ExpirationRule* expiration = nullptr;  ///< null: not looked at
    EnablementRule enablement;
    bool permanent_allowed = true;  ///< false: an activation always ends
};

/// Adds a reason for each failing rule. `lacks_eligibility` says why an activation has nothing to
/// rest on; empty where it has, and for everything else.
MaybeRefusal check_policy(const Deciding& d, const PolicyDemand& demand, const Window& window,
                          const std::string& justification, const Ticket& ticket,
                          const std::string& lacks_eligibility);

/// What the settings ask of an administrator who assigns in a kind.
PolicyDemand assignment_demand(const Policy& policy, AssignmentKind kind);

}  // namespace pim
