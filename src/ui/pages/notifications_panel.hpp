#pragma once

#include "ui/app.hpp"

namespace pim::ui {

/// What is behind the bell of the side's persona, newest first.
struct NotificationsPanel : Panel {
    std::string title(const PortalContext&) const override { return "Notifications"; }
    void draw(PortalContext& context) override;
};

}  // namespace pim::ui
