#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/names.hpp"
#include "core/refusal.hpp"
#include "core/view.hpp"

namespace pim {

// What a role's settings, saved or only drafted, come to for the people of the tenant. Each costs
// the approvers, or the eligible rows of the role.

/// Something about a role's settings that deserves a second look; never a refusal.
struct SettingsWarning {
    enum class Kind {
        few_approvers,
        eligible_approver,
        nobody_chosen,
        cannot_activate,  ///< `principals` are eligible, and nobody else may approve
        everyone_suppressed
    };
    Kind kind = Kind::few_approvers;
    std::string text;
    std::vector<Guid> principals;  ///< whom it is about
};
std::vector<SettingsWarning> warnings_of(const Tenant& tenant, const Policy& policy);

/// What asking to activate a role leads to.
enum class ActivationProspect {
    at_once,
    after_approval,
    under_way,        ///< it is active already, or was asked for: `reasons` tell which
    nobody_approves,  ///< nobody but the requester may approve (rulings 1, 9)
    refused,          ///< `reasons` tell why
};

/// True where somebody can get the role, or has it.
bool can_activate(ActivationProspect prospect);

/// What activating comes to for somebody who is eligible.
struct ActivationOutlook {
    AssignmentRow eligibility;  ///< the holder is a user; a group's row comes once for each member
    ActivationProspect prospect = ActivationProspect::at_once;
    std::vector<Reason> reasons;  ///< why not; empty where `can_activate` and not under way
};

/// Every user who is eligible for the settings' role, by the order of the rows, and what asking for
/// the longest activation comes to under these settings: MFA, the authentication context, a
/// justification and a ticket are given.
std::vector<ActivationOutlook> activation_outlook(const Tenant& tenant, const Policy& policy,
                                                  Instant now);

}  // namespace pim

template <>
struct pim::Names<pim::SettingsWarning::Kind> {
    static constexpr std::array<std::string_view, 5> texts = {"few-approvers", "eligible-approver",
                                                              "nobody-chosen", "cannot-activate",
                                                              "everyone-suppressed"};
};
template <>
struct pim::Names<pim::ActivationProspect> {
    static constexpr std::array<std::string_view, 5> texts = {
        "at-once", "after-approval", "under-way", "nobody-approves", "refused"};
};
