#include <algorithm>

#include "ui/kit/inside.hpp"
#include "ui/kit/regions.hpp"

namespace pim::ui::kit {

using namespace inside;

namespace inside {

Regions& regions() {
    static Regions the;
    return the;
}

bool begin_region(const char* name, const ImRect& box, ImU32 ground, ImVec2 padding, bool scrolls) {
    ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize |
                             ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                             ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoCollapse;
    if (!scrolls) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::SetNextWindowPos(box.Min);
    ImGui::SetNextWindowSize(box.GetSize());
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, padding);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, ground);
    const bool open = ImGui::Begin(name, nullptr, flags);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
    return open;
}

// The first widget of the region that F6 chose takes the focus.
void enter_if_chosen() {
    Regions& the = regions();
    const ImGuiID id = ImGui::GetCurrentWindow()->ID;
    the.windows.push_back(id);
    if (the.entered != id) return;
    the.entered = 0;
    const ImGuiWindow* window = ImGui::GetCurrentWindow();
    const ImGuiID last = window->NavLastIds[0];
    const Node* node = last != 0 ? context().finished.find(last) : nullptr;
    if (node != nullptr && node->focusable) {
        request_focus(last);
    } else {
        context().focus_next = true;
    }
}

}  // namespace inside

namespace {

constexpr float bar_height = 48, nav_width = 220, nav_width_collapsed = 48, narrow_below = 900;

float bar_size() {
    return std::max(dp(bar_height), control_height() + dp(8));
}

void end_region() {
    ImGui::End();
    close_parent();
}

/// F6 goes to the next region, Shift+F6 to the one before.
void cycle_regions() {
    if (!ImGui::IsKeyPressed(ImGuiKey_F6, false)) return;
    Regions& the = regions();
    const ImGuiContext& g = *context().imgui;
    if (the.windows_before.empty() || g.OpenPopupStack.Size > 0) return;
    const int count = static_cast<int>(the.windows_before.size());
    int at = -1;
    for (int index = 0; index < count; ++index)
        if (g.NavWindow != nullptr && g.NavWindow->RootWindow->ID == the.windows_before[index])
            at = index;
    const int step = ImGui::GetIO().KeyShift ? count - 1 : 1;
    the.entered = the.windows_before[(at + step + count) % count];
}

}  // namespace

namespace {

/// What had the keyboard before a pane's panel opened gets it back when that is gone.
void return_focus(PanePanel& panel) {
    if (panel.drawn_before && !panel.drawn && panel.has_focus) request_focus(panel.opener);
    panel.drawn_before = std::exchange(panel.drawn, false);
}

}  // namespace

bool narrow() {
    return context().now.width < dp(narrow_below);
}

void shell(Shell& shell, const ShellOptions& options) {
    Regions& the = regions();
    the.windows_before.swap(the.windows);
    the.windows.clear();
    for (PanePanel& panel : the.panels) return_focus(panel);
    the.panel_boxes[0] = the.panel_boxes[1] = the.aside = ImRect();
    the.shell = &shell;
    const Surroundings& now = context().now;
    const float top = bar_size();
    the.top_bar = ImRect(0, 0, now.width, top);
    if (!narrow()) shell.nav_open = false;
    const float nav = narrow() || !options.navigation
                          ? 0
                          : dp(shell.nav_collapsed ? nav_width_collapsed : nav_width);
    the.navigation = ImRect(0, top, narrow() ? dp(nav_width + 40) : nav, now.height);
    ImRect main(nav, top, now.width, now.height);
    if (options.aside) {
        if (narrow()) {
            const float height = std::min(dp(300), (now.height - top) * 0.45F);
            the.aside = ImRect(0, now.height - height, now.width, now.height);
            main.Max.y = the.aside.Min.y;
        } else {
            const float width = std::clamp(now.width * 0.27F, dp(280), dp(360));
            the.aside = ImRect(now.width - width, top, now.width, now.height);
            main.Max.x = the.aside.Min.x;
        }
    }
    the.panes[0] = the.panes[1] = main;
    the.split = options.split;
    if (options.split && !narrow()) {
        const float middle = snap(main.GetCenter().x);
        the.panes[0].Max.x = middle;
        the.panes[1].Min.x = middle;
    } else if (options.split) {
        const float middle = snap(main.GetCenter().y);
        the.panes[0].Max.y = middle;
        the.panes[1].Min.y = middle;
    }
    ImGui::GetBackgroundDrawList()->AddRectFilled(ImVec2(0, 0), ImVec2(now.width, now.height),
                                                  colour(&Theme::canvas));
    cycle_regions();
    if (shell.nav_open && ImGui::IsKeyPressed(ImGuiKey_Escape, false)) shell.nav_open = false;
}

Scope top_bar(std::string_view label) {
    Regions& the = regions();
    const bool open =
        begin_region("top bar", the.top_bar, colour(&Theme::top_bar), ImVec2(dp(8), 0), false);
    record(Role::banner, ImGui::GetCurrentWindow()->ID, label, the.top_bar);
    open_parent(ImGui::GetCurrentWindow()->ID);
    enter_if_chosen();
    context().on_top_bar = true;
    the.bar_row.emplace(row({.gap = 4, .height = bar_size() / dp(1), .id = "bar"}));
    context().rows.back().wraps = false;
    return Scope(open, [] {
        regions().bar_row.reset();
        context().on_top_bar = false;
        end_region();
    });
}

void product(std::string_view name, std::string_view href) {
    Shell& shell = *regions().shell;
    const bool expanded = narrow() ? shell.nav_open : !shell.nav_collapsed;
    if (icon_button({.label = "Navigation###navigation",
                     .icon = icon::navigation,
                     .expanded = expanded ? 1 : 0})) {
        bool& flag = narrow() ? shell.nav_open : shell.nav_collapsed;
        flag = !flag;
        wake_after(0);
    }
    const Named link = named(name);
    const bool brief = context().now.width < dp(480);
    const float text_width = brief ? 0 : measure(link.shown, body_strong).x + dp(8);
    const ImRect box = place(ImVec2(dp(36) + text_width, control_height()));
    const Press result = press(link.id, box);
    if (result.hovered) fill(box, colour(&Theme::top_bar_hover));
    const ImU32 ink = colour(&Theme::on_top_bar);
    draw_icon(ImVec2(box.Min.x + dp(18), box.GetCenter().y), icon::shield_person, 20, ink);
    if (!brief)
        draw_text(ImVec2(box.Min.x + dp(34), box.GetCenter().y - dp(body.line) / 2), link.shown,
                  body_strong, ink);
    focus_ring(link.id, box);
    Node& node = record(Role::link, link.id, link.shown, box);
    node.href = href;
    node.focusable = true;
    if (result.pressed) navigate(href);
}

Scope navigation(std::string_view label) {
    Regions& the = regions();
    if (narrow() && !the.shell->nav_open) return Scope();
    const bool overlay = narrow();
    if (overlay) {
        // A click beside the overlay closes it.
        const ImVec2 mouse = ImGui::GetIO().MousePos;
        if (ImGui::IsMouseClicked(0) && !the.navigation.Contains(mouse) &&
            !the.top_bar.Contains(mouse))
            the.shell->nav_open = false;
    }
    const bool open = begin_region(overlay ? "navigation overlay" : "navigation", the.navigation,
                                   colour(&Theme::navigation), ImVec2(dp(6), dp(8)), true);
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    if (overlay) ImGui::BringWindowToDisplayFront(window);
    const ImRect& box = the.navigation;
    fill(ImRect(ImVec2(box.Max.x - snap(1), box.Min.y), box.Max), colour(&Theme::stroke), 0);
    record(Role::navigation, window->ID, label, box);
    open_parent(window->ID);
    enter_if_chosen();
    if (overlay && ImGui::IsWindowAppearing()) context().focus_next = true;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, dp(2)));
    return Scope(open, [] {
        ImGui::PopStyleVar();
        end_region();
    });
}

void nav_group(std::string_view label) {
    const bool collapsed = !narrow() && regions().shell->nav_collapsed;
    if (collapsed) {
        divider();
        return;
    }
    const ImRect box = place(ImVec2(room(), dp(28)));
    draw_text(ImVec2(box.Min.x + dp(10), box.Max.y - dp(20)), label, caption_strong,
              colour(&Theme::text_secondary));
    record_text(label, box);
}

bool nav_item(const NavItemOptions& options) {
    const Named item = named(options.label, options.id);
    const bool collapsed = !narrow() && regions().shell->nav_collapsed;
    const float height = std::max(dp(34), control_height());
    const ImRect box = place(ImVec2(room(), height));
    const Press result = press(item.id, box);
    if (options.current || result.hovered)
        fill(box, colour(options.current ? &Theme::selected : &Theme::subtle_pressed));
    if (options.current)
        fill(ImRect(ImVec2(box.Min.x, box.Min.y + dp(8)),
                    ImVec2(box.Min.x + dp(3), box.Max.y - dp(8))),
             colour(&Theme::brand), 2);
    const float middle = box.GetCenter().y;
    draw_icon(ImVec2(box.Min.x + dp(18), middle), options.icon, 20,
              colour(options.current ? &Theme::brand_text : &Theme::text_secondary));
    std::string name(item.shown);
    if (!collapsed) {
        const TextStyle style = options.current ? body_strong : body;
        const std::string count = options.count > 0 ? std::to_string(options.count) : std::string();
        const float count_width = count.empty() ? 0 : measure(count, caption_strong).x + dp(14);
        draw_cut(ImVec2(box.Min.x + dp(36), middle - dp(style.line) / 2),
                 box.GetWidth() - dp(42) - count_width, item.shown, style, colour(&Theme::text));
        if (!count.empty()) {
            const ImRect pill(ImVec2(box.Max.x - count_width - dp(6), middle - dp(9)),
                              ImVec2(box.Max.x - dp(6), middle + dp(9)));
            fill(pill, colour(&Theme::brand), 9);
            draw_text(ImVec2(pill.Min.x + dp(7), pill.Min.y + dp(1)), count, caption_strong,
                      colour(&Theme::on_brand));
        }
    }
    if (options.count > 0) name += ", " + std::to_string(options.count);
    focus_ring(item.id, box);
    Node& node = record(Role::link, item.id, name, box);
    node.href = options.href;
    node.focusable = true;
    node.current = options.current;
    if (collapsed) offer_tooltip(item.id, box, result.hovered, item.shown);
    if (result.pressed) {
        regions().shell->nav_open = false;
        navigate(options.href);
    }
    return result.pressed;
}

Scope pane(const PaneOptions& options) {
    Regions& the = regions();
    const int index = std::clamp(options.index, 0, 1);
    ImRect box = the.panes[index];
    the.pane = box;
    the.pane_index = index;
    const bool small = box.GetWidth() < dp(640);
    const ImVec2 padding(dp(small ? 16 : 24), dp(16));
    const bool open =
        begin_region(index == 0 ? "pane 0" : "pane 1", box, colour(&Theme::surface), padding, true);
    const ImGuiID id = ImGui::GetCurrentWindow()->ID;
    record(index == 0 ? Role::main : Role::region, id, options.label, box);
    open_parent(id);
    enter_if_chosen();
    if (the.split && index == 1 && !narrow())
        fill(ImRect(box.Min, ImVec2(box.Min.x + snap(1), box.Max.y)), colour(&Theme::stroke), 0);
    if (!options.strip.empty()) {
        const ImRect strip = place(ImVec2(room(), dp(24)));
        draw_icon(ImVec2(strip.Min.x + dp(10), strip.GetCenter().y), icon::person_circle, 20,
                  colour(&Theme::brand_text));
        draw_text(ImVec2(strip.Min.x + dp(26), strip.GetCenter().y - dp(body.line) / 2),
                  options.strip, body_strong, colour(&Theme::text));
        record_text(options.strip, strip);
    }
    return Scope(open, [] {
        space(24);
        end_region();
    });
}

void page(const PageOptions& options) {
    if (!options.breadcrumb.empty()) {
        Node& node = record(Role::navigation, ImGui::GetCurrentWindow()->GetID("breadcrumb"),
                            "Breadcrumb", ImRect());
        const Id id = node.id;
        const ImVec2 at = ImGui::GetCursorScreenPos();
        open_parent(id);
        ImGui::PushID("breadcrumb");
        {
            const auto line = row({.gap = 6, .height = 20});
            bool first = true;
            for (const Crumb& crumb : options.breadcrumb) {
                if (!first) {
                    const ImRect sign = place(ImVec2(dp(12), dp(16)));
                    draw_icon(sign.GetCenter(), icon::chevron_right, 12,
                              colour(&Theme::text_secondary));
                }
                first = false;
                if (crumb.href.empty()) {
                    text(crumb.label, {.secondary = true});
                } else {
                    link({.label = crumb.label, .href = crumb.href});
                }
            }
        }
        ImGui::PopID();
        close_parent();
        set_box(id, ImRect(at, ImVec2(at.x + room(), ImGui::GetCursorScreenPos().y)));
    }
    const float width = room();
    const ImVec2 size = measure(options.title, title, width);
    const ImRect box = place(size);
    draw_text(box.Min, options.title, title, colour(&Theme::text), width);
    Node& node = record(Role::heading, 0, options.title, box);
    node.level = 1;
    if (!options.description.empty()) prose(options.description, {.secondary = true});
    space(12);
}

Scope aside(const AsideOptions& options) {
    Regions& the = regions();
    const ImRect& box = the.aside;
    const bool open =
        begin_region("aside", box, colour(&Theme::canvas), ImVec2(dp(16), dp(12)), true);
    const ImGuiID id = ImGui::GetCurrentWindow()->ID;
    const ImVec2 end =
        narrow() ? ImVec2(box.Max.x, box.Min.y + snap(1)) : ImVec2(box.Min.x + snap(1), box.Max.y);
    ImDrawList* list = ImGui::GetWindowDrawList();
    list->PushClipRectFullScreen();
    fill(ImRect(box.Min, end), colour(&Theme::stroke), 0);
    list->PopClipRect();
    record(Role::complementary, id, options.label, box);
    open_parent(id);
    enter_if_chosen();
    heading(options.label, 2);
    return Scope(open, end_region);
}

}  // namespace pim::ui::kit
