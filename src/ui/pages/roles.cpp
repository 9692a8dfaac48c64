#include "ui/pages/roles.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/add_assignments.hpp"
#include "ui/pages/custom_role.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

/// A probe for the buttons that open a form for any role: who may assign at all.
std::string cannot_assign(const PortalContext& context, const Guid& role) {
    RequestSchedule probe;
    probe.principal = context.persona;
    probe.role = role;
    const auto refusal = context.blocked(probe);
    if (!refusal) return {};
    for (const Reason& reason : refusal->reasons) {
        if (reason.rule == Rule::administrator_right || reason.rule == Rule::licence) {
            return refusal_text(*refusal);
        }
    }
    return {};
}

void assignment_commands(PortalContext& context, const std::optional<Guid>& role) {
    const std::string reason = cannot_assign(context, role.value_or(role::global_administrator));
    if (kit::command_button({.label = "Add assignments###add-assignments",
                             .icon = kit::icon::add,
                             .disabled_reason = reason})) {
        context.open_panel(std::make_unique<AddAssignmentsPanel>(context, role));
    }
    if (kit::command_button(
            {.label = "Assign outside PIM…###assign-outside", .icon = kit::icon::person_add})) {
        context.open_panel(std::make_unique<AssignOutsidePanel>(role));
    }
}

constexpr std::array<kit::Column, 5> role_columns = {
    {{.label = "Role", .share = 1.2F, .sortable = true, .narrow = 2},
     {.label = "Privileged", .width = 110, .narrow = 2},
     {.label = "Description", .share = 2, .narrow = 0},
     {.label = "Eligible", .width = 90, .sortable = true},
     {.label = "Active", .width = 90, .sortable = true}}};

void sort_roles(std::vector<RoleLine>& lines, const kit::TableState& state) {
    const auto before = [&](const RoleLine& a, const RoleLine& b) {
        if (state.sort_column == 3) return a.counts.eligible < b.counts.eligible;
        if (state.sort_column == 4) return a.counts.active < b.counts.active;
        return to_lower(a.role->display_name) < to_lower(b.role->display_name);
    };
    if (state.sort_column < 0) return;
    std::stable_sort(lines.begin(), lines.end(), [&](const RoleLine& a, const RoleLine& b) {
        return state.descending ? before(b, a) : before(a, b);
    });
}

}  // namespace

void RolesPage::draw(PortalContext& context) {
    kit::page({.title = "Roles",
               .description = "Every role of the directory, open one to see and add assignments"});
    if (const auto bar = kit::command_bar("Role commands")) {
        assignment_commands(context, std::nullopt);
        new_role_button(context);
    }
    {
        const auto row = kit::row();
        kit::text_field({.label = "Search by name or description###search",
                         .placeholder = "Search",
                         .search = true,
                         .hide_label = true,
                         .width = 320},
                        search_);
        kit::checkbox({.label = "Only roles with assignments###assigned"}, assigned_only_);
    }
    const std::string parameter =
        cat(search_, "/", state_.sort_column, state_.descending ? 1 : 0, assigned_only_ ? 1 : 0);
    const std::vector<RoleLine>& lines = lines_.of(context, parameter, [&] {
        std::vector<RoleLine> made = role_lines(context.tenant, search_);
        if (assigned_only_) {
            made.erase(std::remove_if(made.begin(), made.end(),
                                      [](const RoleLine& line) {
                                          return line.counts.eligible + line.counts.active == 0;
                                      }),
                       made.end());
        }
        sort_roles(made, state_);
        return made;
    });
    kit::table({.label = "Roles",
                .columns = role_columns,
                .rows = lines.size(),
                .row_key = [&](std::size_t i) { return row_key(lines[i].role->id); },
                .empty_title = "No role found",
                .empty_text = "Try fewer letters, or show roles without assignments as well",
                .empty_icon = kit::icon::shield_task},
               state_, [&](std::size_t i, kit::Cells& cells) {
                   const RoleLine& line = lines[i];
                   cells.link(line.role->display_name,
                              cat("#/roles/", to_text(line.role->id), "/eligible"));
                   if (line.role->privileged) {
                       cells.badge("Privileged", kit::Tone::warning);
                   } else {
                       cells.text(line.role->built_in ? "" : "Custom");
                   }
                   cells.text(line.role->description);
                   cells.text(cat(line.counts.eligible));
                   cells.text(cat(line.counts.active));
               });
}

void RoleAssignmentsPage::draw(PortalContext& context) {
    const std::string id(context.route.part(1));
    const auto guid = parse_guid(id);
    const RoleDefinition* role = guid ? context.tenant.roles.find(*guid) : nullptr;
    if (role == nullptr) {
        kit::page({.title = "Role"});
        if (kit::empty_state({.icon = kit::icon::shield_task,
                              .title = "This role does not exist",
                              .text = "It may have been deleted",
                              .action = "Show all roles"})) {
            context.navigate("#/roles");
        }
        return;
    }
    const std::array<kit::Crumb, 1> crumbs = {{{.label = "Roles", .href = "#/roles"}}};
    kit::page(
        {.title = role->display_name, .description = role->description, .breadcrumb = crumbs});
    if (const auto bar = kit::command_bar("Assignment commands")) {
        assignment_commands(context, role->id);
        if (kit::command_button(
                {.label = "Role settings###settings", .icon = kit::icon::settings})) {
            context.navigate(cat("#/settings/", id));
        }
        custom_role_buttons(context, *role);
    }
    table_.draw(context, role->id, cat("#/roles/", id), 2);
}

void AssignmentsPage::draw(PortalContext& context) {
    kit::page({.title = "Assignments", .description = "Who holds which role, over all roles"});
    if (const auto bar = kit::command_bar("Assignment commands")) {
        assignment_commands(context, std::nullopt);
    }
    table_.draw(context, std::nullopt, "#/assignments", 1);
}

}  // namespace pim::ui
