#include "ui/rescue.hpp"

#include <utility>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"

namespace pim::ui {

void Rescue::draw() {
    kit::shell(shell_, {.navigation = false});
    if (const auto bar = kit::top_bar()) kit::text("pimlab", {.strong = true});
    const auto pane = kit::pane();
    if (!pane) return;
    kit::page({.title = "The sandbox cannot be opened"});
    const std::string text =
        error_.help.empty() ? error_.what : cat(error_.what, ": ", error_.help);
    kit::message_bar({.text = text, .id = "why", .tone = kit::Tone::danger});
    if (failed_)
        kit::message_bar({.text = failed_->what, .id = "failed", .tone = kit::Tone::danger});
    if (ways_.download) {
        kit::prose(
            "Nothing was changed. What this browser keeps can be downloaded as a file, or set "
            "aside to make room for a new sandbox");
    }
    const auto row = kit::row();
    if (kit::button({.label = "Load again###load-again", .kind = kit::Kind::primary})) {
        ways_.load_again();
    }
    if (!ways_.download) return;
    if (kit::button({.label = "Download the files###download"})) ways_.download();
    if (kit::button(
            {.label = "Set aside and begin anew###begin-anew", .kind = kit::Kind::danger})) {
        begin_ = true;
    }
}

bool Rescue::settle() {
    if (!std::exchange(begin_, false)) return false;
    failed_ = ways_.begin_anew();
    return !failed_;
}

}  // namespace pim::ui
