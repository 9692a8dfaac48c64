#include "ui/pages/kept_panels.hpp"

#include "core/view.hpp"
#include "ui/pages/activate_panel.hpp"
#include "ui/pages/add_assignments.hpp"

namespace pim::ui {
namespace {

std::unique_ptr<Panel> activation(const Draft& draft, const PortalContext& context) {
    const Guid eligibility = draft.id("eligibility");
    for (const AssignmentRow& row :
         assignments_of(context.tenant, context.persona, AssignmentKind::eligible)) {
        if (row.schedule->id != eligibility) continue;
        auto panel = std::make_unique<ActivatePanel>(context.tenant, row);
        panel->take(draft);
        return panel;
    }
    return nullptr;
}

std::unique_ptr<Panel> assignment(const Draft& draft, const PortalContext& context) {
    auto panel = std::make_unique<AddAssignmentsPanel>(context, std::nullopt);
    panel->take(draft, context.tenant);
    return panel;
}

}  // namespace

std::unique_ptr<Panel> kept_panel(const Draft& draft, const PortalContext& context) {
    const std::string_view form = draft.text("form");
    if (form == activation_form) return activation(draft, context);
    if (form == assignment_form) return assignment(draft, context);
    return nullptr;
}

}  // namespace pim::ui
