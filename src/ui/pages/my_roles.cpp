#include "ui/pages/my_roles.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/pages/activate_panel.hpp"
#include "ui/pages/assignment_lines.hpp"
#include "ui/pages/own_commands.hpp"
#include "ui/pages/reason_panel.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr std::array<kit::Column, 5> my_role_columns = {{
    {.label = "Role", .share = 2.2F, .sortable = true, .narrow = 2},
    {.label = "Scope", .share = 1.2F},
    {.label = "State", .width = 130},
    {.label = "End time", .share = 1.4F, .sortable = true},
    {.label = "Action", .width = 216, .narrow = 3},
}};

constexpr int column_end = 3;

/// Permanent ones come last.
std::int64_t end_ticks(const Schedule& schedule) {
    return schedule.end.value_or(instant_max).ticks;
}

/// The request that waits about this row, if one does.
const Request* waiting(const PortalContext& context, const Schedule& schedule) {
    RequestSchedule like;
    like.kind = schedule.kind;
    like.principal = context.persona;
    like.role = schedule.role;
    like.scope = schedule.scope;
    if (schedule.kind == AssignmentKind::eligible) {
        like.action = Action::self_activate;
        if (const Request* request = waiting_request(context.tenant, like)) return request;
    }
    like.action = Action::self_extend;
    return waiting_request(context.tenant, like);
}

void draw_state(const PortalContext& context, const Schedule& schedule, kit::Cells& cells) {
    if (const Request* request = waiting(context, schedule)) {
        cells.next();
        const std::string address = cat("#/pending-requests/", to_text(request->id));
        kit::link({.label = status_text(request->status), .href = address});
        return;
    }
    if (schedule.state == ScheduleState::ended) {
        cells.badge("Expired", kit::Tone::neutral);
    } else if (schedule.state == ScheduleState::scheduled) {
        cells.badge("Starts later", kit::Tone::info);
    } else if (schedule.kind == AssignmentKind::eligible) {
        cells.badge("Eligible", kit::Tone::info);
    } else {
        cells.badge(name(schedule.type), kit::Tone::success);
    }
}

void draw_end(const PortalContext& context, const Schedule& schedule, kit::Cells& cells) {
    cells.next();
    if (!schedule.end) {
        kit::text("Permanent");
        return;
    }
    kit::text(local_text(*schedule.end));
    kit::tooltip(cat(utc_text(*schedule.end), ", ", distance_text(context.now, *schedule.end)));
}

std::string_view empty_title(int tab) {
    constexpr std::array<std::string_view, 3> titles = {"No roles to activate", "No active roles",
                                                        "Nothing expired in the last 30 days"};
    return titles[static_cast<std::size_t>(tab)];
}
std::string_view empty_text(int tab) {
    constexpr std::array<std::string_view, 3> texts = {
        "An administrator makes you eligible under Manage, Roles, Add assignments",
        "Activate one of your roles on the Eligible tab",
        "Assignments that expired stay here for 30 days and can be renewed"};
    return texts[static_cast<std::size_t>(tab)];
}

}  // namespace

const std::vector<MyRolesPage::Row>& MyRolesPage::rows(PortalContext& context, Tab tab) {
    const kit::TableState& state = tables_[static_cast<int>(tab)];
    const std::string parameter = cat(static_cast<int>(tab), " ", state.sort_column, " ",
                                      state.descending ? 1 : 0, " ", expired_kind_);
    auto& cache = tab == Tab::eligible ? eligible_ : tab == Tab::active ? active_ : expired_;
    return cache.of(context, parameter, [&] {
        const auto kind = tab == Tab::active || (tab == Tab::expired && expired_kind_ == 1)
                              ? AssignmentKind::active
                              : AssignmentKind::eligible;
        std::vector<Row> made;
        for (const AssignmentRow& row :
             tab == Tab::expired ? expired_of(context.tenant, context.persona, kind)
                                 : assignments_of(context.tenant, context.persona, kind)) {
            made.push_back({row, display_name(context.tenant, row.schedule->role)});
        }
        std::stable_sort(made.begin(), made.end(), [&](const Row& a, const Row& b) {
            const Row& first = state.descending ? b : a;
            const Row& second = state.descending ? a : b;
            if (state.sort_column == column_end) {
                return end_ticks(*first.assignment.schedule) <
                       end_ticks(*second.assignment.schedule);
            }
            return first.role < second.role;
        });
        return made;
    });
}

void MyRolesPage::draw(PortalContext& context) {
    kit::page({.title = "My roles",
               .description = "Microsoft Entra roles that you may activate, hold, or held until "
                              "lately"});
    int tab = 0;
    for (int i = 0; i < 3; ++i) {
        if (context.route.part(1) == assignment_tabs[static_cast<std::size_t>(i)]) tab = i;
    }
    const std::array<kit::TabOptions, 3> tabs = {{
        {.label = "Eligible###eligible",
         .count = static_cast<int>(rows(context, Tab::eligible).size())},
        {.label = "Active###active", .count = static_cast<int>(rows(context, Tab::active).size())},
        {.label = "Expired###expired"},
    }};
    if (kit::tabs("Microsoft Entra roles", tabs, tab)) {
        context.navigate(cat("#/my-roles/", assignment_tabs[static_cast<std::size_t>(tab)]));
    }
    if (tab == 2) {
        if (said_not_offered(context.services().capabilities.expired, "Expired roles")) return;
        constexpr std::array<kit::ChoiceOption, 2> kinds = {
            {{.label = "Eligible"}, {.label = "Active"}}};
        kit::radio_group({.label = "Expired roles of type",
                          .id = "expired-kind",
                          .options = kinds,
                          .horizontal = true,
                          .hide_label = true},
                         expired_kind_);
    }
    draw_table(context, static_cast<Tab>(tab));
}

void MyRolesPage::draw_table(PortalContext& context, Tab tab) {
    const auto& shown = rows(context, tab);
    constexpr std::array<std::string_view, 3> labels = {"Eligible roles", "Active roles",
                                                        "Expired roles"};
    const auto index = static_cast<std::size_t>(tab);
    kit::table({.label = labels[index],
                .id = assignment_tabs[index],
                .columns = my_role_columns,
                .rows = shown.size(),
                .row_key = [&](std::size_t i) { return row_key(shown[i].assignment.schedule->id); },
                .empty_title = empty_title(static_cast<int>(tab)),
                .empty_text = empty_text(static_cast<int>(tab)),
                .empty_icon = kit::icon::shield_person},
               tables_[index],
               [&](std::size_t i, kit::Cells& cells) { draw_row(context, tab, shown[i], cells); });
}

void MyRolesPage::draw_row(PortalContext& context, Tab tab, const Row& row, kit::Cells& cells) {
    const AssignmentRow& assignment = row.assignment;
    const Schedule& schedule = *assignment.schedule;
    if (assignment.member == MemberType::group) {
        cells.text(row.role,
                   cat("Through the group ", display_name(context.tenant, assignment.via_group)));
    } else {
        cells.text(row.role);
    }
    cells.text(display_name(context.tenant, schedule.scope));
    draw_state(context, schedule, cells);
    draw_end(context, schedule, cells);
    draw_actions(context, tab, assignment, cells);
}

void MyRolesPage::draw_actions(PortalContext& context, Tab tab, const AssignmentRow& row,
                               kit::Cells& cells) {
    const Tenant& tenant = context.tenant;
    const auto open_reason = [&](const RequestSchedule& command) {
        context.open_panel(std::make_unique<ReasonPanel>(command));
    };
    if (const auto line = cells.actions()) {
        if (tab == Tab::expired) {
            const RequestSchedule renewal = renewal_of(row);
            if (action_button(context, "Renew###renew", renewal)) open_reason(renewal);
            return;
        }
        if (tab == Tab::eligible &&
            action_button(context, "Activate###activate", activation_of(tenant, row))) {
            context.open_panel(std::make_unique<ActivatePanel>(tenant, row));
        }
        if (row.schedule->type == AssignmentType::activated) {
            const RequestSchedule end = deactivation_of(row);
            if (action_button(context, "Deactivate###deactivate", end)) open_reason(end);
        }
        const RequestSchedule extension = extension_of(tenant, row);
        if (action_button(context, "Extend###extend", extension)) open_reason(extension);
    }
}

}  // namespace pim::ui
