#pragma once

#include <string>
#include <vector>

#include "core/audit.hpp"
#include "ui/app.hpp"
#include "ui/kit/table.hpp"

namespace pim::ui {

constexpr std::size_t my_audit_rows_max = 500;

/// "My audit history": what the persona did, and what was done to its assignments; newest first.
class MyAuditPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    std::vector<const AuditRow*> found(const PortalContext& context) const;

    Cached<std::vector<const AuditRow*>> rows_;
    kit::TableState table_;
    std::string filter_;
};

}  // namespace pim::ui
