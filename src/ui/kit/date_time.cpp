#include <algorithm>
#include <cstdio>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit {

using namespace inside;

namespace {

int days_in_month(int year, int month) {
    static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

/// Digits of exactly that many places; -1 otherwise.
int digits(std::string_view text) {
    int value = 0;
    if (text.empty()) return -1;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

bool parse_date(std::string_view text, DateTime& value) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    const int year = digits(text.substr(0, 4));
    const int month = digits(text.substr(5, 2));
    const int day = digits(text.substr(8, 2));
    if (year < 1900 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return false;
    value.year = year;
    value.month = month;
    value.day = day;
    return true;
}

bool parse_time(std::string_view text, DateTime& value) {
    if (text.size() != 5 || text[2] != ':') return false;
    const int hour = digits(text.substr(0, 2));
    const int minute = digits(text.substr(3, 2));
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return false;
    value.hour = hour;
    value.minute = minute;
    return true;
}

std::string written_date(const DateTime& value) {
    if (value.empty()) return {};
    char text[24];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", value.year % 10000, value.month, value.day);
    return text;
}

std::string written_time(const DateTime& value) {
    if (value.empty()) return {};
    char text[24];
    std::snprintf(text, sizeof text, "%02d:%02d", value.hour, value.minute);
    return text;
}

/// Logical pixels of the calendar's button in the date's field.
float calendar_button_size() {
    return context().now.coarse_pointer ? 44 : 30;
}

/// One of the two text fields; its node tells the whole field's state.
bool part(const FieldFrame& field, std::string_view key, const ImRect& box, std::string& typed,
          std::string_view name, std::string_view placeholder, bool valid, float right = 10) {
    const ImGuiID id = edit_id(key);
    const bool disabled = !field.disabled_reason.empty();
    draw_field(id, box, disabled, valid, ImGui::IsMouseHoveringRect(box.Min, box.Max));
    EditOptions edit;
    edit.key = key;
    edit.name = name;
    edit.placeholder = placeholder;
    edit.read_only = disabled;
    edit.right = right;
    edit.length_max = static_cast<int>(placeholder.size());
    const bool changed = edit_text(edit, box, typed);
    focus_ring(id, box);
    Node& node = record(Role::textbox, id, name, box);
    field.describe(node);
    node.value = typed;
    node.placeholder = placeholder;
    node.invalid = !valid;
    tell_selection(node, typed);
    return changed;
}

/// The button at the end of the date's field, and the calendar that it opens. True when a day was
/// chosen.
bool calendar_button(const FieldFrame& field, const ImRect& date_box, const DateTime& today,
                     DateTime& value) {
    const float side = dp(calendar_button_size());
    const ImRect box(ImVec2(date_box.Max.x - side, date_box.Min.y), date_box.Max);
    const std::string name = std::string(field.label) + ", calendar";
    const Named button = named(name);
    const bool disabled = !field.disabled_reason.empty();
    const ImGuiID popup = button.id + 1;
    const Press result = press(button.id, box, disabled);
    if (result.pressed) ImGui::OpenPopupEx(popup);
    const bool open = popup_open(popup);
    draw_icon(box.GetCenter(), icon::calendar, 18,
              colour(disabled                 ? &Theme::text_disabled
                     : result.hovered || open ? &Theme::brand_text
                                              : &Theme::text_secondary));
    focus_ring(button.id, box);
    Node& node = record(Role::button, button.id, name, box);
    node.focusable = true;
    node.disabled = disabled;
    node.description = sentence(field.disabled_reason);
    node.expanded = state_of(open);
    return calendar(popup, date_box, name, today, value);
}

}  // namespace

bool date_time(const DateTimeOptions& options, DateTime& value) {
    const Named whole = named(options.label, options.id);
    const std::string date_key = "date" + std::to_string(whole.id);
    const std::string time_key = "time" + std::to_string(whole.id);
    // Copies: a second draft may move the first one.
    std::string date = draft(edit_id(date_key), written_date(value));
    std::string time =
        options.date_only ? std::string("00:00") : draft(edit_id(time_key), written_time(value));
    DateTime read;
    const auto date_fits = [&] { return date.empty() || parse_date(date, read); };
    const auto time_fits = [&] { return time.empty() || parse_time(time, read); };
    std::string problem(options.error);
    if (problem.empty() && !date_fits()) problem = "Enter a date as YYYY-MM-DD";
    if (problem.empty() && !time_fits()) problem = "Enter a time from 00:00 to 23:59";
    if (!problem.empty()) hold_form(std::string(whole.shown) + ": " + problem);
    if (options.required && value.empty())
        hold_form(std::string(whole.shown) + ": fill in date and time");
    FieldFrame field{.label = whole.shown,
                     .help = options.help,
                     .error = problem,
                     .disabled_reason = options.disabled_reason,
                     .required = options.required,
                     .width = std::min(dp(options.date_only ? 184 : 336), room())};
    const ImRect box = field.begin(control_height());
    Node& group = record(Role::group, whole.id, whole.shown, box);
    open_parent(group.id);
    const bool with_calendar = !options.today.empty();
    const float button_width = with_calendar ? calendar_button_size() : 10;
    const float date_width = dp(100 + button_width), time_width = dp(72);
    const ImRect date_box(box.Min, ImVec2(box.Min.x + date_width, box.Max.y));
    const std::string date_name = std::string(whole.shown) + ", date";
    bool typed =
        part(field, date_key, date_box, date, date_name, "YYYY-MM-DD", date_fits(), button_width);
    DateTime picked = value;
    if (with_calendar && calendar_button(field, date_box, options.today, picked)) {
        date = written_date(picked);
        if (!options.date_only && time.empty()) time = written_time(options.today);
        typed = true;
    }
    draft(edit_id(date_key), written_date(value)) = date;
    float x = date_box.Max.x + dp(8);
    if (!options.date_only) {
        const ImRect time_box(ImVec2(x, box.Min.y), ImVec2(x + time_width, box.Max.y));
        const std::string time_name = std::string(whole.shown) + ", time";
        typed |= part(field, time_key, time_box, time, time_name, "hh:mm", time_fits());
        draft(edit_id(time_key), written_time(value)) = time;
        x = time_box.Max.x + dp(8);
    }
    const ImVec2 zone_at(x, box.GetCenter().y - dp(body.line) / 2);
    draw_text(zone_at, options.zone, body, colour(&Theme::text_secondary));
    record_text(options.zone,
                ImRect(zone_at, ImVec2(x + measure(options.zone, body).x, box.Max.y)));
    close_parent();
    if (!typed) return false;
    wake_after(0);
    read = DateTime{};
    const bool complete = parse_date(date, read) && parse_time(time, read);
    const DateTime now = complete ? read : DateTime{};
    const bool changed = !(now == value);
    value = now;
    settle_draft(edit_id(date_key), written_date(value));
    if (!options.date_only) settle_draft(edit_id(time_key), written_time(value));
    return changed;
}

}  // namespace pim::ui::kit
