#include "core/settings_view.hpp"

#include <algorithm>
#include <utility>

#include "core/access.hpp"
#include "core/decide.hpp"

namespace pim {

namespace {

/// The users who are eligible for the role, directly or by a group, among some.
std::vector<Guid> eligible_among(const Tenant& tenant, const Guid& role,
                                 const std::vector<Guid>& users) {
    std::vector<Guid> found;
    for (const Guid& user : users) {
        for (const AssignmentRow& row : assignments_of(tenant, user, AssignmentKind::eligible)) {
            if (row.schedule->role == role) {
                found.push_back(user);
                break;
            }
        }
    }
    return found;
}

/// The users who may approve, each once; of groups their members.
std::vector<Guid> approving_users(const Tenant& tenant, const ApprovalRule& rule) {
    std::vector<Guid> users;
    for (const Approver& approver : rule.approvers) {
        for (const Guid& user : users_of(tenant, approver)) {
            if (std::find(users.begin(), users.end(), user) == users.end()) users.push_back(user);
        }
    }
    return users;
}

/// The users who would be asked to approve, the requester still among them (rulings 1, 9).
std::vector<Guid> asked_to_approve(const Tenant& tenant, const ApprovalRule& rule) {
    return rule.approvers.empty() ? default_approvers(tenant, Guid{})
                                  : approving_users(tenant, rule);
}

/// True where nobody is asked but the requester: nobody approves a request of their own.
bool nobody_else(const std::vector<Guid>& approvers, const Guid& requester) {
    return approvers.empty() || (approvers.size() == 1 && approvers.front() == requester);
}

/// Tells who is eligible and could not activate.
void warn_cannot_activate(const Tenant& tenant, const Guid& role,
                          const std::vector<Guid>& approvers,
                          std::vector<SettingsWarning>& warnings) {
    if (approvers.size() > 1) return;
    std::vector<Guid> stuck = eligible_among(tenant, role, approvers);
    if (!approvers.empty() && stuck.empty()) return;
    std::string text = approvers.empty()
                           ? "nobody can approve: no eligible member could activate the role"
                           : cat(display_name(tenant, stuck.front()),
                                 " could not activate the role: nobody but themselves can approve");
    warnings.push_back({SettingsWarning::Kind::cannot_activate, std::move(text), std::move(stuck)});
}

bool is_under_way(const Refusal& refusal) {
    const Rule rule = refusal.reasons.front().rule;
    return rule == Rule::not_yet_active || rule == Rule::one_pending_request;
}

/// The reason for somebody whom nobody else could approve.
Reason nobody_else_reason() {
    return {Rule::not_own_request, "", "", std::nullopt, "choose another approver"};
}

/// What the engine says to an activation that gives all that settings may ask for. A draft of the
/// settings makes no difference there: what it may forbid is for everybody the same, and given.
std::optional<Refusal> refusal_of_activation(const Tenant& tenant, const AssignmentRow& row,
                                             Instant now) {
    const Policy& policy = policy_of(tenant, row.schedule->role);
    RequestSchedule command;
    command.kind = AssignmentKind::active;
    command.action = Action::self_activate;
    command.principal = row.holder;
    command.role = row.schedule->role;
    command.scope = row.schedule->scope;
    command.schedule.expiration.type = ExpirationType::after_duration;
    command.schedule.expiration.duration = policy.activation_expiration.maximum;
    command.justification = "given";
    command.ticket = Ticket{"given", "given"};
    Context context;
    context.caller = row.holder;
    context.now = now;
    context.mfa_done = true;
    context.authentication_contexts = {policy.authentication_context.claim_value};
    return refusal_of(tenant, command, context);
}

/// The row once for each user whom it makes eligible.
std::vector<AssignmentRow> by_user(const Tenant& tenant, const AssignmentRow& row) {
    const Guid& principal = row.schedule->principal;
    const bool group = tenant.groups.find(principal) != nullptr;
    std::vector<AssignmentRow> rows;
    for (const Guid& user : users_of(tenant, Approver{principal, group})) {
        rows.push_back(group ? AssignmentRow{row.schedule, user, MemberType::group, principal}
                             : row);
    }
    return rows;
}

}  // namespace

std::vector<SettingsWarning> warnings_of(const Tenant& tenant, const Policy& policy) {
    using Kind = SettingsWarning::Kind;
    std::vector<SettingsWarning> warnings;
    if (!policy.approval.required) return warnings;
    const std::vector<Guid> users = asked_to_approve(tenant, policy.approval);
    if (policy.approval.approvers.empty()) {
        warnings.push_back({Kind::nobody_chosen,
                            "nobody is chosen as approver: the active Privileged Role and Global "
                            "Administrators decide",
                            users});
        warn_cannot_activate(tenant, policy.role, users, warnings);
        return warnings;
    }
    if (users.size() < approvers_recommended_min) {
        warnings.push_back({Kind::few_approvers,
                            cat("only ", users.size(), users.size() == 1 ? " person" : " persons",
                                " can approve: choose at least ", approvers_recommended_min,
                                " so that requests do not stall"),
                            users});
    }
    warn_cannot_activate(tenant, policy.role, users, warnings);
    std::vector<Guid> eligible = eligible_among(tenant, policy.role, users);
    if (!eligible.empty()) {
        warnings.push_back({Kind::eligible_approver,
                            "an approver is eligible for the role and cannot approve a request of "
                            "their own",
                            std::move(eligible)});
    }
    const NotificationRule& asked =
        policy.notification(RuleId::notification_approver_end_user_assignment);
    if (asked.level == NotificationLevel::none ||
        (!asked.default_recipients && asked.recipients.empty())) {
        warnings.push_back({Kind::everyone_suppressed,
                            "approvers get no mail: they see requests only on the approve page",
                            {}});
    }
    return warnings;
}

bool can_activate(ActivationProspect prospect) {
    return prospect != ActivationProspect::nobody_approves &&
           prospect != ActivationProspect::refused;
}

std::vector<ActivationOutlook> activation_outlook(const Tenant& tenant, const Policy& policy,
                                                  Instant now) {
    const bool asks = policy.approval.required;
    const std::vector<Guid> approvers =
        asks ? asked_to_approve(tenant, policy.approval) : std::vector<Guid>();
    std::vector<ActivationOutlook> outlooks;
    for (const AssignmentRow& eligibility :
         assignments_of_role(tenant, policy.role, AssignmentTab::eligible)) {
        for (const AssignmentRow& row : by_user(tenant, eligibility)) {
            ActivationOutlook outlook{row, ActivationProspect::at_once, {}};
            if (asks && nobody_else(approvers, row.holder)) {
                outlook.prospect = ActivationProspect::nobody_approves;
                outlook.reasons = {nobody_else_reason()};
            } else if (const auto refusal = refusal_of_activation(tenant, row, now)) {
                outlook.prospect = is_under_way(*refusal) ? ActivationProspect::under_way
                                                          : ActivationProspect::refused;
                outlook.reasons = refusal->reasons;
            } else if (asks) {
                outlook.prospect = ActivationProspect::after_approval;
            }
            outlooks.push_back(std::move(outlook));
        }
    }
    return outlooks;
}

}  // namespace pim
