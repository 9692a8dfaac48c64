#include "ui/clock_bar.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/parts.hpp"
#include "ui/portal.hpp"

namespace pim::ui {
namespace {

struct Speed {
    std::int64_t factor;
    std::string_view label;
};
constexpr std::array<Speed, 4> speeds = {{{0, "Pause"}, {1, "×1"}, {60, "×60"}, {3600, "×3600"}}};

struct Jump {
    std::int64_t ticks;
    std::string_view label;
};
constexpr std::array<Jump, 3> jumps = {
    {{ticks_per_hour, "+1 h"}, {ticks_per_day, "+1 day"}, {14 * ticks_per_day, "+14 days"}}};

/// Seconds cannot be read at a higher speed.
constexpr std::int64_t seconds_shown_speed_max = 1;
constexpr double frame_seconds_min = 1.0 / 30;

/// Why nobody moves time here; empty where they do.
std::string_view still_reason(const PortalContext& context) {
    if (!context.services().capabilities.clock) return sandbox::not_offered;
    return context.sandbox.writable()
               ? std::string_view()
               : std::string_view("time stands still: nothing can be saved here");
}

std::string_view next_event_reason(const PortalContext& context) {
    const std::string_view still = still_reason(context);
    if (!still.empty()) return still;
    return context.sandbox.next_event() ? std::string_view()
                                        : std::string_view("nothing will happen by itself");
}

void jump_to_next(Portal& portal) {
    portal.later([&portal] { portal.sandbox().jump_to_next(); });
}

void speed_items(Portal& portal) {
    const std::int64_t now = portal.sandbox().session().speed;
    for (const Speed& speed : speeds) {
        if (kit::menu_item({.label = speed.label, .checked = now == speed.factor ? 1 : 0})) {
            portal.later([&portal, factor = speed.factor] { portal.sandbox().set_speed(factor); });
        }
    }
}

void jump_items(Portal& portal, PortalContext& context) {
    if (kit::menu_item({.label = "Next event",
                        .icon = kit::icon::next,
                        .disabled_reason = next_event_reason(context)})) {
        jump_to_next(portal);
    }
    for (const Jump& jump : jumps) {
        if (kit::menu_item({.label = jump.label})) {
            context.jump_to(shift(context.now, jump.ticks));
        }
    }
    if (kit::menu_item({.label = "To a date…###to-a-date", .icon = kit::icon::calendar})) {
        context.open_panel(std::make_unique<JumpPanel>());
    }
}

}  // namespace

std::string clock_text(const sandbox::Sandbox& sandbox) {
    return sandbox.session().speed <= seconds_shown_speed_max
               ? local_text_with_seconds(sandbox.now())
               : local_text(sandbox.now());
}

void wake_for_clock(const sandbox::Sandbox& sandbox) {
    const std::int64_t speed = sandbox.session().speed;
    if (speed <= 0) return;
    const std::int64_t unit =
        speed <= seconds_shown_speed_max ? ticks_per_second : ticks_per_minute;
    const std::int64_t left = unit - sandbox.now().ticks % unit;
    const double seconds =
        static_cast<double>(left) / static_cast<double>(ticks_per_second * speed);
    kit::wake_after(std::max(seconds, frame_seconds_min));
}

void clock_bar(Portal& portal, PortalContext& context, bool narrow) {
    const std::int64_t speed = context.sandbox.session().speed;
    const std::string_view still = still_reason(context);
    if (narrow) {
        if (const auto menu = kit::menu_button({.label = "Simulated time###clock",
                                                .icon = kit::icon::clock,
                                                .icon_only = true,
                                                .disabled_reason = still})) {
            speed_items(portal);
            kit::menu_divider();
            jump_items(portal, context);
        }
        return;
    }
    kit::text("Simulated time", {.small = true});
    kit::text(clock_text(context.sandbox), {.strong = true, .single_line = true});
    kit::tooltip(cat("Simulated time: ", utc_text(context.now)));
    if (kit::icon_button({.label = speed == 0 ? "Let time run" : "Pause time",
                          .icon = speed == 0 ? kit::icon::play : kit::icon::pause,
                          .id = "pause",
                          .disabled_reason = still})) {
        portal.later([&portal, speed] { portal.sandbox().set_speed(speed == 0 ? 1 : 0); });
    }
    std::string label = "Speed ";
    label += speed == 0 ? std::string("paused") : cat("×", speed);
    label += "###speed";
    if (const auto menu = kit::menu_button({.label = label, .disabled_reason = still})) {
        speed_items(portal);
    }
    if (kit::icon_button({.label = "Jump to the next event",
                          .icon = kit::icon::next,
                          .id = "next-event",
                          .disabled_reason = next_event_reason(context)})) {
        jump_to_next(portal);
    }
    if (const auto menu = kit::menu_button({.label = "Jump###jump", .disabled_reason = still})) {
        jump_items(portal, context);
    }
}

void JumpPanel::draw(PortalContext& context) {
    if (!filled_) {
        to_ = context.now;
        filled_ = true;
    }
    kit::fact("Simulated time", local_text(context.now));
    if (const auto next = context.sandbox.next_event()) {
        moment_fact("Next event", next, "");
    } else {
        kit::fact("Next event", "None: nothing will happen by itself");
    }
    kit::prose("Everything that falls due on the way happens in its order", {.secondary = true});
    moment_field(context, {.label = "Jump to", .required = true}, to_);
    if (const auto footer = kit::panel_footer()) {
        const bool back = to_ && *to_ < context.now;
        const std::string_view reason = !to_   ? std::string_view("fill in a date")
                                        : back ? std::string_view("time never goes back")
                                               : std::string_view();
        if (kit::button({.label = "Jump###jump-to-date",
                         .kind = kit::Kind::primary,
                         .disabled_reason = reason})) {
            context.jump_to(*to_);
            context.close_panel();
        }
        if (kit::button({.label = "Cancel###cancel"})) context.close_panel();
    }
}

}  // namespace pim::ui
