#include "ui/pages/report.hpp"

#include <algorithm>

#include "core/settings_view.hpp"
#include "core/text.hpp"
#include "core/view.hpp"
#include "ui/pages/csv.hpp"
#include "ui/pages/outlook_table.hpp"
#include "ui/pages/policy_words.hpp"

namespace pim::ui {
namespace {

std::vector<const Schedule*> ending_until(const Tenant& tenant, Instant until) {
    std::vector<const Schedule*> found;
    for (const AssignmentTab tab : {AssignmentTab::eligible, AssignmentTab::active}) {
        for (const AssignmentRow& row : all_assignments(tenant, tab)) {
            const Schedule& schedule = *row.schedule;
            if (schedule.type == AssignmentType::assigned && schedule.end &&
                *schedule.end <= until) {
                found.push_back(&schedule);
            }
        }
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Schedule* a, const Schedule* b) { return *a->end < *b->end; });
    return found;
}

/// All settings of a policy in words, as its pages show them.
std::vector<SettingLine> lines_of(const Tenant& tenant, const Policy& policy) {
    std::vector<SettingLine> lines = activation_lines(tenant, policy);
    for (SettingLine& line : assignment_setting_lines(policy)) lines.push_back(std::move(line));
    for (const NotificationTrio& trio : notification_groups()) {
        for (std::size_t i = 0; i < trio.rules.size(); ++i) {
            lines.push_back({cat(trio.heading, ": ", to_lower(trio.words[i])),
                             notification_text(policy.notification(trio.rules[i]))});
        }
    }
    return lines;
}

}  // namespace

Report lapsing_report(const Tenant& tenant, Instant now, int within_days) {
    Report report{{"Role", "Member", "Assignment", "Scope", "End"}, {}};
    for (const Schedule* schedule : ending_until(tenant, add(now, days(within_days)))) {
        report.rows.push_back({schedule->role,
                               {{display_name(tenant, schedule->role)},
                                {display_name(tenant, schedule->principal)},
                                {std::string(name(schedule->kind))},
                                {display_name(tenant, schedule->scope)},
                                {{}, schedule->end}}});
    }
    return report;
}

Report cannot_activate_report(const Tenant& tenant, Instant now) {
    Report report{{"Role", "Member", "Membership", "Scope", "Why"}, {}};
    for (const RoleDefinition* role : roles_by_name(tenant)) {
        const Policy policy = settings_of(tenant, role->id);
        for (const OutlookLine& line : outlook_lines(tenant, policy, policy, now)) {
            if (can_activate(line.prospect)) continue;
            report.rows.push_back(
                {role->id,
                 {{role->display_name}, {line.person}, {line.member}, {line.scope}, {line.text}}});
        }
    }
    return report;
}

Report changed_settings_report(const Tenant& tenant) {
    Report report{{"Role", "Setting", "Default", "Here"}, {}};
    const std::vector<SettingLine> defaults = lines_of(tenant, Policy{});
    for (const RoleDefinition* role : roles_by_name(tenant)) {
        const std::vector<SettingLine> here = lines_of(tenant, policy_of(tenant, role->id));
        for (std::size_t i = 0; i < here.size(); ++i) {
            if (here[i].value == defaults[i].value) continue;
            report.rows.push_back(
                {role->id,
                 {{role->display_name}, {here[i].term}, {defaults[i].value}, {here[i].value}}});
        }
    }
    return report;
}

std::string csv_of(const Report& report) {
    std::vector<std::vector<std::string>> rows;
    rows.emplace_back(report.columns.begin(), report.columns.end());
    for (const ReportRow& row : report.rows) {
        std::vector<std::string>& cells = rows.emplace_back();
        for (const ReportCell& cell : row.cells) {
            cells.push_back(cell.at ? to_text(*cell.at) : cell.text);
        }
    }
    return csv_of(rows);
}

}  // namespace pim::ui
