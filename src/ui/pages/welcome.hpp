#pragma once

#include "ui/app.hpp"

namespace pim::ui {

/// The first page: what this is in three sentences, and two ways in.
class WelcomePage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    static void draw_stand_in(PortalContext& context);
    void draw_samples(PortalContext& context);
};

}  // namespace pim::ui
