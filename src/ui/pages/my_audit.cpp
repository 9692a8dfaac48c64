#include "ui/pages/my_audit.hpp"

#include <array>

#include "core/text.hpp"
#include "ui/kit/kit.hpp"
#include "ui/local_time.hpp"
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

bool contains(const std::string& text, const std::string& part) {
    return to_lower(text).find(part) != std::string::npos;
}

}  // namespace

std::vector<const AuditRow*> MyAuditPage::found(const PortalContext& context) const {
    const std::string part = to_lower(filter_);
    std::vector<const AuditRow*> rows;
    const auto& audit = context.tenant.audit;
    for (auto row = audit.rbegin(); row != audit.rend(); ++row) {
        if (!(row->actor == context.persona) && !(row->principal == context.persona)) continue;
        if (!part.empty() && !contains(row->activity, part) &&
            !contains(display_name(context.tenant, row->role), part) &&
            !contains(row->justification, part)) {
            continue;
        }
        rows.push_back(&*row);
        if (rows.size() == my_audit_rows_max) break;
    }
    return rows;
}

void MyAuditPage::draw(PortalContext& context) {
    kit::page({.title = "My audit history",
               .description = "What you did, and what was done to your assignments"});
    kit::text_field({.label = "Filter by activity, role or reason",
                     .placeholder = "Filter by activity, role or reason",
                     .search = true,
                     .hide_label = true,
                     .width = 360},
                    filter_);
    const auto& rows = rows_.of(context, filter_, [&] { return found(context); });
    if (rows.size() == my_audit_rows_max) {
        kit::prose(cat("The newest ", my_audit_rows_max, " rows are shown"),
                   {.secondary = true, .small = true});
    }
    const Tenant& tenant = context.tenant;
    kit::table(
        {.label = "My audit history",
         .columns = my_audit_columns,
         .rows = rows.size(),
         .empty_title = filter_.empty() ? "Nothing happened yet" : "Nothing matches",
         .empty_text = filter_.empty() ? "Every request, answer and change concerning you "
                                         "is recorded here"
                                       : "Empty the filter to see everything",
         .empty_icon = kit::icon::history},
        table_, [&](std::size_t i, kit::Cells& cells) {
            const AuditRow& row = *rows[i];
            cells.next();
            moment(row.at);
            cells.text(row.activity);
            cells.text(row.actor.is_null() ? "PIM" : display_name(tenant, row.actor));
            cells.text(row.role.is_null() ? "" : role_over_scope(tenant, row.role, row.scope));
            cells.text(row.principal.is_null() ? "" : display_name(tenant, row.principal));
            cells.text(row.justification);
        });
}

}  // namespace pim::ui
