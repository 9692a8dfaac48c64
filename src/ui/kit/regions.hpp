#pragma once

#include <optional>
#include <vector>

#include "ui/kit/inside.hpp"

/// Where the regions lie in this frame; shared by the shell and the panels.
namespace pim::ui::kit::inside {

/// A panel over one of two panes, from frame to frame.
struct PanePanel {
    bool drawn = false, drawn_before = false;
    bool has_focus = false;
    Id opener = 0;  ///< What had the keyboard before: it gets it back.
};

struct Regions {
    Shell* shell = nullptr;
    ImRect top_bar, navigation, aside;
    ImRect panes[2];
    ImRect pane;  ///< The one being drawn or drawn last: its panel opens over it.
    int pane_index = 0;
    PanePanel panels[2];
    ImRect panel_boxes[2];  ///< Of the open ones; the others are empty.
    bool split = false;
    std::optional<Scope> bar_row;
    std::vector<ImGuiID> windows, windows_before;  ///< In the order drawn, for F6.
    ImGuiID entered = 0;
};
Regions& regions();
/// Of the row at a panel's end, logical pixels.
inline constexpr float footer_height = 64;

/// In the current window: a region that F6 goes to.
void enter_if_chosen();
/// A window without decoration at that place.
bool begin_region(const char* name, const ImRect& box, ImU32 ground, ImVec2 padding, bool scrolls);

}  // namespace pim::ui::kit::inside
