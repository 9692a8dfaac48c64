#include "core/refusal.hpp"

#include "core/text.hpp"

namespace pim {

namespace {

/// The names that Graph lists in a failed policy validation.
std::string_view policy_rule_name(Rule rule) {
    switch (rule) {
        case Rule::eligibility:
            return "EligibilityRule";
        case Rule::expiration:
            return "ExpirationRule";
        case Rule::justification:
            return "JustificationRule";
        case Rule::ticketing:
            return "TicketingRule";
        case Rule::mfa:
            return "MfaRule";
        default:
            return {};
    }
}

std::string policy_message(const Refusal& refusal) {
    std::string names;
    for (const Reason& reason : refusal.reasons) {
        const std::string_view rule = policy_rule_name(reason.rule);
        if (rule.empty()) continue;
        if (!names.empty()) names += ',';
        names += cat("\"", rule, "\"");
    }
    return cat("The following policy rules failed: [", names, "]");
}

}  // namespace

std::string service_message(const Refusal& refusal) {
    switch (refusal.code) {
        case RefusalCode::role_assignment_exists:
            return "The Role assignment already exists.";
        case RefusalCode::policy_validation_failed:
            return policy_message(refusal);
        case RefusalCode::acrs_validation_failed: {
            const std::string claim =
                refusal.reasons.empty() ? std::string() : refusal.reasons.front().limit;
            return cat(
                "&claims=%7B%22access_token%22%3A%7B%22acrs%22%3A%7B%22essential%22%3A"
                "true%2C%20%22value%22%3A%22",
                claim, "%22%7D%7D%7D");
        }
        case RefusalCode::active_duration_too_short:
            return "The Active duration is too short. Miniumum Required is 5 minutes.";
        case RefusalCode::role_assignment_does_not_exist:
            return "The Role assignment does not exist.";
        case RefusalCode::premium_license_required:
            return "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID "
                   "Governance license.";
        case RefusalCode::authorization_request_denied:
            return "Insufficient privileges to complete the operation.";
        case RefusalCode::mfa_and_acrs_conflict:
            return "The Mfa and Acrs policy settings cannot be enabled simultaneously.";
        case RefusalCode::unsupported_scope:
            return "The given built-in role is not supported to be assigned to a single resource "
                   "scope.";
        case RefusalCode::already_a_member:
            return "One or more added object references already exist for the following modified "
                   "properties: 'members'.";
        case RefusalCode::already_an_owner:
            return "One or more added object references already exist for the following modified "
                   "properties: 'owners'.";
        case RefusalCode::last_owner:
            return "The group must have at least one owner, hence this owner cannot be removed.";
        case RefusalCode::invalid_policy:
            return "The policy rule is invalid.";
        default:
            break;
    }
    return refusal.reasons.empty() ? std::string("The request is refused.")
                                   : describe(refusal.reasons.front());
}

std::string describe(const Reason& reason) {
    // The sandbox itself says no: that is about no member of the request, and the help says it all.
    if (reason.rule == Rule::request_form && reason.limit.empty() && reason.asked.empty() &&
        !reason.help.empty()) {
        return reason.help;
    }
    std::string out(text_of(reason.rule).statement);
    if (!reason.limit.empty()) out += cat(": allowed is ", reason.limit);
    if (!reason.asked.empty()) {
        out += cat(reason.limit.empty() ? ": " : ", ", "asked was ", reason.asked);
    }
    if (reason.allowed_from) out += cat(", possible from ", to_text(*reason.allowed_from));
    if (!reason.help.empty()) out += cat("; ", reason.help);
    return out;
}

}  // namespace pim
