#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/semantics.hpp"
#include "ui/kit/sentence.hpp"
#include "ui/kit/shell.hpp"
#include "ui/kit/table.hpp"
#include "ui/kit/theme.hpp"
#include "ui/kit/toasts.hpp"
#include "ui/kit/widgets.hpp"

/// The kit's frame: what a host (the browser, a test) calls, and what pages may ask of it.
namespace pim::ui::kit {

// --- For the host -----------------------------------------------------------------------------

/// Font files as they are on disk; must stay in memory until `stop`.
struct Fonts {
    std::span<const std::uint8_t> regular, semibold, icons;
};
/// Makes the ImGui context with the kit's settings.
void start(const Fonts& fonts);
void stop();

/// The window and the person's wishes, as the host knows them.
struct Surroundings {
    float width = 0, height = 0;  ///< CSS pixels.
    float pixel_ratio = 1;        ///< Device pixels for one CSS pixel.
    double seconds = 0;           ///< Since start, never going back.
    ThemeName theme = ThemeName::light;
    bool system_theme = true;     ///< The theme is the system's, not one that the person chose.
    float scale = 1;              ///< 0.8 to 2: the person's own zoom.
    bool coarse_pointer = false;  ///< A finger: bigger targets.
    bool reduced_motion = false;
};
void begin_frame(const Surroundings& surroundings);

/// What the host does after a frame.
struct FrameReport {
    double wake_after = -1;  ///< Seconds until the next frame is due without input; below 0: never.
    Id focused = 0;          ///< The node that has the keyboard.
    bool editing = false;    ///< That node is a text field being edited.
    bool moved_focus = false;    ///< The page or a key moved the focus in this frame.
    std::size_t unrecorded = 0;  ///< Interactive items drawn without a node.
};
FrameReport end_frame();

/// The tree of the last finished frame.
const Semantics& semantics();
/// Taken once by whoever speaks them.
std::vector<Announcement> take_announcements();

/// What assistive technology asks of a node; carried out in the next frame.
void request_focus(Id id);
void request_click(Id id);
void request_reveal(Id id);
void request_text(Id id, std::string_view text, int selection_start, int selection_end);
void request_selection(Id id, int selection_start, int selection_end);
void request_number(Id id, double value);
/// Enter in a text field of one line.
void request_enter(Id id);
/// Text waiting to be copied by a button of the page; empty if none.
std::string take_clipboard();

/// Links with `href` and `navigate` end here.
void on_navigate(std::function<void(std::string_view href)> handler);

// --- For pages --------------------------------------------------------------------------------

/// Goes to "#/…" or opens an outside address.
void navigate(std::string_view href);
/// Asks for a frame in that many seconds: a count-down, a minute's end.
void wake_after(double seconds);
/// Seconds since start, of the surroundings.
double seconds_now();
/// Says something that is not on the screen.
void announce(std::string_view text, bool assertive = false);
/// Puts a text on the clipboard; call when a button was pressed.
void copy_text(std::string_view text);
/// Moves the keyboard's focus to the next focusable widget drawn.
void focus_next();
/// The person's own zoom, of the surroundings.
float text_scale();
const Theme& current_theme();
/// True while the theme is the system's.
bool follows_system_theme();

}  // namespace pim::ui::kit
