#include "core/alert.hpp"

namespace pim {

namespace {

constexpr auto low = AlertSeverity::low;
constexpr auto medium = AlertSeverity::medium;
constexpr auto high = AlertSeverity::high;

// In the order of AlertKind. Names, severities and what can be done are Graph's (behaviours.md §10,
// ruling 7), the sentences our own.
constexpr std::array<AlertText, alert_count> alert_texts = {{
    {"The organization doesn't have Azure AD Premium P2", high,
     "The tenant has no licence for Privileged Identity Management.",
     "Without a licence nobody can activate a role, assign one in PIM, or change its settings.",
     "Give the tenant a Microsoft Entra ID P2 or Microsoft Entra ID Governance licence.",
     "Renew the licence before it ends.", false, false},
    {"Roles don't require multi-factor authentication for activation", medium,
     "Some roles can be activated by a sign-in that passed no multifactor authentication.",
     "Whoever steals a password can activate the role with it.",
     "Look through the roles and require multifactor authentication in the settings of each.",
     "Require multifactor authentication, or an authentication context, for every role.", true,
     false},
    {"Eligible administrators aren't activating their privileged role", low,
     "Some eligible assignments have not been activated for a long time.",
     "An assignment that nobody needs is one more way in for an attacker, and goes unnoticed.",
     "Look through the assignments and remove those that are not needed.",
     "Assign roles for a reason and for a limited time, and review them regularly.", true, true},
    {"Roles are being assigned outside of Privileged Identity Management", high,
     "Some active assignments were made past Privileged Identity Management.",
     "They have no end, no approval and no activation, and may be the work of an attacker.",
     "Find out who made each assignment; remove it, and assign the role in PIM where it is needed.",
     "Find out where roles are assigned outside PIM, and stop it there.", true, false},
    {"Roles are being activated too frequently", medium,
     "Some users activated the same role several times within a short time.",
     "Many activations in a row may mean that somebody else uses the account.",
     "Ask the users whether the activations were theirs.",
     "Let an activation last as long as the task takes, and require multifactor authentication.",
     false, true},
    {"Potential stale accounts in a privileged role", medium,
     "Some accounts that hold a role have not signed in for a long time.",
     "Nobody watches an account that nobody uses: an attacker may use it unseen.",
     "Look through the accounts and remove the roles that they do not need any more.",
     "Review the holders of roles regularly, and remove roles when people change tasks.", true,
     true},
    {"There are too many global administrators", low,
     "Many of the tenant's role assignments are those of Global Administrators.",
     "Whoever takes one of these accounts over controls the whole tenant.",
     "Keep the Global Administrators who need everything; give the others a lesser role.",
     "Assign the role with the fewest rights that suffice.", true, true},
}};

}  // namespace

const AlertText& text_of(AlertKind alert) {
    return alert_texts[static_cast<std::size_t>(alert)];
}

AlertThresholds thresholds_of(AlertKind alert) {
    switch (alert) {
        case AlertKind::redundant_assignment:
        case AlertKind::stale_sign_in:
            return {false, false, true};
        case AlertKind::sequential_activations:
            return {true, false, true};
        case AlertKind::too_many_global_administrators:
            return {true, true, false};
        default:
            return {};
    }
}

AlertConfiguration default_configuration(AlertKind alert) {
    switch (alert) {
        case AlertKind::redundant_assignment:
        case AlertKind::stale_sign_in:
            return {true, 0, 0, days(30)};
        case AlertKind::sequential_activations:
            return {true, 3, 0, hours(1)};
        case AlertKind::too_many_global_administrators:
            return {true, 3, 10, {}};
        default:
            return {};
    }
}

Alerts default_alerts() {
    Alerts alerts;
    for (const AlertKind kind : all_alerts) {
        Alert& alert = alerts[static_cast<std::size_t>(kind)];
        alert.configuration = default_configuration(kind);
        alert.result.alert = kind;
    }
    return alerts;
}

}  // namespace pim
