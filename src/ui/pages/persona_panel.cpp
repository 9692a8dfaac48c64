#include "ui/pages/persona_panel.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/portal.hpp"

namespace pim::ui {

std::vector<Guid> menu_personas(const Tenant& tenant, const Guid& present) {
    std::vector<Guid> ids;
    tenant.users.each([&](const User& user) {
        if (ids.size() < menu_personas_max) ids.push_back(user.id);
    });
    if (std::find(ids.begin(), ids.end(), present) == ids.end()) ids.push_back(present);
    return ids;
}

void PersonaPanel::draw(PortalContext& context) {
    kit::prose("A new persona is a new sign-in: it has not passed multifactor authentication yet",
               {.secondary = true});
    kit::text_field({.label = "Find a person", .search = true}, filter_);
    const auto& found = found_.of(context, filter_, [&] {
        const std::string part = to_lower(filter_);
        std::vector<Guid> ids;
        context.tenant.users.each([&](const User& user) {
            if (ids.size() == panel_personas_max) return;
            const std::string text =
                to_lower(cat(user.display_name, " ", user.user_principal_name));
            if (text.find(part) != std::string::npos) ids.push_back(user.id);
        });
        return ids;
    });
    if (found.size() == panel_personas_max) {
        kit::prose(cat("The first ", panel_personas_max, " are shown, search for the others"),
                   {.secondary = true, .small = true});
    }
    if (found.empty()) kit::prose("Nobody has this in the name");
    for (const Guid& id : found) {
        const auto scope = kit::key(to_text(id));
        const User& user = *context.tenant.users.find(id);
        if (kit::link({.label = user.display_name, .id = "act-as", .strong = true})) {
            context.portal.later([&all = context.portal, &side = context.side, id] {
                all.choose_persona(side, id);
            });
        }
        kit::text(user.user_principal_name, {.secondary = true, .small = true});
    }
}

}  // namespace pim::ui
