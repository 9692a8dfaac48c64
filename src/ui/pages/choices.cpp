#include "ui/pages/choices.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "core/view.hpp"

namespace pim::ui {
namespace {

struct Entry {
    Guid id;
    std::string label;
    std::string description;
    std::string order;  ///< the label in lower case
};

Choices choices_of(std::vector<Entry> entries) {
    Choices choices;
    choices.ids.reserve(entries.size());
    choices.labels.reserve(entries.size());
    choices.descriptions.reserve(entries.size());
    for (Entry& entry : entries) {
        choices.index.emplace(entry.id, static_cast<int>(choices.ids.size()));
        choices.ids.push_back(entry.id);
        choices.labels.push_back(std::move(entry.label));
        choices.descriptions.push_back(std::move(entry.description));
    }
    choices.options.reserve(choices.ids.size());
    for (std::size_t i = 0; i < choices.ids.size(); ++i) {
        choices.options.push_back(
            {.label = choices.labels[i], .description = choices.descriptions[i]});
    }
    return choices;
}

}  // namespace

std::string description_of(const User& user) {
    return cat(user.type == UserType::guest ? "Guest, " : "", user.user_principal_name);
}

std::string description_of(const Group& group) {
    return group.role_assignable ? "Role-assignable group" : "Group that cannot hold roles";
}

std::string description_of(const ServicePrincipal&) {
    return "Service principal";
}

Choices directory_choices(const Tenant& tenant, const ChoiceKinds& kinds) {
    std::vector<Entry> entries;
    const auto add = [&](const Guid& id, const std::string& label, std::string description) {
        entries.push_back({id, label, std::move(description), to_lower(label)});
    };
    if (kinds.users) {
        tenant.users.each(
            [&](const User& user) { add(user.id, user.display_name, description_of(user)); });
    }
    if (kinds.groups) {
        tenant.groups.each(
            [&](const Group& group) { add(group.id, group.display_name, description_of(group)); });
    }
    if (kinds.service_principals) {
        tenant.service_principals.each([&](const ServicePrincipal& principal) {
            add(principal.id, principal.display_name, description_of(principal));
        });
    }
    if (kinds.applications) {
        tenant.applications.each([&](const Application& application) {
            add(application.id, application.display_name, "Application registration");
        });
    }
    if (kinds.administrative_units) {
        tenant.administrative_units.each([&](const AdministrativeUnit& unit) {
            add(unit.id, unit.display_name, unit.description);
        });
    }
    std::stable_sort(entries.begin(), entries.end(),
                     [](const Entry& a, const Entry& b) { return a.order < b.order; });
    return choices_of(std::move(entries));
}

Choices role_choices(const Tenant& tenant) {
    std::vector<Entry> entries;
    for (const RoleDefinition* role : roles_by_name(tenant)) {
        entries.push_back(
            {role->id,
             role->display_name,
             role->built_in ? (role->privileged ? "Built-in, privileged" : "Built-in") : "Custom",
             {}});
    }
    return choices_of(std::move(entries));
}

bool choose(const kit::PickerOptions& options, const Choices& choices, std::vector<Guid>& chosen) {
    std::vector<int> indices;
    for (const Guid& id : chosen) {
        const auto at = choices.index.find(id);
        if (at != choices.index.end()) indices.push_back(at->second);
    }
    kit::PickerOptions filled = options;
    filled.options = choices.options;
    if (!kit::picker(filled, indices)) return false;
    chosen.clear();
    for (const int at : indices) chosen.push_back(choices.ids[static_cast<std::size_t>(at)]);
    return true;
}

bool choose_one(const kit::ChoiceOptions& options, const Choices& choices, Guid& chosen) {
    const auto at = choices.index.find(chosen);
    int selected = at == choices.index.end() ? -1 : at->second;
    kit::ChoiceOptions filled = options;
    filled.options = choices.options;
    if (!kit::combo(filled, selected) || selected < 0) return false;
    chosen = choices.ids[static_cast<std::size_t>(selected)];
    return true;
}

}  // namespace pim::ui
