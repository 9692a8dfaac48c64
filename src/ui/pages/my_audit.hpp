#pragma once

#include <string>

#include "ui/app.hpp"
#include "ui/kit/table.hpp"
#include "ui/pages/audit_search.hpp"

namespace pim::ui {

constexpr std::size_t my_audit_rows_max = 500;

/// "My audit history": what the persona did, and what was done to its assignments; newest first.
class MyAuditPage : public Page {
public:
    void draw(PortalContext& context) override;

private:
    AuditSearch search_;
    kit::TableState table_;
    std::string filter_;
};

}  // namespace pim::ui
