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

/// Creates a group, or changes its name, members and owners.
class GroupPanel : public Panel {
public:
    explicit GroupPanel(Group group);
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    void draw_people(PortalContext& context, const Group& saved);

    Group group_;
    int tab_ = 0;
    MembersEditor members_;
    MembersEditor owners_{MembersEditor::Of::owners};
    FormFoot foot_;
};

}  // namespace pim::ui
