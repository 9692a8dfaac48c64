#include "sync/write_trial.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"

namespace pim::sync {

namespace {

constexpr std::array<WriteTrial, 8> writings = {{
    {"Eligible assignments",
     "RoleEligibilitySchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory"},
    {"Active assignments and activations",
     "RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory"},
    {"Answers to requests, as an approver",
     "RoleAssignmentSchedule.ReadWrite.Directory RoleManagement.ReadWrite.Directory"},
    {"Role settings",
     "RoleManagementPolicy.ReadWrite.Directory RoleManagement.ReadWrite.Directory"},
    {"Alerts", "RoleManagementAlert.ReadWrite.Directory"},
    {"Custom roles", "RoleManagement.ReadWrite.Directory"},
    {"Groups", "Group.ReadWrite.All Directory.ReadWrite.All"},
    {"Users", "User.ReadWrite.All Directory.ReadWrite.All"},
}};

bool names_one_of(const std::vector<std::string>& granted, std::string_view permissions) {
    const auto suffices = divide(permissions, ' ');
    return std::any_of(granted.begin(), granted.end(), [&suffices](const std::string& name) {
        return std::any_of(suffices.begin(), suffices.end(), [&name](std::string_view one) {
            return equals_ignoring_case(one, name);
        });
    });
}

}  // namespace

std::vector<WriteTrial> write_trials(const std::optional<std::vector<std::string>>& permissions,
                                     const Backend& backend) {
    std::vector<WriteTrial> trials(writings.begin(), writings.end());
    for (WriteTrial& trial : trials) {
        if (permissions) {
            const bool named = names_one_of(*permissions, trial.permissions);
            trial.answer = named ? MayWrite::yes : MayWrite::no;
        } else if (backend.lab) {
            // A lab takes a token that names none as one of all (graph/token.hpp).
            trial.answer = MayWrite::yes;
        }
    }
    return trials;
}

std::string_view least_permission(const WriteTrial& trial) {
    return trial.permissions.substr(0, trial.permissions.find(' '));
}

}  // namespace pim::sync
