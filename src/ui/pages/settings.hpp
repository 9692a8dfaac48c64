#pragma once

#include <string>
#include <vector>

#include "ui/app.hpp"
#include "ui/kit/table.hpp"

namespace pim::ui {

/// Manage > Settings: the settings of every role, alphabetically.
class SettingsPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    std::string search_;
    kit::TableState state_;
    Cached<std::vector<const RoleDefinition*>> roles_;
};

}  // namespace pim::ui
