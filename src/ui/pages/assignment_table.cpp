#include "ui/pages/assignment_table.hpp"

#include <array>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/change_assignment.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

kit::Tone state_tone(const Schedule& schedule) {
    if (schedule.state == ScheduleState::scheduled) return kit::Tone::info;
    if (schedule.state == ScheduleState::ended) return kit::Tone::neutral;
    if (schedule.kind == AssignmentKind::eligible) return kit::Tone::info;
    return kit::Tone::success;
}

/// The columns of a tab, and what each sorts by.
struct Layout {
    std::vector<kit::Column> columns;
    std::vector<AssignmentOrder> orders;

    void add(const kit::Column& column, AssignmentOrder order = AssignmentOrder::as_listed) {
        columns.push_back(column);
        columns.back().sortable = order != AssignmentOrder::as_listed;
        orders.push_back(order);
    }
};

/// The list of all roles tells membership and scope below the member.
Layout layout_of(bool all_roles, AssignmentTab tab) {
    Layout layout;
    if (all_roles) {
        layout.add({.label = "Role", .share = 1.2F, .narrow = 2}, AssignmentOrder::role);
    }
    layout.add({.label = "Member", .share = 1.4F, .narrow = 2}, AssignmentOrder::principal);
    if (tab == AssignmentTab::expired) {
        layout.add({.label = "Type", .width = 80});
    }
    layout.add({.label = "State", .width = 112, .narrow = 2});
    if (!all_roles) {
        layout.add({.label = "Membership", .width = 92});
        layout.add({.label = "Scope"}, AssignmentOrder::scope);
    }
    layout.add({.label = "Start", .width = 138}, AssignmentOrder::start);
    layout.add({.label = "End", .width = 138}, AssignmentOrder::end);
    layout.add({.label = "Actions",
                .width = tab == AssignmentTab::expired ? 90.0F : 206.0F,
                .hide_label = true,
                .narrow = 3});
    return layout;
}

/// One button of a row: greyed as the core would answer, it opens its form.
void change_button(PortalContext& context, const Schedule& schedule, Action action) {
    const std::string label = cat(action_text(action), "###", name(action));
    if (action_button(context, label, row_command(context.tenant, schedule, action, context.now))) {
        context.open_panel(std::make_unique<ChangeAssignmentPanel>(context, schedule, action));
    }
}

void row_actions(PortalContext& context, const AssignmentRow& row, AssignmentTab tab,
                 kit::Cells& cells) {
    const Schedule& schedule = *row.schedule;
    const auto line = cells.actions();
    if (tab == AssignmentTab::expired) {
        change_button(context, schedule, Action::admin_renew);
        return;
    }
    change_button(context, schedule, Action::admin_update);
    const Command removal = schedule.outside_pim ? Command(RemoveOutside{schedule.id})
                                                 : row_command(context.tenant, schedule,
                                                               Action::admin_remove, context.now);
    if (action_button(context, "Remove###adminRemove", removal)) {
        context.open_panel(std::make_unique<RemoveAssignmentPanel>(schedule, schedule.outside_pim));
    }
    change_button(context, schedule, Action::admin_extend);
}

std::string_view empty_text(AssignmentTab tab, bool searched) {
    if (searched) return "No assignment matches the search, try fewer letters";
    switch (tab) {
        case AssignmentTab::eligible:
            return "Press Add assignments to make somebody eligible";
        case AssignmentTab::active:
            return "Nobody has the role now, press Add assignments to assign it actively";
        case AssignmentTab::expired:
            return "Assignments stay here for 30 days after their end, to be renewed";
    }
    return "";
}

void draw_cells(PortalContext& context, const AssignmentLine& line, AssignmentTab tab,
                bool all_roles, kit::Cells& cells) {
    const Schedule& schedule = *line.row.schedule;
    std::string second(principal_type_text(context.tenant, line.row.holder));
    if (all_roles) {
        cells.link(line.role, cat("#/roles/", to_text(schedule.role), "/",
                                  assignment_tabs[static_cast<std::size_t>(tab)]));
        second += cat(", ", to_lower(name(line.row.member)));
        if (schedule.scope.type != ScopeType::tenant) second += cat(", over ", line.scope);
    }
    if (schedule.outside_pim) second += ", made outside PIM";
    cells.text(line.principal, second);
    if (tab == AssignmentTab::expired) cells.text(name(schedule.kind));
    cells.badge(state_text(schedule), state_tone(schedule));
    if (!all_roles) {
        cells.text(name(line.row.member));
        cells.text(line.scope);
    }
    cells.next();
    moment(schedule.start);
    cells.next();
    moment_or_permanent(schedule.end);
    row_actions(context, line.row, tab, cells);
}

/// Names of groups that hold a role both through PIM and outside it.
std::vector<std::string> groups_held_twice(const Tenant& tenant, const std::optional<Guid>& role) {
    std::vector<std::string> names;
    for (const AssignmentLine& line : assignment_lines(tenant, {role, AssignmentTab::active, {}})) {
        const Schedule& schedule = *line.row.schedule;
        if (!schedule.outside_pim) continue;
        if (group_held_both_ways(tenant, schedule.principal, schedule.role, false, false)) {
            names.push_back(cat(line.principal, " (", line.role, ")"));
        }
    }
    return names;
}

}  // namespace

const std::vector<AssignmentLine>& AssignmentTable::lines(const PortalContext& context,
                                                          const std::optional<Guid>& role,
                                                          AssignmentTab tab,
                                                          AssignmentOrder order) {
    const std::string parameter =
        cat(role ? to_text(*role) : std::string(), "/", static_cast<int>(tab), "/",
            static_cast<int>(order), state_.descending ? "d/" : "a/", search_);
    return lines_.of(context, parameter, [&] {
        std::vector<AssignmentLine> made = assignment_lines(context.tenant, {role, tab, search_});
        sort_lines(made, order, state_.descending);
        return made;
    });
}

void AssignmentTable::draw(PortalContext& context, const std::optional<Guid>& role,
                           const std::string& address, std::size_t tab_part) {
    const std::string key = role ? to_text(*role) : std::string();
    const std::array<int, 3>& counts = counts_.of(context, key, [&] {
        std::array<int, 3> made{};
        for (std::size_t i = 0; i < made.size(); ++i) {
            const auto tab = static_cast<AssignmentTab>(i);
            made[i] = static_cast<int>((role ? assignments_of_role(context.tenant, *role, tab)
                                             : all_assignments(context.tenant, tab))
                                           .size());
        }
        return made;
    });
    for (const std::string& group :
         held_twice_.of(context, key, [&] { return groups_held_twice(context.tenant, role); })) {
        const auto scope = kit::key(group);
        const std::string text =
            cat(group, " is assigned both through PIM and outside it, remove one of the two");
        kit::message_bar({.text = text, .id = "twice", .tone = kit::Tone::warning});
    }
    int selected = 0;
    for (std::size_t i = 0; i < assignment_tabs.size(); ++i) {
        if (context.route.part(tab_part) == assignment_tabs[i]) selected = static_cast<int>(i);
    }
    const std::array<kit::TabOptions, 3> tabs = {
        {{.label = "Eligible assignments###eligible", .count = counts[0], .brief = "Eligible"},
         {.label = "Active assignments###active", .count = counts[1], .brief = "Active"},
         {.label = "Expired assignments###expired", .count = counts[2], .brief = "Expired"}}};
    // The tabs have other columns, another role has other members.
    if (selected != tab_ || address != address_) state_ = {};
    if (address != address_) search_.clear();
    tab_ = selected;
    address_ = address;
    if (kit::tabs("Assignments", tabs, selected)) {
        context.navigate(cat(address, "/", assignment_tabs[static_cast<std::size_t>(selected)]));
    }
    kit::text_field({.label = role ? "Search by member or scope###search"
                                   : "Search by role, member or scope###search",
                     .placeholder = "Search",
                     .search = true,
                     .hide_label = true,
                     .width = 320},
                    search_);
    const auto tab = static_cast<AssignmentTab>(selected);
    const bool offered = tab != AssignmentTab::expired || context.services().capabilities.expired;
    if (said_not_offered(offered, "Expired assignments")) return;
    draw_rows(context, role, tab);
}

void AssignmentTable::draw_rows(PortalContext& context, const std::optional<Guid>& role,
                                AssignmentTab tab) {
    const Layout layout = layout_of(!role, tab);
    const auto column = static_cast<std::size_t>(state_.sort_column);
    const AssignmentOrder order = state_.sort_column >= 0 && column < layout.orders.size()
                                      ? layout.orders[column]
                                      : AssignmentOrder::as_listed;
    const std::vector<AssignmentLine>& shown = lines(context, role, tab, order);
    kit::table({.label = tab == AssignmentTab::eligible ? "Eligible assignments"
                         : tab == AssignmentTab::active ? "Active assignments"
                                                        : "Expired assignments",
                .id = assignment_tabs[static_cast<std::size_t>(tab)],
                .columns = layout.columns,
                .rows = shown.size(),
                .row_key = [&](std::size_t i) { return row_key(shown[i].row.schedule->id); },
                .empty_title = "No assignments",
                .empty_text = empty_text(tab, !search_.empty()),
                .empty_icon = kit::icon::shield_person},
               state_, [&](std::size_t i, kit::Cells& cells) {
                   draw_cells(context, shown[i], tab, !role, cells);
               });
}

}  // namespace pim::ui
