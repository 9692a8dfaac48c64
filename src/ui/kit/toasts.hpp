#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/widgets.hpp"

namespace pim::ui::kit {

/// One message: for some seconds as a toast, for good in the bell's list.
struct Toast {
    std::string title = {};
    std::string detail = {};
    Tone tone = Tone::info;
    std::string action = {};  ///< A link's label, with `href`.
    std::string href = {};
    std::string when = {};  ///< The simulated instant, as the page writes it.
    bool read = false;
    double shown_at = -1;  ///< Seconds; below 0 until first drawn.
    bool closed = false;   ///< No longer a toast; still in the list.
};

/// All messages of a sitting, newest last.
struct Toasts {
    std::vector<Toast> all;
    std::size_t unread() const;
};

/// Adds a message, which is also spoken: danger at once, others when there is a pause.
void add_toast(Toasts& toasts, Toast toast);
/// Draws the stack in the lower right corner: success and information for six seconds, warnings and
/// errors until closed. Call once a frame, after the panes.
void draw_toasts(Toasts& toasts);
/// The bell's list, for a panel: marks everything as read. Emptied by its own button.
void toast_list(Toasts& toasts);

}  // namespace pim::ui::kit
