#include "ui/pages/notifications_panel.hpp"

#include "ui/kit/kit.hpp"
#include "ui/portal.hpp"

namespace pim::ui {

void NotificationsPanel::draw(PortalContext& context) {
    kit::Toasts& bell = context.portal.bell(context.persona);
    if (bell.all.empty()) {
        kit::empty_state({.icon = kit::icon::alert,
                          .title = "No notifications",
                          .text = "What you do, and what becomes of it, is told here"});
        return;
    }
    kit::toast_list(bell);
}

}  // namespace pim::ui
