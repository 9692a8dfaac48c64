#pragma once

#include <vector>

#include "ui/app.hpp"
#include "ui/pages/choices.hpp"
#include "ui/pages/form_answers.hpp"
#include "ui/pages/principal_search_card.hpp"

namespace pim::ui {

/// The members of a group or an administrative unit: a list with Remove, and a picker to add.
class MembersEditor {
public:
    void draw(PortalContext& context, const Guid& container, const std::set<Guid>& members,
              const ChoiceKinds& kinds);

private:
    void add_chosen(PortalContext& context, const Guid& container);

    FormAnswers answers_;
    std::vector<Guid> chosen_;
    Cached<Choices> choices_;
    PrincipalSearchCard search_;
};

}  // namespace pim::ui
