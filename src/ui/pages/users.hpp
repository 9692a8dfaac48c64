#pragma once

#include <string>
#include <vector>

#include "ui/app.hpp"
#include "ui/kit/table.hpp"
#include "ui/pages/assignment_fields.hpp"

namespace pim::ui {

/// Sandbox > Users: members and guests of the tenant.
class UsersPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    std::string search_;
    kit::TableState state_;
    Cached<std::vector<Guid>> users_;
};

/// Creates a user or changes one.
class UserPanel : public Panel {
public:
    explicit UserPanel(User user);
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    User user_;
    FormFoot foot_;
};

}  // namespace pim::ui
