#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/app.hpp"
#include "ui/draft.hpp"
#include "ui/pages/assignment_fields.hpp"
#include "ui/pages/assignment_form.hpp"
#include "ui/pages/choices.hpp"
#include "ui/pages/form_answers.hpp"
#include "ui/pages/graph_view.hpp"
#include "ui/pages/principal_search_card.hpp"
#include "ui/pages/scope_field.hpp"

namespace pim::ui {

/// What a draft of an assignment is called.
constexpr std::string_view assignment_form = "assign";

/// Add assignments in three steps, as the product has them: role, members, settings.
class AddAssignmentsPanel : public Panel {
public:
    /// With a role where the button stood on its page; the role can still be changed.
    AddAssignmentsPanel(const PortalContext& context, std::optional<Guid> role);
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;
    void fill(Draft& draft) const override;
    /// Fills in what `fill` wrote, as far as the objects are still there.
    void take(const Draft& draft, const Tenant& tenant);

private:
    void draw_role(PortalContext& context);
    void draw_members(PortalContext& context);
    void draw_settings(PortalContext& context);
    void draw_outcome(PortalContext& context);
    void draw_footer(PortalContext& context);
    RequestSchedule command_for(const Guid& member) const;
    void choose_role(const PortalContext& context, const Guid& role);
    std::string why_not(const PortalContext& context) const;
    void assign(PortalContext& context);

    int step_ = 0;
    std::vector<Guid> role_;
    ScopeField scope_;
    std::vector<Guid> members_;
    AssignmentForm form_;
    FormAnswers answers_;
    Cached<Choices> roles_;
    Cached<Choices> principals_;
    PrincipalSearchCard search_;
    GraphDisclosure graph_;
};

/// An assignment outside PIM: active, without an end, without a request.
class AssignOutsidePanel : public Panel {
public:
    explicit AssignOutsidePanel(std::optional<Guid> role);
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    std::vector<Guid> role_;
    ScopeField scope_;
    std::vector<Guid> member_;
    Cached<Choices> roles_;
    Cached<Choices> principals_;
    PrincipalSearchCard search_;
    FormFoot foot_;
};

}  // namespace pim::ui
