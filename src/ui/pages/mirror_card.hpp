#pragma once

#include "ui/connection.hpp"
#include "ui/kit/table.hpp"
#include "ui/page.hpp"

namespace pim::ui {

/// What could not be read of the backend, and why; nothing where all of it was.
void draw_omissions(const Tenant& tenant);

/// Makes a mirror, tells how far it is, and what is different from the one before.
class MirrorCard {
public:
    void draw(PortalContext& context, Connection& connection);

private:
    void draw_begin(PortalContext& context, Connection& connection);
    static void draw_progress(PortalContext& context, Connection& connection,
                              const sync::Mirror& mirror);
    void draw_result(const PortalContext& context, const Connection& connection);
    void draw_compared(const sync::Comparison& compared);

    bool requests_too_ = false;
    kit::TableState changes_;
};

}  // namespace pim::ui
