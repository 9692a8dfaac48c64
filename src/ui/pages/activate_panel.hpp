#pragma once

#include <optional>
#include <string>

#include "core/view.hpp"
#include "ui/app.hpp"
#include "ui/draft.hpp"
#include "ui/pages/form_answers.hpp"
#include "ui/pages/graph_view.hpp"
#include "ui/pages/verification.hpp"

namespace pim::ui {

/// What a draft of an activation is called.
constexpr std::string_view activation_form = "activate";

/// "Activate – Security Reader": the form of an activation, with what the role asks for and the
/// simulated MFA prompt (S2, phase 3).
class ActivatePanel : public Panel {
public:
    ActivatePanel(const Tenant& tenant, const AssignmentRow& row);

    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;
    void fill(Draft& draft) const override;
    /// Fills in what `fill` wrote.
    void take(const Draft& draft);

private:
    RequestSchedule command() const;
    void draw_requirements(PortalContext& context, const Policy& policy,
                           const std::optional<Refusal>& refusal);
    void draw_form(const PortalContext& context, const Policy& policy);

    RequestSchedule base_;
    Guid eligibility_;
    int minutes_ = 0;
    int minutes_max_ = 0;
    bool custom_start_ = false;
    std::optional<Instant> start_;
    std::string justification_;
    std::string ticket_number_;
    std::string ticket_system_;
    Verification verification_;
    FormAnswers answers_;
    GraphDisclosure graph_;
};

}  // namespace pim::ui
