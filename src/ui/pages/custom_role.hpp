#pragma once

#include <string>

#include "ui/app.hpp"
#include "ui/pages/assignment_fields.hpp"

namespace pim::ui {

/// Creates a custom role or changes one.
class CustomRolePanel : public Panel {
public:
    explicit CustomRolePanel(RoleDefinition role);
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    RoleDefinition role_;
    std::string permissions_;  ///< one a line
    FormFoot foot_;
};

/// The command bar's buttons for custom roles: New on the list, Edit and Delete on one of them.
void new_role_button(PortalContext& context);
void custom_role_buttons(PortalContext& context, const RoleDefinition& role);

}  // namespace pim::ui
