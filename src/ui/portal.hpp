#pragma once

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ui/app.hpp"
#include "ui/pages/graph_view.hpp"

namespace pim::ui {

/// The portal over one sandbox: one or two sides, the bell, and what a frame asked for.
class Portal {
public:
    Portal(sandbox::Sandbox& sandbox, Services services);
    ~Portal();

    /// Draws one frame, between kit's begin and end.
    void draw();
    /// Carries out what the frame asked for: commands, navigation, jumps in time.
    void settle();
    /// The address bar names another page: `#/…`, for the left side. `#/start/<scenario>` opens a
    /// prepared state.
    void open(std::string_view hash);
    /// The address of the left side's page.
    std::string hash() const;

    sandbox::Sandbox& sandbox() { return sandbox_; }
    Services& services() { return services_; }
    /// What is behind a persona's bell.
    kit::Toasts& bell(const Guid& persona) { return bells_[persona]; }

    std::array<Side, 2> sides;
    bool two_sides = false;

    // What PortalContext hands on.
    void queue(Task task, const Guid& persona);
    void later(std::function<void()> action);
    /// Shows a toast and keeps it behind the persona's bell.
    void notify(kit::Toast toast, const Guid& persona);
    void jump(Instant at);
    /// What was done from this window as Graph requests, oldest first.
    const std::deque<GraphTrace>& traces() const { return traces_; }
    PortalContext context(Side& side);

private:
    void carry_out(Task& task, const Guid& persona);

    struct Queued {
        Task task;
        Guid persona;
    };
    sandbox::Sandbox& sandbox_;
    Services services_;
    kit::Toasts toasts_;                 ///< on the screen
    std::map<Guid, kit::Toasts> bells_;  ///< read and unread, by persona
    std::deque<GraphTrace> traces_;
    std::vector<Queued> tasks_;
    std::vector<std::function<void()>> actions_;
};

/// A refusal as a toast: every reason, and a link to the moment from which none would stand.
kit::Toast refusal_toast(const Refusal& refusal);

}  // namespace pim::ui
