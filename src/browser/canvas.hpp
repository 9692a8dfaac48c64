#pragma once

#include <cstdint>

#include "ui/kit/kit.hpp"

namespace pim::browser {

/// Makes the WebGL 2 context on #canvas and ImGui's renderer.
bool start_canvas();
/// False while the context is lost.
bool canvas_ready();
/// Draws what ImGui holds over a ground of that colour, unless that is what is to be seen already.
void draw_canvas(std::uint32_t ground);
/// The canvas's device pixels as the kit's surroundings, and where the pointer's pixels lie.
void ui_size(ui::kit::Surroundings& surroundings, int width, int height, double ratio);
/// Device pixels for one CSS pixel.
float pixel_ratio();

}  // namespace pim::browser
