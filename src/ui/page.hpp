#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace pim::ui {

struct PortalContext;
class Draft;

/// A page: local state of its widgets, and what it draws from the tenant. One lives for as long as
/// its side of the window shows a route of its pattern.
struct Page {
    virtual ~Page() = default;
    /// Draws what stands below the navigation: heading, command bar, content.
    virtual void draw(PortalContext& context) = 0;

    /// What answers that come late look at: the page may be gone by then.
    std::shared_ptr<void> alive = std::make_shared<char>();
};

/// The panel on the right of a page: the form of one action.
struct Panel {
    virtual ~Panel() = default;
    virtual std::string title(const PortalContext& context) const = 0;
    virtual void draw(PortalContext& context) = 0;
    /// Writes what the person filled in, `form` first, so that it is there again after a reload
    /// (see pages/kept_panels). Nothing: the panel is short, and closes with the page.
    virtual void fill(Draft&) const {}

    std::shared_ptr<void> alive = std::make_shared<char>();  ///< as a page's
};

/// The groups of the navigation in the product's words and order. A hidden page is reached by
/// links only.
enum class NavigationGroup { tasks, manage, activity, sandbox, hidden };

/// A row of the table of pages.
struct PageEntry {
    std::string_view pattern;  ///< of the route: `roles`, `roles/*`; the longest that fits wins
    std::string_view title;    ///< in the navigation and as the page's heading
    NavigationGroup group = NavigationGroup::hidden;
    const char* icon = "";  ///< of kit's icon font
    std::unique_ptr<Page> (*make)() = nullptr;
};

/// The pages in the order of the navigation.
const std::vector<PageEntry>& page_table();

template <class T>
std::unique_ptr<Page> make_page() {
    return std::make_unique<T>();
}

}  // namespace pim::ui
