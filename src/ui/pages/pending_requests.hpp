#pragma once

#include <vector>

#include "core/view.hpp"
#include "ui/app.hpp"
#include "ui/kit/table.hpp"

namespace pim::ui {

/// "Pending requests": one's own, and for an active Global or Privileged Role Administrator
/// everybody's (S0, S4). `#/pending-requests/<request>` opens one.
class PendingRequestsPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    void draw_row(PortalContext& context, const Request& request, kit::Cells& cells);

    Cached<std::vector<const Request*>> requests_;
    kit::TableState table_;
    std::string opened_;  ///< the request of the address, once its panel was opened
};

}  // namespace pim::ui
