#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace pim::browser {

/// What the composition root hands over. All of it is called on the page's only thread.
struct App {
    /// Draws one frame with the kit; called between begin and end.
    std::function<void()> draw;
    /// Lets time pass and messages in: before each frame, and by timers while the tab is hidden.
    /// Returns the seconds until it wants to be called without any input; below 0: not.
    std::function<double()> pump = {};
    /// After each frame, outside of it: carries out what the page asked for.
    std::function<void()> after_frame = {};
    /// The address changed by the person: "#/my-roles".
    std::function<void(std::string_view hash)> hash_changed = {};
    /// The machine has a network again.
    std::function<void()> line_is_back = {};
    /// The tab is about to be hidden or closed: last chance to save.
    std::function<void()> leaving = {};
};

/// Makes canvas and fonts ready to draw on and with, while other things are waited for: the
/// graphics process works meanwhile. Called once, before `run`. False when the browser has no WebGL
/// 2; the page has told so then.
bool start();

/// Goes on to frames on demand, with input and mirror. Called once, after `start` said yes.
void run(App app);

/// Asks for frames: something changed from outside (a message, a commit).
void wake();

}  // namespace pim::browser
