#pragma once

#include "ui/app.hpp"

namespace pim::ui {

// The person's own theme (the system's, which is followed while it changes, or one for good) and
// size of text.

/// As menu items, with the present choice marked.
void theme_menu_items(const Services& services);
/// As a field of a form.
void theme_field(const Services& services);

}  // namespace pim::ui
