#include "ui/pages/alerts.hpp"

#include <array>

#include "core/access.hpp"
#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/pages/alert_settings.hpp"
#include "ui/pages/alert_words.hpp"
#include "ui/pages/confirm.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr std::array<kit::Column, 5> alert_columns = {{{.label = "Alert", .share = 3, .narrow = 2},
                                                       {.label = "Risk", .width = 100},
                                                       {.label = "State", .width = 140},
                                                       {.label = "Incidents", .width = 90},
                                                       {.label = "Last scanned", .width = 150}}};
constexpr std::array<kit::Column, 4> incident_columns = {
    {{.label = "Concerns", .share = 1.2F, .narrow = 2},
     {.label = "Role", .share = 1.4F},
     {.label = "Details", .share = 2},
     {.label = "Action", .width = 130, .hide_label = true, .narrow = 3}}};

/// False, with the reason on the page, where the person may not look at alerts.
bool may_look(const PortalContext& context) {
    if (reads_alerts(context.tenant, context.persona)) return true;
    kit::empty_state({.icon = kit::icon::lock_closed,
                      .title = "Alerts are for administrators and auditors",
                      .text = "Activate a role that reads them, as Security Reader does"});
    return false;
}

/// Asking whether a scan is allowed scans: `against` keeps the answer from frame to frame.
void scan_button(PortalContext& context, std::optional<AlertKind> only,
                 Cached<std::string>& against) {
    const RefreshAlerts command{only};
    const std::string& reason = against.of(context, only ? name(*only) : "",
                                           [&] { return reason_against(context, command); });
    if (kit::command_button({.label = "Scan now###scan",
                             .icon = kit::icon::arrow_sync,
                             .disabled_reason = reason})) {
        context.submit({.command = command});
    }
}

void draw_moment(const std::optional<Instant>& at) {
    if (at) {
        moment(*at);
    } else {
        kit::text("Never");
    }
}

void draw_alert(const PortalContext& context, AlertKind kind, kit::Cells& cells) {
    const Alert& alert = alert_of(context.tenant, kind);
    cells.link(text_of(kind).display_name, alert_address(kind));
    cells.badge(risk_text(text_of(kind).severity), risk_tone(text_of(kind).severity));
    cells.badge(state_text(alert), state_tone(alert));
    cells.text(to_text(alert.result.count));
    cells.next();
    draw_moment(alert.scanned);
}

/// Puts an alert aside, or takes it up again.
void activity_button(PortalContext& context, AlertKind kind) {
    const Alert& alert = alert_of(context.tenant, kind);
    const std::string name(text_of(kind).display_name);
    const SetAlertActive command{kind, alert.result.dismissed};
    const std::string_view label = command.active ? "Take up again…" : "Dismiss…";
    if (!kit::command_button(
            {.label = label,
             .id = "dismiss",
             .icon = command.active ? kit::icon::arrow_undo : kit::icon::dismiss_circle,
             .disabled_reason = reason_against(context, command)})) {
        return;
    }
    context.open_panel(std::make_unique<ConfirmPanel>(
        Question{.title = cat(command.active ? "Take up again – " : "Dismiss – ", name),
                 .text = command.active
                             ? "Show this alert as active again?"
                             : "Put this alert aside? It stays so until somebody scans by hand, or "
                               "until its incidents are gone and new ones appear",
                 .button = command.active ? "Take up again" : "Dismiss",
                 .command = command,
                 .then = {}}));
}

void draw_facts(const Alert& alert, const AlertText& text) {
    kit::fact("Risk", risk_text(text.severity));
    kit::fact("State", state_text(alert));
    kit::fact("Found", incident_count_text(alert));
    moment_fact("Last scanned", alert.scanned, "Never");
    moment_fact("Last changed", alert.modified, "Never");
}

void draw_words(const AlertText& text) {
    kit::heading("Why this matters");
    kit::prose(text.description);
    kit::prose(text.impact);
    kit::heading("Mitigation steps");
    kit::prose(text.mitigation);
    kit::heading("How to prevent it");
    kit::prose(text.prevention);
}

void fix_button(PortalContext& context, AlertKind kind, const AlertIncident& incident) {
    const RemedyText remedy = remedy_text(context.tenant, kind, incident);
    if (remedy.button.empty()) return;
    const RemediateIncident command{kind, incident.id};
    if (!action_button(context, "Fix…###fix", command)) return;
    context.open_panel(std::make_unique<ConfirmPanel>(
        Question{.title = cat("Fix – ", subject_text(context.tenant, incident)),
                 .text = remedy.question,
                 .button = std::string(remedy.button),
                 .command = command,
                 .then = {}}));
}

void draw_incident(PortalContext& context, AlertKind kind, const AlertIncident& incident,
                   kit::Cells& cells) {
    const std::string subject = subject_text(context.tenant, incident);
    if (kind == AlertKind::no_mfa_on_activation) {
        cells.link(subject, cat("#/settings/", to_text(incident.role)));
        cells.text("");
    } else if (incident.role.is_null()) {
        cells.text(subject);
        cells.text("");
    } else {
        cells.text(subject);
        cells.link(display_name(context.tenant, incident.role),
                   cat("#/roles/", to_text(incident.role)));
    }
    cells.text(detail_text(context.tenant, kind, incident));
    cells.next();
    fix_button(context, kind, incident);
}

}  // namespace

void AlertsPage::draw(PortalContext& context) {
    kit::page({.title = "Alerts",
               .description = "What deserves a look in this tenant, scanned every midnight (UTC)"});
    if (!may_look(context)) return;
    if (const auto bar = kit::command_bar("Alert commands")) {
        scan_button(context, std::nullopt, against_scan_);
    }
    kit::table({.label = "Security alerts",
                .columns = alert_columns,
                .rows = alert_count,
                .empty_icon = kit::icon::alert},
               table_, [&](std::size_t i, kit::Cells& cells) {
                   draw_alert(context, all_alerts[i], cells);
               });
}

void AlertPage::draw(PortalContext& context) {
    const std::array<kit::Crumb, 1> crumbs = {{{.label = "Alerts", .href = "#/alerts"}}};
    const auto kind = parse_name<AlertKind>(context.route.part(1));
    if (!kind) {
        kit::page({.title = "Alert", .breadcrumb = crumbs});
        if (kit::empty_state({.icon = kit::icon::alert,
                              .title = "There is no such alert",
                              .action = "Show all alerts"})) {
            context.navigate("#/alerts");
        }
        return;
    }
    kit::page({.title = text_of(*kind).display_name, .breadcrumb = crumbs});
    if (!may_look(context)) return;
    draw_commands(context, *kind);
    draw_facts(alert_of(context.tenant, *kind), text_of(*kind));
    draw_words(text_of(*kind));
    kit::heading("Incidents");
    draw_incidents(context, *kind);
}

void AlertPage::draw_commands(PortalContext& context, AlertKind kind) {
    const auto bar = kit::command_bar("Alert commands");
    if (!bar) return;
    scan_button(context, kind, against_scan_);
    activity_button(context, kind);
    const ConfigureAlert command{kind, alert_of(context.tenant, kind).configuration};
    if (kit::command_button({.label = "Settings…###alert-settings",
                             .icon = kit::icon::settings,
                             .disabled_reason = reason_against(context, command)})) {
        context.open_panel(std::make_unique<AlertSettingsPanel>(kind, command.configuration));
    }
}

void AlertPage::draw_incidents(PortalContext& context, AlertKind kind) {
    const std::vector<AlertIncident>& incidents =
        incidents_.of(context, name(kind), [&] { return incidents_of(context.tenant, kind); });
    kit::table({.label = "Incidents",
                .columns = incident_columns,
                .rows = incidents.size(),
                .row_key = [&](std::size_t i) { return row_key(incidents[i].id); },
                .empty_title = "No incident",
                .empty_text = "The last scan found none, or all that it found have been dealt with",
                .empty_icon = kit::icon::checkmark_circle},
               table_, [&](std::size_t i, kit::Cells& cells) {
                   draw_incident(context, kind, incidents[i], cells);
               });
}

}  // namespace pim::ui
