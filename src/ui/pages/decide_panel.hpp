#pragma once

#include <optional>
#include <string>

#include "ui/app.hpp"
#include "ui/pages/form_answers.hpp"
#include "ui/pages/graph_view.hpp"

namespace pim::ui {

/// An administrator's decision on a request to extend or renew: new start, end and type. Extend
/// comes with the present ones filled in; Renew leaves them empty and mandatory (S0, ruling 25).
class DecidePanel : public Panel {
public:
    DecidePanel(const Tenant& tenant, const Request& request, Instant now);

    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    DecideRequest command(ReviewResult result) const;
    void draw_form(const PortalContext& context);
    void draw_button(PortalContext& context, std::string_view label, ReviewResult result);

    Guid request_;
    bool renewal_ = false;
    int kind_ = -1;  ///< index of AssignmentKind; -1: not chosen
    std::optional<Instant> start_;
    std::optional<Instant> end_;
    Expiration offered_;  ///< with which the form of an extension begins
    bool permanent_ = false;
    std::string justification_;
    FormAnswers answers_;
    GraphDisclosure graph_;
};

}  // namespace pim::ui
