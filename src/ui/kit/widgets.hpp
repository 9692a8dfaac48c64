#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/kit/icons.hpp"
#include "ui/kit/scope.hpp"

/// The widgets of a page. A label may carry a stable id after `###` ("Activate###activate"); `id`,
/// where given, takes its place. Two widgets of one container never share an id: in loops, wrap the
/// body in `kit::key`. A widget is disabled by giving the reason, which is shown and read out; it
/// stays focusable. Sizes are logical pixels.
namespace pim::ui::kit {

enum class Kind : std::uint8_t { secondary, primary, danger, subtle };
enum class Tone : std::uint8_t { neutral, info, success, warning, danger };

// --- Arranging --------------------------------------------------------------------------------

/// Everything inside gets ids of its own.
Scope key(std::string_view key);
Scope key(std::uint64_t key);

struct RowOptions {
    float gap = 8;
    float height = 0;          ///< 0: a control's height (32).
    std::string_view id = {};  ///< Needed only when one container has several rows with `spring`.
};
/// What is inside stands side by side, centred on one line, and wraps where it does not fit.
Scope row(const RowOptions& options = {});
/// In a row: what follows stands at the right edge.
void spring();

/// Vertical room.
void space(float height);
/// A hairline across.
void divider();

struct GroupOptions {
    std::string_view label = {};  ///< Read out as the group's name.
    bool heading = false;         ///< Shown above as well, as a level 3 heading.
    std::string_view description = {};
};
/// Widgets that belong together, with a name for those who do not see the frame.
Scope group(const GroupOptions& options);

struct CardOptions {
    std::string_view label = {};  ///< The region's name.
    float width = 0;              ///< 0: as wide as there is room.
};
/// A framed region on the page.
Scope card(const CardOptions& options);

struct ColumnsOptions {
    int count = 2;
    float width_min = 280;  ///< Fewer columns where one would be narrower than this.
    float gap = 16;
    float last_width = 0;  ///< Fixed width of the last column; 0: as wide as the others.
};
/// Equal columns: call `next_column` before each but the first one.
Scope columns(const ColumnsOptions& options);
void next_column();

// --- Words ------------------------------------------------------------------------------------

struct TextOptions {
    Tone tone = Tone::neutral;
    bool secondary = false;  ///< Quieter.
    bool strong = false;
    bool small = false;
    bool single_line = false;  ///< Cut with … where there is no room; the mirror has it whole.
};
/// A paragraph, wrapped.
void text(std::string_view text, const TextOptions& options = {});
/// A paragraph that tells something, as sentences (see `sentence`).
void prose(std::string_view words, const TextOptions& options = {});
/// A heading of level 2 to 4; the page has the only level 1.
void heading(std::string_view text, int level = 2);
/// A term and its value side by side: "Scope" "Directory".
void fact(std::string_view term, std::string_view value);
/// A fact of an id: shown cut if need be, with a copy button.
void fact_id(std::string_view term, std::string_view value);
/// How a code block is coloured.
enum class Code : std::uint8_t { plain, json };
/// Text of fixed layout (a request, a scenario), selectable as a whole with its copy button. Only
/// the lines in sight are drawn, so that long ones cost little.
void code_block(std::string_view label, std::string_view text, Code code = Code::plain);

struct LinkOptions {
    std::string_view label = {};
    std::string_view id = {};
    std::string_view href = {};  ///< "#/roles": followed by itself. "https://…": opens a new tab.
    std::string_view icon = {};
    std::string_view disabled_reason = {};
    bool strong = false;
    bool wraps = false;  ///< Broken into lines where it is wider than one, instead of cut.
};
/// True when pressed; a link with `href` needs nobody to look at that.
bool link(const LinkOptions& options);

// --- Pressing ---------------------------------------------------------------------------------

struct ButtonOptions {
    std::string_view label = {};
    std::string_view id = {};
    Kind kind = Kind::secondary;
    std::string_view icon = {};
    std::string_view disabled_reason = {};
    std::string_view description = {};  ///< Tooltip and description; not the name again.
    bool small = false;
    float width = 0;  ///< 0: as the label needs.
};
bool button(const ButtonOptions& options);

struct IconButtonOptions {
    std::string_view label = {};  ///< The name; shown as tooltip.
    std::string_view icon = {};
    std::string_view id = {};
    std::string_view disabled_reason = {};
    int count = 0;      ///< Above 0: a number upon the icon, told in the name as well.
    int pressed = -1;   ///< 0 or 1 for a button that stays down, -1 for a plain one.
    int expanded = -1;  ///< 0 or 1 for a button that shows and hides something.
};
bool icon_button(const IconButtonOptions& options);

/// The bar of a page's commands; those without room move into a menu "More commands".
Scope command_bar(std::string_view label);
struct CommandOptions {
    std::string_view label = {};
    std::string_view id = {};
    std::string_view icon = {};
    std::string_view disabled_reason = {};
};
bool command_button(const CommandOptions& options);

struct MenuOptions {
    std::string_view label = {};
    std::string_view id = {};
    std::string_view icon = {};
    bool icon_only = false;
    std::string_view disabled_reason = {};
};
/// A button with a menu; inside, `menu_item` and `menu_divider`.
Scope menu_button(const MenuOptions& options);
struct MenuItemOptions {
    std::string_view label = {};
    std::string_view id = {};
    std::string_view icon = {};
    std::string_view disabled_reason = {};
    int checked = -1;  ///< 0 or 1 for a choice.
    bool danger = false;
};
bool menu_item(const MenuItemOptions& options);
void menu_divider();

struct TabOptions {
    std::string_view label = {};
    std::string_view id = {};
    int count = -1;  ///< Shown beside the label from 0 on.
    /// Shown instead where not all labels fit on one line; the name stays.
    std::string_view brief = {};
};
/// Tabs; `selected` is the index shown. True when it changed.
bool tabs(std::string_view label, std::span<const TabOptions> options, int& selected);

// --- Choosing ---------------------------------------------------------------------------------

struct ToggleOptions {
    std::string_view label = {};
    std::string_view id = {};
    std::string_view description = {};  ///< Shown below in small print.
    std::string_view disabled_reason = {};
};
/// A switch; takes effect at once. True when it changed.
bool toggle(const ToggleOptions& options, bool& on);
/// A checkbox; takes effect with the form's button.
bool checkbox(const ToggleOptions& options, bool& on);

struct ChoiceOption {
    std::string_view label = {};
    std::string_view description = {};
    std::string_view disabled_reason = {};
};
struct ChoiceOptions {
    std::string_view label = {};
    std::string_view id = {};
    std::span<const ChoiceOption> options = {};
    std::string_view help = {};
    std::string_view error = {};
    std::string_view disabled_reason = {};
    bool required = false;
    bool horizontal = false;            ///< Radio buttons side by side.
    float width = 0;                    ///< Combo: 0 fills the form's width.
    std::string_view placeholder = {};  ///< Combo: shown while `selected` is -1.
    bool hide_label = false;            ///< The name is read out only.
};
/// Radio buttons; `selected` is an index, -1 for none. True when it changed.
bool radio_group(const ChoiceOptions& options, int& selected);
/// A drop-down list.
bool combo(const ChoiceOptions& options, int& selected);

struct PickerOptions {
    std::string_view label = {};
    std::string_view id = {};
    std::span<const ChoiceOption> options = {};
    std::string_view help = {};
    std::string_view error = {};
    std::string_view disabled_reason = {};
    bool required = false;
    bool single = false;
    int rows = 6;
};
/// A search field over a list; what is chosen stands above as chips. `chosen` holds indices.
bool picker(const PickerOptions& options, std::vector<int>& chosen);

// --- Filling in -------------------------------------------------------------------------------

struct FieldOptions {
    std::string_view label = {};
    std::string_view id = {};
    std::string_view help = {};   ///< Below the field.
    std::string_view error = {};  ///< Below the field, in the colour of danger, with an icon.
    std::string_view placeholder = {};
    std::string_view disabled_reason = {};
    bool required = false;
    bool search = false;      ///< A search field: icon, and a button that empties it.
    bool hide_label = false;  ///< The name is read out only.
    float width = 0;          ///< 0 fills the form's width.
    int length_max = 0;       ///< In characters; 0 is 4,000. Typing stops there.
    int rows = 4;             ///< text_area only.
};
/// One line. True when it changed.
bool text_field(const FieldOptions& options, std::string& value);
/// True in the frame in which Enter was pressed in the `text_field` drawn last.
bool entered();
/// Several lines.
bool text_area(const FieldOptions& options, std::string& value);

struct NumberOptions {
    std::string_view label = {};
    std::string_view id = {};
    std::string_view unit = {};
    std::string_view help = {};
    std::string_view error = {};
    std::string_view disabled_reason = {};
    int minimum = 0;
    int maximum = 1'000'000;
    int step = 1;
    float width = 160;
    bool late = false;  ///< Changes with Enter or when the focus leaves, not with each key.
};
/// A whole number. What is typed out of the range is marked and told: `value` stays, and the form
/// of a panel is not sent.
bool number(const NumberOptions& options, int& value);

struct SliderOptions {
    std::string_view label = {};
    std::string_view id = {};
    int minimum = 0;
    int maximum = 100;
    int step = 1;
    std::string_view value_text = {};  ///< "2 h 30 min"; empty: the number.
    std::string_view help = {};
    std::string_view error = {};
    std::string_view disabled_reason = {};
    float width = 0;
};
bool slider(const SliderOptions& options, int& value);
/// A slider in minutes, in steps of 30, shown as "2 h 30 min".
bool duration_slider(const SliderOptions& options, int& minutes);

/// A calendar minute as typed, in whatever zone the page shows. `valid` while both texts parse.
struct DateTime {
    int year = 0, month = 0, day = 0;  ///< 0 while empty.
    int hour = 0, minute = 0;
    friend bool operator==(const DateTime&, const DateTime&) = default;
    bool empty() const { return year == 0; }
};
struct DateTimeOptions {
    std::string_view label = {};
    std::string_view id = {};
    std::string_view zone = "UTC";  ///< Told beside the field.
    std::string_view help = {};
    std::string_view error = {};
    std::string_view disabled_reason = {};
    bool required = false;
    bool date_only = false;
    /// Where the calendar opens while the value is empty, and the day that it marks; without it
    /// there is no calendar.
    DateTime today = {};
};
/// Text fields for YYYY-MM-DD and hh:mm, with a calendar to choose the day from. True when the
/// value changed; a text that is no date leaves the value empty and says so. Then, and while what
/// is required is empty, the form of a panel is not sent.
bool date_time(const DateTimeOptions& options, DateTime& value);

// --- Telling ----------------------------------------------------------------------------------

/// A state in words with a dot.
void badge(std::string_view text, Tone tone = Tone::neutral);
/// A filter or a chosen item with a button that takes it away. True when taken away.
struct ChipOptions {
    std::string_view label = {};
    std::string_view id = {};
    std::string_view remove_label = {};  ///< Empty: "Remove <label>".
    bool removable = true;
};
bool chip(const ChipOptions& options);

struct MessageOptions {
    std::string_view text = {};
    std::string_view id = {};
    Tone tone = Tone::info;
    std::string_view action = {};  ///< A link at the end: "Jump to that moment".
    std::string_view action_href = {};
    bool dismissable = false;
    bool announce = true;  ///< Spoken when it appears.
};
enum class MessageResult : std::uint8_t { nothing, action, dismissed };
MessageResult message_bar(const MessageOptions& options);

struct EmptyOptions {
    std::string_view icon = icon::box;
    std::string_view title = {};
    std::string_view text = {};
    std::string_view action = {};
};
/// Nothing to show: says why and what to do. True when the action was pressed.
bool empty_state(const EmptyOptions& options);

enum class Check : std::uint8_t { open, done, failed, skipped };
struct ChecklistOptions {
    std::string_view text = {};
    std::string_view detail = {};
    Check check = Check::open;
    bool current = false;
};
/// One line of a list of conditions or steps; inside a `list`.
void checklist_item(const ChecklistOptions& options);
/// A list for the ear: its entries are `checklist_item` and `list_item`.
Scope list(std::string_view label);
Scope list_item();

struct ProgressOptions {
    std::string_view label = {};
    double share = -1;  ///< 0 to 1; below 0 while unknown.
};
void progress(const ProgressOptions& options);
/// "Saving…" or "Saved", quiet; the state is in the mirror's status.
void saving_indicator(bool saving);

/// Attaches a tooltip and a description to the last widget.
void tooltip(std::string_view text);

}  // namespace pim::ui::kit
