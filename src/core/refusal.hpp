#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/instant.hpp"
#include "core/names.hpp"
#include "core/rule.hpp"

namespace pim {

/// The error codes that Graph gives for a "no" (behaviours.md §1). The HTTP status belongs to
/// `graph`.
enum class RefusalCode {
    role_assignment_exists,
    policy_validation_failed,
    acrs_validation_failed,
    active_duration_too_short,
    role_assignment_does_not_exist,
    role_not_found,
    subject_not_found,
    pending_role_assignment_request,
    invalid_request,
    invalid_schedule,
    insufficient_permissions,
    authorization_request_denied,
    premium_license_required,
    resource_not_found,
    bad_request,
    mfa_and_acrs_conflict,
    invalid_policy,
    unsupported_scope,
    already_a_member,
    already_an_owner,
    last_owner,
    service_unavailable,
};

/// One rule that said no.
struct Reason {
    Rule rule = Rule::request_form;
    std::string limit;                    ///< what the rule allows, for people; may be empty
    std::string asked;                    ///< the value that broke it; may be empty
    std::optional<Instant> allowed_from;  ///< the moment from which the same would be allowed
    std::string help;                     ///< the way out; may be empty
};

/// A "no": the code and every reason.
struct Refusal {
    RefusalCode code = RefusalCode::invalid_request;
    std::vector<Reason> reasons;
};

/// Microsoft's message for the code, where one is documented (behaviours.md §1).
std::string service_message(const Refusal& refusal);

/// One lower-case sentence for people: rule, value, limit.
std::string describe(const Reason& reason);

}  // namespace pim

template <>
struct pim::Names<pim::RefusalCode> {
    static constexpr std::array<std::string_view, 22> texts = {
        "RoleAssignmentExists",
        "RoleAssignmentRequestPolicyValidationFailed",
        "RoleAssignmentRequestAcrsValidationFailed",
        "ActiveDurationTooShort",
        "RoleAssignmentDoesNotExist",
        "RoleNotFound",
        "SubjectNotFound",
        "PendingRoleAssignmentRequest",
        "InvalidRoleAssignmentRequest",
        "InvalidRoleAssignmentRequestSchedule",
        "InsufficientPermissions",
        "Authorization_RequestDenied",
        "AadPremiumLicenseRequired",
        "Request_ResourceNotFound",
        "BadRequest",
        "MfaAndAcrsConflict",
        "InvalidPolicy",
        "Request_BadRequest",
        "Request_BadRequest",
        "Request_BadRequest",
        "Request_BadRequest",
        "ServiceUnavailable"};
};
