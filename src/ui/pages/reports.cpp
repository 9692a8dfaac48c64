#include "ui/pages/reports.hpp"

#include <array>
#include <vector>

#include "core/access.hpp"
#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr std::array<kit::TabOptions, 3> report_tabs = {
    {{.label = "Ending soon###lapsing", .brief = "Ending"},
     {.label = "Cannot activate###cannot-activate", .brief = "Cannot"},
     {.label = "Changed settings###changed-settings", .brief = "Settings"}}};

constexpr std::array<std::string_view, 3> table_labels = {
    "Assignments that end soon", "Who cannot activate", "Changed settings"};
constexpr std::array<std::string_view, 3> empty_texts = {
    "No assignment ends within these days", "Everybody who is eligible can activate",
    "Every role has the product's default settings"};

ReportKind kind_of(const Route& route) {
    for (std::size_t i = 0; i < report_words.size(); ++i) {
        if (route.part(1) == report_words[i]) return static_cast<ReportKind>(i);
    }
    return ReportKind::lapsing;
}

std::string_view word_of(ReportKind kind) {
    return report_words[static_cast<std::size_t>(kind)];
}

/// Where the report's first cell leads.
std::string address_of(ReportKind kind, const Guid& role) {
    return kind == ReportKind::lapsing ? cat("#/roles/", to_text(role), "/eligible")
                                       : cat("#/settings/", to_text(role));
}

/// The cells after the first have equal shares; moments need a fixed width.
std::vector<kit::Column> columns_of(const Report& report, ReportKind kind) {
    std::vector<kit::Column> columns;
    for (const std::string_view label : report.columns) columns.push_back({.label = label});
    columns.front().narrow = 2;
    if (kind == ReportKind::lapsing) columns.back().width = 150;
    if (kind == ReportKind::cannot_activate) columns.back().share = 3;
    return columns;
}

void draw_row(const ReportRow& row, ReportKind kind, kit::Cells& cells) {
    cells.link(row.cells.front().text, address_of(kind, row.role));
    for (std::size_t i = 1; i < row.cells.size(); ++i) {
        if (!row.cells[i].at) {
            cells.text(row.cells[i].text);
            continue;
        }
        cells.next();
        moment(*row.cells[i].at);
    }
}

}  // namespace

const Report& ReportsPage::report(const PortalContext& context, ReportKind kind) {
    // What the moment alone changes, it changes by the day.
    const std::string key = cat(word_of(kind), "/", days_, "/", file_date(context.now));
    return report_.of(context, key, [&] {
        switch (kind) {
            case ReportKind::cannot_activate:
                return cannot_activate_report(context.tenant, context.now);
            case ReportKind::changed_settings:
                return changed_settings_report(context.tenant);
            case ReportKind::lapsing:
                break;
        }
        return lapsing_report(context.tenant, context.now, days_);
    });
}

void ReportsPage::draw(PortalContext& context) {
    kit::page({.title = "Reports",
               .description = "Over all roles, as things stand at this moment of the sandbox"});
    if (!reads_roles(context.tenant, context.persona)) {
        kit::empty_state({.icon = kit::icon::lock_closed,
                          .title = "Your roles do not let you see this",
                          .text = "Activate a role that reads assignments, as Global Reader does"});
        return;
    }
    const ReportKind kind = kind_of(context.route);
    if (const auto bar = kit::command_bar("Report commands")) {
        const bool offered = static_cast<bool>(context.services().download);
        if (kit::command_button(
                {.label = "Download CSV###download",
                 .icon = kit::icon::arrow_download,
                 .disabled_reason = offered ? "" : "this host cannot save files"})) {
            context.services().download(
                cat("pimlab-", word_of(kind), "-", file_date(context.now), ".csv"),
                csv_of(report(context, kind)));
        }
    }
    int selected = static_cast<int>(kind);
    if (kit::tabs("Reports", report_tabs, selected)) {
        state_ = {};
        context.navigate(cat("#/reports/", report_words[static_cast<std::size_t>(selected)]));
    }
    draw_report(context, kind);
}

void ReportsPage::draw_report(PortalContext& context, ReportKind kind) {
    if (kind == ReportKind::lapsing) {
        kit::number({.label = "Ending within###days",
                     .unit = "days",
                     .minimum = 1,
                     .maximum = report_days_most},
                    days_);
    }
    const Report& shown = report(context, kind);
    const std::vector<kit::Column> columns = columns_of(shown, kind);
    const auto index = static_cast<std::size_t>(kind);
    kit::table({.label = table_labels[index],
                .columns = columns,
                .rows = shown.rows.size(),
                .empty_title = "No rows",
                .empty_text = empty_texts[index],
                .empty_icon = kit::icon::task_list},
               state_,
               [&](std::size_t i, kit::Cells& cells) { draw_row(shown.rows[i], kind, cells); });
}

}  // namespace pim::ui
