#pragma once

#include <array>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ui/app.hpp"

namespace pim::ui {

constexpr std::size_t notifications_max = 200;

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
    std::deque<Notification>& notifications() { return notifications_; }

    std::array<Side, 2> sides;
    bool two_sides = false;

    // What PortalContext hands on.
    void queue(Task task, const Guid& persona);
    void later(std::function<void()> action);
    void notify(Notification notification);
    void jump(Instant at);
    PortalContext context(Side& side);

private:
    void carry_out(Task& task, const Guid& persona);

    struct Queued {
        Task task;
        Guid persona;
    };
    sandbox::Sandbox& sandbox_;
    Services services_;
    std::deque<Notification> notifications_;
    std::vector<Queued> tasks_;
    std::vector<std::function<void()>> actions_;
};

/// A refusal as a toast: every reason, and the latest moment from which none would stand.
Notification refusal_note(const Refusal& refusal, const Guid& persona, Instant now);

}  // namespace pim::ui
