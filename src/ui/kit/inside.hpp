#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/kit.hpp"

/// What the kit's own files share. Pages do not include this.
namespace pim::ui::kit::inside {

/// A face and the height of its line in logical pixels (Open Sans: 1.36 of the em).
struct TextStyle {
    bool strong = false;
    float line = 19;
};
inline constexpr TextStyle body{}, body_strong{true, 19}, caption{false, 16},
    caption_strong{true, 16}, section{true, 22}, subtitle{true, 25}, title{true, 33};

struct TextRequest {
    Id id = 0;
    std::string text;
    bool whole = false;  ///< The text too, not only the selection.
    int selection_start = 0, selection_end = 0;
};

/// The caret of the text area that has the keyboard, in bytes; `begin` is where a selection began.
struct Caret {
    ImGuiID id = 0;
    int begin = 0, end = 0;
    bool follows = false;  ///< It moved by typing: it is brought into sight.
};

/// How a code block's text is broken and coloured, kept while neither changes.
struct CodeLayout {
    struct Line {
        std::size_t begin = 0, end = 0;
        float indent = 0;  ///< of what was broken off a line
    };
    struct Piece {
        std::size_t begin = 0;
        Colour Theme::*ink = &Theme::text;  ///< up to the next piece
    };
    ImGuiID id = 0;
    std::uint64_t text = 0;  ///< a checksum
    float width = 0, scale = 0;
    std::vector<Line> lines;
    std::vector<Piece> pieces;
};

struct NumberRequest {
    Id id = 0;
    double value = 0;
};

/// What was typed into a number, a date or a picker's search, and the value's text that it stands
/// for. Forgotten with the frame that does not draw it any more.
struct Draft {
    ImGuiID id = 0;
    std::string typed, value;
    int frame = 0;  ///< in which it was drawn
};

/// A `row` being filled.
struct RowState {
    ImGuiID id = 0;
    ImVec2 start;
    float x = 0, y = 0, right = 0;
    float gap = 0, height = 0, line_height = 0;
    float spring_at = -1;  ///< Where the last `spring` let go; below 0 without one.
    bool wraps = true;
};

struct PendingTooltip {
    std::string text;
    ImRect anchor;
};

/// The kit's only state; made by `start`.
struct Context {
    ImGuiContext* imgui = nullptr;
    ImFont* regular = nullptr;
    ImFont* semibold = nullptr;
    ImFont* icons = nullptr;
    Surroundings now;  ///< Width, height and scale in device pixels.
    const Theme* theme = nullptr;
    float styled_scale = 0;
    const Theme* styled_theme = nullptr;

    Semantics building, finished;
    std::vector<Announcement> announcements;
    std::vector<std::string> standing_messages, standing_messages_before;
    std::string clipboard;
    std::function<void(std::string_view)> navigate;

    Id focus_request = 0, reveal_request = 0;
    bool focus_next = false;
    std::vector<Id> click_requests;
    std::vector<TextRequest> text_requests;
    std::vector<NumberRequest> number_requests;
    Id enter_request = 0;
    bool entered = false;  ///< Enter was pressed in the text field drawn last.
    std::vector<CodeLayout> code;
    Caret caret;

    std::vector<RowState> rows;
    std::vector<std::vector<RowState>> kept_rows;  ///< Of the windows below the current one.
    std::vector<bool> kept_bar;
    std::vector<Draft> drafts;
    std::vector<ImGuiID> overflowed;  ///< Commands chosen from the menu of a bar in the last frame.
    /// The words drawn last, where no widget followed them: a tooltip belongs to them.
    struct LastText {
        Id node = 0;
        ImRect box;
        ImGuiID after = 0;  ///< the widget before them
    } last_text;
    bool on_top_bar = false;  ///< Icon buttons take the colours of the bar.
    double wake_at = -1;      ///< In `now.seconds`; below 0: never.
    Id focused_before = 0;
    bool touched =
        false;  ///< The person has done something: ImGui's first choice of a focus counts.
    ImGuiID hovered = 0;
    double hovered_since = 0;
    PendingTooltip pending_tooltip;
    ImGuiID tapped = 0;  ///< A greyed item that was pressed: it says why until then.
    double tapped_until = 0;
    std::string field_problem;  ///< of the first field in the panel that holds no value to send
    bool in_footer = false;
    std::vector<ImGuiID> dialogs, dialogs_before;  ///< Popup ids drawn, innermost last.

    std::vector<std::pair<ImGuiID, bool>> hooked;  ///< Items seen by the hooks; true: a widget.
};
Context& context();
/// From now on ImGui reports each item that it draws.
void follow_items();

// --- Measures and colours ---------------------------------------------------------------------

/// Logical pixels to device pixels: the person's own zoom and the display's.
inline float dp(float logical) {
    return logical * context().now.scale;
}
/// To the nearest device pixel, so that hairlines are sharp.
float snap(float position);
/// The style's line in whole device pixels.
float line_of(const TextStyle& style);
/// Height of buttons and fields: 32, or 44 for fingers.
float control_height();
ImU32 colour(Colour value);
ImU32 colour(Colour Theme::*token);
struct ToneColours {
    ImU32 soft, text, mark;
};
ToneColours tone_colours(Tone tone);
const char* tone_icon(Tone tone);

// --- Words ------------------------------------------------------------------------------------

/// `wrap` in device pixels; 0 for one line.
ImVec2 measure(std::string_view text, const TextStyle& style, float wrap = 0);
void draw_text(ImVec2 at, std::string_view text, const TextStyle& style, ImU32 ink, float wrap = 0);
/// Wrapped text, each line in the middle of that width.
void draw_centred(ImVec2 middle, std::string_view text, const TextStyle& style, ImU32 ink,
                  float wrap);
/// One line within `width`, cut with …; true when cut.
bool draw_cut(ImVec2 at, float width, std::string_view text, const TextStyle& style, ImU32 ink);
void draw_icon(ImVec2 centre, std::string_view icon, float size, ImU32 ink);

// --- Boxes ------------------------------------------------------------------------------------

void fill(const ImRect& box, ImU32 ink, float rounding = 4);
void frame(const ImRect& box, ImU32 ink, float rounding = 4, float thickness = 1);
/// Soft edge of something that floats.
void shadow(const ImRect& box, float rounding);
/// Two rings around what has the keyboard.
void focus_ring(ImGuiID id, const ImRect& box, float rounding = 4);

// --- Place ------------------------------------------------------------------------------------

/// What is left of the line.
float room();
/// How much of `wanted` a single line can have: on this line, or on the next one of a row.
float fit(float wanted);
/// Takes the next place of the layout.
ImRect place(ImVec2 size);

/// Lets an ImGui widget be drawn at a place without moving the layout.
class LayoutGuard {
public:
    explicit LayoutGuard(ImVec2 at);
    ~LayoutGuard();
    LayoutGuard(const LayoutGuard&) = delete;
    LayoutGuard& operator=(const LayoutGuard&) = delete;

private:
    ImGuiWindow* window_;
    ImVec2 cursor_, previous_line_, current_size_, previous_size_, cursor_max_;
    float current_base_, previous_base_;
    bool same_line_;
};

// --- Items ------------------------------------------------------------------------------------

/// A label taken apart: what is shown, and the widget's id in the current window.
struct Named {
    std::string_view shown;
    ImGuiID id = 0;
};
Named named(std::string_view label, std::string_view id = {});

struct Press {
    bool pressed = false, hovered = false, held = false;
};
/// Makes the box an item: pointer, keyboard, and what was asked through the mirror.
Press press(ImGuiID id, const ImRect& box, bool disabled = false, ImGuiButtonFlags flags = 0);
/// Carries out a focus or reveal request for an item that was just added.
void answer_focus(ImGuiID id, const ImRect& box);

/// The box in CSS pixels of the page.
Box page_box(const ImRect& box);
/// The same, within its clipping rectangle.
Box clipped(const ImRect& box);
/// A node at that box under the open parent.
Node& record(Role role, ImGuiID id, std::string_view name, const ImRect& box);
/// Plain words as a node.
void record_text(std::string_view text, const ImRect& box);
/// Makes the node of `id` the parent until `close_parent`.
void open_parent(ImGuiID id);
void close_parent();
/// Nodes inside get their boxes; the container's own is known only at its end.
void set_box(ImGuiID id, const ImRect& box);

/// True further away from what is seen than one screen, and without the keyboard.
bool out_of_reach(const ImRect& box);
/// What is out of sight is no node: this brings it, for those who hear the page. It is not drawn.
void scroll_button(std::string_view name, ImGuiID id, float screens);
/// One tab stop for what cannot be chosen: the keys scroll it.
void scroll_by_keys(ImGuiID id, const ImRect& box);

/// Draws `text` near the box at the frame's end, after a moment of rest.
void offer_tooltip(ImGuiID id, const ImRect& box, bool hovered, std::string_view text);
/// Speaks a message once while it stands.
void announce_standing(std::string_view text, bool assertive);
/// True while a popup menu or list drawn by the kit is open under this id.
bool popup_open(ImGuiID id);

/// True when an arrow key just brought the focus to this item.
bool arrived_by_arrow(ImGuiID id);

/// The form of this field cannot be sent, and why.
void hold_form(std::string_view problem);

/// The ground and edge of a field.
void draw_field(ImGuiID id, const ImRect& box, bool disabled, bool valid, bool hovered);

struct EditOptions {
    std::string_view key;  ///< Distinguishes it in its window.
    std::string_view name;
    std::string_view placeholder;
    bool read_only = false;
    int length_max = 0;
    float left = 10, right = 10;  ///< Room for signs inside the frame, logical pixels.
};
/// A text being edited in the box, by ImGui's keys or by the mirror's own input. The id is
/// `edit_id(key)`; the caller records the node.
bool edit_text(const EditOptions& options, const ImRect& box, std::string& value);
ImGuiID edit_id(std::string_view key);
/// Characters that a text field takes where its options name no limit.
inline constexpr int length_max_default = 4000;
/// Byte at which the UTF-16 unit `units` of the text begins.
int byte_of(std::string_view text, int units);
/// UTF-16 units before that byte.
int units_of(std::string_view text, int byte);
/// Cuts at a code point so that at most `count` of them stay.
void limit(std::string& text, int count);
/// Selection of a field being edited by the pointer, for the node.
void tell_selection(Node& node, std::string_view value);
/// The text as typed of a field whose value is no text; begun anew when the value changed
/// otherwise.
std::string& draft(ImGuiID id, std::string_view value);
/// After typing: the value's text that belongs to the draft now.
void settle_draft(ImGuiID id, std::string_view value);

/// A menu, a list: a window of its own over the page, opened under `id`.
bool begin_floating(ImGuiID id, ImVec2 at, ImVec2 size);
void end_floating();
struct FloatingRow {
    std::string_view label = {}, description = {}, icon = {}, disabled_reason = {};
    Role role = Role::menu_item;
    bool mark = false, on = false, danger = false;
};
bool floating_row(const FloatingRow& item, ImGuiID id);

/// A month to choose a day from, opened under `id` beside the anchor. True when `value` got another
/// day; its hour and minute stay.
bool calendar(ImGuiID id, const ImRect& anchor, std::string_view label, const DateTime& today,
              DateTime& value);

/// A label above, help or error below a field: measures and draws them.
struct FieldFrame {
    std::string_view label = {}, help = {}, error = {}, disabled_reason = {};
    bool required = false, hide_label = false;
    float width = 0;  ///< Device pixels.

    float height_above() const;
    float height_below() const;
    /// What stands below: the error, else the reason, else the help.
    std::string told() const;
    ImRect box = {};  ///< The whole field.
    /// Places the field around a control of that height and draws label and help.
    ImRect begin(float control_height);
    /// Fills in what a node tells of it.
    void describe(Node& node) const;
};
float field_width(float asked);

}  // namespace pim::ui::kit::inside
