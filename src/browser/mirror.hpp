#pragma once

#include "ui/kit/kit.hpp"

namespace pim::browser {

/// Sends the frame's nodes to web/mirror.js if they changed, and speaks what is to be spoken.
void show_mirror(const ui::kit::FrameReport& report);

}  // namespace pim::browser
