#include "ui/page.hpp"

namespace pim::ui {

// One row a page, in the order of the navigation.
const std::vector<PageEntry>& page_table() {
    static const std::vector<PageEntry> table = {};
    return table;
}

}  // namespace pim::ui
