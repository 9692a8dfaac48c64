#include <array>
#include <chrono>

#include "ui/kit/inside.hpp"

namespace pim::ui::kit::inside {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> month_names = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr std::array<std::string_view, 7> weekday_names = {"Mon", "Tue", "Wed", "Thu",
                                                           "Fri", "Sat", "Sun"};
constexpr int weeks_shown = 6;  // a month touches six weeks at most

std::string_view name_of(std::chrono::month month) {
    return month_names[static_cast<unsigned>(month) - 1];
}

year_month_day date_of(const DateTime& value) {
    return std::chrono::year(value.year) / value.month / value.day;
}

std::string spoken(const year_month_day& date) {
    const auto weekday = std::chrono::weekday(sys_days(date)).iso_encoding();
    return std::string(weekday_names[weekday - 1]) + " " +
           std::to_string(static_cast<unsigned>(date.day())) + " " +
           std::string(name_of(date.month())) + " " + std::to_string(static_cast<int>(date.year()));
}

ImGuiID id_of(const year_month_day& date) {
    return ImGui::GetCurrentWindow()->GetID(
        static_cast<int>(sys_days(date).time_since_epoch().count()));
}

/// The month shown, kept while the calendar is open.
year_month month_shown(const DateTime& first) {
    int* kept = ImGui::GetStateStorage()->GetIntRef(ImGui::GetCurrentWindow()->GetID("month"), 0);
    if (ImGui::IsWindowAppearing() || *kept == 0) *kept = first.year * 12 + first.month - 1;
    const auto month = static_cast<unsigned>(*kept % 12 + 1);
    return std::chrono::year(*kept / 12) / std::chrono::month(month);
}

void show_month(const year_month& month) {
    const int number = static_cast<int>(month.year()) * 12 +
                       static_cast<int>(static_cast<unsigned>(month.month()));
    ImGui::GetStateStorage()->SetInt(ImGui::GetCurrentWindow()->GetID("month"), number - 1);
    wake_after(0);
}

/// The arrows at both ends, and the month between them; the month to show instead, where asked.
year_month turn_pages(const year_month& shown, float width) {
    const auto line = row({.id = "month"});
    year_month wanted = shown;
    if (icon_button({.label = "Previous month", .icon = icon::chevron_left}))
        wanted -= std::chrono::months(1);
    const std::string name =
        std::string(name_of(shown.month())) + " " + std::to_string(static_cast<int>(shown.year()));
    const ImVec2 size = measure(name, body_strong);
    const ImRect box = place(ImVec2(width - control_height() * 2 - dp(24), size.y));
    draw_text(ImVec2(box.GetCenter().x - size.x / 2, box.Min.y), name, body_strong,
              colour(&Theme::text));
    record_text(name, box);
    if (icon_button({.label = "Next month", .icon = icon::chevron_right}))
        wanted += std::chrono::months(1);
    for (const ImGuiKey own : {ImGuiKey_PageUp, ImGuiKey_PageDown})
        ImGui::SetKeyOwner(own, ImGui::GetCurrentWindow()->ID);
    if (ImGui::IsKeyPressed(ImGuiKey_PageUp, false)) wanted -= std::chrono::months(1);
    if (ImGui::IsKeyPressed(ImGuiKey_PageDown, false)) wanted += std::chrono::months(1);
    return wanted;
}

/// The day that has the keyboard goes along to the same place of another month.
void take_focus_along(const year_month& from, const year_month& to) {
    const ImGuiID focused = context().imgui->NavId;
    for (unsigned day = 1; day <= 31; ++day) {
        const year_month_day before = from / std::chrono::day(day);
        if (!before.ok() || id_of(before) != focused) continue;
        year_month_day after = to / std::chrono::day(day);
        if (!after.ok()) after = to / std::chrono::last;
        request_focus(id_of(after));
    }
}

struct Marks {
    bool chosen = false, today = false, of_month = false;
};

bool day_button(const year_month_day& date, const ImRect& box, const Marks& marks) {
    const ImGuiID id = id_of(date);
    const Press result = press(id, box);
    if (marks.chosen) {
        fill(box, colour(&Theme::brand));
    } else if (result.hovered) {
        fill(box, colour(&Theme::subtle));
    }
    if (marks.today && !marks.chosen) frame(box, colour(&Theme::brand));
    const std::string number = std::to_string(static_cast<unsigned>(date.day()));
    const TextStyle style = marks.chosen || marks.today ? body_strong : body;
    const ImVec2 size = measure(number, style);
    draw_text(ImVec2(box.GetCenter().x - size.x / 2, box.GetCenter().y - size.y / 2), number, style,
              colour(marks.chosen     ? &Theme::on_brand
                     : marks.of_month ? &Theme::text
                                      : &Theme::text_secondary));
    focus_ring(id, box);
    Node& node = record(Role::button, id, spoken(date), box);
    node.focusable = true;
    node.pressed = state_of(marks.chosen);
    if (marks.today) node.description = "Today, in simulated time.";
    return result.pressed;
}

bool draw_days(const year_month& shown, const DateTime& today, float side, DateTime& value) {
    const ImVec2 start = ImGui::GetCursorScreenPos();
    for (int column = 0; column < 7; ++column) {
        const std::string_view name = weekday_names[static_cast<std::size_t>(column)];
        const ImVec2 size = measure(name, caption);
        const float middle = start.x + (static_cast<float>(column) + 0.5F) * side;
        draw_text(ImVec2(middle - size.x / 2, start.y), name, caption,
                  colour(&Theme::text_secondary));
    }
    const sys_days first = shown / std::chrono::day(1);
    const unsigned lead = std::chrono::weekday(first).iso_encoding() - 1;
    const float top = start.y + dp(caption.line + 4);
    bool chosen = false;
    for (int at = 0; at < weeks_shown * 7; ++at) {
        const year_month_day date = first - std::chrono::days(lead) + std::chrono::days(at);
        const int week = at / 7;
        const ImVec2 corner(start.x + static_cast<float>(at % 7) * side,
                            top + static_cast<float>(week) * side);
        Marks marks;
        marks.chosen = !value.empty() && date == date_of(value);
        marks.today = !today.empty() && date == date_of(today);
        marks.of_month = date.month() == shown.month();
        if (!day_button(date, ImRect(corner, ImVec2(corner.x + side, corner.y + side)), marks))
            continue;
        value.year = static_cast<int>(date.year());
        value.month = static_cast<int>(static_cast<unsigned>(date.month()));
        value.day = static_cast<int>(static_cast<unsigned>(date.day()));
        chosen = true;
    }
    return chosen;
}

}  // namespace

bool calendar(ImGuiID id, const ImRect& anchor, std::string_view label, const DateTime& today,
              DateTime& value) {
    const float side = context().now.coarse_pointer ? dp(44) : dp(34);
    const float width = side * 7 + dp(8);
    const float height = control_height() + dp(caption.line + 16) + side * weeks_shown + dp(8);
    ImVec2 at(anchor.Min.x, anchor.Max.y + dp(4));
    if (at.y + height > context().now.height - dp(4)) at.y = anchor.Min.y - dp(4) - height;
    if (!begin_floating(id, at, ImVec2(width, height))) return false;
    record(Role::group, id, label, ImGui::GetCurrentWindow()->Rect());
    open_parent(id);
    const DateTime& first = value.empty() ? today : value;
    const year_month shown = month_shown(first);
    if (ImGui::IsWindowAppearing()) context().focus_request = id_of(date_of(first));
    const year_month wanted = turn_pages(shown, width);
    if (wanted != shown) {
        take_focus_along(shown, wanted);
        show_month(wanted);
    }
    const bool chosen = draw_days(wanted, today, side, value);
    if (chosen) ImGui::CloseCurrentPopup();
    close_parent();
    end_floating();
    return chosen;
}

}  // namespace pim::ui::kit::inside
