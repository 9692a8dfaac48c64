#pragma once

#include <array>
#include <optional>
#include <string>

#include "core/settings_view.hpp"
#include "ui/app.hpp"
#include "ui/pages/choices.hpp"
#include "ui/pages/form_answers.hpp"
#include "ui/pages/graph_view.hpp"
#include "ui/pages/outlook_table.hpp"
#include "ui/pages/principal_search_card.hpp"

namespace pim::ui {

/// The fields of a role's settings while they are edited.
struct PolicyDraft {
    explicit PolicyDraft(const Policy& from);
    Policy policy;
    std::array<std::string, 9> recipients;  ///< as typed, in the order of the rules
};

/// The Activation tab's fields.
void activation_fields(PortalContext& context, PolicyDraft& draft, Cached<Choices>& approvers,
                       PrincipalSearchCard& search);
/// The Assignment tab's fields.
void assignment_setting_fields(PolicyDraft& draft);
/// The Notification tab's fields.
void notification_fields(PolicyDraft& draft);

/// Manage > Settings > a role: view, and Edit in the same place.
class RoleSettingsPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    void draw_view(PortalContext& context, const RoleDefinition& role);
    void draw_edit(PortalContext& context, const RoleDefinition& role);
    void draw_warnings(PortalContext& context, const Policy& policy);

    int tab_ = 0;
    std::optional<PolicyDraft> draft_;
    Guid role_;
    Cached<Choices> approvers_;
    FormAnswers answers_;
    PrincipalSearchCard search_;
    GraphDisclosure graph_;
    Cached<std::vector<SettingsWarning>> warnings_;
    OutlookTable outlook_;
};

}  // namespace pim::ui
