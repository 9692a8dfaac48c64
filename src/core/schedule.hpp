#pragma once

#include <array>
#include <optional>

#include "core/duration.hpp"
#include "core/guid.hpp"
#include "core/instant.hpp"
#include "core/names.hpp"
#include "core/scope.hpp"

namespace pim {

/// Which collection an assignment or request belongs to (S3, "Methods of assigning roles").
enum class AssignmentKind { eligible, active };

/// How an active assignment came about: given by an administrator, or activated by its holder.
enum class AssignmentType { assigned, activated };

enum class ScheduleState { scheduled, running, ended };

/// Why a schedule ended.
enum class EndReason {
    none,
    expired,            ///< its end date came
    removed,            ///< an administrator removed it, or its holder gave the eligibility up
    deactivated,        ///< its holder deactivated the activation
    replaced,           ///< an update, extension or decision put another in its place
    eligibility_ended,  ///< ruling 13
    removed_outside,    ///< removed outside PIM
    principal_deleted,
    role_deleted,
    canceled,       ///< the request for a future start was cancelled
    scope_deleted,  ///< the unit, application or service principal that it was over is gone
};

enum class ExpirationType { not_specified, no_expiration, after_date_time, after_duration };

/// The expiration that a request asks for (Graph expirationPattern).
struct Expiration {
    ExpirationType type = ExpirationType::not_specified;
    std::optional<Instant> end;        ///< with after_date_time
    std::optional<Duration> duration;  ///< with after_duration

    friend bool operator==(const Expiration&, const Expiration&) = default;
};

/// The scheduleInfo of a request.
struct ScheduleInfo {
    std::optional<Instant> start;  ///< none or in the past: as soon as it is processed
    Expiration expiration;

    friend bool operator==(const ScheduleInfo&, const ScheduleInfo&) = default;
};

/// One assignment, future, running or ended: a principal holds a role over a scope, eligible or
/// active, from an instant to an instant. `id` equals the id of the request that made it.
struct Schedule {
    Guid id;
    AssignmentKind kind = AssignmentKind::eligible;
    AssignmentType type = AssignmentType::assigned;
    Guid principal;
    Guid role;
    Scope scope;
    Instant start;
    std::optional<Instant> end;  ///< none: permanent. INVARIANT: end > start
    Instant created;
    Guid created_using;    ///< the request; null where made outside PIM
    Guid activated_using;  ///< of an activation: the eligible schedule behind it
    bool outside_pim = false;
    ScheduleState state = ScheduleState::scheduled;
    std::optional<Instant> ended_at;
    EndReason end_reason = EndReason::none;
    int reminded_days = 0;  ///< the last expiry mail sent: 0, 14 or 1 days ahead

    bool permanent() const { return !end.has_value(); }
    bool running() const { return state == ScheduleState::running; }
    bool live() const { return state != ScheduleState::ended; }
};

constexpr std::int64_t assignment_ticks_min = 5 * ticks_per_minute;  ///< ruling 3, S1
constexpr std::int64_t extend_window_ticks = 14 * ticks_per_day;     ///< ruling 24, S0
constexpr std::int64_t renew_window_ticks = 30 * ticks_per_day;      ///< ruling 25, S0
constexpr std::int64_t approval_window_ticks = 24 * ticks_per_hour;  ///< ruling 2, S4
constexpr std::int64_t request_kept_ticks =
    30 * ticks_per_day;  ///< cancelled ones, behaviours.md §2

}  // namespace pim

template <>
struct pim::Names<pim::AssignmentKind> {
    static constexpr std::array<std::string_view, 2> texts = {"Eligible", "Active"};
};
template <>
struct pim::Names<pim::AssignmentType> {
    static constexpr std::array<std::string_view, 2> texts = {"Assigned", "Activated"};
};
template <>
struct pim::Names<pim::ScheduleState> {
    static constexpr std::array<std::string_view, 3> texts = {"Scheduled", "Running", "Ended"};
};
template <>
struct pim::Names<pim::EndReason> {
    static constexpr std::array<std::string_view, 11> texts = {
        "none",        "expired",          "removed",           "deactivated",
        "replaced",    "eligibilityEnded", "removedOutsidePim", "principalDeleted",
        "roleDeleted", "canceled",         "scopeDeleted"};
};
template <>
struct pim::Names<pim::ExpirationType> {
    static constexpr std::array<std::string_view, 4> texts = {"notSpecified", "noExpiration",
                                                              "afterDateTime", "afterDuration"};
};
