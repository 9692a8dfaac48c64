#include "core/rule.hpp"

namespace pim {

namespace {

constexpr RuleSource documented = RuleSource::documented;
constexpr RuleSource measured = RuleSource::measured;
constexpr RuleSource decision = RuleSource::decision;

// In the order of Rule.
constexpr std::array<RuleText, pim_rule_count> texts = {{
    {"licence", "PIM needs a tenant with Microsoft Entra ID P2 or ID Governance", "S3, ruling 18",
     documented},
    {"administrator-right",
     "only an active Global Administrator or Privileged Role Administrator manages assignments",
     "S0, S1, ruling 22", documented},
    {"caller-is-principal", "a self-service action is made by its principal alone", "S3",
     documented},
    {"directory-right", "directory objects are changed by the administrators of their kind",
     "ruling 22", documented},
    {"request-form", "a request names everything that its action needs", "behaviours 1.14",
     documented},
    {"schedule-form", "a schedule ends after it starts and names the end in one way",
     "behaviours 1.15", documented},
    {"action-of-collection", "an action is sent to the collection that knows it", "ruling 27",
     documented},
    {"role-exists", "the role definition must exist and be enabled", "ruling 6", documented},
    {"subject-exists", "the principal must exist", "ruling 6", documented},
    {"subject-can-hold",
     "roles are held by users, role-assignable groups and service principals; eligible are users "
     "and groups",
     "ruling 30, behaviours 4", documented},
    {"scope-possible", "a role is assigned only over scopes that it supports", "S1, behaviours 5",
     documented},
    {"assignment-is-new", "a principal has a role over a scope once in each kind", "ruling 16",
     measured},
    {"assignment-exists", "what is changed or removed must be there", "ruling 6", documented},
    {"not-yet-active", "an active role is not activated again", "ruling 23", measured},
    {"one-pending-request", "one request may wait for the same principal, role and scope",
     "S0, ruling 24", documented},
    {"five-minutes-long", "an assignment or activation lasts at least five minutes", "S1, ruling 3",
     documented},
    {"five-minutes-old",
     "an assignment is not removed or changed within five minutes of its making", "S1, ruling 3",
     documented},
    {"last-administrator", "the last active administrator stays", "ruling 17", documented},
    {"extend-time-bound", "only a running time-bound assignment is extended", "S0, ruling 24",
     documented},
    {"extend-window", "an extension is asked for within 14 days of the end", "S0, ruling 24",
     documented},
    {"extend-later-end", "an extension ends later than the present assignment", "ruling 24",
     decision},
    {"extend-not-inherited", "what a group gave is neither extended nor renewed by its members",
     "S0, ruling 24", documented},
    {"renew-window", "an expired assignment is renewed within 30 days", "S0, ruling 25",
     documented},
    {"eligibility", "an activation needs a running eligibility", "S3", documented},
    {"expiration", "an assignment lasts no longer than the role's settings allow", "S3",
     documented},
    {"justification", "the role's settings ask for a justification", "S2, S3", documented},
    {"ticketing", "the role's settings ask for a ticket's number and system", "behaviours 1.5",
     documented},
    {"mfa", "the sign-in must have passed multifactor authentication", "S3, ruling 19", documented},
    {"authentication-context", "the sign-in must meet the role's authentication context",
     "behaviours 6", documented},
    {"approver-listed", "an activation is answered by one of its approvers", "S4", documented},
    {"not-own-request", "nobody answers a request of their own", "S4, ruling 1", documented},
    {"request-undecided", "a request is answered once", "S4", documented},
    {"decision-window", "a renewal is approved with a new start, end and type", "S0, ruling 25",
     documented},
    {"decision-justification", "an answer needs a justification", "S0, S4", documented},
    {"cancel-open", "only a request that still waits is cancelled", "ruling 5", documented},
    {"cancel-right", "a request is cancelled by who made it or by a role administrator", "ruling 5",
     documented},
    {"policy-form", "a rule of the role settings has the form that Graph gives it",
     "behaviours 1.26", documented},
    {"policy-bounds", "an activation lasts between 30 minutes and 24 hours", "ruling 4",
     documented},
    {"mfa-and-context", "MFA and an authentication context are not required together",
     "behaviours 1.25", measured},
    {"name-is-new", "a user principal name and an id are used once", "directory", decision},
    {"object-exists", "the object must exist", "behaviours 1.22", documented},
    {"built-in-role", "a built-in role is not changed or deleted", "roleDefinition", documented},
    {"group-may-hold-members", "groups hold users and service principals", "behaviours 4",
     documented},
    {"outside-pim-only", "what PIM assigned is removed in PIM", "ruling 6", decision},
    {"activation-capped-by-eligibility", "an activation ends with its eligibility at the latest",
     "ruling 13", decision},
    {"eligibility-end-ends-activation", "an ended eligibility ends its activation", "ruling 13",
     decision},
    {"activation-request-lapses", "an activation request lapses after 24 hours", "S4, ruling 2",
     documented},
    {"extend-request-pointless", "an extension request ends with the assignment", "ruling 2",
     decision},
    {"renew-request-pointless", "a renewal request ends 30 days after the assignment", "ruling 2",
     decision},
    {"expired-rows-purged", "an expired assignment is shown for 30 days", "S0", documented},
    {"requests-purged", "a cancelled request is deleted after 30 days", "behaviours 2", documented},
    {"expiry-reminders", "the end of an assignment is announced 14 days and one day ahead", "S0",
     documented},
}};

}  // namespace

const RuleText& text_of(Rule rule) {
    return texts[static_cast<std::size_t>(rule)];
}

}  // namespace pim
