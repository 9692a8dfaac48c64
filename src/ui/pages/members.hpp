#pragma once

#include <set>
#include <string_view>
#include <vector>

#include "ui/app.hpp"
#include "ui/pages/choices.hpp"
#include "ui/pages/form_answers.hpp"
#include "ui/pages/principal_search_card.hpp"

namespace pim::ui {

/// The members of a group or an administrative unit, or the owners of a group: a list with Remove,
/// and a picker to add.
class MembersEditor {
public:
    enum class Of { members, owners };

    explicit MembersEditor(Of of = Of::members) : of_(of) {}

    void draw(PortalContext& context, const Guid& container, const std::set<Guid>& members,
              const ChoiceKinds& kinds);

private:
    std::string_view word() const { return of_ == Of::members ? "members" : "owners"; }
    Command adding(const Guid& container, const Guid& member) const;
    Command removing(const Guid& container, const Guid& member) const;
    void draw_list(PortalContext& context, const Guid& container, const std::set<Guid>& members);
    void add_chosen(PortalContext& context, const Guid& container);

    Of of_;
    FormAnswers answers_;
    std::vector<Guid> chosen_;
    Cached<Choices> choices_;
    PrincipalSearchCard search_;
};

}  // namespace pim::ui
