// The page: the kit's parts on one screen, until the portal takes their place.
#include <string>
#include <vector>

#include "browser/host.hpp"
#include "browser/page.hpp"
#include "ui/kit/kit.hpp"

namespace {

namespace kit = pim::ui::kit;

/// One row of the sample.
struct Assignment {
    const char* role;
    const char* scope;
    const char* end;
    kit::Tone tone;
    const char* state;
    const char* reason;
};

constexpr Assignment assignments[] = {
    {"Security Reader", "Directory", "in 13 days", kit::Tone::warning, "Ends soon", ""},
    {"User Administrator", "Munich branch", "in 5 months", kit::Tone::success, "Eligible", ""},
    {"Global Administrator", "Directory", "Permanent", kit::Tone::info, "Pending",
     "A request is pending"},
};

struct Page {
    kit::Shell shell;
    kit::Toasts toasts;
    kit::TableState table;
    int tab = 0;
    bool activating = false;
    int minutes = 60;
    std::string reason, search;
    bool ticket = false, notify = true;
    int theme = 0, type = 0;
    kit::DateTime start;
    std::string hash = "#/my-roles";
};

void draw_panel(Page& page) {
    auto panel = kit::panel({.title = "Activate – Security Reader"}, page.activating);
    if (!panel) return;
    kit::checklist_item({.text = "Multifactor authentication", .check = kit::Check::done});
    kit::duration_slider(
        {.label = "Duration", .minimum = 30, .maximum = 480, .help = "At most 8 hours"},
        page.minutes);
    kit::date_time({.label = "Start", .help = "Empty: now"}, page.start);
    kit::text_area({.label = "Reason",
                    .help = "Read by approvers and kept in the audit log",
                    .required = true},
                   page.reason);
    kit::checkbox({.label = "Ticket is attached"}, page.ticket);
    if (auto footer = kit::panel_footer()) {
        if (kit::button({.label = "Activate###send",
                         .kind = kit::Kind::primary,
                         .disabled_reason = page.reason.empty() ? "Give a reason first" : ""})) {
            page.activating = false;
            kit::add_toast(page.toasts, {.title = "Security Reader is active",
                                         .detail = "Until the duration ends",
                                         .tone = kit::Tone::success});
        }
        if (kit::button({.label = "Cancel###cancel"})) page.activating = false;
    }
}

void draw_table(Page& page) {
    static const std::vector<kit::Column> columns{{.label = "Role", .sortable = true},
                                                  {.label = "Scope"},
                                                  {.label = "State", .width = 140, .narrow = 2},
                                                  {.label = "End", .width = 120},
                                                  {.label = "Action", .width = 160, .narrow = 2}};
    kit::table({.label = "Eligible assignments", .columns = columns, .rows = 3}, page.table,
               [&](std::size_t row, kit::Cells& cells) {
                   const Assignment& one = assignments[row];
                   cells.link(one.role, "#/roles");
                   cells.text(one.scope);
                   cells.badge(one.state, one.tone);
                   cells.text(one.end);
                   cells.next();
                   if (kit::link({.label = "Activate", .disabled_reason = one.reason}))
                       page.activating = true;
                   kit::link({.label = "Extend", .disabled_reason = "Ends in more than 14 days"});
               });
}

void draw(Page& page) {
    kit::shell(page.shell, {});
    if (auto bar = kit::top_bar()) {
        kit::product("pimlab", "#/my-roles");
        kit::spring();
        kit::saving_indicator(false);
        if (kit::icon_button({.label = "Theme", .icon = kit::icon::dark_theme})) {
            page.theme = (page.theme + 1) % 3;
            pim::browser::set_setting("theme",
                                      kit::theme_word(static_cast<kit::ThemeName>(page.theme)));
        }
        kit::icon_button({.label = "Notifications",
                          .icon = kit::icon::alert,
                          .count = static_cast<int>(page.toasts.unread())});
    }
    if (auto navigation = kit::navigation()) {
        kit::nav_group("Tasks");
        kit::nav_item({.label = "My roles",
                       .href = "#/my-roles",
                       .icon = kit::icon::key,
                       .current = page.hash == "#/my-roles"});
        kit::nav_item({.label = "Approve requests",
                       .href = "#/approve-requests",
                       .icon = kit::icon::person_available,
                       .current = page.hash == "#/approve-requests",
                       .count = 2});
        kit::nav_group("Manage");
        kit::nav_item({.label = "Roles",
                       .href = "#/roles",
                       .icon = kit::icon::shield_person,
                       .current = page.hash == "#/roles"});
    }
    if (auto pane = kit::pane({.label = "Main"})) {
        const kit::Crumb crumbs[] = {{.label = "Home", .href = "#/"}, {.label = "My roles"}};
        kit::page({.title = page.hash == "#/roles" ? "Roles" : "My roles",
                   .description = "Roles that you can activate for a limited time",
                   .breadcrumb = crumbs});
        if (auto bar = kit::command_bar("Commands")) {
            if (kit::command_button({.label = "Activate", .icon = kit::icon::play_circle}))
                page.activating = true;
            kit::command_button({.label = "Refresh", .icon = kit::icon::arrow_clockwise});
            kit::command_button({.label = "Export",
                                 .icon = kit::icon::arrow_export,
                                 .disabled_reason = "Nothing to export"});
        }
        kit::message_bar({.text = "Security Reader ends in 13 days",
                          .tone = kit::Tone::warning,
                          .action = "Extend"});
        const kit::TabOptions tabs[] = {{.label = "Eligible", .count = 3},
                                        {.label = "Active", .count = 0},
                                        {.label = "Expired"}};
        kit::tabs("Assignments", tabs, page.tab);
        kit::text_field({.label = "Search roles",
                         .placeholder = "Search",
                         .search = true,
                         .hide_label = true,
                         .width = 280},
                        page.search);
        if (page.tab == 0) {
            draw_table(page);
        } else {
            kit::empty_state(
                {.title = "No active roles", .text = "Activate one of your eligible roles"});
        }
        kit::toggle({.label = "Tell me before an assignment ends"}, page.notify);
        draw_panel(page);
    }
    kit::draw_toasts(page.toasts);
}

}  // namespace

int main() {
    static Page page;
    if (const std::string hash = pim::browser::hash(); !hash.empty()) page.hash = hash;
    pim::browser::run({.draw = [] { draw(page); },
                       .hash_changed = [](std::string_view hash) { page.hash = hash; }});
    return 0;
}
