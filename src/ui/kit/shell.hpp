#pragma once

#include <span>
#include <string_view>

#include "ui/kit/scope.hpp"
#include "ui/kit/widgets.hpp"

/// The regions of the portal: each a landmark. In this order, once a frame:
/// `shell`, `top_bar`, `navigation`, one or two `pane`s with a `page` and maybe a `panel`, `aside`.
namespace pim::ui::kit {

/// Kept by the portal from frame to frame.
struct Shell {
    bool nav_collapsed = false;  ///< Wide windows: icons only.
    bool nav_open = false;       ///< Narrow windows: the navigation lies over the page.
};

struct ShellOptions {
    bool aside = false;  ///< A region at the right edge (below, on narrow windows).
    bool split = false;  ///< Two panes.
    bool navigation = true;
};
/// Lays out the regions for this frame.
void shell(Shell& shell, const ShellOptions& options);

/// Narrow: less than 900 px for the page; the navigation is an overlay.
bool narrow();

/// The bar at the top, as a row: `product`, `spring`, `icon_button`…
Scope top_bar(std::string_view label = "pimlab");
/// The button of the navigation and the product's name, a link to `href`.
void product(std::string_view name, std::string_view href);

/// The navigation at the left: `nav_group` and `nav_item`. False while an overlay is closed.
Scope navigation(std::string_view label = "Portal");
void nav_group(std::string_view label);
struct NavItemOptions {
    std::string_view label = {};
    std::string_view href = {};
    std::string_view icon = {};
    std::string_view id = {};
    bool current = false;
    int count = 0;  ///< Above 0: shown at the right and told in the name.
};
bool nav_item(const NavItemOptions& options);

struct PaneOptions {
    std::string_view label = "Main";  ///< The landmark's name: "Administrator".
    int index = 0;                    ///< 0 left, 1 right.
    std::string_view strip = {};      ///< Shown above the page in split view, e.g. the persona.
};
/// The place of a page; scrolls. The first one is the landmark `main`, the second a named region.
Scope pane(const PaneOptions& options = {});

struct Crumb {
    std::string_view label = {};
    std::string_view href = {};
};
struct PageOptions {
    std::string_view title = {};  ///< The only level 1 heading.
    std::string_view description = {};
    std::span<const Crumb> breadcrumb = {};
};
/// The head of a page: breadcrumb, title, description.
void page(const PageOptions& options);

struct AsideOptions {
    std::string_view label = {};  ///< The landmark's name and its heading: "Guided walk".
};
/// The region at the right edge.
Scope aside(const AsideOptions& options);

struct PanelOptions {
    std::string_view title = {};
    std::string_view id = {};
    std::string_view description = {};
    bool wide = false;  ///< 560 instead of 420 px.
};
/// A dialog at the right edge of the pane, with the rest dimmed: call while it is open. Esc, the ×
/// and a click outside set `open` to false. Focus goes in, stays in, and returns to where it was.
/// Of two panes it shuts its own only: in the other one somebody else goes on working.
/// The buttons at its foot stand in `panel_footer`, drawn last.
Scope panel(const PanelOptions& options, bool& open);
/// At most once, at the end of a panel or dialog: a row that does not scroll.
Scope panel_footer();

}  // namespace pim::ui::kit
