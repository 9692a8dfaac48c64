#pragma once

#include <string>

#include "core/command.hpp"
#include "ui/app.hpp"
#include "ui/pages/form_answers.hpp"
#include "ui/pages/graph_view.hpp"
#include "ui/pages/verification.hpp"

namespace pim::ui {

/// "Extend – Security Reader", and the same for Renew and Deactivate: what it is about, what will
/// happen, and a reason (S0, "Self-extend expiring assignments", "Self-renew").
class ReasonPanel : public Panel {
public:
    explicit ReasonPanel(RequestSchedule command) : command_(std::move(command)) {}

    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    RequestSchedule command_;
    FormAnswers answers_;
    Verification verification_;
    GraphDisclosure graph_;
};

}  // namespace pim::ui
