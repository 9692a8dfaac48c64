#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "ui/clock_bar.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/pages/mail_page.hpp"
#include "ui/pages/notifications_panel.hpp"
#include "ui/pages/persona_panel.hpp"
#include "ui/portal.hpp"
#include "ui/theme_choice.hpp"
#include "ui/walk.hpp"

// How a portal is laid out: top bar, navigation, one or two sides, the guided walk.
namespace pim::ui {
namespace {

constexpr std::array<std::string_view, 4> group_names = {"Tasks", "Manage", "Activity", "Sandbox"};

/// The entry of the table that fits a route best; the first page where none does.
const PageEntry& entry_of(const Route& route) {
    const PageEntry* best = &page_table().front();
    std::size_t parts = 0;
    for (const PageEntry& entry : page_table()) {
        const std::size_t fitting = matches(entry.pattern, route);
        if (fitting > parts) {
            parts = fitting;
            best = &entry;
        }
    }
    return *best;
}

std::string address_of(const PageEntry& entry) {
    return cat("#/", entry.pattern);
}

bool is_current(const PageEntry& entry, const Route& route) {
    return matches(entry.pattern, route) > 0;
}

}  // namespace

void Portal::draw() {
    drawing_ = nullptr;
    kit::shell(shell_, {.aside = walk_->shown(), .split = two_sides});
    draw_top_bar();
    draw_navigation();
    draw_side(sides[0]);
    if (two_sides) draw_side(sides[1]);
    drawing_ = nullptr;
    if (walk_->shown()) {
        if (const auto aside = kit::aside({.label = "Guided walk"})) {
            PortalContext left = context(sides[0]);
            walk_->draw(left);
        }
    }
    kit::draw_toasts(toasts_);
    wake_for_clock(sandbox_);
}

void Portal::draw_top_bar() {
    const bool narrow = kit::narrow();
    PortalContext left = context(sides[0]);
    if (const auto bar = kit::top_bar()) {
        kit::product("pimlab", "#/welcome");
        if (!narrow) clock_bar(*this, left, false);
        kit::spring();
        const sandbox::SaveState state = sandbox_.save_state();
        if (state == sandbox::SaveState::saved || state == sandbox::SaveState::saving) {
            kit::saving_indicator(state == sandbox::SaveState::saving);
        }
        if (narrow) clock_bar(*this, left, true);
        if (kit::icon_button({.label = "Graph requests", .icon = kit::icon::code, .id = "graph"})) {
            left.open_panel(std::make_unique<GraphPanel>());
        }
        if (walk_->under_way() && !walk_->shown()) {
            if (kit::icon_button({.label = "Show the guided walk",
                                  .icon = kit::icon::task_list,
                                  .id = "walk"})) {
                walk_->show();
            }
        }
        if (services_.set_theme && !narrow) {
            if (const auto menu = kit::menu_button({.label = "Theme",
                                                    .id = "theme",
                                                    .icon = kit::icon::dark_theme,
                                                    .icon_only = true})) {
                theme_menu_items(services_);
            }
        }
        if (!two_sides) {
            draw_bell(sides[0]);
            draw_persona_menu(sides[0], narrow);
        }
        if (two_sides &&
            kit::icon_button(
                {.label = "One persona", .icon = kit::icon::window, .id = "one-side"})) {
            later([this] { show_two_sides(false); });
        }
    }
}

void Portal::draw_navigation() {
    const auto navigation = kit::navigation();
    if (!navigation) return;
    std::size_t group = group_names.size();
    for (const PageEntry& entry : page_table()) {
        if (entry.group == NavigationGroup::hidden) continue;
        const auto its_group = static_cast<std::size_t>(entry.group);
        if (its_group != group) kit::nav_group(group_names[its_group]);
        group = its_group;
        const std::string address = address_of(entry);
        const int unread = entry.pattern == "mail"
                               ? static_cast<int>(unread_mails(sandbox_.tenant(), sides[0].persona))
                               : 0;
        kit::nav_item({.label = entry.title,
                       .href = address,
                       .icon = entry.icon,
                       .current = is_current(entry, sides[0].route),
                       .count = unread});
    }
}

void Portal::draw_side(Side& side) {
    drawing_ = &side;
    const bool second = &side == &sides[1];
    kit::PaneOptions options;
    if (two_sides) {
        options = {.label = second ? "User" : "Administrator", .index = second ? 1 : 0};
    }
    if (const auto pane = kit::pane(options)) {
        if (two_sides) draw_side_strip(side);
        if (!two_sides && kit::narrow()) {
            kit::text(cat("Simulated time ", clock_text(sandbox_)),
                      {.secondary = true, .small = true});
        }
        draw_warnings(side);
        draw_page(side);
        draw_panel(side);
    }
    drawing_ = nullptr;
}

void Portal::draw_side_strip(Side& side) {
    if (const auto row = kit::row({.id = "strip"})) {
        draw_persona_menu(side, false);
        draw_page_menu(side);
        draw_bell(side);
    }
    kit::divider();
}

/// What concerns the whole sandbox and must not be missed.
void Portal::draw_warnings(Side& side) {
    if (side.panel == nullptr) draw_question(side);
    if (&side != &sides[0]) return;
    if (services_.link != nullptr) draw_link_state();
    // What stands for a backend was read from it as well, and is written to.
    const auto& origin = sandbox_.tenant().origin;
    if (origin && services_.link == nullptr) {
        kit::message_bar(
            {.text = cat("A copy of ", sandbox_.tenant().display_name, ", read from ",
                         origin->backend, " (", origin->address, ") on ", local_text(origin->read),
                         ". Nothing is ever written back from here"),
             .id = "mirror",
             .action = "Connect",
             .action_href = "#/connect",
             .announce = false});
    }
    if (sandbox_.save_state() == sandbox::SaveState::read_only) {
        kit::message_bar({.text = "Another tab has this sandbox open: here you can read, not "
                                  "change it. Close the other tab to go on in this one",
                          .id = "read-only",
                          .tone = kit::Tone::warning});
    } else if (sandbox_.save_state() == sandbox::SaveState::failed) {
        const auto& error = sandbox_.save_error();
        const std::string text =
            error ? cat(error->what, error->help.empty() ? "" : "; ", error->help) : std::string();
        if (kit::message_bar({.text = text,
                              .id = "save-failed",
                              .tone = kit::Tone::danger,
                              .action = "Try saving again"}) == kit::MessageResult::action) {
            later([this] { sandbox_.try_again(); });
        }
    }
}

void Portal::draw_page(Side& side) {
    const PageEntry& entry = entry_of(side.route);
    // A page keeps its state while its side shows routes of its pattern.
    if (side.page == nullptr || side.entry != &entry) {
        side.page = entry.make();
        side.entry = &entry;
    }
    PortalContext drawn = context(side);
    const auto scope = kit::key(entry.pattern);
    side.page->draw(drawn);
}

void Portal::draw_panel(Side& side) {
    if (side.panel == nullptr) return;
    PortalContext drawn = context(side);
    bool open = true;
    const std::string title = side.panel->title(drawn);
    if (const auto panel = kit::panel({.title = title, .id = "panel"}, open)) {
        draw_question(side);
        side.panel->draw(drawn);
    }
    if (!open) side.panel_closes = true;
}

void Portal::draw_persona_menu(Side& side, bool icon_only) {
    const Tenant& tenant = sandbox_.tenant();
    const std::string label = cat(display_name(tenant, side.persona), "###persona");
    const auto menu = kit::menu_button(
        {.label = label, .icon = kit::icon::person_circle, .icon_only = icon_only});
    if (!menu) return;
    for (const Guid& id : menu_personas(tenant, side.persona)) {
        const std::string item = cat(display_name(tenant, id), "###", to_text(id));
        if (kit::menu_item({.label = item,
                            .icon = kit::icon::person,
                            .checked = id == side.persona ? 1 : 0})) {
            later([this, &side, id] { choose_persona(side, id); });
        }
    }
    kit::menu_divider();
    if (kit::menu_item({.label = "All personas…###all-personas", .icon = kit::icon::people})) {
        context(side).open_panel(std::make_unique<PersonaPanel>());
    }
    if (kit::menu_item(
            {.label = two_sides ? "One persona###sides" : "Two personas side by side###sides",
             .icon = two_sides ? kit::icon::window : kit::icon::split_vertical})) {
        later([this] { show_two_sides(!two_sides); });
    }
    // The bar of a narrow window has no room for a button of its own.
    if (!kit::narrow() || !services_.set_theme) return;
    kit::menu_divider();
    theme_menu_items(services_);
}

void Portal::draw_page_menu(Side& side) {
    const std::string label = cat(entry_of(side.route).title, "###page-menu");
    const auto menu = kit::menu_button({.label = label, .icon = kit::icon::navigation});
    if (!menu) return;
    for (const PageEntry& entry : page_table()) {
        if (entry.group == NavigationGroup::hidden) continue;
        if (kit::menu_item({.label = entry.title,
                            .icon = entry.icon,
                            .checked = is_current(entry, side.route) ? 1 : 0})) {
            later([this, &side, &entry] { go(side, address_of(entry)); });
        }
    }
}

void Portal::draw_bell(Side& side) {
    if (kit::icon_button({.label = "Notifications",
                          .icon = kit::icon::alert,
                          .id = "bell",
                          .count = static_cast<int>(bell(side.persona).unread())})) {
        context(side).open_panel(std::make_unique<NotificationsPanel>());
    }
}

}  // namespace pim::ui
