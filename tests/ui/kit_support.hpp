#pragma once

#include <imgui.h>

#include <functional>
#include <string_view>

#include "ui/kit/kit.hpp"

/// The kit without a window: frames stepped by hand, pointer and keys injected.
namespace pim::tests {

class Stage {
public:
    explicit Stage(float width = 1280, float height = 800);
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    using Draw = std::function<void()>;
    /// What a frame draws.
    void shows(Draw draw);
    /// Draws frames; the report is the last one's.
    ui::kit::FrameReport step(int frames = 3);
    /// Lets that much time pass, then draws.
    void wait(double seconds);

    /// The node of that role and name in the last frame; fails the test when there is none.
    const ui::kit::Node& node(ui::kit::Role role, std::string_view name) const;
    bool has(ui::kit::Role role, std::string_view name) const;
    /// Presses the pointer in the middle of the node's box.
    void click(ui::kit::Role role, std::string_view name);
    void click(float x, float y);
    void hover(ui::kit::Role role, std::string_view name);
    void press(ImGuiKey key, bool shift = false, bool ctrl = false);
    void type(std::string_view text);
    /// What assistive technology does.
    void focus(ui::kit::Role role, std::string_view name);

    ui::kit::Surroundings now;
    std::size_t unrecorded = 0;  ///< Sum over all frames.
    std::size_t duplicates = 0;

private:
    Draw draw_;
};

/// A page in the portal's frame, with `content` in its pane.
Stage::Draw in_pane(std::function<void()> content);

}  // namespace pim::tests
