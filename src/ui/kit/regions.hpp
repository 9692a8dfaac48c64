#pragma once

#include <optional>
#include <vector>

#include "ui/kit/inside.hpp"

/// Where the regions lie in this frame; shared by the shell and the panels.
namespace pim::ui::kit::inside {

struct Regions {
    Shell* shell = nullptr;
    ImRect top_bar, navigation, aside;
    ImRect panes[2];
    ImRect pane;  ///< The one being drawn or drawn last: its panel opens over it.
    bool split = false;
    std::optional<Scope> bar_row;
    std::vector<ImGuiID> windows, windows_before;  ///< In the order drawn, for F6.
    ImGuiID entered = 0;
};
Regions& regions();

/// A window without decoration at that place.
bool begin_region(const char* name, const ImRect& box, ImU32 ground, ImVec2 padding, bool scrolls);

}  // namespace pim::ui::kit::inside
