#include "browser/mirror.hpp"

#include <emscripten/emscripten.h>

#include <cmath>
#include <cstdio>
#include <string>

#include "browser/calls.hpp"

namespace pim::browser {

namespace kit = ui::kit;

namespace {

// One record a node, one field a member, in the order that web/mirror.js reads them.
constexpr char field_end = '\x1f', record_end = '\x1e';

void add_text(std::string& out, const std::string& text) {
    for (const char c : text) out += c == field_end || c == record_end ? ' ' : c;
    out += field_end;
}

void add_number(std::string& out, double number) {
    if (number != 0) {
        char digits[32];
        std::snprintf(digits, sizeof digits, "%.6g", number);
        out += digits;
    }
    out += field_end;
}

template <class Whole>
void add_whole(std::string& out, Whole number) {
    out += std::to_string(number);
    out += field_end;
}

/// Hundredths of a pixel: whole numbers are printed by less code than fractions.
int hundredths(float pixels) {
    return static_cast<int>(std::lround(pixels * 100));
}

void add_box(std::string& out, const kit::Box& box) {
    if (!box.empty()) {
        for (const float side : {box.x0, box.y0, box.x1 - box.x0}) {
            out += std::to_string(hundredths(side));
            out += ',';
        }
        out += std::to_string(hundredths(box.y1 - box.y0));
    }
    out += field_end;
}

char state_letter(kit::State state) {
    constexpr char letters[] = {'-', '0', '1', 'm'};
    return letters[static_cast<int>(state)];
}

/// Four states, then one letter for each flag that is set.
void add_flags(std::string& out, const kit::Node& node) {
    for (const kit::State state : {node.checked, node.selected, node.expanded, node.pressed})
        out += state_letter(state);
    const struct {
        bool on;
        char letter;
    } flags[] = {{node.focusable, 'f'}, {node.disabled, 'd'}, {node.required, 'r'},
                 {node.read_only, 'o'}, {node.invalid, 'i'},  {node.multiline, 'l'},
                 {node.current, 'c'},   {node.modal, 'M'},    {node.sortable, 's'}};
    for (const auto& flag : flags)
        if (flag.on) out += flag.letter;
    out += field_end;
}

void add_node(std::string& out, const kit::Node& node) {
    add_whole(out, node.id);
    add_whole(out, node.parent);
    out += kit::role_name(node.role);
    out += field_end;
    add_text(out, node.name);
    add_text(out, node.value);
    add_text(out, node.description);
    add_text(out, node.href);
    add_text(out, node.placeholder);
    add_box(out, node.box);
    add_flags(out, node);
    for (const int number :
         {node.level, node.row, node.column, node.row_count, node.column_count, node.sort})
        add_whole(out, number);
    for (const double number : {node.minimum, node.maximum, node.now, node.step})
        add_number(out, number);
    add_whole(out, node.selection_start);
    out += std::to_string(node.selection_end);
    out += record_end;
}

}  // namespace

void show_mirror(const kit::FrameReport& report) {
    static std::string shown;
    static std::string next;
    static kit::Id focused = 0;
    next.clear();
    for (const kit::Node& node : kit::semantics().nodes()) add_node(next, node);
    if (next != shown || report.focused != focused) {
        pimlab_js_mirror(next.data(), static_cast<int>(next.size()), report.focused,
                         report.moved_focus ? 1 : 0);
        shown.swap(next);
        focused = report.focused;
    }
    for (const kit::Announcement& spoken : kit::take_announcements())
        pimlab_js_announce(spoken.text.data(), static_cast<int>(spoken.text.size()),
                           spoken.assertive ? 1 : 0);
}

}  // namespace pim::browser

extern "C" {

EMSCRIPTEN_KEEPALIVE void pimlab_ask_focus(unsigned id) {
    pim::ui::kit::request_focus(id);
}
EMSCRIPTEN_KEEPALIVE void pimlab_ask_click(unsigned id) {
    pim::ui::kit::request_click(id);
}
EMSCRIPTEN_KEEPALIVE void pimlab_ask_reveal(unsigned id) {
    pim::ui::kit::request_reveal(id);
}

EMSCRIPTEN_KEEPALIVE void pimlab_ask_text(unsigned id, const char* text, int start, int end) {
    pim::ui::kit::request_text(id, text, start, end);
}

EMSCRIPTEN_KEEPALIVE void pimlab_ask_selection(unsigned id, int start, int end) {
    pim::ui::kit::request_selection(id, start, end);
}

EMSCRIPTEN_KEEPALIVE void pimlab_ask_enter(unsigned id) {
    pim::ui::kit::request_enter(id);
}

EMSCRIPTEN_KEEPALIVE void pimlab_ask_number(unsigned id, double value) {
    pim::ui::kit::request_number(id, value);
}

/// Nodes of the last frame that share an id, and nothing else should: for tests.
EMSCRIPTEN_KEEPALIVE int pimlab_duplicates() {
    return static_cast<int>(pim::ui::kit::semantics().duplicates());
}
}
