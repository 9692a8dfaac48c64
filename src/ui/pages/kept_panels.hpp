#pragma once

#include <memory>

#include "ui/app.hpp"
#include "ui/draft.hpp"

namespace pim::ui {

/// The panel of a half-filled form that was kept over a reload; null where what it is about is no
/// longer there, or nothing was kept.
std::unique_ptr<Panel> kept_panel(const Draft& draft, const PortalContext& context);

}  // namespace pim::ui
