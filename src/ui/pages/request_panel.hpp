#pragma once

#include <string>

#include "ui/app.hpp"
#include "ui/pages/form_answers.hpp"
#include "ui/pages/graph_view.hpp"

namespace pim::ui {

/// A request and how it stands, with its button to cancel.
class RequestPanel : public Panel {
public:
    explicit RequestPanel(const Guid& request) : request_(request) {}

    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    Guid request_;
    FormAnswers answers_;
    GraphDisclosure graph_;
};

}  // namespace pim::ui
