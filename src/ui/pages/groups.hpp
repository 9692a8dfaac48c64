#pragma once

#include <string>
#include <vector>

#include "ui/app.hpp"
#include "ui/kit/table.hpp"
#include "ui/pages/assignment_fields.hpp"
#include "ui/pages/members.hpp"

namespace pim::ui {

/// Sandbox > Groups: role-assignable and plain ones.
class GroupsPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    std::string search_;
    kit::TableState state_;
    Cached<std::vector<Guid>> groups_;
};

/// Creates a group, or changes its name and members.
class GroupPanel : public Panel {
public:
    explicit GroupPanel(Group group);
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    Group group_;
    MembersEditor members_;
    FormFoot foot_;
};

}  // namespace pim::ui
