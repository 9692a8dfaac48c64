#pragma once

#include <vector>

#include "ui/app.hpp"
#include "ui/pages/choices.hpp"

namespace pim::ui {

/// The members of a group or an administrative unit: a list with Remove, and a picker to add.
class MembersEditor {
public:
    void draw(PortalContext& context, const Guid& container, const std::set<Guid>& members,
              const ChoiceKinds& kinds);

private:
    std::vector<Guid> chosen_;
    Cached<Choices> choices_;
};

}  // namespace pim::ui
