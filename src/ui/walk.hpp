#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "lab/lesson.hpp"
#include "ui/app.hpp"

namespace pim::ui {

/// The guided walk beside the pages: what to do next, ticked by itself when the tenant shows it.
class Walk {
public:
    explicit Walk(Portal& portal) : portal_(portal) {}

    /// Reads where the session stands, and ticks what the tenant shows. Cheap while nothing
    /// changed.
    void follow();
    bool shown() const { return progress_.has_value() && !hidden_; }
    bool under_way() const { return progress_.has_value(); }
    void show() { hidden_ = false; }
    /// Inside kit's `aside`.
    void draw(PortalContext& context);

private:
    const lab::Lesson* lesson() const;
    void keep();
    void draw_phase(PortalContext& context, const lab::Lesson& lesson, const lab::Phase& phase);
    void draw_step(PortalContext& context, const lab::Step& step);
    void draw_commands(const lab::Lesson& lesson);
    void draw_phases(PortalContext& context, const lab::Lesson& lesson);
    void go_there(const lab::Step& step);
    void run(lab::Report (*action)(lab::Progress&, const lab::Lesson&, sandbox::Sandbox&));
    void tell(const lab::Report& report);

    Portal& portal_;
    std::optional<lab::Progress> progress_;
    std::string kept_;  ///< the session's text for `progress_`
    std::uint64_t version_ = 0;
    bool hidden_ = false;
    int chosen_phase_ = -1;  ///< in the list of phases, before "Open" is pressed
};

}  // namespace pim::ui
