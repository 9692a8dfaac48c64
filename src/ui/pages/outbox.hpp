#pragma once

#include "sync/outbox.hpp"
#include "ui/kit/table.hpp"
#include "ui/page.hpp"

namespace pim::ui {

class BackendLink;

/// What waits for the backend, what came of the last actions, and what a person has to say about
/// those whose reply was lost.
struct OutboxPage : Page {
    void draw(PortalContext& context) override;

private:
    static void draw_row(PortalContext& context, BackendLink& link, const sync::Entry& entry,
                         kit::Cells& cells);

    kit::TableState table_;
};

}  // namespace pim::ui
