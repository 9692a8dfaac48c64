#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/tenant.hpp"

namespace pim::ui {

/// What is asked of the whole tenant.
enum class ReportKind { lapsing, cannot_activate, changed_settings };

/// The kinds as routes and names of files have them, in their order.
constexpr std::array<std::string_view, 3> report_words = {"lapsing", "cannot-activate",
                                                          "changed-settings"};

/// A cell: words, or a moment that each reader tells in its own way.
struct ReportCell {
    std::string text;
    std::optional<Instant> at = {};
};

struct ReportRow {
    Guid role;  ///< which the first cell names
    std::vector<ReportCell> cells;
};

/// A table over all roles, in words.
struct Report {
    std::vector<std::string_view> columns;
    std::vector<ReportRow> rows;
};

constexpr int report_days_most = 3650;

/// The assignments that end within that many days, the next end first. Like the others it walks
/// the assignments of the tenant.
Report lapsing_report(const Tenant& tenant, Instant now, int within_days);
/// Who is eligible and could not activate as things stand, with the reason.
Report cannot_activate_report(const Tenant& tenant, Instant now);
/// Every setting that is not the product's default.
Report changed_settings_report(const Tenant& tenant);

/// The report for a spreadsheet; moments in UTC.
std::string csv_of(const Report& report);

}  // namespace pim::ui
