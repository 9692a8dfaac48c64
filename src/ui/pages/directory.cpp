#include "ui/pages/directory.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/assignment_lines.hpp"
#include "ui/pages/confirm.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr std::array<ObjectType, 3> tab_types = {
    ObjectType::service_principal, ObjectType::application, ObjectType::administrative_unit};
constexpr std::array<std::string_view, 3> tab_names = {"Service principals", "Applications",
                                                       "Administrative units"};

constexpr std::array<kit::Column, 3> application_columns = {
    {{.label = "Name", .share = 1.5F, .narrow = 2},
     {.label = "Application id", .share = 1.5F},
     {.label = "Actions", .width = 90, .hide_label = true, .narrow = 2}}};
constexpr std::array<kit::Column, 4> unit_columns = {
    {{.label = "Name", .share = 1.5F, .narrow = 2},
     {.label = "Description", .share = 2},
     {.label = "Members", .width = 100},
     {.label = "Actions", .width = 90, .hide_label = true, .narrow = 2}}};

std::vector<Guid> object_rows(const Tenant& tenant, ObjectType type, const std::string& search) {
    std::vector<std::pair<std::string, Guid>> entries;
    const auto add = [&](const auto& object) {
        if (holds_text(object.display_name, search)) {
            entries.emplace_back(to_lower(object.display_name), object.id);
        }
    };
    if (type == ObjectType::service_principal) tenant.service_principals.each(add);
    if (type == ObjectType::application) tenant.applications.each(add);
    if (type == ObjectType::administrative_unit) tenant.administrative_units.each(add);
    std::sort(entries.begin(), entries.end());
    std::vector<Guid> ids;
    for (const auto& entry : entries) ids.push_back(entry.second);
    return ids;
}

void open_application(PortalContext& context, ObjectType type, const Guid& id) {
    std::string shown = display_name(context.tenant, id);
    Guid app_id;
    if (const Application* application = context.tenant.applications.find(id)) {
        app_id = application->app_id;
    } else if (const ServicePrincipal* principal = context.tenant.service_principals.find(id)) {
        app_id = principal->app_id;
    }
    context.open_panel(std::make_unique<ApplicationPanel>(type, id, std::move(shown), app_id));
}

void draw_application(PortalContext& context, ObjectType type, const Guid& id, kit::Cells& cells) {
    const std::string shown = display_name(context.tenant, id);
    if (cells.link(shown)) open_application(context, type, id);
    const Application* application = context.tenant.applications.find(id);
    const ServicePrincipal* principal = context.tenant.service_principals.find(id);
    cells.text(to_text(application != nullptr ? application->app_id
                       : principal != nullptr ? principal->app_id
                                              : Guid{}));
    cells.next();
    delete_button(context, id, shown);
}

void draw_unit(PortalContext& context, const AdministrativeUnit& unit, kit::Cells& cells) {
    if (cells.link(unit.display_name)) context.open_panel(std::make_unique<UnitPanel>(unit));
    cells.text(unit.description);
    cells.text(cat(unit.members.size()));
    cells.next();
    delete_button(context, unit.id, unit.display_name);
}

}  // namespace

void DirectoryPage::draw(PortalContext& context) {
    kit::page({.title = "Directory",
               .description = "What roles can be limited to, and applications that hold them"});
    if (const auto bar = kit::command_bar("Directory commands")) {
        if (kit::command_button(
                {.label = "New service principal…###new-principal", .icon = kit::icon::add})) {
            context.open_panel(std::make_unique<ApplicationPanel>(ObjectType::service_principal,
                                                                  Guid{}, "", Guid{}));
        }
        if (kit::command_button(
                {.label = "New application…###new-application", .icon = kit::icon::window})) {
            context.open_panel(
                std::make_unique<ApplicationPanel>(ObjectType::application, Guid{}, "", Guid{}));
        }
        if (kit::command_button(
                {.label = "New administrative unit…###new-unit", .icon = kit::icon::building})) {
            context.open_panel(std::make_unique<UnitPanel>(AdministrativeUnit{}));
        }
    }
    const std::array<kit::TabOptions, 3> tabs = {
        {{.label = tab_names[0],
          .id = "principals",
          .count = static_cast<int>(context.tenant.service_principals.size())},
         {.label = tab_names[1],
          .id = "applications",
          .count = static_cast<int>(context.tenant.applications.size())},
         {.label = tab_names[2],
          .id = "units",
          .count = static_cast<int>(context.tenant.administrative_units.size())}}};
    kit::tabs("Objects", tabs, tab_);
    kit::text_field({.label = "Search by name###search",
                     .placeholder = "Search",
                     .search = true,
                     .hide_label = true,
                     .width = 320},
                    search_);
    draw_table(context, tab_types[static_cast<std::size_t>(tab_)]);
}

void DirectoryPage::draw_table(PortalContext& context, ObjectType type) {
    const std::string_view label = tab_names[static_cast<std::size_t>(tab_)];
    const std::vector<Guid>& rows = rows_.of(context, cat(tab_, "/", search_), [&] {
        return object_rows(context.tenant, type, search_);
    });
    kit::TableOptions options{.label = label,
                              .id = label,
                              .columns = application_columns,
                              .rows = rows.size(),
                              .row_key = [&](std::size_t i) { return row_key(rows[i]); },
                              .empty_title = "Nothing here",
                              .empty_text = "Create one with the buttons above",
                              .empty_icon = kit::icon::window};
    if (type == ObjectType::administrative_unit) options.columns = unit_columns;
    kit::table(options, state_, [&](std::size_t i, kit::Cells& cells) {
        if (type != ObjectType::administrative_unit) {
            draw_application(context, type, rows[i], cells);
        } else if (const auto* unit = context.tenant.administrative_units.find(rows[i])) {
            draw_unit(context, *unit, cells);
        }
    });
}

}  // namespace pim::ui
