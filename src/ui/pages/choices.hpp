#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "ui/app.hpp"
#include "ui/kit/widgets.hpp"

namespace pim::ui {

/// Objects to choose from, by name. Kept in a Cached; moved, never copied, because the options
/// refer to the texts.
struct Choices {
    Choices() = default;
    Choices(Choices&&) = default;
    Choices& operator=(Choices&&) = default;
    Choices(const Choices&) = delete;
    Choices& operator=(const Choices&) = delete;

    std::vector<Guid> ids;
    std::vector<std::string> labels;
    std::vector<std::string> descriptions;
    std::vector<kit::ChoiceOption> options;
    std::unordered_map<Guid, int> index;
};

/// Which objects of the directory are offered.
struct ChoiceKinds {
    bool users = false;
    bool groups = false;
    bool service_principals = false;
    bool applications = false;
    bool administrative_units = false;
};

/// What is said of somebody beside the name.
std::string description_of(const User& user);
std::string description_of(const Group& group);
std::string description_of(const ServicePrincipal& principal);

Choices directory_choices(const Tenant& tenant, const ChoiceKinds& kinds);
/// All roles, alphabetically.
Choices role_choices(const Tenant& tenant);

/// kit's picker over ids that stay right when the list changes. True when the choice changed.
bool choose(const kit::PickerOptions& options, const Choices& choices, std::vector<Guid>& chosen);

/// A drop-down list of the choices for one id. True when it changed.
bool choose_one(const kit::ChoiceOptions& options, const Choices& choices, Guid& chosen);

}  // namespace pim::ui
