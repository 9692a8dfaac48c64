#pragma once

namespace pim::browser {

/// Gives the canvas the pointer shape that the last frame asked for.
void show_cursor();

}  // namespace pim::browser
