#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/policy.hpp"
#include "core/schedule.hpp"

namespace pim {

constexpr std::size_t justification_length_max = 500;
constexpr std::size_t ticket_length_max = 200;
/// Bytes of customData; the documentation names no limit.
constexpr std::size_t custom_data_length_max = 1'000;

/// The nine actions of unifiedRoleScheduleRequestActions, in Graph's order.
enum class Action {
    admin_assign,
    admin_update,
    admin_remove,
    self_activate,
    self_deactivate,
    admin_extend,
    admin_renew,
    self_extend,
    self_renew,
};

/// The states of a request that this sandbox reaches, spelled as in Graph.
enum class RequestStatus {
    canceled,
    denied,
    failed,
    granted,
    pending_admin_decision,
    pending_approval,
    pending_provisioning,
    provisioned,
    revoked,
};

/// An answer of an approver or administrator (ruling 10).
enum class ReviewResult { not_reviewed, approve, deny };

/// Where an approval step stands; `expired` once the 24 hours are over (ruling 2).
enum class StepStatus { in_progress, completed, expired };

struct Ticket {
    std::string number;
    std::string system;

    friend bool operator==(const Ticket&, const Ticket&) = default;
};

/// The one approval step of an activation request. The list is fixed when the request is made;
/// members of groups count as they are at the decision (ruling 26).
struct ApprovalStep {
    Guid id;
    std::vector<Approver> approvers;
    bool default_approvers = false;  ///< nobody was chosen in the settings (ruling 9)
    StepStatus status = StepStatus::in_progress;
    ReviewResult result = ReviewResult::not_reviewed;
    Guid reviewer;
    std::optional<Instant> reviewed_at;
    std::string justification;
};

/// What an administrator decided on an extend or renew request (ruling 14).
struct AdminDecision {
    ReviewResult result = ReviewResult::not_reviewed;
    Guid reviewer;
    std::optional<Instant> reviewed_at;
    std::string justification;
    AssignmentKind kind = AssignmentKind::eligible;  ///< the type granted
    ScheduleInfo schedule;                           ///< the window granted
};

/// A schedule request: the log entry of one operation asked for, and its state.
struct Request {
    Guid id;
    AssignmentKind kind = AssignmentKind::eligible;  ///< the collection it was sent to
    Action action = Action::admin_assign;
    Guid principal;
    Guid role;
    Scope scope;
    ScheduleInfo schedule;  ///< as asked
    bool has_schedule = false;
    std::string justification;
    Ticket ticket;
    std::string custom_data;  ///< the client's own text, kept and given back as it is
    bool validation_only = false;
    RequestStatus status = RequestStatus::provisioned;
    Instant created;
    std::optional<Instant> completed;
    Guid created_by;
    Guid target_schedule;          ///< the schedule made or concerned
    std::optional<Instant> start;  ///< the actual start once granted
    std::optional<ApprovalStep> approval;
    std::optional<AdminDecision> decision;

    /// Waiting for an approver, an administrator, its provisioning or its start.
    bool open() const {
        return status == RequestStatus::granted || status == RequestStatus::pending_approval ||
               status == RequestStatus::pending_admin_decision ||
               status == RequestStatus::pending_provisioning;
    }
    /// Waiting for somebody's answer.
    bool undecided() const {
        return status == RequestStatus::pending_approval ||
               status == RequestStatus::pending_admin_decision;
    }
};

}  // namespace pim

template <>
struct pim::Names<pim::Action> {
    static constexpr std::array<std::string_view, 9> texts = {
        "adminAssign", "adminUpdate", "adminRemove", "selfActivate", "selfDeactivate",
        "adminExtend", "adminRenew",  "selfExtend",  "selfRenew"};
};
template <>
struct pim::Names<pim::RequestStatus> {
    static constexpr std::array<std::string_view, 9> texts = {"Canceled",
                                                              "Denied",
                                                              "Failed",
                                                              "Granted",
                                                              "PendingAdminDecision",
                                                              "PendingApproval",
                                                              "PendingProvisioning",
                                                              "Provisioned",
                                                              "Revoked"};
};
template <>
struct pim::Names<pim::ReviewResult> {
    static constexpr std::array<std::string_view, 3> texts = {"NotReviewed", "Approve", "Deny"};
};
template <>
struct pim::Names<pim::StepStatus> {
    static constexpr std::array<std::string_view, 3> texts = {"InProgress", "Completed", "Expired"};
};
