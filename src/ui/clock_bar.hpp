#pragma once

#include <optional>
#include <string>

#include "ui/app.hpp"

namespace pim::ui {

/// Simulated time in the top bar: how fast it runs, and jumps. `narrow`: one menu holds everything.
void clock_bar(Portal& portal, PortalContext& context, bool narrow);

/// `22 Nov 2026, 09:30:07`, with seconds where they can be followed.
std::string clock_text(const sandbox::Sandbox& sandbox);

/// Asks kit for the next frame in which the shown time differs. Nothing while the clock is paused.
void wake_for_clock(const sandbox::Sandbox& sandbox);

/// Jumps to a date of one's choice.
class JumpPanel : public Panel {
public:
    std::string title(const PortalContext&) const override { return "Jump to a date"; }
    void draw(PortalContext& context) override;

private:
    std::optional<Instant> to_;
    bool filled_ = false;
};

}  // namespace pim::ui
