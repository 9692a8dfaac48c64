#include "ui/pages/resource_audit.hpp"

#include <array>
#include <utility>

#include "core/access.hpp"
#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/pages/assignment_fields.hpp"
#include "ui/pages/assignment_lines.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr int drawn_one_in_most = 100;

constexpr std::array<kit::Column, 5> audit_columns = {
    {{.label = "Time", .width = 150},
     {.label = "Activity", .share = 3.2F, .narrow = 2},
     {.label = "By"},
     {.label = "Primary target"},
     {.label = "Role", .share = 1.2F}}};

std::string target_text(const Tenant& tenant, const Guid& id) {
    return id.is_null() ? std::string() : display_name(tenant, id);
}

/// A row key for the table: the event and the row's place among the event's own.
std::uint64_t log_key(const AuditRow& row) {
    constexpr std::uint64_t rows_of_an_event_most = 1024;
    return static_cast<std::uint64_t>(row.sequence) * rows_of_an_event_most +
           static_cast<std::uint64_t>(row.ordinal) + 1;
}

/// Fields with labels side by side; below each other where there is no room for that.
kit::Scope field_row(std::string_view id) {
    if (kit::narrow()) return {};
    return kit::row({.height = 56, .id = id});
}

void draw_row(PortalContext& context, const AuditRow& row, kit::Cells& cells) {
    cells.next();
    moment(row.at);
    cells.next();
    if (kit::link({.label = row.activity, .id = "details"})) {
        context.open_panel(std::make_unique<AuditRowPanel>(row));
    }
    if (row.drawn_for_review) kit::badge("Drawn for review", kit::Tone::warning);
    cells.text(actor_text(context.tenant, row));
    cells.text(target_text(context.tenant, row.principal));
    cells.text(target_text(context.tenant, row.role));
}

}  // namespace

void ResourceAuditPage::draw_filter(PortalContext& context) {
    const std::vector<std::string>& activities =
        activities_.of(context, "", [&] { return audit_activities(context.tenant); });
    std::vector<kit::ChoiceOption> options = {{.label = "All activities"}};
    int chosen = 0;
    for (const std::string& activity : activities) {
        if (activity == filter_.activity) chosen = static_cast<int>(options.size());
        options.push_back({.label = activity});
    }
    {
        const auto row = field_row("filter");
        if (kit::combo({.label = "Activity###activity", .options = options, .width = 300},
                       chosen)) {
            filter_.activity =
                chosen > 0 ? activities[static_cast<std::size_t>(chosen - 1)] : std::string();
        }
        kit::text_field({.label = "Person###person",
                         .placeholder = "Who did it or whom it is about",
                         .search = true,
                         .width = 240},
                        filter_.person);
        kit::text_field({.label = "Role###role",
                         .placeholder = "Part of its name",
                         .search = true,
                         .width = 200},
                        filter_.role);
    }
    const auto row = field_row("dates");
    moment_field(context, {.label = "From###from"}, filter_.from);
    moment_field(context, {.label = "Before###to"}, filter_.to);
    kit::checkbox({.label = "Only drawn for review###drawn"}, filter_.drawn_only);
}

void ResourceAuditPage::draw(PortalContext& context) {
    kit::page({.title = "Resource audit",
               .description = "Every change to roles, assignments and settings"});
    if (!reads_roles(context.tenant, context.persona)) {
        kit::empty_state({.icon = kit::icon::lock_closed,
                          .title = "Your roles do not let you see this",
                          .text = "Activate a role that reads audits, or open My audit history"});
        return;
    }
    if (const auto bar = kit::command_bar("Audit commands")) {
        if (kit::command_button({.label = "Draw approvals for review…###draw",
                                 .icon = kit::icon::task_list,
                                 .disabled_reason = reason_against(context, DrawApprovals{})})) {
            context.open_panel(std::make_unique<DrawApprovalsPanel>());
        }
    }
    draw_filter(context);
    search_.follow(context.tenant, context.version(), filter_);
    if (!search_.done()) kit::wake_after(0);
    const std::string count = cat(search_.size(), " of ", context.tenant.audit.size(),
                                  search_.done() ? " rows" : " rows, looking on…");
    kit::text(count, {.secondary = true, .small = true});
    const auto row_at = [&](std::size_t i) -> const AuditRow& {
        return context.tenant.audit[search_.place(context.tenant, i)];
    };
    kit::table({.label = "Resource audit",
                .columns = audit_columns,
                .rows = search_.size(),
                .row_key = [&](std::size_t i) { return log_key(row_at(i)); },
                .empty_title = "No rows",
                .empty_text = "Nothing in the log fits the filter",
                .empty_icon = kit::icon::history},
               state_,
               [&](std::size_t i, kit::Cells& cells) { draw_row(context, row_at(i), cells); });
}

AuditRowPanel::AuditRowPanel(AuditRow row) : row_(std::move(row)) {}

std::string AuditRowPanel::title(const PortalContext&) const {
    return "Audit details";
}

void AuditRowPanel::draw(PortalContext& context) {
    const Tenant& tenant = context.tenant;
    kit::heading(row_.activity, 3);
    moment_fact("Time", row_.at, "");
    kit::fact("By", actor_text(tenant, row_));
    if (!row_.principal.is_null()) {
        kit::fact("Primary target", display_name(tenant, row_.principal));
        kit::fact("Target type", principal_type_text(tenant, row_.principal));
    }
    if (!row_.role.is_null()) {
        kit::fact("Role", display_name(tenant, row_.role));
        kit::fact("Scope", display_name(tenant, row_.scope));
    }
    if (row_.start) moment_fact("Start", row_.start, "");
    if (row_.start || row_.end) moment_fact("End", row_.end, "Permanent");
    kit::fact("Justification", row_.justification.empty() ? "None" : row_.justification);
    if (!row_.request.is_null()) kit::fact_id("Request", to_text(row_.request));
    kit::fact_id("Id", to_text(id_of(tenant, row_)));
    if (row_.drawn_for_review) {
        kit::message_bar({.text = "This approval was drawn for review, look whether its reason "
                                  "and its window are right",
                          .tone = kit::Tone::warning,
                          .announce = false});
    }
    if (const auto footer = kit::panel_footer()) {
        if (kit::button({.label = "Close###close"})) context.close_panel();
    }
}

std::string DrawApprovalsPanel::title(const PortalContext&) const {
    return "Draw approvals for review";
}

void DrawApprovalsPanel::draw(PortalContext& context) {
    kit::prose("Marks every n-th approval of the last 30 days for a second look by somebody else");
    kit::number({.label = "One in###one-in",
                 .unit = "approvals",
                 .minimum = 1,
                 .maximum = drawn_one_in_most},
                one_in_);
    const DrawApprovals command{one_in_};
    if (foot_.draw(context, command, {.button = "Draw###send"})) {
        foot_.send(context, {.command = command});
    }
}

}  // namespace pim::ui
