#pragma once

#include <string>

#include "ui/app.hpp"
#include "ui/kit/table.hpp"
#include "ui/pages/report.hpp"

namespace pim::ui {

/// Sandbox > Reports: what lapses, who could not activate, which settings are not the defaults; as
/// tables and as files for a spreadsheet.
class ReportsPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    void draw_report(PortalContext& context, ReportKind kind);
    const Report& report(const PortalContext& context, ReportKind kind);

    int days_ = 90;
    Cached<Report> report_;
    kit::TableState state_;
};

}  // namespace pim::ui
