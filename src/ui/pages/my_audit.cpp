#include "ui/pages/my_audit.hpp"

#include <algorithm>
#include <array>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/parts.hpp"

namespace pim::ui {
namespace {

constexpr std::array<kit::Column, 6> my_audit_columns = {{
    {.label = "Time", .width = 150},
    {.label = "Activity", .share = 2, .narrow = 2},
    {.label = "Requester", .share = 1.1F},
    {.label = "Role", .share = 1.3F},
    {.label = "Member", .share = 1.1F},
    {.label = "Reason", .share = 1.4F},
}};

void draw_row(const Tenant& tenant, const AuditRow& row, kit::Cells& cells) {
    cells.next();
    moment(row.at);
    cells.text(row.activity);
    cells.text(actor_text(tenant, row));
    cells.text(row.role.is_null() ? "" : role_over_scope(tenant, row.role, row.scope));
    cells.text(row.principal.is_null() ? "" : display_name(tenant, row.principal));
    cells.text(row.justification);
}

}  // namespace

void MyAuditPage::draw(PortalContext& context) {
    kit::page({.title = "My audit history",
               .description = "What you did, and what was done to your assignments"});
    kit::text_field({.label = "Filter by activity, role or reason",
                     .placeholder = "Filter by activity, role or reason",
                     .search = true,
                     .hide_label = true,
                     .width = 360},
                    filter_);
    AuditFilter wanted;
    wanted.text = filter_;
    wanted.concerns = context.persona;
    search_.follow(context.tenant, context.version(), wanted, my_audit_rows_max);
    if (!search_.done()) kit::wake_after(0);
    const std::size_t rows = std::min(search_.size(), my_audit_rows_max);
    if (rows == my_audit_rows_max) {
        kit::prose(cat("The newest ", my_audit_rows_max, " rows are shown"),
                   {.secondary = true, .small = true});
    }
    const Tenant& tenant = context.tenant;
    kit::table({.label = "My audit history",
                .columns = my_audit_columns,
                .rows = rows,
                .empty_title = filter_.empty() ? "Nothing happened yet" : "Nothing matches",
                .empty_text = filter_.empty() ? "Every request, answer and change concerning you "
                                                "is recorded here"
                                              : "Empty the filter to see everything",
                .empty_icon = kit::icon::history},
               table_, [&](std::size_t i, kit::Cells& cells) {
                   draw_row(tenant, tenant.audit[search_.place(tenant, i)], cells);
               });
}

}  // namespace pim::ui
