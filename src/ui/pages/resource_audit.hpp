#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/app.hpp"
#include "ui/kit/table.hpp"
#include "ui/pages/assignment_fields.hpp"
#include "ui/pages/audit_search.hpp"

namespace pim::ui {

/// Activity > Resource audit: everything that happened.
class ResourceAuditPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    void draw_filter(PortalContext& context);

    AuditFilter filter_;
    kit::TableState state_;
    AuditSearch search_;
    Cached<std::vector<std::string>> activities_;
};

/// One row of the audit log in full.
class AuditRowPanel : public Panel {
public:
    explicit AuditRowPanel(AuditRow row);
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    AuditRow row_;
};

/// Draws one in n approvals for a second look (S2, "Approver doesn't have time to review").
class DrawApprovalsPanel : public Panel {
public:
    std::string title(const PortalContext& context) const override;
    void draw(PortalContext& context) override;

private:
    int one_in_ = 10;
    FormFoot foot_;
};

}  // namespace pim::ui
