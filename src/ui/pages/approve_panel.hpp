#pragma once

#include <string>
#include <vector>

#include "ui/app.hpp"
#include "ui/pages/form_answers.hpp"
#include "ui/pages/graph_view.hpp"

namespace pim::ui {

/// Answers one or several activation requests with one mandatory justification (S4).
class ApprovePanel : public Panel {
public:
    /// `wanted`: the button that was pressed for the ticked requests; not_reviewed offers both.
    ApprovePanel(std::vector<Guid> requests, ReviewResult wanted)
        : requests_(std::move(requests)), wanted_(wanted) {}

    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    AnswerApproval answer(const Tenant& tenant, const Guid& request, ReviewResult result) const;
    void draw_button(PortalContext& context, std::string_view label, ReviewResult result);
    void send(PortalContext& context, ReviewResult result);

    std::vector<Guid> requests_;
    ReviewResult wanted_;
    std::string justification_;
    FormAnswers answers_;
    GraphDisclosure graph_;
};

}  // namespace pim::ui
