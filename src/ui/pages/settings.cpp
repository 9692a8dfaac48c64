#include "ui/pages/settings.hpp"

#include <array>

#include "core/text.hpp"
#include "core/view.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/assignment_lines.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr std::array<kit::Column, 4> settings_columns = {
    {{.label = "Role", .share = 2, .narrow = 2},
     {.label = "Modified", .width = 110},
     {.label = "Last updated", .width = 190},
     {.label = "Last updated by"}}};

}  // namespace

void SettingsPage::draw(PortalContext& context) {
    kit::page({.title = "Settings",
               .description = "What activating and assigning each role takes, and who is told"});
    kit::text_field({.label = "Search by role###search",
                     .placeholder = "Search",
                     .search = true,
                     .hide_label = true,
                     .width = 320},
                    search_);
    const auto& roles = roles_.of(context, search_, [&] {
        std::vector<const RoleDefinition*> made;
        for (const RoleDefinition* role : roles_by_name(context.tenant)) {
            if (holds_text(role->display_name, search_)) made.push_back(role);
        }
        return made;
    });
    kit::table({.label = "Role settings",
                .columns = settings_columns,
                .rows = roles.size(),
                .row_key = [&](std::size_t i) { return row_key(roles[i]->id); },
                .empty_title = "No role found",
                .empty_text = "Try fewer letters",
                .empty_icon = kit::icon::settings},
               state_, [&](std::size_t i, kit::Cells& cells) {
                   const Policy& policy = policy_of(context.tenant, roles[i]->id);
                   cells.link(roles[i]->display_name, cat("#/settings/", to_text(roles[i]->id)));
                   cells.text(policy.modified ? "Yes" : "No");
                   if (!policy.modified) {
                       cells.text("");
                       cells.text("");
                       return;
                   }
                   cells.next();
                   moment(*policy.modified);
                   cells.text(policy.modified_by.is_null()
                                  ? std::string("Sandbox owner")
                                  : display_name(context.tenant, policy.modified_by));
               });
}

}  // namespace pim::ui
