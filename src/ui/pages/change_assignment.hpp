#pragma once

#include "ui/app.hpp"
#include "ui/pages/assignment_fields.hpp"
#include "ui/pages/assignment_form.hpp"

namespace pim::ui {

/// The form that gives an assignment another window or type: Update, Extend or Renew.
class ChangeAssignmentPanel : public Panel {
public:
    ChangeAssignmentPanel(const PortalContext& context, const Schedule& schedule, Action action);
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    Action action_;
    AssignmentSubject subject_;
    AssignmentForm form_;
    FormFoot foot_;
};

/// Asks once more before an assignment is removed, through PIM or outside it.
class RemoveAssignmentPanel : public Panel {
public:
    RemoveAssignmentPanel(const Schedule& schedule, bool outside);
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    Guid schedule_;
    bool outside_;
    std::string justification_;
    FormFoot foot_;
};

/// The command that a row's button stands for, as its form is first filled in.
RequestSchedule row_command(const Tenant& tenant, const Schedule& schedule, Action action,
                            Instant now);

}  // namespace pim::ui
